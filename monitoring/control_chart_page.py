"""Two control charts of one place: the stands of this teljaar, and the teljaren at one stand. From shown numbers only."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from monitoring import presenters
from monitoring.calculation.chance import RUIS, SIGNAAL, TE_KLEIN
from monitoring.calculation.control_chart import RULES, ControlChart, p_chart, xmr_chart
from monitoring.calculation.school_year import MONTHS, Stand
from monitoring.charts import ACCENT, INK, PLAIN_HOVER, Chart
from monitoring.figures import Figure
from monitoring.reference.definitions import breaks_between

FEW = 8  # Montgomery: trial limits while the series is short
NAN = float("nan")
GOES_ON = (
    "Grenzen: drie standaardafwijkingen (Shewhart). Regels: één punt erbuiten, twee van drie punten dicht bij dezelfde "
    "grens, acht op rij aan één kant, zes op rij stijgend of dalend. Lager is beter."
)


def stands_chart(lines: Sequence[Figure], earlier: Sequence[Figure], subtitle: str, download: str) -> Chart:
    """What each monthly stand of the teljaar added, in % of the deelnemers: an individuals chart (XmR).

    lines, earlier: the figures of this and of earlier teljaren, in order; earlier ones only steady the limits.
    """
    own, before = _growth(lines), _growth(earlier)
    values = [value for _, value in own]
    chart = xmr_chart(values, [*(value for _, value in before), *values])
    names = [stand for stand, _ in own]
    few = len(values) + len(before) < FEW
    note = (
        "Wat er per stand bij kwam: nieuwe vsv'ers min wie terugkeerde, in procenten van de deelnemers. "
        + GOES_ON
    )
    return _chart("stand", subtitle, chart, names, "Erbij in %",
                  note + (" Nog weinig standen: voorlopige grenzen." if few else ""), download)  # fmt: skip


def years_chart(lines: Sequence[Figure], subtitle: str, download: str, note: str = "") -> Chart:
    """The vsv% of each teljaar around all of them together: a p-chart with Laney's widening."""
    counts = [(line.x.value, line.n.value) if _is_told(line) else (NAN, NAN) for line in lines]
    chart = p_chart([x for x, _ in counts], [n for _, n in counts], laney=True)
    years = [line.teljaar for line in lines]
    return _chart("teljaar", subtitle, _in_percent(chart), years, "Vsv in %",
                  f"{note} {GOES_ON}".strip(), download)  # fmt: skip


def _is_told(line: Figure) -> bool:
    return line.percentage is not None


def _growth(lines: Sequence[Figure]) -> list[tuple[str, float]]:
    """Per monthly stand what it added, in %; NaN where this or the stand before is missing or not shown."""
    found = []
    by_year: dict[str, dict[int, Figure]] = {}
    for line in lines:
        by_year.setdefault(line.teljaar, {})[Stand.parse(line.teljaar, line.stand).number] = line
    for stands in by_year.values():
        for number in sorted(number for number in stands if number <= len(MONTHS)):
            found.append(
                (_month(stands[number]), _added(stands.get(number - 1), stands[number], first=number == 1))
            )
    return found


def _added(before: Figure | None, line: Figure, *, first: bool) -> float:
    known = _is_told(line) and (first or (before is not None and before.x.value is not None))
    return 100 * (line.x.value - (0 if first else before.x.value)) / line.n.value if known else NAN


def _month(line: Figure) -> str:
    return Stand.parse(line.teljaar, line.stand).label


def _in_percent(chart: ControlChart) -> ControlChart:
    parts = (100 * each for each in (chart.values, chart.centre, chart.lower, chart.upper))
    return ControlChart(*parts, chart.signals)


