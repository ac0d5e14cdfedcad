"""The one service of numbers of the transition: what a reader may know of where the leavers of a place came.

A count leaves this room only as `Shown`: exact for who sees the pupils, else with the masks that were chosen when the
school year was counted (flow_masks.py).
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from monitoring import frames
from monitoring.figures import Scope
from monitoring.followed_figures import CountTable
from monitoring.masking import with_places
from monitoring.models import School
from monitoring.reference.places import municipalities, region
from nahetvo.models import FlowCell, FlowRun
from nahetvo.transition.flows import tables

COLUMNS = {
    "brin": "str", "vestiging": "str", "municipality": "str", "onderwijssoort": "str", "whereabouts": "str",
    "destination": "str", "mbo_brin": "str", "is_vulnerable": "bool", "n": "int",
}  # fmt: skip


@dataclass(frozen=True)
class TransitionFigures:
    """The tables of transition/flows.py of one school year as on a day."""

    school_year: str
    as_of: date
    tables: dict[str, CountTable]


def transition_figures(school_year: str) -> TransitionFigures | None:
    """None before the school year was counted; two queries."""
    run = FlowRun.objects.filter(school_year=school_year).first()
    if run is None:
        return None
    cells = with_places(frames.read(FlowCell.objects.filter(school_year=school_year), COLUMNS))
    found = {name: CountTable(rows, run.masks.get(name)) for name, rows in tables(cells).items()}
    return TransitionFigures(school_year, run.as_of, found)


def counted_years() -> list[str]:
    """The school years with figures, latest first."""
    return list(FlowRun.objects.order_by("-school_year").values_list("school_year", flat=True))


def name_of(scope: Scope) -> str:
    """The name of the place; empty where there is none."""
    if scope.brin:
        return School.objects.filter(brin=scope.brin).order_by("vestiging").values_list("name", flat=True).first() or ""
    if scope.municipality:
        return next((place.name for place in municipalities() if place.code == scope.municipality), "")
    return region(str(settings.RMC_REGION)).name


def names_of_mbo() -> dict[str, str]:
    """BRIN → name of every school."""
    return dict(School.objects.order_by("-vestiging").values_list("brin", "name"))
