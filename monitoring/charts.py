"""Charts as plain dicts for static/charts.js, each with its finding as title and its numbers as a table.

Numbers come in as figures; what is suppressed is None here, so no chart holds what the page does not show.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring import presenters
from monitoring.calculation.school_year import MONTHS, SchoolYear, Stand
from monitoring.figures import Figure
from monitoring.reference.definitions import breaks_between
from monitoring.vocabulary import Method

ACCENT, GREY, INK, PAPER = "var(--accent)", "var(--rest)", "var(--inkt)", "var(--papier)"
QUIET = "var(--inkt-zacht)"
YEARS = 5  # more lines than this tell nothing
ROOM = 0.07  # least distance between two labels at the end of a line, as a share of the height
PLAIN_HOVER = "<extra></extra>"


@dataclass(frozen=True)
class Chart:
    """What _components/chart.html shows; without a single number to draw there is only the table."""

    id: str
    title: str
    subtitle: str
    figure: dict
    columns: list[str]
    rows: list[list[str]]
    size: str = ""
    note: str = ""
    download: str = ""
    values: list[list] = field(default_factory=list)  # the rows for an export: numbers bare, marks as shown

    @property
    def is_drawn(self) -> bool:
        axes = [trace["x" if trace["type"] == "bar" else "y"] for trace in self.figure["data"][:YEARS]]
        return any(isinstance(value, float) for values in axes for value in values)


def course_chart(lines: list[Figure], current: Figure, subtitle: str, download: str) -> Chart:
    """The stands of the teljaar against earlier years; one method, one place, one category."""
    years = sorted({line.teljaar for line in lines if line.teljaar <= current.teljaar})[-YEARS:]
    by_year = {year: {_place(line): line for line in lines if line.teljaar == year} for year in years}
    places = _places(by_year, current.method)
    traces = [_year_line(by_year[year], places, year, current.teljaar) for year in years]
    height = _above(value for trace in traces for value in trace["y"])
    layout = {
        "xaxis": {"range": [0.6, places[-1].number + 0.4], "showgrid": False, "zeroline": False, "tickangle": 0,
                  "tickvals": [place.number for place in places], "ticktext": [place.tick for place in places]},
        "yaxis": {"range": [0, height], "ticksuffix": " %", "nticks": 6},
        "showlegend": False, "hovermode": "closest", "margin": {"r": 72},
        "annotations": _end_labels(traces, years, current.teljaar, height),
    }  # fmt: skip
    return Chart(
        id="verloop", title=_course_title(current, by_year), subtitle=subtitle,
        figure={"data": traces, "layout": layout, "narrow": _quarters(places)}, columns=["Stand", *years],
        rows=[[place.name, *(_cell(by_year[year].get(place.number)) for year in years)] for place in places],
        values=[[place.name, *(_bare(by_year[year].get(place.number)) for year in years)] for place in places],
        note=_course_note(years, current), download=download,
    )  # fmt: skip


def category_chart(lines: list[Figure], teljaar: str, chosen: str, subtitle: str, download: str) -> Chart:
    """The vsv% of each category with its norm."""
    labels = [presenters.category_label(line.category) for line in lines]
    norms = [presenters.norm_of(teljaar, line.category) for line in lines]
    colours = [ACCENT if chosen in ("", line.category) else GREY for line in lines]
    bars = {
        "type": "bar", "orientation": "h", "y": labels, "x": [_float(line.percentage) for line in lines],
        "customdata": [presenters.percentage(line) for line in lines],
        "marker": {"color": colours}, "hovertemplate": "%{y}: %{customdata}" + PLAIN_HOVER, "name": "vsv in %",
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "name": "norm",
        "y": [label for label, norm in zip(labels, norms, strict=True) if norm],
        "x": [float(norm.norm.percentage) for norm in norms if norm],
        "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": INK}},
        "hovertemplate": "%{y}: norm %{x:.2f} %" + PLAIN_HOVER,
    }  # fmt: skip
    layout = {
        "yaxis": {"autorange": "reversed", "showgrid": False},
        "xaxis": {"range": [0, _above([*bars["x"], *marks["x"]])], "ticksuffix": " %", "nticks": 5},
        "showlegend": False, "annotations": [*_norm_label(marks), *_reasons(lines, labels)],
    }  # fmt: skip
    rows = [
        [label, presenters.percentage(line), norm.label if norm else "geen norm"]
        for label, line, norm in zip(labels, lines, norms, strict=True)
    ]
    values = [
        [label, _bare(line), norm.norm.percentage if norm else "geen norm"]
        for label, line, norm in zip(labels, lines, norms, strict=True)
    ]
    return Chart(
        id="categorieen", title=_category_title(lines, norms), subtitle=subtitle,
        figure={"data": [bars, *([marks] if marks["x"] else []), _values(lines, labels, norms)], "layout": layout},
        columns=["Categorie", "Vsv in %", "Norm"], rows=rows, values=values,
        size="" if len(lines) > 5 else "low", note=_norm_note(norms, teljaar), download=download,
    )  # fmt: skip


def _above(values: Iterable[float | None]) -> float:
    """The top of an axis: a tenth of a percent above all that is drawn, whole when nothing is."""
    highest = max((value for value in values if value), default=1.0)
    return math.ceil(highest * 11.5) / 10


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _cell(line: Figure | None) -> str:
    return presenters.percentage(line) if line else ""


def _bare(line: Figure | None):
    if line is None:
        return ""
    return presenters.percentage_mark(line) if line.percentage is None else line.percentage


def _place(line: Figure) -> int:
    return Stand.parse(line.teljaar, line.stand).number


@dataclass(frozen=True)
class Place:
    """One stand on the x axis."""

    number: int
    tick: str
    name: str


def _places(by_year: dict, method: str) -> list[Place]:
    """The twelve months, and the later stands up to the last that any of these years has."""
    last = max((number for lines in by_year.values() for number in lines), default=12)
    after = {number for lines in by_year.values() for number in lines if number > 12}
    stands = SchoolYear(2000).stands()[: max(12, last)]
    wanted = [
        stand for stand in stands if stand.number <= 12 or stand.number in after or method == Method.REGIO
    ]
    return [_named(stand) for stand in wanted]


def _quarters(places: list[Place]) -> dict:
    """On a phone every third month has its name."""
    named = [place for place in places if place.number in (1, 4, 7, 10) or place.number > 12]
    ticks = {"tickvals": [place.number for place in named], "ticktext": [place.tick for place in named]}
    return {"xaxis": ticks, "margin": {"r": 60}}


def _named(stand: Stand) -> Place:
    if stand.is_annual:
        return Place(stand.number, stand.code, stand.label)
    month = MONTHS[int(stand.month[5:]) - 1]
    if stand.is_late:
        return Place(stand.number, "nagekomen" if month == "november" else "", f"{month} (nagekomen)")
    return Place(stand.number, {"maart": "mrt"}.get(month, month[:3]), month)


def _year_line(lines: dict[int, Figure], places: list[Place], year: str, current: str) -> dict:
    own = year == current
    colour = ACCENT if own else GREY
    return {
        "type": "scatter", "mode": "lines+markers", "name": _short_year(year), "connectgaps": False,
        "x": [place.number for place in places], "customdata": [place.name for place in places],
        "y": [_float(lines[place.number].percentage) if place.number in lines else None for place in places],
        "line": {"color": colour, "width": 3 if own else 1.5, "dash": "dash" if _runs(lines) else "solid"},
        "marker": {"size": 9 if own else 6, "color": PAPER if _runs(lines) else colour,
                   "line": {"width": 2, "color": colour}},
        "hovertemplate": f"{_short_year(year)}, %{{customdata}}: %{{y:.2f}} %" + PLAIN_HOVER,
    }  # fmt: skip


def _runs(lines: dict[int, Figure]) -> bool:
    """Whether this teljaar is under way (regio: September is not in) or provisional (duo: D is not in)."""
    first = next(iter(lines.values()))
    return max(lines) < (12 if first.method == Method.REGIO else 17)


def _short_year(year: str) -> str:
    return f"{year[:5]}{year[7:]}"


def _end_labels(traces: list[dict], years: list[str], current: str, height: float) -> list[dict]:
    """The name of each year at the end of its line, pushed apart where lines end close together."""
    ends = []
    for trace, year in zip(traces, years, strict=True):
        told = [
            (number, value) for number, value in zip(trace["x"], trace["y"], strict=True) if value is not None
        ]
        if told:
            ends.append((told[-1][1], told[-1][0], year))
    labels, floor = [], {}
    for value, last, year in sorted(ends):
        level = max(value, floor.get(last, -height) + ROOM * height)
        floor[last] = level
        labels.append(_end_label(level, last, year, own=year == current))
    return labels


def _end_label(level: float, last: int, year: str, *, own: bool) -> dict:
    """Beside the end of the line; of a running year above it, where the earlier years go on to the right."""
    running = own and last < 12
    font = {
        "color": ACCENT if own else QUIET,
        "size": 13,
        "weight": 700 if own else 400,
    }  # <b> breaks the CSP
    place = {"xanchor": "right", "xshift": -4, "yshift": 16} if running else {"xanchor": "left", "xshift": 9}
    return {"x": last, "y": level, "text": _short_year(year), "yanchor": "middle", "showarrow": False,
            "font": font, **place}  # fmt: skip


def _course_title(current: Figure, by_year: dict) -> str:
    stand = Stand.parse(current.teljaar, current.stand)
    name = f"Stand {stand.label.removesuffix(f' {stand.month[:4]}') if stand.month else stand.label}"
    if current.percentage is None:
        return f"{name}: {presenters.reason(current)}"
    before = by_year.get(stand.teljaar.previous().name, {}).get(stand.number)
    told = f"{name}: {presenters.percent(current.percentage)}"
    if before is None:
        return f"{told}; van een jaar eerder is deze stand er niet"
    if before.percentage is None:
        return f"{told}; vorig jaar {presenters.reason(before)}"
    return f"{told}, vorig jaar {presenters.percent(before.percentage)}"


def _course_note(years: list[str], current: Figure) -> str:
    notes = ["Lager is beter. Streepjes en open rondjes: dit teljaar kan nog veranderen."]
    for each in breaks_between(years[0], years[-1]) if years else ():
        notes.append(f"Trendbreuk vanaf {each.first_teljaar}: {each.label}. {each.effect}")
    return " ".join(notes)


def _category_title(lines: list[Figure], norms: list) -> str:
    told = [(line, norm) for line, norm in zip(lines, norms, strict=True) if line.percentage is not None]
    with_norm = [(line, norm) for line, norm in told if norm]
    if with_norm:
        above = sum(line.percentage > norm.norm.percentage for line, norm in with_norm)
        return f"{_counted(above)} van de {len(with_norm)} categorieën met een norm boven de norm"
    highest = max((line for line, _ in told), key=lambda line: line.percentage, default=None)
    if highest is None or not highest.percentage:
        return (
            "De aantallen per categorie zijn te klein voor percentages"
            if len(told) < len(lines)
            else "Geen vsv'ers"
        )
    label = presenters.category_label(highest.category)
    return f"Het hoogste percentage is dat van {label.lower()}: {presenters.percent(highest.percentage)}"


def _reasons(lines: list[Figure], labels: list[str]) -> list[dict]:
    """In words why a category has no bar."""
    return [
        {"x": 0, "y": label, "text": presenters.percentage_spoken(line), "showarrow": False, "xanchor": "left",
         "xshift": 6, "font": {"color": QUIET, "size": 13}}
        for label, line in zip(labels, lines, strict=True) if line.percentage is None
    ]  # fmt: skip


def _counted(number: int) -> str:
    return {0: "Geen"}.get(number, str(number))


def _values(lines: list[Figure], labels: list[str], norms: list) -> dict:
    """Each percentage beside its bar, past the norm where that lies further: the two never overlap."""
    told = [
        (line, label, norm)
        for line, label, norm in zip(lines, labels, norms, strict=True)
        if line.percentage is not None
    ]
    return {
        "type": "scatter", "mode": "text", "textposition": "middle right", "cliponaxis": False, "hoverinfo": "skip",
        "x": [float(max(line.percentage, norm.norm.percentage if norm else 0)) for line, _, norm in told],
        "y": [label for _, label, _ in told], "text": [f" {presenters.percent(line.percentage)}" for line, _, _ in told],
    }  # fmt: skip


def _norm_label(marks: dict) -> list[dict]:
    """The first norm carries its name; the others look the same."""
    if not marks["x"]:
        return []
    return [{"x": marks["x"][0], "y": marks["y"][0], "text": "norm", "showarrow": False, "yshift": 22,
             "font": {"color": QUIET, "size": 13}}]  # fmt: skip


def _norm_note(norms: list, teljaar: str) -> str:
    kinds = sorted({norm.kind for norm in norms if norm})
    if not kinds:
        return f"Lager is beter. Voor teljaar {teljaar} is er geen norm."
    note = f"Lager is beter. Streepje: de {' of '.join(kinds)} van teljaar {teljaar}."
    return (
        f"{note} ¹ Eén norm voor mbo 3 en 4 samen." if any(norm and norm.joined for norm in norms) else note
    )
