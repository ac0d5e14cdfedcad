"""The vsv'ers of a place by reason, destination and so on, as bars on one axis, each with its table. Shown numbers only."""

from monitoring import presenters
from monitoring.charts import ACCENT, PLAIN_HOVER, QUIET, Chart
from monitoring.outflow import Split

NARROW_LABEL = 22  # characters; the table keeps the whole label


def outflow_charts(splits: list[Split], subtitle: str, address) -> list[Chart]:
    """One chart per dimension, all with the same axis; `address(name)` is where its table is to be had as CSV."""
    top = max((n.value for split in splits for _, n in split.lines if n.value), default=1)
    return [_chart(split, subtitle, top, address(split.name)) for split in splits]


def table_of(split: Split) -> tuple[list[str], list[list]]:
    """Headings and rows for an export: numbers bare, marks as shown."""
    rows = [[label, _bare(n)] for label, n in split.lines]
    return [split.title, "Vsv'ers"], [*rows, ["Totaal", _bare(split.total)]]


def _chart(split: Split, subtitle: str, top: int, download: str) -> Chart:
    labels = [label for label, _ in split.lines]
    short = [_shortened(label) for label in labels]
    bars = {
        "type": "bar", "orientation": "h", "y": labels, "name": "vsv'ers", "marker": {"color": ACCENT},
        "x": [None if n.value is None else float(n.value) for _, n in split.lines],
        "text": ["" if n.value is None else presenters.whole(n.value) for _, n in split.lines],
        "textposition": "outside", "cliponaxis": False, "hovertemplate": "%{y}: %{text}" + PLAIN_HOVER,
    }  # fmt: skip
    hidden = [
        {"x": 0, "y": label, "text": "1 tot en met 4" if n.mark.startswith("<") else "niet getoond", "showarrow": False,
         "xanchor": "left", "xshift": 6, "font": {"color": QUIET, "size": 13}}
        for label, n in split.lines if n.value is None
    ]  # fmt: skip
    layout = {
        "yaxis": {"autorange": "reversed", "showgrid": False, "tickvals": labels, "ticktext": short},
        "xaxis": {"range": [0, top * 1.15], "nticks": 5, "tickformat": "d"},
        "showlegend": False, "annotations": hidden,
    }  # fmt: skip
    headings, values = table_of(split)
    rows = [[label, presenters.count(n)] for label, n in (*split.lines, ("Totaal", split.total))]
    return Chart(
        id=f"uitstroom-{split.name}", title=_title(split), subtitle=subtitle,
        figure={"data": [bars], "layout": layout}, columns=headings, rows=rows, values=values,
        size="low" if len(labels) < 6 else "tall" if len(labels) > 11 else "", download=download,
    )  # fmt: skip


def _title(split: Split) -> str:
    told = [(label, n.value) for label, n in split.lines if n.value]
    if not told:
        hides = any(n.value is None for _, n in split.lines)
        return f"{split.title}: {'de aantallen zijn te klein om te tonen' if hides else 'geen vsv’ers'}"
    label, highest = max(told, key=lambda line: line[1])
    of = f" van de {presenters.count(split.total)}" if split.total.value is not None else ""
    return f"{split.title}: het vaakst {label[:1].lower()}{label[1:]} ({presenters.whole(highest)}{of})"


def _shortened(label: str) -> str:
    return label if len(label) <= NARROW_LABEL + 8 else f"{label[: NARROW_LABEL + 7].rstrip(' ,')}…"


def _bare(shown) -> int | str:
    return presenters.count(shown) if shown.value is None else shown.value
