"""Every rule against the oracle on a thousand youngsters drawn around the borders: each of S1 to S14 holds for some."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest

from monitoring.calculation.flag_inputs import known
from monitoring.calculation.flags import RULES, flags
from monitoring.reference.flag_rules import default_limits
from monitoring.reference.school_weeks import school_mondays
from tests import oracle_flags

ON = date(2026, 4, 9)
MONDAYS = tuple(m for m in school_mondays("zuid") if date(2025, 7, 1) <= m < date(2026, 8, 1))
LIMITS = {code: default_limits(code) for code in RULES}
BIRTHDAYS = [
    oracle_flags.months_later(date(ON.year - age, ON.month, ON.day), months) + timedelta(days=days)
    for age in (16, 17, 18, 27) for months in (0, 3, 6) for days in (-1, 0, 1)
]  # fmt: skip
PEILDATA = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]


def world(chance: Random, many: int = 1000) -> dict:
    """The tables of flag_inputs.INPUTS: sparse in those of one, so that one rule alone decides."""
    found = {name: [] for name in ("people", "enrolments", "reports", "dropouts", "case_files", "actions", "episodes",
                                   "leaving", "applications")}  # fmt: skip
    for pupil in range(1, many + 1):
        who = {"pupil": pupil, "brin": chance.choice(("90AA", "90BB")), "vestiging": "00"}
        found["people"].append({
            "pupil": pupil, "born_on": chance.choice(BIRTHDAYS), "is_resident": chance.random() < 0.9,
            "qualified_on": chance.choice((None, None, None, _day(chance))),
        })  # fmt: skip
        for name in chance.sample(sorted(_ROWS), chance.choice((1, 2, 3))):
            found[name] += [who | row for row in _ROWS[name](chance, pupil)]
    return found


def _day(chance: Random, back: int = 240) -> date:
    return ON - timedelta(days=chance.choice((0, 1, 27, 28, 29, 90, chance.randrange(back))))


def _enrolments(chance: Random, _pupil: int) -> list[dict]:
    started, is_latest = _day(chance), chance.random() < 0.8
    return [{
        "onderwijssoort": chance.choice(("vmbo-kb", "mbo-1", "mbo-2", "pro")), "started_on": started,
        "ended_on": chance.choice((None, started + timedelta(days=20))), "until": ON, "is_latest": is_latest,
        "destination": chance.choice(("", "onbekend", "werk", "vo", "overleden")),
        "entree_on": chance.choice((None, started)), "has_getuigschrift": chance.random() < 0.2,
    }]  # fmt: skip


def _reports(chance: Random, pupil: int) -> list[dict]:
    return [
        {"number": f"{pupil}-{n}", "soort": chance.choice(("V3", "V4", "LRV", "RMC", "L")), "began_on": _day(chance),
         "ended_on": chance.choice((None, _day(chance, 30))), "hours": 16.0, "status": chance.choice("RBGI"),
         "is_latest": chance.random() < 0.7, "stand": "2026-03"}
        for n in range(chance.choice((1, 2, 3)))
    ]  # fmt: skip


def _dropouts(chance: Random, _pupil: int) -> list[dict]:
    ranks = set(range(chance.randrange(6), chance.choice((4, 5, 5)) + 1)) - {chance.choice((None, 3))}
    return [{"rank": rank, "peildatum": PEILDATA[rank], "left_on": None} for rank in sorted(ranks)]


def _applications(chance: Random, _pupil: int) -> list[dict]:
    statuses = ("ingetrokken", "leidt_niet_tot_inschrijving", "in_behandeling")
    return [
        {"status": chance.choice(statuses), "applied_on": _day(chance), "status_on": chance.choice((None, _day(chance))),
         "starts_on": chance.choice((None, _day(chance))), "has_appeared": chance.choice(("", "ja", "nee")),
         "round": chance.choice((2025, 2026))}
        for _ in range(chance.choice((1, 2)))
    ]  # fmt: skip


_ROWS = {
    "enrolments": _enrolments,
    "reports": _reports,
    "dropouts": _dropouts,
    "applications": _applications,
    "actions": lambda chance, _: [{"on": _day(chance)}],
    "leaving": lambda chance, _: [{"intended": chance.choice(("mbo-2", "havo", "onbekend")), "round": 2026}],
    "episodes": lambda chance, _: [{"kind": chance.choice(("vsv", "kwetsbaar")), "opened_on": _day(chance)}],
    "case_files": lambda chance, _: [{
        "role": chance.choice(("leerplicht", "doorstroompunt")), "opened_on": _day(chance),
        "status": chance.choice(("onbekend", "werk", "geen")),
    }],
}  # fmt: skip


@pytest.mark.parametrize("on", [ON, date(2026, 4, 1), date(2025, 10, 1)])
def test_every_rule_finds_among_many_whom_plain_loops_find(on):
    tables = world(Random(f"flags {on}"))
    everything = known({name: pd.DataFrame(rows) for name, rows in tables.items()}, latest_rank=5,
                       school_mondays=MONDAYS, upper_age=27)  # fmt: skip
    found = {(r.pupil, r.rule, r.since.date()) for r in flags(everything, LIMITS, on).itertuples()}
    whole = tables | {"latest_rank": 5, "upper_age": 27, "school_mondays": MONDAYS}
    assert found == oracle_flags.flags(whole, LIMITS, on)
    if on == ON:
        times = Counter(rule for _, rule, _ in found)
        assert {rule for rule in RULES if times[rule] >= 5} == set(RULES), times


def test_a_file_of_leerplicht_is_told_from_three_months_before_eighteen_until_the_birthday():
    births = [date(2008, 7, 10), date(2008, 7, 9), date(2008, 4, 10), date(2008, 4, 9)]
    people = pd.DataFrame({"pupil": range(4), "born_on": births, "qualified_on": None, "is_resident": True})
    files = people[["pupil"]].assign(role="leerplicht", opened_on=date(2026, 1, 5), brin="", vestiging="", status="onbekend")

    def told(files: pd.DataFrame) -> list[int]:
        given = known({"people": people, "case_files": files}, latest_rank=-1, school_mondays=MONDAYS, upper_age=27)
        return list(flags(given, {"S11": LIMITS["S11"]}, ON)["pupil"])

    assert told(files) == [1, 2]
    assert told(files.assign(role="doorstroompunt")) == []
