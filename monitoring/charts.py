"""Charts as plain dicts for static/charts.js, each with its finding as title and its numbers as a table.

Numbers come in as figures; what is suppressed is None here, so no chart holds what the page does not show.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.utils.text import slugify

from monitoring import presenters
from monitoring.figures import Figure
from monitoring.reference.places import region

ACCENT, GREY, INK, PAPER = "var(--accent)", "var(--rest)", "var(--inkt)", "var(--papier)"
QUIET = "var(--inkt-zacht)"
YEARS = 5  # more lines than this tell nothing
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
    def files(self) -> list[tuple[str, str]]:
        """The table of the chart as a file: form and address."""
        forms = ("csv", "xlsx") if self.download else ()
        return [(form.upper(), self.download.replace("bestand=csv", f"bestand={form}")) for form in forms]

    @property
    def image_name(self) -> str:
        """`vsv-verloop-eindhoven-alle-categorieen-stand-maart-2026-voorlopig`: what an image is of, also on a disk."""
        about = " ".join(self.subtitle.split(" · ")[1:3])
        return slugify(f"vsv {self.id} {about}")

    @property
    def paragraph(self) -> str:
        """The chart in words, to copy into a letter or report: figure, stand, coverage, source."""
        about = self.subtitle.replace(" · ", "; ")
        parts = [f"{self.title}.", f"{about}.", self.note, f"Bron: VSV in Beeld, {region(str(settings.RMC_REGION)).name}."]
        return " ".join(part for part in parts if part)

    @property
    def is_drawn(self) -> bool:
        axes = [trace["x" if trace["type"] == "bar" else "y"] for trace in self.figure["data"][:YEARS]]
        return any(isinstance(value, float) for values in axes for value in values)


def category_chart(lines: list[Figure], teljaar: str, chosen: str, subtitle: str, download: str) -> Chart:
    """The vsv% of each category with its norm."""
    labels = [presenters.category_label(line.category) for line in lines]
    norms = [presenters.norm_of(teljaar, line.category) for line in lines]
    colours = [ACCENT if chosen in ("", line.category) else GREY for line in lines]
    bars = {
        "type": "bar", "orientation": "h", "y": labels, "x": [bare_float(line.percentage) for line in lines],
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
        "xaxis": {"range": [0, axis_top([*bars["x"], *marks["x"]])], "ticksuffix": " %", "nticks": 5},
        "showlegend": False, "margin": {"r": 60}, "annotations": [*_norm_label(marks), *_reasons(lines, labels)],
    }  # fmt: skip
    rows = [
        [label, presenters.percentage(line), norm.label if norm else "geen norm"]
        for label, line, norm in zip(labels, lines, norms, strict=True)
    ]
    values = [
        [label, bare(line), norm.norm.percentage if norm else "geen norm"]
        for label, line, norm in zip(labels, lines, norms, strict=True)
    ]
    return Chart(
        id="categorieen", title=_category_title(lines, norms), subtitle=subtitle,
        figure={"data": [bars, *([marks] if marks["x"] else []), _values(lines, labels, norms)], "layout": layout},
        columns=["Categorie", "Vsv in %", "Norm"], rows=rows, values=values,
        size="" if len(lines) > 5 else "low", note=_norm_note(norms, teljaar), download=download,
    )  # fmt: skip


def axis_top(values: Iterable[float | None]) -> float:
    """The top of an axis: a tenth of a percent above all that is drawn, whole when nothing is."""
    highest = max((value for value in values if value), default=1.0)
    return math.ceil(highest * 11.5) / 10


def bare_float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def bare(line: Figure | None):
    if line is None:
        return ""
    return presenters.percentage_mark(line) if line.percentage is None else line.percentage


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
