"""Kwetsbare jongeren against plain loops: every kind on t, every place on t1, every age around both borders."""

from datetime import date
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.school_year import Stand
from monitoring.calculation.vulnerable import vulnerable, vulnerable_cells
from tests.calculation.regions import BESTEMMINGEN, ONDERWIJSSOORTEN, OPENS, YEAR, frame, row
from tests.oracle import EQUAL_TO_EDUCATION, Row, is_active, latest_ended

SEPTEMBER = Stand.parse(f"{YEAR}-{YEAR + 1}", f"{YEAR + 1}-09")
MARCH = Stand.parse(f"{YEAR}-{YEAR + 1}", f"{YEAR + 1}-03")


def expected(rows: list[Row], stand: Stand) -> dict[int, tuple[str, str]]:
    """Pupil → (kind on t, whereabouts on the peildatum), by the definition."""
    found = {}
    for pupil in {each.pupil for each in rows}:
        own = [each for each in rows if each.pupil == pupil]
        kinds = [each for each in own if is_active(each, OPENS) and is_kind(each)]
        age = stand.teljaar.closes.year - (own[0].born_on.year + ((own[0].born_on.month, own[0].born_on.day) > (10, 1)))
        where = whereabouts(own, stand.peildatum)
        if kinds and 16 <= age <= 22 and where:
            kinds.sort(key=lambda each: (each.onderwijssoort != "mbo-1", -each.started_on.toordinal(), each.brin))
            found[pupil] = (kinds[0].onderwijssoort, where)
    return found


def is_kind(each: Row) -> bool:
    if each.onderwijssoort == "vmbo-bb":
        return each.leerjaar in (3, 4)
    return each.onderwijssoort in ("pro", "vso") or (each.onderwijssoort == "mbo-1" and each.leerweg != "EX")


def whereabouts(own: list[Row], day: date) -> str:
    active = [r for r in own if is_active(r, day) and not (r.onderwijssoort[:4] == "mbo-" and r.leerweg == "EX")]
    if active:
        active.sort(key=lambda r: (r.onderwijssoort[:4] != "mbo-", -r.started_on.toordinal(), r.brin))
        return active[0].onderwijssoort if active[0].onderwijssoort in ("mbo-1", "mbo-2") else ""
    last = latest_ended(own, day)
    to = last.destination if last else ""
    if to in EQUAL_TO_EDUCATION | {"overleden", "emigratie", "buitenland"}:
        return ""
    return {"werk": "werk", "onbekend": "onbekend", "": "onbekend"}.get(to, "uit_onderwijs")


def computed(rows: list[Row], stand: Stand) -> dict[int, tuple[str, str]]:
    rows_of_all = frame(rows)
    found = vulnerable(rows_of_all, rows_of_all, stand)
    assert vulnerable_cells(found)["n"].sum() == len(found)
    return dict(zip(found["pupil"], zip(found["kind"], found["whereabouts"], strict=True), strict=True))


@pytest.mark.parametrize("stand", [SEPTEMBER, MARCH])
def test_every_kind_place_and_age_comes_out_as_by_hand(stand):
    rows = []
    births = [date(2004, 10, 1), date(2003, 10, 2), date(2003, 10, 1), date(2010, 10, 1), date(2010, 10, 2)]
    after = (None, "mbo-1", "mbo-2", "havo")
    everybody = enumerate(product(ONDERWIJSSOORTEN, (2, 3), births, after), start=1)
    for pupil, (soort, leerjaar, born_on, next_soort) in everybody:
        ended = {"ended_on": date(YEAR + 1, 2, 1), "destination": BESTEMMINGEN[pupil % len(BESTEMMINGEN)]}
        rows.append(row(pupil, born_on=born_on, onderwijssoort=soort, leerjaar=leerjaar, leerweg="BOL", **ended))
        if next_soort:
            rows.append(row(pupil, born_on=born_on, onderwijssoort=next_soort, leerweg="BOL", volgnummer="2",
                            started_on=date(YEAR + 1, 2, 1)))  # fmt: skip
    assert computed(rows, stand) == expected(rows, stand)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(ONDERWIJSSOORTEN), st.sampled_from(["BOL", "EX"]), st.integers(0, 700),
                          st.none() | st.integers(0, 500), st.sampled_from(BESTEMMINGEN)), max_size=8))  # fmt: skip
def test_random_careers_come_out_as_by_hand(stays):
    start = date(YEAR, 1, 1).toordinal()
    rows = [
        row(n // 2, born_on=date(2007, 3, 3), onderwijssoort=soort, leerweg=leerweg, leerjaar=3, brin=f"9{n}AA",
            started_on=date.fromordinal(start + 2 * begin + n % 2),  # no two on one day: ties are outcomes.py's
            ended_on=None if length is None else date.fromordinal(start + 2 * begin + length + 2), destination=to)
        for n, (soort, leerweg, begin, length, to) in enumerate(stays)
    ]  # fmt: skip
    assert computed(rows, SEPTEMBER) == expected(rows, SEPTEMBER)


def test_nobody_gives_no_cells():
    assert isinstance(vulnerable_cells(vulnerable(frame([]), frame([]), MARCH)), pd.DataFrame)
