"""The counters of the effectrapportage agree with plain loops, over many kinds of case files and around each border."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.effect_counters import effect_counters, sums
from tests.oracle_work import counters

OPENS, CLOSES = date(2025, 10, 1), date(2026, 10, 1)
DATES = ("born_on", "opened_on", "closed_on", "without_since", "signalled_on")
TRAJECT = ["id", *DATES, "destination", "had_earlier"]
CONTACT = ["traject", "on", "to_youngster", "spoken"]


def days(first: date, last: date):
    near = [OPENS + timedelta(n) for n in (-1, 0, 1, 13, 14, 27, 28, 31)] + [CLOSES - timedelta(1), CLOSES]
    return st.one_of(st.sampled_from(near), st.dates(first, last))


@st.composite
def traject(draw, number: int) -> dict:
    opened = draw(days(date(2024, 9, 1), date(2026, 11, 1)))
    closed = draw(st.none() | st.sampled_from([0, 27, 28, 30, 31, 180, 184, 400]).map(lambda n: opened + timedelta(n)))
    return {
        "id": number, "born_on": draw(st.dates(date(2003, 1, 1), date(2010, 1, 1))),
        "opened_on": opened, "closed_on": closed,
        "destination": draw(st.sampled_from(["", "1", "4", "7"])) if closed else "",
        "without_since": draw(st.none() | st.dates(date(2019, 1, 1), opened)),
        "signalled_on": draw(st.none() | st.dates(opened - timedelta(60), opened)), "had_earlier": draw(st.booleans()),
    }  # fmt: skip


@st.composite
def work(draw):
    trajects = [draw(traject(number)) for number in range(draw(st.integers(0, 6)))]
    a_contact = st.fixed_dictionaries({
        "traject": st.integers(0, 6), "on": days(date(2024, 9, 1), date(2026, 11, 1)), "to_youngster": st.booleans(),
        "spoken": st.booleans(),
    })  # fmt: skip
    return trajects, draw(st.lists(a_contact, max_size=12))


@settings(max_examples=25)
@given(work())
def test_counters_agree_with_plain_loops_and_add_up(known):
    trajects, contacts = known
    found = effect_counters(framed(trajects, TRAJECT, DATES), framed(contacts, CONTACT, ("on",)), OPENS, CLOSES)
    expected = counters(trajects, contacts, OPENS, CLOSES)
    shown = {key: n for key, n in found.items() if key[2] in ("alle", "17") and key[0] != "niet_gesproken"}
    assert shown == {key: expected[key] for key in shown}
    assert set(expected) <= set(shown)
    assert all(found[total] == sum(found[part] for part in parts) for total, parts in sums())


def test_a_first_talk_of_an_earlier_teljaar_is_no_intake_of_this_one():
    one = {"id": 1, "born_on": date(2006, 1, 1), "opened_on": date(2025, 9, 1), "closed_on": None, "destination": "",
           "without_since": None, "signalled_on": None, "had_earlier": False}  # fmt: skip
    talks = [{"traject": 1, "on": on, "to_youngster": True, "spoken": True} for on in (date(2025, 9, 3), date(2026, 1, 5))]
    found = effect_counters(framed([one], TRAJECT, DATES), framed(talks, CONTACT, ("on",)), OPENS, CLOSES)
    counted = [found[*row, "alle"] for row in (("intake", ""), ("gesprekken", ""), ("soort", "continuerend"))]
    assert counted == [0, 1, 1]


def framed(rows: list[dict], columns: list[str], dates: tuple[str, ...]) -> pd.DataFrame:
    """As frames.read gives it."""
    frame = pd.DataFrame(rows, columns=columns)
    for column in dates:
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    kinds = {"had_earlier": bool, "to_youngster": bool, "spoken": bool, "destination": str, "id": int, "traject": int}
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})
