"""When the effectrapportage of a teljaar must be sent in: dated, with its source. What it holds is effect_counters.py's."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import opening_day, rows_of


@dataclass(frozen=True)
class ReportDate:
    """The day of the year after the teljaar has closed; holds from a teljaar on."""

    first_teljaar: str
    month: int
    day: int
    source: str


@cache
def report_dates() -> tuple[ReportDate, ...]:
    """All of them, oldest first."""
    return rows_of("report_dates", ReportDate)


def report_date(teljaar: str) -> tuple[date, str]:
    """The day before which the report of this teljaar is due, and the source of that day."""
    opens = opening_day(teljaar)
    chosen = [each for each in report_dates() if opening_day(each.first_teljaar) <= opens][-1]
    return date(opens.year + 1, chosen.month, chosen.day), chosen.source
