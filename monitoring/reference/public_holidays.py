"""The days that are free by law (Algemene termijnenwet art. 3), 2015 to 2040. Koningsdag on a Sunday is the day before."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import rows_of


@dataclass(frozen=True)
class PublicHoliday:
    """One day on which no term runs."""

    day: date
    name: str
    source: str


@cache
def public_holidays() -> frozenset[date]:
    return frozenset(row.day for row in rows_of("public_holidays", PublicHoliday))
