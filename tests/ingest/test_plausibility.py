"""The mass-change guard: who vanished, appeared or moved since the last delivery."""

from datetime import date

import pandas as pd
import pytest

from monitoring.ingest.plausibility import Changes, changes, needs_confirmation

OCTOBER = date(2025, 10, 1)


def pupils(numbers, category="mbo2", ended_on=None) -> pd.DataFrame:
    frame = pd.DataFrame({"pupil": list(numbers), "category": category})
    return frame.assign(
        ended_on=pd.Series(pd.NaT if ended_on is None else pd.Timestamp(ended_on), index=frame.index)
    )


def test_vanished_appeared_and_moved_pupils_are_counted():
    current = pd.concat([pupils(range(10, 90)), pupils(range(90, 95), "mbo3"), pupils(range(200, 203))])
    assert changes(pupils(range(100)), current, since=OCTOBER) == Changes(3, 15, 5, 100)


def test_pupil_who_left_before_1_october_may_be_gone():
    previous = pd.concat([pupils([1, 2]), pupils([3], ended_on="2025-09-30")])
    assert changes(previous, pupils([1, 2]), since=OCTOBER) == Changes(0, 0, 0, 2)


def test_pupil_who_left_on_1_october_may_not():
    previous = pupils([1, 2], ended_on="2025-10-01")
    assert changes(previous, pupils([1]), since=OCTOBER).vanished == 1


def test_second_inschrijving_of_the_same_category_is_no_change():
    twice = pd.concat([pupils([1]), pupils([1])])
    assert changes(pupils([1]), twice, since=OCTOBER) == Changes(0, 0, 0, 1)


def test_order_of_a_pupils_categories_makes_no_difference():
    one = pd.concat([pupils([1], "mbo2"), pupils([1], "vavo")])
    other = pd.concat([pupils([1], "vavo"), pupils([1], "mbo2")])
    assert changes(one, other, since=OCTOBER).moved == 0


def test_first_delivery_compares_with_nothing():
    found = changes(pupils([]), pupils(range(500)), since=OCTOBER)
    assert (found.compared, needs_confirmation(found)) == (0, False)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Changes(0, 21, 0, 100), True),
        (Changes(21, 0, 0, 100), True),
        (Changes(0, 0, 21, 100), True),
        (Changes(0, 20, 0, 100), False),
        (Changes(0, 50, 0, 1000), False),
        (Changes(0, 51, 0, 1000), True),
    ],
)
def test_confirmation_is_asked_beyond_the_share_and_beyond_the_number(found, expected):
    assert needs_confirmation(found) is expected