def _chart(
    noun: str, subtitle: str, chart: ControlChart, names: list[str], measure: str, note: str, download: str
) -> Chart:
    columns = [noun.capitalize(), measure, "Midden", "Ondergrens", "Bovengrens", "Oordeel"]
    numbers = [chart.values, chart.centre, chart.lower, chart.upper]
    told = [_verdict(chart, place) for place in range(len(names))]
    rows = [
        [name, *(_text(each[place]) for each in numbers), told[place]] for place, name in enumerate(names)
    ]
    values = [
        [name, *(_bare(each[place]) for each in numbers), told[place]] for place, name in enumerate(names)
    ]
    return Chart(id=f"per-{noun}", title=_title(chart, names, noun), subtitle=subtitle, figure=_figure(chart, names),
                 columns=columns, rows=rows, values=values, note=note, download=download)  # fmt: skip


def _figure(chart: ControlChart, names: list[str]) -> dict:
    symbols = ["circle" if signal else "circle-open" for signal in chart.signals]
    points = {
        "type": "scatter", "mode": "lines+markers", "x": names, "y": _floats(chart.values), "name": "",
        "customdata": [RULES.get(signal, "gewoon toeval" if chart.is_judged else "") for signal in chart.signals],
        "line": {"color": ACCENT, "width": 2}, "connectgaps": False,
        "marker": {"size": 11, "color": ACCENT, "symbol": symbols, "line": {"width": 2, "color": ACCENT}},
        "hovertemplate": "%{x}: %{y:.2f} %, %{customdata}" + PLAIN_HOVER,
    }  # fmt: skip
    lines = [
        {"type": "scatter", "mode": "lines", "x": names, "y": _floats(each), "name": "", "hoverinfo": "skip",
         "line": {"color": colour, "width": 1.5, "dash": dash}}
        for each, colour, dash in ((chart.centre, INK, "solid"), (chart.lower, "var(--lijn-sterk)", "dot"),
                                   (chart.upper, "var(--lijn-sterk)", "dot"))
    ]  # fmt: skip
    yaxis = {"ticksuffix": " %", "nticks": 6, "rangemode": "tozero"}
    layout = {"xaxis": {"type": "category", "showgrid": False}, "yaxis": yaxis,
              "showlegend": False, "hovermode": "closest"}  # fmt: skip
    narrow = {"xaxis": {"tickvals": names, "ticktext": [_short(name) for name in names], "tickangle": 0}}
    return {"data": [points, *(lines if chart.is_judged else [])], "layout": layout, "narrow": narrow}


def _short(name: str) -> str:
    """`mrt` for maart 2026, `24-25` for 2024-2025."""
    return f"{name[2:5]}{name[7:]}" if name[0].isdigit() else {"maa": "mrt"}.get(name[:3], name[:3])


def _title(chart: ControlChart, names: list[str], noun: str) -> str:
    if not chart.is_judged:
        return f"Per {noun}: nog te weinig punten om iets te zeggen"
    found = [(name, signal) for name, signal in zip(names, chart.signals, strict=True) if signal]
    if not found:
        return f"Per {noun}: alles blijft binnen wat toeval verklaart"
    name, signal = found[-1]
    return f"Per {noun}: signaal in {name}, {RULES[signal]}"


def _verdict(chart: ControlChart, place: int) -> str:
    if not chart.is_judged or not np.isfinite(chart.values[place]):
        return TE_KLEIN
    return f"{SIGNAAL}: {RULES[chart.signals[place]]}" if chart.signals[place] else RUIS


def _floats(values: np.ndarray) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]


def _text(value: float) -> str:
    return f"{value:.2f}".replace(".", ",") if np.isfinite(value) else presenters.HIDDEN


def _bare(value: float) -> Decimal | str:
    return Decimal(f"{value:.2f}") if np.isfinite(value) else presenters.HIDDEN


def break_note(first: str, last: str) -> str:
    """What else changed between two teljaren: how was counted."""
    return " ".join(
        f"Trendbreuk vanaf {each.first_teljaar}: {each.label}." for each in breaks_between(first, last)
    )
