"""The regional agenda with its progress, from figures and never from a text that somebody typed.

A point per teljaar: its last stand. A teljaar that runs still grows, so it is compared with the same stand a year before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from monitoring import presenters
from monitoring.calculation.cells import percentage
from monitoring.calculation.school_year import Stand
from monitoring.figures import REGION, NotForReader, Scope, course, current_computations
from monitoring.models import Ambition, Computation, Measure
from monitoring.open_face.progress_line import Goal, Point, ProgressLine, line, told
from monitoring.sparkline import Sparkline, sparkline
from monitoring.vocabulary import Method
from monitoring.vocabulary_pages import Gauge

OVER = 12  # from this stand on a teljaar is over


@dataclass(frozen=True)
class Counted:
    """A number of one stand, as it may be shown: vsv'ers of deelnemers; None where it is not shown."""

    teljaar: str
    stand: str
    x: int | None
    n: int | None
    x_mark: str = presenters.HIDDEN
    percentage: Decimal | None = None

    def value(self, gauge: str) -> Decimal | None:
        if gauge == Gauge.SHARE:
            return self.percentage
        return None if self.x is None else Decimal(self.x)

    def text(self, gauge: str) -> str:
        """The number, or its mark."""
        value = self.value(gauge)
        if value is None:
            return self.x_mark if gauge == Gauge.COUNT else presenters.HIDDEN
        return told(value, gauge)

    @property
    def of(self) -> Stand:
        return Stand.parse(self.teljaar, self.stand)


Reader = Callable[[str, Scope, str], list[Counted]]  # method, place, category → every stand that may be shown, in order


@dataclass(frozen=True)
class Progress:
    """What is seen of one ambition or maatregel; without points when the numbers are not for this reader."""

    points: tuple[Point, ...]
    sentences: tuple[str, ...]
    drawn: ProgressLine | None = None
    spark: Sparkline | None = None


def by_figures(reader) -> Reader:
    """Counts as this reader may see them, straight from figures.py."""

    def counts(method: str, place: Scope, category: str) -> list[Counted]:
        try:
            lines = course(reader, _known(method), place, category)
        except NotForReader:
            return []
        return [
            Counted(each.teljaar, each.stand, each.x.value, each.n.value, presenters.count(each.x), each.percentage)
            for each in lines
        ]

    known: dict[str, list[Computation]] = {}

    def _known(method: str) -> list[Computation]:
        if not known:
            for computation in current_computations():
                known.setdefault(computation.method, []).append(computation)
        return known.get(method, [])

    return counts


def progress(ambition: Ambition, counts: Reader) -> Progress:
    place = Scope(municipality=ambition.municipality_id or "")
    found = counts(ambition.method, place, ambition.category)
    points = [point for point in points_of(found, ambition.gauge) if point.teljaar >= ambition.base_teljaar]
    if not any(point.value is not None for point in points):
        return Progress(tuple(points), ("Hiervan is nog geen cijfer dat hier getoond mag worden.",))
    sentences = [*_distance(ambition, points), *_running(found, ambition.gauge)]
    goals = [goal_of(ambition)]
    return Progress(tuple(points), tuple(sentences), line(points, goals, since=ambition.base_teljaar))


def goal_of(ambition: Ambition, name: str = "doel") -> Goal:
    return Goal(ambition.target, f"{name} {told(ambition.target, ambition.gauge)}", ambition.target_teljaar)


def measure_progress(measure: Measure, brins: list[str], counts: Reader) -> Progress:
    """The schools of the maatregel together, or the whole region; only from numbers that are all shown."""
    places = [Scope(brin=brin) for brin in brins] or [REGION]
    found = _together([counts(Method.REGIO, place, measure.category) for place in places])
    points = points_of(found, measure.gauge)
    over = [point for point in points if not point.is_running and point.value is not None]
    if not over:
        return Progress((), ("Hiervan is nog geen cijfer dat hier getoond mag worden.",))
    first, last = over[0], over[-1]
    said = f"{told(last.value, measure.gauge)} in teljaar {last.teljaar}"
    if first is not last:
        said = f"{told(first.value, measure.gauge)} in teljaar {first.teljaar}, {said}"
    values = [None if point.value is None else float(point.value) for point in points if not point.is_running]
    sentences = (f"{Gauge(measure.gauge).label.capitalize()}: {said}.", *_running(found, measure.gauge))
    return Progress(tuple(points), sentences, spark=sparkline(values, said))


def points_of(found: list[Counted], gauge: str) -> list[Point]:
    """The last stand of every teljaar."""
    last = {each.teljaar: each for each in found}
    return [
        Point(each.teljaar, each.value(gauge), each.text(gauge), presenters.stand_in_full(each.of), each.of.number < OVER)
        for each in last.values()
    ]


def _distance(ambition: Ambition, points: list[Point]) -> list[str]:
    """How far the last teljaar that is over is from the target. Lower is better for both gauges."""
    over = [point for point in points if not point.is_running and point.value is not None]
    if not over:
        return []
    last = over[-1]
    more = last.value - ambition.target
    is_share = ambition.gauge == Gauge.SHARE
    unit = f"{presenters.decimal(abs(more))} procentpunt" if is_share else presenters.whole(abs(int(more)))
    goal = f"Het doel is {told(ambition.target, ambition.gauge)} in teljaar {ambition.target_teljaar}"
    now = f"In teljaar {last.teljaar} was het {told(last.value, ambition.gauge)}."
    if more <= 0:
        return [now, f"{goal}: dat is bereikt."]
    return [now, f"{goal}: nog {unit} te gaan."]


def _running(found: list[Counted], gauge: str) -> list[str]:
    """The teljaar that runs, beside the same stand a year before."""
    if not found or found[-1].of.number >= OVER or found[-1].value(gauge) is None:
        return []
    now = found[-1]
    said = f"Dit teljaar loopt nog: {told(now.value(gauge), gauge)} op {presenters.stand_in_full(now.of)}"
    wanted = (now.of.teljaar.previous().name, now.of.number)
    then = next((each for each in found if (each.teljaar, each.of.number) == wanted), None)
    if then is None or then.value(gauge) is None:
        return [f"{said}."]
    return [f"{said}; een jaar eerder op dezelfde stand {told(then.value(gauge), gauge)}."]


def _together(courses: list[list[Counted]]) -> list[Counted]:
    """The sum of several places per stand, where every one of them is shown."""
    if len(courses) == 1:
        return courses[0]
    summed = []
    for key in dict.fromkeys((each.teljaar, each.stand) for course_ in courses for each in course_):
        parts = [next((each for each in course_ if (each.teljaar, each.stand) == key), None) for course_ in courses]
        shown = [part for part in parts if part is not None and None not in (part.x, part.n)]
        if len(shown) < len(courses):
            summed.append(Counted(*key, None, None))
            continue
        x, n = sum(part.x for part in shown), sum(part.n for part in shown)
        share = percentage(x, n) if n >= settings.PERCENTAGE_MINIMUM else None
        summed.append(Counted(*key, x, n, presenters.whole(x), share))
    return sorted(summed, key=lambda each: each.of)
