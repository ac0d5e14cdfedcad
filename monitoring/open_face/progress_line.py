"""A number through the teljaren, as a line that the server draws: a point per teljaar, goals dotted. No script."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monitoring import presenters
from monitoring.calculation.school_year import SchoolYear
from monitoring.vocabulary_pages import Gauge

WIDTH, HEIGHT = 420, 200
LEFT, RIGHT, TOP, BOTTOM = 24, 108, 36, 34  # room for the labels
ROOM = Decimal("1.15")  # the axis runs from zero to a little above the highest
APART = 14  # between two labels


@dataclass(frozen=True)
class Goal:
    """What was agreed, in the count of the line that it stands in; `course` where that differed per teljaar."""

    value: Decimal
    label: str
    teljaar: str
    course: tuple[tuple[str, Decimal], ...] = ()  # the last one is `value`


@dataclass(frozen=True)
class Point:
    """One teljaar as it is shown; `value` is None where the number is not shown, `text` is then its mark."""

    teljaar: str
    value: Decimal | None
    text: str
    stand: str  # in words
    is_running: bool  # the teljaar is not over: the number still grows


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    text: str
    is_running: bool


@dataclass(frozen=True)
class GoalLine:
    path: str
    text_y: float
    text: str


@dataclass(frozen=True)
class ProgressLine:
    """For monitoring/open/progress_line.html. `whole` joins the teljaren that are over."""

    whole: str
    dots: tuple[Dot, ...]
    goals: tuple[GoalLine, ...]
    breaks: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def told(value: Decimal, gauge: str) -> str:
    """2.09 → `2,09 %`, 2.1 → `2,1 %`: as exact as it was printed; 1204 → `1.204`."""
    if gauge == Gauge.COUNT:
        return presenters.whole(int(value))
    decimals = min(2, max(0, -int(value.as_tuple().exponent)))
    return f"{value:.{decimals}f}{presenters.SPACE}%".replace(".", ",")


def line(points: list[Point], goals: list[Goal], *, since: str = "", breaks: Iterable[str] = ()) -> ProgressLine | None:
    """None where there is no number to draw. `breaks`: the first teljaar that was counted in another way."""
    shown = [point for point in points if point.value is not None]
    if not shown:
        return None
    years = _years([*(point.teljaar for point in shown), *(goal.teljaar for goal in goals), *([since] if since else [])])
    highest = [value for goal in goals for _, value in goal.course] + [goal.value for goal in goals]
    top = max([*highest, *(point.value for point in shown)]) * ROOM or Decimal(1)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(years) - 1)

    def across(teljaar: str) -> float:
        return round(LEFT + years.index(teljaar) * step, 1)

    finished = [point for point in shown if not point.is_running]
    over = [(across(point.teljaar), _height(point.value, top)) for point in finished]
    named = [shown[0], shown[-1], *finished[-1:]]  # the others are in the table: a phone has no room for all
    return ProgressLine(
        whole=" ".join(f"{x},{y}" for x, y in over) if len(over) > 1 else "",
        dots=tuple(
            Dot(across(point.teljaar), _height(point.value, top), point.text if point in named else "", point.is_running)
            for point in shown
        ),
        goals=_goal_lines(goals, top, {year: across(year) for year in years}),
        breaks=tuple(round(across(each) - step / 2, 1) for each in breaks if each in years[1:]),
        ticks=tuple((across(year), _short(year)) for year in years),
    )


def _goal_lines(goals: list[Goal], top: Decimal, across: dict[str, float]) -> tuple[GoalLine, ...]:
    """From high to low; a label that would stand on the one above it moves down."""
    drawn: list[GoalLine] = []
    for goal in sorted(goals, key=lambda each: -each.value):
        y = _height(goal.value, top)
        known = [(across[teljaar], _height(value, top)) for teljaar, value in goal.course if teljaar in across]
        path = " ".join(f"{x},{height}" for x, height in [*(known or [(LEFT, y)]), (WIDTH - RIGHT, y)])
        drawn.append(GoalLine(path, max(y, drawn[-1].text_y + APART) if drawn else y, goal.label))
    return tuple(drawn)


def _years(named: list[str]) -> list[str]:
    """Every teljaar from the first that is named to the last."""
    years = [SchoolYear.parse(min(named))]
    while years[-1].name < max(named):
        years.append(years[-1].next())
    return [year.name for year in years]


def _height(value: Decimal, top: Decimal) -> float:
    return round(HEIGHT - BOTTOM - float(value / top) * (HEIGHT - TOP - BOTTOM), 1)


def _short(teljaar: str) -> str:
    """2024-2025 → 24-25."""
    return f"{teljaar[2:4]}-{teljaar[7:9]}"
