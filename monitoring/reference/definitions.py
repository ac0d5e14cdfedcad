"""Which definition of vsv holds in which teljaar, until what age pupils are followed, where series break."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import opening_day, rows_of


@dataclass(frozen=True)
class Definition:
    """One version of the vsv definition; an empty `last_teljaar` means that it still holds."""

    version: str
    first_teljaar: str
    last_teljaar: str
    start_age_below: int  # on the 1 October that opens the teljaar
    label: str
    source: str


@dataclass(frozen=True)
class UpperAge:
    """The age at which the followed group ends, from a day on (None: since before our records)."""

    valid_from: date | None
    age: int
    label: str
    source: str


@dataclass(frozen=True)
class MethodBreak:
    """A teljaar from which figures are counted differently; label and effect are shown in charts."""

    first_teljaar: str
    label: str
    effect: str
    source: str


@cache
def definitions() -> tuple[Definition, ...]:
    """All versions, oldest first."""
    return rows_of("definitions", Definition)


def definition(teljaar: str) -> Definition | None:
    """The version that holds in a teljaar; None before 2012-2013, when another method counted."""
    opens = opening_day(teljaar)
    begun = [each for each in definitions() if opening_day(each.first_teljaar) <= opens]
    return begun[-1] if begun else None


@cache
def upper_ages() -> tuple[UpperAge, ...]:
    """All upper ages, oldest first."""
    return rows_of("upper_ages", UpperAge)


def upper_age(on: date) -> int:
    """The birthday on which the followed group ends, by the law of that day."""
    return [each for each in upper_ages() if each.valid_from is None or each.valid_from <= on][-1].age


@cache
def method_breaks() -> tuple[MethodBreak, ...]:
    """All breaks, oldest first."""
    return rows_of("method_breaks", MethodBreak)


def breaks_between(first_teljaar: str, last_teljaar: str) -> tuple[MethodBreak, ...]:
    """The breaks that a line from the first to the last teljaar crosses."""
    first, last = opening_day(first_teljaar), opening_day(last_teljaar)
    return tuple(each for each in method_breaks() if first < opening_day(each.first_teljaar) <= last)
