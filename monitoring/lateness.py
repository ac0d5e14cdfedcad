"""Which school owes which file, until when, and since when it is late: for a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from monitoring.calculation.school_year import Stand
from monitoring.models import Delivery, DueDelivery, School
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

MONTHS_BACK = 3  # how far back an owed file is still asked for


@dataclass(frozen=True)
class OwedMonth:
    """One month that a school owes, on a given day, and the delivery that came nearest."""

    stand: Stand
    due_on: date
    is_late: bool
    delivery: Delivery | None

    @property
    def is_delivered(self) -> bool:
        return self.delivery is not None and self.delivery.state == State.ACCEPTED


def due_on(stand: Stand) -> date:
    """The last day on which this month's file is in time: `GRACE_DAYS` days into the next month."""
    return stand.peildatum + timedelta(days=settings.GRACE_DAYS - 1)


def stands_to_ask(on: date) -> list[Stand]:
    """The months that ended before `on`, latest first."""
    first = on.replace(day=1)
    asked = []
    for _ in range(MONTHS_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
        asked.append(Stand.of_month(f"{first:%Y-%m}"))
    return asked


def owed_months(schools: Iterable[School], *, on: date) -> dict[School, list[OwedMonth]]:
    """Per school that owes an R01: its last months, latest first. Accepted goes before waiting."""
    asked = stands_to_ask(on)
    found = Delivery.objects.filter(kind=Kind.R01, stand__in=[stand.code for stand in asked])
    found = found.exclude(state=State.REPLACED).order_by("received_at", "pk")
    latest = {(d.brin, d.vestiging, d.stand): d for d in found}
    latest |= {(d.brin, d.vestiging, d.stand): d for d in found if d.state == State.ACCEPTED}
    owing = [school for school in schools if school.owes(Kind.R01)]
    return {school: [_owed(school, stand, latest, on) for stand in asked] for school in owing}


def _owed(school: School, stand: Stand, latest: dict, on: date) -> OwedMonth:
    candidates = [latest.get((school.brin, vestiging, stand.code)) for vestiging in (school.vestiging, "")]
    present = [delivery for delivery in candidates if delivery]
    accepted = [delivery for delivery in present if delivery.state == State.ACCEPTED]
    nearest = next(iter(accepted + present), None)
    due = due_on(stand)
    return OwedMonth(stand, due, on > due and not accepted, nearest)


def mark_late(*, on: date) -> int:
    """Write down every R01 that is owed, and mark those that are past their day without an accepted delivery.

    Safe to run again; a delivery that came takes the mark away. Returns how many are late.
    """
    schools = list(School.objects.owing(Kind.R01))
    late = 0
    for stand in stands_to_ask(on):
        accepted = Delivery.objects.accepted().filter(kind=Kind.R01, stand=stand.code)
        delivered = set(accepted.values_list("brin", "vestiging"))
        missing = [s for s in schools if not delivered & {(s.brin, s.vestiging), (s.brin, "")}]
        due = due_on(stand)
        DueDelivery.objects.bulk_create(
            [DueDelivery(school=school, kind=Kind.R01, stand=stand.code, due_on=due) for school in schools],
            ignore_conflicts=True,
        )
        of_month = DueDelivery.objects.filter(kind=Kind.R01, stand=stand.code)
        of_month.exclude(school__in=missing).update(late_since=None)
        if on > due:
            newly = of_month.filter(school__in=missing, late_since=None)
            newly.update(late_since=due + timedelta(days=1))
        late += of_month.filter(late_since__isnull=False).count()
    return late
