"""The funnel: every place by its size, with what chance gives at that size. A dot needs two shown numbers.

Raw: vsv% against the percentage of the region, with the binomial limits as lines. Corrected: the number against what the
place's own mix of categories lets expect (= 100), each place with its own exact limits as a thin line.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from monitoring import presenters
from monitoring.calculation.chance import INNER, SIGNAAL, funnel
from monitoring.charts import ACCENT, GREY, INK, PLAIN_HOVER, QUIET, Chart, bare
from monitoring.figures import Figure
from monitoring.verdicts import Verdict

RAW, CORRECTED = "ruw", "gecorrigeerd"
STEPS = 160  # sizes at which the lines are drawn
LOG, MUCH = "log", 5  # times larger
LEAST_EXPECTED = 1.0  # below this a ratio tells nothing
COLUMNS = ["Naam", "Deelnemers", "Vsv'ers", "Vsv in %", "Verwacht", "Gewoon toeval", "Oordeel"]
LIMIT_LINES = (("far_low", "dot"), ("far_high", "dot"), ("low", "solid"), ("high", "solid"))


@dataclass(frozen=True)
class Dot:
    """One place in the funnel; own: the place that the page is about."""

    name: str
    figure: Figure
    verdict: Verdict
    own: bool = False

    @property
    def is_drawn(self) -> bool:
        limits, x = self.verdict.limits, self.verdict.x
        return x is not None and limits is not None and limits.expected >= LEAST_EXPECTED

    @property
    def told(self) -> str:
        x, n = presenters.count(self.figure.x), presenters.count(self.figure.n)
        return f"{self.name}: {x} van {n}, toeval is {self.verdict.range}, {self.verdict.word}"


def by_distance(dots: Sequence[Dot]) -> list[Dot]:
    """Furthest outside the limits first, on either side; within them by name."""
    return sorted(dots, key=lambda dot: (-abs(dot.verdict.distance), dot.name.casefold()))


def funnel_chart(
    dots: Sequence[Dot], rate: float | None, what: str, kind: str, subtitle: str, download: str
) -> Chart:
    """The funnel of `what` (scholen, gemeenten). rate: of the region (0–1), for the raw funnel."""
    drawn = [dot for dot in dots if dot.is_drawn]
    if kind == RAW and rate and drawn:
        figure = _raw(drawn, rate)
    elif kind == CORRECTED and drawn:
        figure = _corrected(drawn)
    else:
        figure = {"data": [], "layout": {}}
    ordered = by_distance(dots)
    return Chart(
        id=f"trechter-{what}", title=_title(dots, what), subtitle=subtitle, figure=figure, columns=COLUMNS,
        rows=[_row(dot) for dot in ordered], values=[_values(dot) for dot in ordered],
        note=_note(len(dots) - len(drawn), what, kind), download=download,
    )  # fmt: skip


def _raw(drawn: list[Dot], rate: float) -> dict:
    sizes = [dot.figure.n.value for dot in drawn]
    grid = np.unique(np.geomspace(max(10, min(sizes) * 0.8), max(sizes) * 1.25, STEPS).astype(int))
    across = grid.tolist()
    lines = {name: (100 * line).tolist() for name, line in funnel(grid, rate).items()}
    shares = [100 * dot.figure.x.value / dot.figure.n.value for dot in drawn]
    top = max(*shares, 100 * rate, *lines["high"]) * 1.08
    traces = [_line(across, lines[name], dash) for name, dash in LIMIT_LINES]
    traces.append(_line(across, [100 * rate] * len(grid), "solid", INK))
    layout = _layout(across, "deelnemers", {"range": [0, top], "ticksuffix": " %", "nticks": 6})
    layout["annotations"] = [
        *(_end(across, lines[name][-1], text) for name, text in (("far_high", "99,8 %"), ("high", "95 %"))),
        _end(across, 100 * rate, "regio"), *_own_label(drawn, across, sizes, shares),
    ]  # fmt: skip
    return {
        "data": [*traces, *_dots(drawn, sizes, shares)],
        "layout": layout,
        "narrow": {"margin": {"r": 56}},
    }


def _corrected(drawn: list[Dot]) -> dict:
    expected = [dot.verdict.limits.expected for dot in drawn]
    ratios = [100 * dot.verdict.x / each for dot, each in zip(drawn, expected, strict=True)]
    ranges = [
        _ranges(drawn, lambda limits: (limits.far_low, limits.far_high), 1),
        _ranges(drawn, lambda limits: (limits.low, limits.high), 4),
    ]
    ends = [min(expected) * 0.8, max(expected) * 1.25]
    top = (
        max(*ratios, *(100 * (dot.verdict.limits.high + 0.5) / dot.verdict.limits.expected for dot in drawn))
        * 1.08
    )
    layout = _layout(ends, "verwacht aantal vsv'ers", {"range": [0, top], "nticks": 6})
    layout["annotations"] = [_end(ends, 100.0, "verwacht"), *_own_label(drawn, ends, expected, ratios)]
    data = [_line(ends, [100.0, 100.0], "solid", INK), *ranges, *_dots(drawn, expected, ratios)]
    return {"data": data, "layout": layout, "narrow": {"margin": {"r": 64}}}


def _ranges(drawn: list[Dot], ends, width: int) -> dict:
    """One trace of upright lines: what chance gives each place, half a pupil wider, as the lines of the raw funnel."""
    x: list[float | None] = []
    y: list[float | None] = []
    for dot in drawn:
        limits = dot.verdict.limits
        low, high = ends(limits)
        x += [limits.expected, limits.expected, None]
        y += [100 * max(low - 0.5, 0) / limits.expected, 100 * (high + 0.5) / limits.expected, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": "var(--lijn)", "width": width}, "name": "toeval"}  # fmt: skip


def _line(x: list, y: list, dash: str, colour: str = "var(--lijn-sterk)") -> dict:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "name": "",
            "line": {"color": colour, "width": 1.5, "dash": dash}}  # fmt: skip


def _dots(drawn: list[Dot], across: list, up: list) -> list[dict]:
    """The others first, so that the own place lies on top. Outside the limits filled, inside open."""
    kinds = [[place for place, dot in enumerate(drawn) if dot.own is own] for own in (False, True)]
    return [
        {"type": "scatter", "mode": "markers", "name": "", "x": [across[place] for place in places],
         "y": [float(up[place]) for place in places], "customdata": [drawn[place].told for place in places],
         "hovertemplate": "%{customdata}" + PLAIN_HOVER,
         "marker": {"size": 13 if colour == ACCENT else 9, "color": colour,
                    "symbol": ["circle" if drawn[place].verdict.word == SIGNAAL else "circle-open" for place in places],
                    "line": {"width": 2, "color": colour}}}
        for places, colour in zip(kinds, (GREY, ACCENT), strict=True) if places
    ]  # fmt: skip


def _layout(across: list, title: str, yaxis: dict) -> dict:
    """Logarithmic where places differ much in size."""
    low, high = min(across), max(across)
    xaxis = {
        "type": _scale(across),
        "title": {"text": title},
        "showgrid": False,
        "range": [low, high],
        "nticks": 6,
    }
    if xaxis["type"] == LOG:
        ticks = [
            step * 10**power for power in range(7) for step in (1, 2, 5) if low <= step * 10**power <= high
        ]
        xaxis |= {"range": [math.log10(low), math.log10(high)], "tickvals": ticks,
                  "ticktext": [presenters.whole(tick) for tick in ticks]}  # fmt: skip
    return {"xaxis": xaxis, "yaxis": yaxis, "showlegend": False, "hovermode": "closest", "margin": {"r": 76}}


def _scale(across: list) -> str:
    return LOG if max(across) > MUCH * min(across) else "linear"


def _place(across: list, x: float) -> float:
    """Where an annotation stands: on a logarithmic axis plotly counts it in powers of ten."""
    return math.log10(x) if _scale(across) == LOG else float(x)


def _end(across: list, y: float, text: str) -> dict:
    """A label at the right end of a line."""
    return {"x": _place(across, max(across)), "y": y, "text": text, "showarrow": False, "xanchor": "left", "xshift": 6,
            "font": {"color": QUIET, "size": 13}}  # fmt: skip


def _own_label(drawn: list[Dot], across: list, xs: list, ys: list) -> list[dict]:
    return [
        {"x": _place(across, x), "y": y, "text": dot.name, "showarrow": False, "yshift": 18,
         "xanchor": "right" if _place(across, x) > _place(across, max(across)) * 0.85 else "center",
         "font": {"color": ACCENT, "size": 14, "weight": 700}}
        for dot, x, y in zip(drawn, xs, ys, strict=True) if dot.own
    ]  # fmt: skip


def _title(dots: Sequence[Dot], what: str) -> str:
    told = [dot for dot in dots if dot.is_drawn]
    own = next((dot for dot in dots if dot.own), None)
    if own:
        told = (
            f", {presenters.whole(own.verdict.x)} waar {own.verdict.range} gewoon toeval is"
            if own.is_drawn
            else ""
        )
        return f"{own.name}: {own.verdict.word}{told}"
    if not told:
        return f"De aantallen van de {what} zijn te klein om iets te zeggen"
    outside = sum(dot.verdict.word == SIGNAAL for dot in told)
    chance = f"{len(told) * (1 - INNER):.1f}".replace(".", ",")
    lie = "liggen er" if outside > 1 else "ligt er"
    named = {0: "geen enkele", 1: "één"}.get(outside, str(outside))
    where = f"Van de {len(told)} {what} {lie} {named} buiten de grenzen van toeval"
    return f"{where}; bij louter toeval gemiddeld hooguit {chance}"


def _note(missing: int, what: str, kind: str) -> str:
    drawn = {
        RAW: "Binnen de lijnen liggen 95 of 99,8 van de 100 plaatsen als alleen toeval speelt, bij elke soort onderwijs.",
        CORRECTED: "100 is wat de eigen soorten onderwijs laten verwachten. Staande lijn: wat toeval bij deze plaats geeft.",
    }[kind]
    notes = [drawn, "Dicht rondje: signaal. Lager is beter."]
    if missing:
        noun = what if missing > 1 else {"scholen": "school", "gemeenten": "gemeente"}[what]
        notes.append(f"Niet getekend: {missing} {noun} met te kleine of niet getoonde aantallen.")
    return " ".join(notes)


def _row(dot: Dot) -> list[str]:
    numbers = [
        presenters.count(dot.figure.n),
        presenters.count(dot.figure.x),
        presenters.percentage(dot.figure),
    ]
    chance = [expected(dot.verdict) or presenters.HIDDEN, dot.verdict.range or presenters.HIDDEN]
    return [dot.name, *numbers, *chance, dot.verdict.word]


def _values(dot: Dot) -> list:
    numbers = [
        presenters.count(each) if each.value is None else each.value for each in (dot.figure.n, dot.figure.x)
    ]
    return [dot.name, *numbers, bare(dot.figure), *_row(dot)[4:]]


def expected(verdict: Verdict) -> str:
    """`23,4`; computed from shown numbers only."""
    return f"{verdict.limits.expected:.1f}".replace(".", ",") if verdict.limits else ""
