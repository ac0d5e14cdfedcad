"""Which weeks are school weeks: every week that is not a holiday of the region (Noord, Midden or Zuid).

The dates are those of the Rijksoverheid; the second week of the meivakantie is each school's own choice and not in it
(calculation/absence.py sees that from the files). After the last holiday in the table every week is a school week.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from monitoring.reference.tables import rows_of

AREAS = ("noord", "midden", "zuid")
WEEK, FRIDAY = timedelta(days=7), timedelta(days=4)
FIRST_MONDAY, AFTER = date(2023, 7, 3), date(2031, 1, 1)  # the portal's own horizon; R03 does not reach back further


@dataclass(frozen=True)
class Holiday:
    """A holiday of one area, first and last day included."""

    schooljaar: str
    area: str
    name: str
    first: date
    last: date
    source: str


@cache
def holidays() -> tuple[Holiday, ...]:
    return rows_of("school_holidays", Holiday)


@cache
def school_mondays(area: str) -> tuple[date, ...]:
    """The Mondays of all school weeks of an area. Raises ValueError for an area that does not exist."""
    if area not in AREAS:
        raise ValueError(f"‘{area}’ is geen vakantieregio: noord, midden of zuid")
    free = [(each.first, each.last) for each in holidays() if each.area == area]
    weeks = (FIRST_MONDAY + number * WEEK for number in range((AFTER - FIRST_MONDAY).days // 7))
    return tuple(
        monday for monday in weeks
        if not any(first <= monday and monday + FRIDAY <= last for first, last in free)
    )  # fmt: skip
