"""Who is on the worklist of a reader: the nieuwe vsv'ers of the latest stand that it may see by name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from monitoring import access
from monitoring.access import Subject
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.figures import current_computations
from monitoring.ingest.codes import BESTEMMING
from monitoring.models import Computation, Delivery, Enrolment, Outcome, Pupil
from monitoring.vocabulary import Kind, Method
from monitoring.vocabulary import Outcome as OutcomeClass

BY_NAME = ("pupil__identity__surname", "pupil__identity__given_name", "pupil_id")


@dataclass(frozen=True)
class Leaving:
    """How a pupil left school, as far as the reader may know it."""

    left_on: date | None
    destination: str


def latest_stand(on: date) -> Computation | None:
    """The latest regional stand of the running teljaar; before its first delivery, of the teljaar before."""
    running = SchoolYear.of(on)
    for teljaar in (running, running.previous()):
        shown = current_computations(Method.REGIO, teljaar.name)
        if shown:
            return max(shown, key=lambda computation: Stand.parse(computation.teljaar, computation.stand))
    return None


def worklist(reader, computation: Computation, on: date, name: str = "") -> QuerySet[Outcome]:
    """The nieuwe vsv'ers that `reader` may see on that day, by name; `name` is any part of a name."""
    visible = Pupil.objects.visible_to(reader, on)
    found = Outcome.objects.filter(computation_id=computation.pk, outcome=OutcomeClass.X, pupil__in=visible)
    found = found.filter(_counted_where(reader))
    for word in name.split():
        found = found.filter(
            Q(pupil__identity__surname__icontains=word)
            | Q(pupil__identity__given_name__icontains=word)
            | Q(pupil__identity__prefix__iexact=word)
        )
    return found.order_by(*BY_NAME)


def leavings(reader, outcomes: list[Outcome]) -> dict[int, Leaving]:
    """Per pupil when and where to it left; for a school nothing that only another school delivered."""
    own = access.own_rows(reader)
    if _sees_residents(reader):
        return {row.pupil_id: Leaving(row.left_on, _label(row.destination)) for row in outcomes}
    accepted = Delivery.objects.accepted().filter(kind=Kind.R01).values_list("pk", flat=True)
    rows = Enrolment.objects.filter(
        own, delivery_id__in=list(accepted), pupil_id__in=[row.pupil_id for row in outcomes]
    )
    known = set(rows.exclude(ended_on=None).values_list("pupil_id", "ended_on", "destination"))
    return {
        row.pupil_id: Leaving(row.left_on, _label(row.destination))
        for row in outcomes
        if (row.pupil_id, row.left_on, row.destination) in known
    }


def _counted_where(reader) -> Q:
    """Officers follow residents wherever they count; a school those that count at the school itself."""
    return Q() if _sees_residents(reader) else access.own_rows(reader)


def _sees_residents(reader) -> bool:
    return any(how is not access.Reach.ENROLLED for _, how in access.reach(reader, Subject.PUPIL))


def _label(destination: str) -> str:
    return BESTEMMING.get(destination, "onbekend")
