"""How an ambition goes, as a line that the server draws: a point per teljaar, the target dotted. No script."""

from dataclasses import dataclass
from decimal import Decimal

from monitoring import presenters
from monitoring.calculation.school_year import SchoolYear
from monitoring.models import Ambition
from monitoring.vocabulary_pages import Gauge

WIDTH, HEIGHT = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 22, 88, 26, 34  # room for the labels
ROOM = Decimal("1.15")  # the axis runs from zero to a little above the highest


@dataclass(frozen=True)
class Point:
    """One teljaar as it is shown; `value` is None where the number is not shown, `mark` stands in its place."""

    teljaar: str
    value: Decimal | None
    mark: str
    stand: str  # in words
    is_running: bool  # the teljaar is not over: the number still grows


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    text: str
    is_running: bool


@dataclass(frozen=True)
class ProgressLine:
    """For monitoring/open/progress.html. `whole` joins the teljaren that are over."""

    whole: str
    dots: tuple[Dot, ...]
    target_y: float
    target: str
    ticks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def told(value: Decimal, gauge: str) -> str:
    """2.09 → `2,09 %`; 1204 → `1.204`."""
    return presenters.percent(value) if gauge == Gauge.SHARE else presenters.whole(int(value))


def line(ambition: Ambition, points: list[Point]) -> ProgressLine | None:
    """None where there is no number to draw."""
    shown = [point for point in points if point.value is not None]
    if not shown:
        return None
    years = _years(ambition, shown)
    top = max([ambition.target, *(point.value for point in shown)]) * ROOM or Decimal(1)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(years) - 1)

    def place(point: Point) -> tuple[float, float]:
        return round(LEFT + years.index(point.teljaar) * step, 1), _height(point.value, top)

    finished = [point for point in shown if not point.is_running]
    over = [place(point) for point in finished]
    named = [shown[0], shown[-1], *finished[-1:]]  # the others are in the table: a phone has no room for all
    return ProgressLine(
        whole=" ".join(f"{x},{y}" for x, y in over) if len(over) > 1 else "",
        dots=tuple(
            Dot(*place(point), told(point.value, ambition.gauge) if point in named else "", point.is_running)
            for point in shown
        ),
        target_y=_height(ambition.target, top),
        target=told(ambition.target, ambition.gauge),
        ticks=tuple((round(LEFT + number * step, 1), _short(year)) for number, year in enumerate(years)),
    )


def _years(ambition: Ambition, shown: list[Point]) -> list[str]:
    """Every teljaar from the first that is known to that of the target."""
    last = max(ambition.target_teljaar, shown[-1].teljaar)
    years = [SchoolYear.parse(min(ambition.base_teljaar, shown[0].teljaar))]
    while years[-1].name < last:
        years.append(years[-1].next())
    return [year.name for year in years]


def _height(value: Decimal, top: Decimal) -> float:
    return round(HEIGHT - BOTTOM - float(value / top) * (HEIGHT - TOP - BOTTOM), 1)


def _short(teljaar: str) -> str:
    """2024-2025 → 24-25."""
    return f"{teljaar[2:4]}-{teljaar[7:9]}"
