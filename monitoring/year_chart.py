"""Year by year: one place, one method, one category, with the norm of each teljaar and every break as a line.

Nobody else's figures stand here: those of DUO, OCW and CBS are counted otherwise (published_table.py).
"""

from monitoring import presenters
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.charts import ACCENT, GREY, INK, PAPER, PLAIN_HOVER, QUIET, Chart, axis_top, bare, bare_float
from monitoring.figures import Figure
from monitoring.outlook import Outlook
from monitoring.reference.definitions import breaks_between

TITLES = {0: "In {year} even hoog als een jaar eerder", 1: "In {year} hoger dan een jaar eerder",
          -1: "In {year} lager dan een jaar eerder"}  # fmt: skip


def year_chart(lines: list[Figure], current: Figure, ahead: Outlook | None, subtitle: str) -> Chart:
    """The last stand of every teljaar up to the current one, and the expected end of that."""
    years = _last_of_each(lines, current)
    norms = [presenters.norm_of(line.teljaar, line.category) for line in years]
    names = [line.teljaar for line in years]
    traces = [*_own(years, current.teljaar), *_norms(names, norms), *_expected(current, ahead)]
    height = axis_top(value for trace in traces for value in trace["y"])
    crossed = breaks_between(names[0], names[-1]) if names else ()
    places = [(names.index(each.first_teljaar) - 0.5, each) for each in crossed if each.first_teljaar in names]
    layout = {
        "xaxis": {"type": "category", "showgrid": False, "range": [-0.6, len(names) - 0.4]},
        "yaxis": {"range": [0, height], "ticksuffix": " %", "nticks": 6}, "showlegend": False, "margin": {"r": 40},
        "shapes": [_line(place) for place, _ in places],
        "annotations": [_label(place, each.label) for place, each in places] + _norm_name(names, norms),
    }  # fmt: skip
    return Chart(
        id="jaren", title=_title(years, current), subtitle=subtitle, figure={"data": traces, "layout": layout},
        columns=["Teljaar", "Stand", "Vsv in %", "Norm", "Trendbreuk"],
        rows=[_row(line, norm, presenters.percentage(line)) for line, norm in zip(years, norms, strict=True)],
        values=[_row(line, norm, bare(line)) for line, norm in zip(years, norms, strict=True)],
        note=_note(current, norms, crossed),
    )  # fmt: skip


def _last_of_each(lines: list[Figure], current: Figure) -> list[Figure]:
    """Per teljaar its last stand; of the current teljaar the stand that is looked at."""
    last: dict[str, Figure] = {}
    for line in sorted(lines, key=lambda line: Stand.parse(line.teljaar, line.stand)):
        if line.teljaar < current.teljaar:
            last[line.teljaar] = line
    return [*last.values(), current]


def _own(years: list[Figure], current: str) -> list[dict]:
    """A line through the teljaren that ended; the stand of now beside it, as it may not be joined to them."""
    ended, now = ([line for line in years if (line.teljaar == current) is own] for own in (False, True))
    return [
        _points(ended) | {"mode": "lines+markers", "line": {"color": GREY, "width": 2, "dash": "solid"},
                          "marker": {"size": 10, "color": GREY}},
        _points(now) | {"mode": "markers",
                        "marker": {"size": 10, "color": PAPER, "line": {"width": 2, "color": ACCENT}}},
    ]  # fmt: skip


def _points(lines: list[Figure]) -> dict:
    return {
        "type": "scatter", "name": "vsv in %", "connectgaps": False,
        "x": [line.teljaar for line in lines], "y": [bare_float(line.percentage) for line in lines],
        "customdata": [Stand.parse(line.teljaar, line.stand).label for line in lines],
        "hovertemplate": "%{x}, stand %{customdata}: %{y:.2f} %" + PLAIN_HOVER,
    }  # fmt: skip


