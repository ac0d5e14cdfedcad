"""Charts of counts over time and of classes of counts: plain dicts, what is hidden is a gap and never a number."""

from monitoring import presenters
from monitoring.calculation.school_year import MONTHS
from monitoring.charts import ACCENT, PLAIN_HOVER, QUIET, Chart
from monitoring.figures import Shown

DASHES = ("solid", "dash", "dot")
Series = dict[str, list[Shown]]  # name → one number per tick


def line_chart(name: str, title: str, subtitle: str, ticks: list[str], series: Series, **more: str) -> Chart:
    """One line per series over the same ticks, each named at its end; the first is the accent."""
    traces = [_line(label, ticks, numbers, place) for place, (label, numbers) in enumerate(series.items())]
    layout = {
        "yaxis": {"rangemode": "tozero", "nticks": 6}, "showlegend": False, "margin": {"r": 150},
        "xaxis": {"showgrid": False, "tickangle": 0, "tickvals": ticks[::3], "ticktext": ticks[::3], "type": "category"},
        "annotations": [label for place, trace in enumerate(traces) for label in _end_label(trace, place)],
    }  # fmt: skip
    narrow = {"margin": {"r": 20}, "xaxis": {"tickvals": ticks[::6], "ticktext": ticks[::6]}, "annotations": []}
    return _chart(name, title, subtitle, {"data": traces, "layout": layout, "narrow": narrow}, ticks, series, more)


def bar_chart(name: str, title: str, subtitle: str, labels: list[str], series: Series, **more: str) -> Chart:
    """Horizontal bars of one series, each with its number beside it."""
    numbers = next(iter(series.values()))
    bar = {
        "type": "bar", "orientation": "h", "y": labels, "x": [_drawn(each) for each in numbers],
        "text": [presenters.count(each) for each in numbers], "textposition": "outside", "cliponaxis": False,
        "marker": {"color": ACCENT}, "hovertemplate": "%{y}: %{text}" + PLAIN_HOVER, "name": title,
    }  # fmt: skip
    layout = {"yaxis": {"autorange": "reversed", "showgrid": False}, "xaxis": {"rangemode": "tozero", "nticks": 5},
              "showlegend": False, "margin": {"r": 60}}  # fmt: skip
    return _chart(name, title, subtitle, {"data": [bar], "layout": layout}, labels, series, {"size": "low"} | more)


def month_name(month: str) -> str:
    """`2026-03` → `mrt 2026`."""
    name = MONTHS[int(month[5:]) - 1]
    return f"{'mrt' if name == 'maart' else name[:3]} {month[:4]}"


def _line(label: str, ticks: list[str], numbers: list[Shown], place: int) -> dict:
    colour = ACCENT if place == 0 else QUIET
    return {
        "type": "scatter", "mode": "lines+markers", "name": label, "x": ticks, "y": [_drawn(each) for each in numbers],
        "connectgaps": False, "line": {"color": colour, "width": 3 if place == 0 else 2, "dash": DASHES[place % 3]},
        "marker": {"size": 6, "color": colour}, "hovertemplate": f"{label}, %{{x}}: %{{y:.0f}}" + PLAIN_HOVER,
    }  # fmt: skip


def _end_label(trace: dict, place: int) -> list[dict]:
    told = [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
    if not told:
        return []
    x, y = told[-1]
    font = {"color": trace["line"]["color"], "size": 13}
    return [{"x": x, "y": y, "text": trace["name"], "xanchor": "left", "xshift": 9, "yshift": 9 - 18 * place,
             "showarrow": False, "font": font}]  # fmt: skip


def _drawn(shown: Shown) -> float | None:
    return None if shown.value is None else float(shown.value)


def _chart(name: str, title: str, subtitle: str, figure: dict, ticks: list[str], series: Series, more: dict) -> Chart:
    heading = more.pop("heading", "Maand")
    told = [[tick, *(numbers[place] for numbers in series.values())] for place, tick in enumerate(ticks)]
    return Chart(
        id=name, title=title, subtitle=subtitle, figure=figure, columns=[heading, *series],
        rows=[[tick, *(presenters.count(each) for each in numbers)] for tick, *numbers in told],
        values=[[tick, *(presenters.count(each) if each.value is None else each.value for each in numbers)]
                for tick, *numbers in told],
        **more,
    )  # fmt: skip
