"""A course chart as a picture that needs no script: the same lines as on the page, drawn by the server as SVG."""

from base64 import b64encode
from dataclasses import dataclass
from math import ceil

from django.template.loader import render_to_string

from monitoring import presenters
from monitoring.charts import Chart, axis_top

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 76, 12, 30
OWN, EARLIER = "#0b5a6b", "#8a8f93"


@dataclass(frozen=True)
class Line:
    """One teljaar: its path, dots and name at the end, in the coordinates of the picture."""

    path: str
    dots: tuple[tuple[str, str], ...]
    colour: str
    width: str
    dash: str
    name: str
    end: tuple[str, str]


@dataclass(frozen=True)
class Plane:
    """From stand number and percentage to a place in the picture."""

    first: float
    last: float
    top: float

    def x(self, number: float) -> str:
        return f"{LEFT + (number - self.first) / max(self.last - self.first, 1) * (WIDTH - LEFT - RIGHT):.1f}"

    def y(self, share: float) -> str:
        return f"{TOP + (1 - share / self.top) * (HEIGHT - TOP - BOTTOM):.1f}"


def course_picture(chart: Chart) -> str:
    """The address (data:) of the picture; empty where there is nothing to draw."""
    traces = [
        trace for trace in chart.figure["data"] if "lines" in trace.get("mode", "") and trace.get("name")
    ]
    told = [value for trace in traces for value in trace["y"] if value is not None]
    if not told:
        return ""
    numbers = [number for trace in traces for number in trace["x"]]
    plane = Plane(min(numbers), max(numbers), axis_top(told))
    axis, shapes = chart.figure["layout"]["xaxis"], chart.figure["layout"].get("shapes", [])
    context = {
        "width": str(WIDTH), "height": str(HEIGHT), "left": str(LEFT), "right": str(WIDTH - RIGHT),
        "grid": _grid(plane), "lines": [_line(trace, plane) for trace in traces], "foot": str(HEIGHT - 8),
        "ticks": [(plane.x(at), text) for at, text in zip(axis["tickvals"], axis["ticktext"], strict=True)],
        "marks": [plane.x(shape["x0"]) for shape in shapes if shape.get("yref") == "paper" and shape["type"] == "line"],
        "top": str(TOP), "bottom": str(HEIGHT - BOTTOM),
    }  # fmt: skip
    drawn = render_to_string("monitoring/report_chart.svg", context)
    return "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()


def _grid(plane: Plane) -> list[tuple[str, str, str]]:
    """Four lines: place of the line, of its label, and the label."""
    step = plane.top / 4
    digits = 1 if step >= 0.5 else 2
    values = [ceil(100 * step * number) / 100 for number in range(5)]
    return [
        (plane.y(min(v, plane.top)), f"{float(plane.y(min(v, plane.top))) + 4:.1f}", _share(v, digits))
        for v in values
    ]


def _share(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",") + f"{presenters.SPACE}%"


def _line(trace: dict, plane: Plane) -> Line:
    own = trace["line"].get("width", 2) > 2
    points = [
        None if y is None else (plane.x(x), plane.y(y)) for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    dots = tuple(point for point in points if point)
    end = (f"{float(dots[-1][0]) + 8:.1f}", f"{float(dots[-1][1]) + 4:.1f}") if dots else ("", "")
    return Line(_path(points), dots, OWN if own else EARLIER, "2.5" if own else "1.3",
                "6 4" if trace["line"].get("dash") == "dash" else "none", trace["name"] if dots else "", end)  # fmt: skip


def _path(points: list[tuple[str, str] | None]) -> str:
    """A line with a gap wherever nothing is shown."""
    path, pen_is_up = [], True
    for point in points:
        if point:
            path.append(f"{'M' if pen_is_up else 'L'}{point[0]} {point[1]}")
        pen_is_up = point is None
    return "".join(path)