def _norms(names: list[str], norms: list) -> list[dict]:
    """A dotted stroke per teljaar that has a norm; never carried on to another."""
    told = [(name, norm) for name, norm in zip(names, norms, strict=True) if norm]
    if not told:
        return []
    return [{
        "type": "scatter", "mode": "markers", "name": "norm", "x": [name for name, _ in told],
        "y": [float(norm.norm.percentage) for _, norm in told], "hovertemplate": "%{x}: norm %{y:.2f} %" + PLAIN_HOVER,
        "marker": {"symbol": "line-ew", "size": 40, "line": {"width": 2, "color": INK}},
    }]  # fmt: skip


def _expected(current: Figure, ahead: Outlook | None) -> list[dict]:
    if ahead is None or current.percentage is None:
        return []
    low, middle, high = map(float, ahead.end.percentages)
    return [{
        "type": "scatter", "mode": "markers", "name": "verwacht eind", "x": [current.teljaar], "y": [middle],
        "error_y": {"type": "data", "symmetric": False, "array": [high - middle], "arrayminus": [middle - low],
                    "color": ACCENT, "thickness": 2, "width": 8},
        "marker": {"size": 10, "symbol": "diamond", "color": ACCENT},
        "hovertemplate": f"verwacht eind: {low:.2f} tot {high:.2f} %".replace(".", ",") + PLAIN_HOVER,
    }]  # fmt: skip


def _line(place: float) -> dict:
    return {"type": "line", "x0": place, "x1": place, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": QUIET, "width": 1, "dash": "dash"}}  # fmt: skip


def _label(place: float, text: str) -> dict:
    """Along its line, so that it needs no width on a phone."""
    return {"x": place, "y": 0.98, "yref": "paper", "text": text, "textangle": -90, "showarrow": False,
            "xanchor": "right", "yanchor": "top", "font": {"color": QUIET, "size": 12}}  # fmt: skip


def _norm_name(names: list[str], norms: list) -> list[dict]:
    told = [(name, norm) for name, norm in zip(names, norms, strict=True) if norm]
    if not told:
        return []
    name, norm = told[0]
    return [{"x": name, "y": float(norm.norm.percentage), "text": norm.kind, "showarrow": False, "yshift": 12,
             "font": {"color": QUIET, "size": 12}}]  # fmt: skip


def _title(years: list[Figure], current: Figure) -> str:
    ended = [line for line in years if line is not current and line.percentage is not None]
    if len(ended) < 2:
        return "Er zijn nog geen twee afgelopen teljaren om te vergelijken"
    last, before = ended[-1], ended[-2]
    sign = (last.percentage > before.percentage) - (last.percentage < before.percentage)
    told = f"{presenters.percent(last.percentage)}, daarvoor {presenters.percent(before.percentage)}"
    if before.teljaar != SchoolYear.parse(last.teljaar).previous().name:
        return f"Teljaar {last.teljaar}: {presenters.percent(last.percentage)}"
    return f"{TITLES[sign].format(year=last.teljaar)}: {told}"


def _row(line: Figure, norm: presenters.NormOf | None, share: object) -> list:
    crossed = [each.label for each in breaks_between(SchoolYear.parse(line.teljaar).previous().name, line.teljaar)]
    stand = Stand.parse(line.teljaar, line.stand).label
    return [line.teljaar, stand, share, norm.label if norm else "geen norm", "; ".join(crossed)]


def _note(current: Figure, norms: list, crossed: tuple) -> str:
    notes = ["Lager is beter. Per teljaar de laatste stand; het open rondje is de stand die u bekijkt."]
    if not current.category:
        notes.append("Een norm geldt voor één categorie: kies die in de regel bovenaan.")
    elif not any(norms):
        notes.append("Voor deze categorie en teljaren is er geen norm.")
    else:
        notes.append("Elk teljaar heeft zijn eigen norm; een norm van een ander jaar staat er nooit bij.")
    notes += [f"Vanaf {each.first_teljaar}: {each.label}. {each.effect}" for each in crossed]
    return " ".join(notes)
