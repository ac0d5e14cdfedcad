"""Outcomes against the oracle's: over the product of border cases, and over random regions."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from itertools import combinations, product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calculation.outcomes import late_evidence, outcomes
from monitoring.calculation.school_year import SchoolYear, Stand
from tests import oracle
from tests.calculation.regions import (
    BESTEMMINGEN,
    CLOSES,
    DIPLOMAS,
    ONDERWIJSSOORTEN,
    OPENS,
    YEAR,
    at_random,
    days,
    frame,
    regions,
    regions_with_late_news,
    row,
)
from tests.oracle import Row

STANDS = SchoolYear(YEAR).stands()[:15]
MONTHLY, LATE = STANDS[:12], STANDS[12:]
LAST_DIPLOMA_DAY = date(2026, 12, 31)
every_stand = pytest.mark.parametrize("stand", STANDS, ids=str)
some_stands = pytest.mark.parametrize("stand", [STANDS[0], STANDS[5], STANDS[11], STANDS[13]], ids=str)


def computed(population: pd.DataFrame, evidence: pd.DataFrame, stand: Stand) -> list[oracle.Outcome]:
    """The calculation's rows in the oracle's words."""
    table = outcomes(population, evidence, stand)
    columns = []
    for name in (field.name for field in fields(oracle.Outcome)):
        values = table[name].tolist()
        is_date = name in ("evidence_on", "left_on")
        columns.append([None if value is pd.NaT else value.date() for value in values] if is_date else values)
    return [oracle.Outcome(*values) for values in zip(*columns, strict=True)]


def assert_counts_as_oracle(rows: Iterable[Row], stand: Stand, later: list[Row] | None = None) -> None:
    """Every pupil of A, in order of pupil, in the same class for the same reason."""
    rows = list(rows)
    evidence = rows if later is None else oracle.late_evidence(rows, later)
    expected = oracle.outcomes(rows, evidence, YEAR, stand.code)
    population = frame(rows)
    proof = population if later is None else late_evidence(population, frame(later))
    differing = [
        (is_, should)
        for is_, should in zip(
            computed(population, proof, stand), sorted(expected.values(), key=lambda o: o.pupil), strict=True
        )
        if is_ != should
    ]
    assert not differing, differing[:3]


def test_start_population_at_every_border():
    births = [date(2003, 9, 30), date(2003, 10, 1), date(2003, 10, 2), date(2004, 2, 29), date(2004, 10, 1)]
    starts, ends = days(OPENS, -1, 0, 1), [None, *days(OPENS, -1, 0, 1)]
    cases = product(births, ONDERWIJSSOORTEN, [1, 3], ["BOL", "EX"], [True, False], starts, ends)
    rows = [
        row(
            number,
            born_on=born_on,
            onderwijssoort=onderwijssoort,
            leerjaar=leerjaar,
            leerweg=leerweg if onderwijssoort.startswith("mbo") else "",
            bekostigd=bekostigd,
            started_on=started_on,
            ended_on=ended_on,
        )
        for number, (
            born_on,
            onderwijssoort,
            leerjaar,
            leerweg,
            bekostigd,
            started_on,
            ended_on,
        ) in enumerate(cases)
    ]
    assert_counts_as_oracle(rows, STANDS[5])


def test_who_is_22_on_1_october_does_not_count_and_who_is_22_the_day_after_does():
    rows = [row(1, born_on=date(2003, 10, 1)), row(2, born_on=date(2003, 10, 2))]
    table = frame(rows)
    assert outcomes(table, table, STANDS[0])["pupil"].tolist() == [2]


@every_stand
def test_every_destination_and_diploma_around_the_peildatum(stand):
    p = stand.peildatum
    diploma_days = [*days(p, -1, 0, 1), *days(LAST_DIPLOMA_DAY, 0, 1)]
    diplomas = [(), *(((kind, day),) for kind, day in product(DIPLOMAS, diploma_days))]
    cases = product([None, *days(p, -1, 0, 1)], BESTEMMINGEN, diplomas)
    rows = [
        row(number, ended_on=ended_on, destination=destination if ended_on else "", diplomas=diploma)
        for number, (ended_on, destination, diploma) in enumerate(cases)
    ]
    assert_counts_as_oracle(rows, stand)


SECOND_ENROLMENTS = (
    ("vwo", 5, ""), ("pro", 1, ""), ("isk", 1, ""), ("internationaal", None, ""), ("vavo", None, ""),
    ("mbo-2", None, "BOL"), ("mbo-2", None, "EX"),
)  # fmt: skip


@some_stands
def test_second_enrolment_that_confirms_replaces_or_says_nothing(stand):
    p = stand.peildatum
    periods = [(start, end) for start in days(p, -30, -1, 0, 1) for end in (None, *days(p, -1, 0, 1))]
    periods = [(start, end) for start, end in periods if end is None or start <= end]
    destinations = ("mbo", "werk", "emigratie", "onbekend")
    cases = product(
        SECOND_ENROLMENTS, periods, destinations, days(p, -1, 0), destinations, ["0363", "1999"], [0, 1]
    )
    rows = []
    for number, (kind, (start, end), destination, left_on, first_destination, home, entree) in enumerate(
        cases
    ):
        diplomas = (("mbo-1", p),) if entree else ()
        rows.append(
            row(number, ended_on=left_on, destination=first_destination, municipality=home, diplomas=diplomas)
        )
        rows.append(
            row(
                number,
                brin="00AA",
                onderwijssoort=kind[0],
                leerjaar=kind[1],
                leerweg=kind[2],
                bekostigd=False,
                started_on=start,
                ended_on=end,
                destination=destination if end else "",
            )
        )
    assert_counts_as_oracle(rows, stand)


def inschrijvingen_that_differ_at_every_level() -> list[dict]:
    kinds = [
        ("mbo-1", "BOL"),
        ("mbo-2", "BBL"),
        ("mbo-4", "BOL"),
        ("mbo-4", "EX"),
        ("havo", ""),
        ("vavo", ""),
    ]
    places = product(["00AA", "27GZ"], ["00", "01"], ["2", "10"])
    cases = product(kinds, days(OPENS, -2, -1), places)
    return [
        {
            "onderwijssoort": kind,
            "leerweg": leerweg,
            "started_on": started_on,
            "brin": brin,
            "vestiging": vestiging,
            "volgnummer": volgnummer,
            "municipality": str(number + 2000),  # another for every row: it tells which one was chosen
        }
        for number, ((kind, leerweg), started_on, (brin, vestiging, volgnummer)) in enumerate(cases)
    ]


def test_one_of_two_enrolments_is_chosen_at_every_level_of_the_order():
    pairs = combinations(inschrijvingen_that_differ_at_every_level(), 2)
    rows = [row(number, **fields) for number, pair in enumerate(pairs) for fields in pair]
    assert_counts_as_oracle(rows, STANDS[0])
    assert_counts_as_oracle(reversed(rows), STANDS[0])


def test_latest_of_two_ended_enrolments_at_every_level_of_the_order():
    places = product(["00AA", "27GZ"], ["00", "01"], ["2", "10"])
    cases = [
        {
            "ended_on": ended_on,
            "started_on": started_on,
            "brin": brin,
            "vestiging": vestiging,
            "volgnummer": number,
        }
        for ended_on, started_on, (brin, vestiging, number) in product(
            days(STANDS[5].peildatum, -1, 0, 1), days(OPENS, -2, -1), places
        )
    ]
    rows = [
        row(number, destination=destination, diplomas=(("mbo-1", OPENS),), **fields)
        for number, pair in enumerate(combinations(cases, 2))
        for destination, fields in zip(
            ("mbo", "werk") if number % 2 else ("geen", "vrijstelling"), pair, strict=True
        )
    ]
    assert_counts_as_oracle(rows, STANDS[5])


def test_volgnummer_2_comes_before_10():
    rows = [row(1, volgnummer=number, municipality=home) for number, home in (("10", "0518"), ("2", "0363"))]
    table = frame(rows)
    assert outcomes(table, table, STANDS[0])["municipality"].tolist() == ["0363"]


@pytest.mark.parametrize("stand", LATE, ids=str)
def test_late_news_of_an_enrolment_replaces_what_september_said(stand):
    options = [(None, ""), (date(2026, 8, 1), "werk"), (CLOSES, "onbekend"), (date(2026, 10, 2), "emigratie")]
    diplomas = [(), (("mbo-3", LAST_DIPLOMA_DAY),), (("mbo-3", date(2027, 1, 1)),), (("mbo-1", CLOSES),)]
    september, later = [], []
    for number, (before, after, diploma, vestiging) in enumerate(
        product(options, options, diplomas, ["00", "01"])
    ):
        september.append(row(number, ended_on=before[0], destination=before[1]))
        later.append(
            row(
                number,
                ended_on=after[0],
                destination=after[1],
                diplomas=diploma,
                vestiging=vestiging,
                municipality="1999",
            )
        )
    assert_counts_as_oracle(september, stand, later)


def test_late_news_of_another_school_keeps_what_september_said():
    september = [row(1, ended_on=date(2026, 8, 1), destination="onbekend"), row(2)]
    later = [row(1, brin="00AA", started_on=date(2026, 9, 1)), row(3, started_on=date(2026, 9, 1))]
    assert_counts_as_oracle(september, LATE[0], later)


def test_vsv_without_any_ended_enrolment_has_an_unknown_destination():
    september = [row(1, onderwijssoort="mbo-2", leerweg="BOL")]
    later = [row(1, onderwijssoort="mbo-2", leerweg="EX")]
    assert_counts_as_oracle(september, LATE[0], later)
    table = outcomes(frame(september), late_evidence(frame(september), frame(later)), LATE[0])
    assert table[["outcome", "unknown"]].values.tolist() == [["X", True]]


@at_random
@given(regions(), st.sampled_from(MONTHLY))
def test_random_region_counts_as_the_oracle_counts(rows, stand):
    assert_counts_as_oracle(rows, stand)


@at_random
@given(regions_with_late_news(), st.sampled_from(LATE))
def test_random_late_news_counts_as_the_oracle_counts(news, stand):
    september, later = news
    assert_counts_as_oracle(september, stand, later)


@at_random
@given(regions_with_late_news(), st.sampled_from(LATE), st.randoms())
def test_order_of_rows_and_dtype_of_texts_change_nothing(news, stand, random):
    september, later = news
    expected = computed(frame(september), late_evidence(frame(september), frame(later)), stand)
    random.shuffle(september)
    random.shuffle(later)
    shuffled = frame(september, texts="category")
    proof = late_evidence(shuffled, frame(later, texts="category"))
    assert proof["brin"].dtype == "category"
    assert computed(shuffled, proof, stand) == expected


def test_no_rows_give_no_outcomes():
    table = frame([row(1)]).iloc[:0]
    assert outcomes(table, table, STANDS[0]).empty


def test_evidence_that_misses_a_pupil_is_refused():
    table = frame([row(1), row(2)])
    with pytest.raises(ValueError, match="misses pupils"):
        outcomes(table, table.iloc[:1], STANDS[0])
