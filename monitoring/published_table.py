"""What others published about a place and the country: one table per publisher and series, never beside our own line."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from monitoring import presenters
from monitoring.figures import Scope, Shown
from monitoring.models import PublishedFigure
from monitoring.reference.norms import JOINED
from monitoring.reference.places import municipality

WHOLE = "totaal"
KINDS = {"land": "Nederland", "rmc": "RMC-regio", "gemeente": "gemeente"}


@dataclass(frozen=True)
class Series:
    """One series of one publisher, its figures in order of teljaar; a later status stands beside the earlier one."""

    publisher: str
    name: str
    rows: list[dict]


def published(scope: Scope, category: str) -> list[Series]:
    """The figures of the country and of this region or municipality: of the category, or of all together."""
    joined = next((name for name, members in JOINED.items() if category in members), category)
    found = PublishedFigure.objects.filter(category__in={category, joined} if category else {WHOLE})
    areas = {("land", "NL"), ("rmc", str(settings.RMC_REGION)), ("gemeente", scope.municipality)}
    if scope.brin or scope.municipality:
        areas.discard(("rmc", str(settings.RMC_REGION)))
    series: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for figure in found.order_by("publisher", "series", "-school_year", "status"):
        if (figure.area_kind, figure.area) in areas:
            series[figure.publisher, figure.series].append(_row(figure))
    return [Series(publisher, name, rows) for (publisher, name), rows in series.items()]


def _row(figure: PublishedFigure) -> dict:
    place = municipality(figure.area) if figure.area_kind == "gemeente" else None
    return {
        "teljaar": figure.school_year, "area": place.name if place else KINDS.get(figure.area_kind, figure.area_kind),
        "n": _count(figure.participants), "x": _count(figure.vsv), "status": figure.status, "source": figure.source,
        "share": "" if figure.percentage is None else presenters.percent(figure.percentage),
    }  # fmt: skip


def _count(value: int | None) -> str:
    return "" if value is None else presenters.count(Shown(value))
