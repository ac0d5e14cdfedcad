"""From the shown figures of a place to where its teljaar is expected to go. The arithmetic is calculation/expected_end.py's.

A number that the reader does not see takes no part, so nothing that is told here can betray it.
"""

from dataclasses import dataclass
from decimal import Decimal

from monitoring.calculation.cells import percentage
from monitoring.calculation.expected_end import Count, Expected, end_number, expected, past_of
from monitoring.calculation.school_year import Stand
from monitoring.figures import Figure

MOST_YEARS = 4  # earlier teljaren that are asked: older ones were other times


@dataclass(frozen=True)
class Point:
    """What is expected at one later stand, in nieuwe vsv'ers and in percentages of the deelnemers of now."""

    number: int
    count: Expected
    n: int

    @property
    def percentages(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Low, middle, high."""
        return tuple(percentage(x, self.n) for x in (self.count.low, self.count.middle, self.count.high))


@dataclass(frozen=True)
class Outlook:
    """The fan from the current stand: its points in order, the last of which is the expected end."""

    current: Figure
    points: tuple[Point, ...]

    @property
    def end(self) -> Point:
        return self.points[-1]

    @property
    def end_stand(self) -> Stand:
        return Stand.parse(self.current.teljaar, self.current.stand).teljaar.stands()[self.end.number - 1]


def outlook(lines: list[Figure], current: Figure) -> Outlook | None:
    """The fan of one place, method and category; None without an earlier teljaar to go by, or at the last stand."""
    now = _count(current)
    here = Stand.parse(current.teljaar, current.stand).number
    years = _courses([line for line in lines if line.teljaar < current.teljaar])
    end = end_number(current.method, here, years)
    if now is None or end is None:
        return None
    told = [year for year in years if here in year and end in year]
    later = [number for number in sorted(told[0]) if number > here and all(number in year for year in told)]
    found = ((number, expected(now, past_of(told, here, number))) for number in later)
    points = tuple(Point(number, count, now.n) for number, count in found if count)
    return Outlook(current, points) if points and points[-1].number == end else None


def _courses(lines: list[Figure]) -> list[dict[int, Count]]:
    """Per teljaar the number of the stand → what was counted, as far as it is shown."""
    years: dict[str, dict[int, Count]] = {}
    for line in lines:
        counted = _count(line)
        if counted is not None:
            years.setdefault(line.teljaar, {})[Stand.parse(line.teljaar, line.stand).number] = counted
    return [years[year] for year in sorted(years)[-MOST_YEARS:]]


def _count(line: Figure) -> Count | None:
    x, n = line.x.value, line.n.value
    return None if x is None or not n else Count(x, n)
