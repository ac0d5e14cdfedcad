"""Regional measures as notes in a course chart: a labelled line on the day that they began. Draws; decides nothing."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from monitoring import presenters
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.charts import QUIET, Chart
from monitoring.models import Measure

LONGEST = 28  # letters of a title that fit in a chart
START = 0.65  # just inside the left edge of a course chart


def annotated(chart: Chart, measures: list[Measure], teljaar: str) -> Chart:
    """The chart with the measures that began in this teljaar; earlier ones still under way are named in the note."""
    if not measures:
        return chart
    year = SchoolYear.parse(teljaar)
    within = sorted((m for m in measures if SchoolYear.of(m.starts_on) == year), key=lambda m: m.starts_on)
    layout = chart.figure["layout"]
    drawn = layout | {
        "shapes": [*layout.get("shapes", []), *(_line(place_in_year(m.starts_on)) for m in within)],
        "annotations": [
            *layout.get("annotations", []),
            *(_label(m, number) for number, m in enumerate(within)),
        ],
    }
    figure = chart.figure | {"layout": drawn}
    return replace(chart, figure=figure, note=" ".join([chart.note, *map(_told, measures)]).strip())


def place_in_year(day: date) -> float:
    """Where a day lies between the stands: a stand is what is known at the end of its month, so 1 November is 1."""
    month = Stand.of_month(f"{day:%Y-%m}")
    return max(START, month.number - 1 + (day.day - 1) / monthrange(day.year, day.month)[1])


def _line(x: float) -> dict:
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": QUIET, "width": 1.5, "dash": "dot"}}  # fmt: skip


def _label(measure: Measure, number: int) -> dict:
    """Beside the top of its line; a next one lower, so that two of the same month can both be read."""
    title = measure.title if len(measure.title) <= LONGEST else measure.title[: LONGEST - 1].rstrip() + "…"
    return {
        "x": place_in_year(measure.starts_on), "y": 1 - 0.08 * (number % 4), "yref": "paper", "text": _plain(title),
        "xanchor": "left", "yanchor": "top", "xshift": 4, "showarrow": False, "font": {"color": QUIET, "size": 12},
    }  # fmt: skip


def _plain(title: str) -> str:
    """Plotly reads tags in a text; a title is only ever a text."""
    return title.replace("<", "‹").replace(">", "›").replace("&", "en")


def _told(measure: Measure) -> str:
    until = f" tot en met {presenters.day(measure.ends_on)}" if measure.ends_on else ""
    return f"Maatregel: {measure.title} (vanaf {presenters.day(measure.starts_on)}{until})."
