"""What has had its term goes: uploaded files with their findings. The delivery and its receipt stay."""

from datetime import date

from monitoring.models import DeliveryContent
from monitoring.models.delivery import UNDER_WAY
from monitoring.vocabulary import DeliveryState as State


def remove_expired(*, on: date) -> int:
    """Remove contents whose term ended before `on`, except of deliveries that still wait. Returns how many."""
    waiting = UNDER_WAY | {State.READY, State.TO_CONFIRM}
    expired = DeliveryContent.objects.filter(expires_on__lt=on).exclude(delivery__state__in=waiting)
    return expired.delete()[0]
