"""What the workers still have to do: deliveries and computations under way. Nothing about a pupil."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from monitoring.models import Computation, Delivery
from monitoring.models.delivery import UNDER_WAY

SLOW_AFTER = timedelta(minutes=15)  # trust.md G-28: nothing waits longer than this


@dataclass(frozen=True)
class Waiting:
    """A delivery that a worker has in hand, or should have."""

    what: str
    state: str
    since: datetime
    is_slow: bool


@dataclass(frozen=True)
class Counting:
    """A computation that is not shown yet, with how many of its parts are done."""

    what: str
    since: datetime
    done: int
    total: int


def deliveries_under_way() -> list[Waiting]:
    """Longest waiting first."""
    slow = timezone.now() - SLOW_AFTER
    found = Delivery.objects.filter(state__in=UNDER_WAY).order_by("state_since")
    return [Waiting(str(d), d.get_state_display(), d.state_since, d.state_since < slow) for d in found]


def computations_under_way() -> list[Counting]:
    """Oldest first."""
    found = Computation.objects.filter(closed_at=None).only("method", "teljaar", "stand", "opened_at")
    counted = found.annotate(
        total=Count("parts"), done=Count("parts", filter=Q(parts__done_at__isnull=False))
    )
    return [Counting(str(c), c.opened_at, c.done, c.total) for c in counted.order_by("opened_at")]
