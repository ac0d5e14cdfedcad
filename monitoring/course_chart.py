"""The course of a teljaar, stand by stand, against earlier years, with where it is expected to go: one method,
one place, one category."""

from dataclasses import dataclass

from monitoring import presenters
from monitoring.calculation.school_year import MONTHS, SchoolYear, Stand
from monitoring.charts import (
    ACCENT,
    GREY,
    PAPER,
    PLAIN_HOVER,
    QUIET,
    YEARS,
    Chart,
    axis_top,
    bare,
    bare_float,
)
from monitoring.figures import Figure
from monitoring.outlook import Outlook
from monitoring.reference.definitions import breaks_between
from monitoring.vocabulary import Method

EXPECTED = "Verwacht in dit teljaar"
FAN = "var(--stroom)"
ROOM = 0.07  # least distance between two labels at the end of a line, as a share of the height


def course_chart(
    lines: list[Figure], current: Figure, subtitle: str, download: str, ahead: Outlook | None = None
) -> Chart:
    """The stands of the teljaar against earlier years, and the fan of what is expected after the current stand."""
    years = sorted({line.teljaar for line in lines if line.teljaar <= current.teljaar})[-YEARS:]
    by_year = {year: {_place(line): line for line in lines if line.teljaar == year} for year in years}
    places = _places(by_year, current.method)
    traces = [_year_line(by_year[year], places, year, current.teljaar) for year in years]
    fan = _fan(ahead, current)
    height = axis_top(value for trace in [*traces, *fan] for value in trace["y"])
    layout = {
        "xaxis": {"range": [0.6, places[-1].number + 0.4], "showgrid": False, "zeroline": False, "tickangle": 0,
                  "tickvals": [place.number for place in places], "ticktext": [place.tick for place in places]},
        "yaxis": {"range": [0, height], "ticksuffix": " %", "nticks": 6},
        "showlegend": False, "hovermode": "closest", "margin": {"r": 72},
        "annotations": [*_end_labels(traces, years, current.teljaar, height), *_fan_label(ahead)],
    }  # fmt: skip
    return Chart(
        id="verloop", title=_course_title(current, by_year), subtitle=subtitle,
        figure={"data": [*traces, *fan], "layout": layout, "narrow": _quarters(places)},
        columns=["Stand", *(f"{year}{_star(by_year[year])}" for year in years), *([EXPECTED] if ahead else [])],
        rows=[[place.name, *(_cell(by_year[year].get(place.number)) for year in years), *_range(ahead, place)]
              for place in places],
        values=[[place.name, *(bare(by_year[year].get(place.number)) for year in years), *_range(ahead, place)]
                for place in places],
        note=_course_note(years, current, ahead), download=download,
    )  # fmt: skip


def _cell(line: Figure | None) -> str:
    return presenters.percentage(line) if line else ""


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
        "y": [bare_float(lines[place.number].percentage) if place.number in lines else None for place in places],
        "line": {"color": colour, "width": 3 if own else 1.5, "dash": "dash" if _runs(lines) else "solid"},
        "marker": {"size": 9 if own else 6, "color": PAPER if _runs(lines) else colour,
                   "line": {"width": 2, "color": colour}},
        "hovertemplate": f"{_short_year(year)}, %{{customdata}}: %{{y:.2f}} %" + PLAIN_HOVER,
    }  # fmt: skip


def _fan(ahead: Outlook | None, current: Figure) -> list[dict]:
    """From the current stand to each later one: the edges with their inside filled, and the middle as a dotted line.
    Without names: a picture on paper draws the lines that have one, and a fan there would look like three teljaren."""
    if ahead is None or current.percentage is None:
        return []
    here, start = _place(current), float(current.percentage)
    x = [here, *(point.number for point in ahead.points)]
    low, middle, high = ([start, *map(float, side)] for side in zip(*(p.percentages for p in ahead.points), strict=True))
    edge = {"type": "scatter", "mode": "lines", "x": x, "hoverinfo": "skip", "line": {"width": 0, "color": ACCENT}}
    line = {"width": 2, "dash": "dot", "color": ACCENT}
    return [
        edge | {"y": low},
        edge | {"y": high, "fill": "tonexty", "fillcolor": FAN},
        edge | {"y": middle, "line": line, "hoverinfo": "all",
                "hovertemplate": "verwacht: %{y:.2f} %" + PLAIN_HOVER},
    ]  # fmt: skip


def _fan_label(ahead: Outlook | None) -> list[dict]:
    if ahead is None or ahead.current.percentage is None:
        return []
    low, _, high = ahead.end.percentages
    text = f"verwacht {presenters.decimal(low)}–{presenters.percent(high)}"
    return [{"x": ahead.end.number, "y": float(high), "text": text,
             "showarrow": False, "xanchor": "right", "yanchor": "bottom", "yshift": 4,
             "font": {"color": ACCENT, "size": 13}}]  # fmt: skip


def _range(ahead: Outlook | None, place: "Place") -> list[str]:
    """The cell of the table behind the fan."""
    if ahead is None:
        return []
    point = next((each for each in ahead.points if each.number == place.number), None)
    if point is None:
        return [""]
    low, _, high = point.percentages
    return [f"{presenters.decimal(low)} tot {presenters.percent(high)}"]


def _runs(lines: dict[int, Figure]) -> bool:
    """Whether this teljaar is under way (regio: September is not in) or provisional (duo: D is not in)."""
    first = next(iter(lines.values()))
    return max(lines) < (12 if first.method == Method.REGIO else 17)


def _star(lines: dict[int, Figure]) -> str:
    return presenters.PROVISIONAL if _runs(lines) else ""


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


def _course_note(years: list[str], current: Figure, ahead: Outlook | None) -> str:
    notes = ["Lager is beter. Streepjes en open rondjes: dit teljaar kan nog veranderen."]
    if ahead is not None:
        notes.append(
            f"De waaier is wat wij verwachten: in vier van de vijf gevallen komt {ahead.end_stand.label} daarbinnen uit. "
            f"Hij komt uit {ahead.end.count.years} eerder{'e teljaren' if ahead.end.count.years > 1 else ' teljaar'}."
        )
    for each in breaks_between(years[0], years[-1]) if years else ():
        notes.append(f"Trendbreuk vanaf {each.first_teljaar}: {each.label}. {each.effect}")
    return " ".join(notes)
