"""What has had its term goes: uploaded files with their findings. The delivery and its receipt stay."""

from datetime import date

from monitoring.models import Delivery, DeliveryContent
from monitoring.models.delivery import UNDER_WAY
from monitoring.staging import refuse
from monitoring.vocabulary import DeliveryState as State


def remove_expired(*, on: date) -> int:
    """Remove contents whose term ended before `on`, unless a worker needs them. Returns how many.

    A delivery that nobody accepted within the term is refused: pupils' names don't wait for ever.
    """
    expired = DeliveryContent.objects.filter(expires_on__lt=on).exclude(delivery__state__in=UNDER_WAY)
    waiting = Delivery.objects.filter(content__in=expired, state__in=[State.READY, State.TO_CONFIRM])
    for delivery in waiting.select_related("content"):
        refuse(delivery, "BESTAND-TERMIJN")
    return expired.delete()[0]
