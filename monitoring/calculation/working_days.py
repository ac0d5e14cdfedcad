"""Working days: Monday to Friday, without the days that the law calls free (Algemene termijnenwet art. 1 and 3)."""

from collections.abc import Set
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date, free: Set[date]) -> bool:
    return day.weekday() < SATURDAY and day not in free


def working_day_after(day: date, number: int, free: Set[date]) -> date:
    """The `number`-th working day after `day`."""
    while number:
        day += DAY
        number -= is_working_day(day, free)
    return day


def latest_before(on: date, number: int, free: Set[date]) -> date:
    """The latest day for which the `number`-th working day after it lies before `on`: what began then is late on `on`."""
    day = on - DAY
    while working_day_after(day, number, free) >= on:
        day -= DAY
    return day
