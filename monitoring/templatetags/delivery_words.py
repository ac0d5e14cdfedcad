"""A delivery in words: its period, and the mark that goes with its state."""

from django import template

from monitoring.calculation.school_year import Stand
from monitoring.models import Delivery
from monitoring.vocabulary import DeliveryState as State

register = template.Library()
MARKS = {
    State.ACCEPTED: "done",
    State.REFUSED: "refused",
    State.READY: "late",
    State.TO_CONFIRM: "late",
}
WAITING = {State.READY: "wacht op akkoord", State.TO_CONFIRM: "wacht op bevestiging"}


@register.filter
def period(delivery: Delivery) -> str:
    """`maart 2026`, `oktober 2026 (nagekomen)`, `voorlopig 2024-2025`."""
    stand = Stand.parse(delivery.teljaar, delivery.stand)
    return f"{stand.label} {delivery.teljaar}" if stand.is_annual else stand.label


@register.filter
def mark(delivery: Delivery) -> str:
    """The kind of _components/status.html."""
    return MARKS.get(delivery.state, "")


@register.filter
def in_words(delivery: Delivery) -> str:
    """The state, and who is to act."""
    return WAITING.get(delivery.state, delivery.get_state_display())
