"""Which school owes which file, until when, and since when it is late: for a given day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import cached_property

from monitoring.calculation.school_year import Stand
from monitoring.deadlines import Deadline, deadline, delivery_state, kinds_with_term, stand_for
from monitoring.models import Delivery, DueDelivery, School
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import DueState

MONTHS_BACK = 3  # how far back an owed file is still asked for
DELIVERED = {DueState.ACCEPTED, DueState.REPLACED}


@dataclass(frozen=True)
class Owed:
    """One file that a school owes, on a given day, with what it delivered of it, oldest first."""

    school: School
    kind: str
    stand: Stand
    deadline: Deadline | None  # None: not asked for (any more)
    deliveries: tuple[Delivery, ...]
    on: date

    @cached_property
    def state(self) -> DueState:
        due = self.deadline
        grace = (due.last_day - due.due_on).days if due else 0
        return delivery_state(due and due.due_on, grace, self.on, [d.state for d in self.deliveries])

    @property
    def accepted(self) -> Delivery | None:
        return next((d for d in reversed(self.deliveries) if d.state == State.ACCEPTED), None)

    @property
    def latest(self) -> Delivery | None:
        """What the reader is led to: the one that needs attention, else the one that counts, else the last."""
        living = [d for d in self.deliveries if d.state not in {State.REFUSED, State.REPLACED, State.WITHDRAWN}]
        return next(iter(living[::-1] or self.deliveries[::-1]), None)

    @property
    def is_refused(self) -> bool:
        """The last try failed and nothing else counts."""
        return self.latest is not None and self.latest.state == State.REFUSED

    @property
    def is_late(self) -> bool:
        """Past its last day without an accepted delivery, whatever is on its way."""
        return self.deadline is not None and self.on > self.deadline.last_day and self.accepted is None


def months_until(on: date, back: int) -> list[str]:
    """The last `back` months that ended before `on`, latest first."""
    first, asked = on.replace(day=1), []
    for _ in range(back):
        first = (first - timedelta(days=1)).replace(day=1)
        asked.append(f"{first:%Y-%m}")
    return asked


def owed(schools: Iterable[School], months: Iterable[str], *, on: date) -> list[Owed]:
    """Every file that these schools owe over these months, in that order, with its deliveries: one query."""
    asked = set(months_until(on, MONTHS_BACK)) | {f"{on:%Y-%m}"}
    wanted = [
        (school, kind, stand)
        for school in schools
        for month in months
        for kind in kinds_with_term()
        if school.owes(kind) and (stand := stand_for(kind, month)) and deadline(kind, stand)
    ]
    found = _deliveries({(kind, stand.code) for _, kind, stand in wanted})
    return [
        Owed(school, kind, stand, deadline(kind, stand) if stand.month in asked else None,
             _of(school, found[kind, stand.code]), on)
        for school, kind, stand in wanted
    ]  # fmt: skip


def mark_late(*, on: date) -> int:
    """Write down every file that is owed, and mark those that are past their last day without an accepted delivery.

    Safe to run again; a delivery that came takes the mark away. Returns how many are late.
    """
    late = 0
    files = owed(School.objects.exclude(delivers=""), months_until(on, MONTHS_BACK), on=on)
    for (kind, stand), group in _by_slice(files).items():
        missing = [one.school for one in group if one.is_late]
        due = group[0].deadline
        DueDelivery.objects.bulk_create(
            [DueDelivery(school=one.school, kind=kind, stand=stand, due_on=due.due_on) for one in group],
            ignore_conflicts=True,
        )
        of_month = DueDelivery.objects.filter(kind=kind, stand=stand)
        of_month.exclude(school__in=missing).update(late_since=None)
        newly = of_month.filter(school__in=missing, late_since=None)
        newly.update(late_since=due.last_day + timedelta(days=1))
        late += len(missing)
    return late


def _by_slice(files: list[Owed]) -> dict[tuple[str, str], list[Owed]]:
    groups = defaultdict(list)
    for one in files:
        groups[one.kind, one.stand.code].append(one)
    return groups


def _deliveries(slices: set[tuple[str, str]]) -> dict[tuple[str, str], list[Delivery]]:
    """The deliveries per kind and stand, oldest first."""
    kinds, stands = {kind for kind, _ in slices}, {stand for _, stand in slices}
    rows = Delivery.objects.filter(kind__in=kinds, stand__in=stands).order_by("received_at", "pk")
    found = defaultdict(list)
    for delivery in rows.only("kind", "stand", "brin", "vestiging", "state", "received_at", "accepted_at", "remarks"):
        found[delivery.kind, delivery.stand].append(delivery)
    return found


def _of(school: School, deliveries: list[Delivery]) -> tuple[Delivery, ...]:
    """Its own, and for a vestiging those of the whole BRIN."""
    own = {school.vestiging, ""}
    return tuple(d for d in deliveries if d.brin == school.brin and d.vestiging in own)
