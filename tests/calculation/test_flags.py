"""The rules against an oracle of plain loops, over random histories; and what they may not look at."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.flag_inputs import INPUTS, known, on_birthday
from monitoring.calculation.flags import RULES, flags
from monitoring.ingest.codes import BESTEMMING, STATUS_AANMELDING
from monitoring.reference.flag_rules import default_limits, rules, thresholds
from monitoring.reference.school_weeks import school_mondays
from monitoring.vocabulary import CaseStatus, FlagRule
from tests import oracle_flags

ON = date(2026, 4, 9)
MONDAYS = tuple(m for m in school_mondays("zuid") if date(2025, 7, 1) <= m < date(2026, 8, 1))
LIMITS = {code: default_limits(code) for code in RULES}
PEILDATA = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]

pupils = st.integers(1, 5)
days = st.one_of(st.dates(date(2025, 8, 1), date(2026, 4, 20)), st.just(ON), st.just(ON - timedelta(days=28)))
maybe = st.none() | days
brins = st.sampled_from(["90AA", "90BB"])
school = {"brin": brins, "vestiging": st.sampled_from(["00", "01"])}
destinations = st.sampled_from(["", *BESTEMMING])
births = st.one_of(
    st.dates(date(1998, 1, 1), date(2021, 12, 31)),
    st.sampled_from([date(2008, 2, 29), date(2008, 4, 9), date(2008, 7, 9), date(2009, 7, 31), date(2009, 8, 1),
                     date(1999, 4, 9), date(1999, 10, 9)]),
)  # fmt: skip
rounds = st.sampled_from([2025, 2026])


def rows(**columns) -> st.SearchStrategy:
    return st.lists(st.fixed_dictionaries({"pupil": pupils, **columns}), max_size=6)


reports = rows(
    **school, number=st.sampled_from(["M1", "M2", "M3", "M4"]),
    soort=st.sampled_from(["V3", "V3", "V4", "LRV", "RMC", "L"]), began_on=days, ended_on=maybe,
    hours=st.sampled_from([16.0, 20.5]), status=st.sampled_from("RBGKI"), is_latest=st.booleans(),
    stand=st.sampled_from(["2026-01", "2026-02", "2026-03"]),
).map(lambda found: list({(r["brin"], r["number"], r["stand"]): r for r in found}.values()))  # fmt: skip
worlds = st.fixed_dictionaries({
    "people": rows(born_on=births, qualified_on=maybe, is_resident=st.booleans()).map(
        lambda found: list({r["pupil"]: r for r in found}.values())),
    "enrolments": rows(
        **school, onderwijssoort=st.sampled_from(["vmbo-kb", "mbo-1", "mbo-2", "pro"]), started_on=days, ended_on=maybe,
        destination=destinations, entree_on=maybe, has_getuigschrift=st.booleans(), until=days, is_latest=st.booleans(),
    ).map(lambda found: list({tuple(r[k] for k in ("pupil", "is_latest", "brin", "vestiging")): r for r in found}.values())),
    "reports": reports,
    "dropouts": st.lists(st.tuples(pupils, st.integers(0, 5)), unique=True, max_size=12).map(lambda found: [
        {"pupil": pupil, "rank": rank, "peildatum": PEILDATA[rank], "brin": "90AA", "vestiging": "00", "left_on": None}
        for pupil, rank in found]),
    "case_files": rows(role=st.sampled_from(["leerplicht", "doorstroompunt"]), opened_on=days, brin=st.just(""),
                       vestiging=st.just(""), status=st.sampled_from(CaseStatus.values)).map(
        lambda found: list({r["pupil"]: r for r in found}.values())),
    "actions": rows(on=days),
    "episodes": rows(kind=st.sampled_from(["vsv", "kwetsbaar"]), opened_on=days, **school).map(
        lambda found: list({(r["pupil"], r["kind"]): r for r in found}.values())),
    "leaving": rows(**school, intended=st.sampled_from(["mbo-2", "havo", "onbekend"]), round=rounds),
    "applications": rows(brin=brins, status=st.sampled_from(list(STATUS_AANMELDING)), applied_on=days, status_on=maybe,
                         starts_on=maybe, has_appeared=st.sampled_from(["", "ja", "nee"]), round=rounds),
})  # fmt: skip


def of(world: dict, **more) -> set[tuple[int, str, date]]:
    frames = {name: pd.DataFrame(found) for name, found in world.items()}
    everything = known(frames, latest_rank=5, school_mondays=MONDAYS, upper_age=27)
    found = flags(everything, LIMITS, more.get("on", ON))
    return {(r.pupil, r.rule, r.since.date()) for r in found.itertuples()}


@settings(max_examples=30)
@given(world=worlds, on=st.sampled_from([ON, date(2025, 10, 1), date(2026, 4, 1)]))
def test_rules_find_what_plain_loops_find(world, on):
    whole = world | {"latest_rank": 5, "upper_age": 27, "school_mondays": MONDAYS}
    assert of(world, on=on) == oracle_flags.flags(whole, LIMITS, on)


def test_nothing_known_raises_nothing():
    assert of({}) == set()


@pytest.mark.parametrize("forbidden", ["sex", "geslacht", "municipality", "origin", "postcode", "income", "health",
                                       "surname", "name", "nationality", "reden", "text", "note"])  # fmt: skip
def test_no_rule_sees_origin_neighbourhood_income_or_health(forbidden):
    seen = [column for columns in INPUTS.values() for column in columns]
    assert not [column for column in seen if forbidden in column.split("_")]


def test_columns_that_are_not_listed_do_not_reach_the_rules():
    people = pd.DataFrame({"pupil": [1], "born_on": [ON], "qualified_on": [None], "is_resident": [True], "sex": ["V"]})
    everything = known({"people": people}, latest_rank=-1, school_mondays=MONDAYS, upper_age=27)
    assert list(everything.people.columns) == list(INPUTS["people"])


def test_every_rule_is_computed_published_and_named():
    assert list(RULES) == [rule.code for rule in rules()] == list(FlagRule.values)
    assert all(rule.sentence and rule.source and rule.next_step and rule.sees for rule in rules())
    told = Path("docs/rekenregels.md").read_text()
    for rule in rules():
        limits = "; ".join(f"{limit.label}: {limit.default}" for limit in thresholds(rule.code)) or "–"
        assert f"| {rule.code} | {rule.title} | {limits} | {rule.source} |" in told


def test_born_on_leap_day_becomes_eighteen_on_the_first_of_march():
    born = pd.Series(pd.to_datetime(["2008-02-29", "2008-03-31"])).astype("datetime64[s]")
    assert [day.date() for day in on_birthday(born, 18)] == [date(2026, 3, 1), date(2026, 3, 31)]


def test_report_of_a_file_that_is_not_the_latest_no_longer_counts_as_open():
    report = {"pupil": 1, "brin": "90AA", "vestiging": "", "number": "M1", "soort": "V3", "began_on": date(2026, 3, 2),
              "ended_on": None, "hours": 16.0, "status": "R", "stand": "2026-03", "is_latest": True}  # fmt: skip
    assert (1, "S1", date(2026, 3, 2)) in of({"reports": [report]})
    assert of({"reports": [report | {"is_latest": False}]}) == set()


def test_action_of_anybody_clears_three_months_of_silence():
    silent = [{"pupil": 1, "rank": rank, "peildatum": PEILDATA[rank], "brin": "90AA", "vestiging": "", "left_on": None}
              for rank in range(2, 6)]  # fmt: skip
    assert of({"dropouts": silent}) == {(1, "S6", date(2026, 4, 1))}
    assert of({"dropouts": silent, "actions": [{"pupil": 1, "on": date(2026, 2, 3)}]}) == set()
