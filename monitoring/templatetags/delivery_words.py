"""A delivery in words: its period, and the mark that goes with its state."""

from django import template

from monitoring.calculation.school_year import MONTHS, Stand
from monitoring.models import Delivery, DueDelivery
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import DueState

register = template.Library()
MARKS = {
    State.ACCEPTED: "done",
    State.REFUSED: "refused",
    State.READY: "late",
    State.TO_CONFIRM: "late",
}
DUE_MARKS = {
    DueState.LATE: "refused",
    DueState.GRACE: "late",
    DueState.TO_CONFIRM: "late",
    DueState.ACCEPTED: "done",
    DueState.REPLACED: "done",
}
FIGURES = {
    "a": "Startpopulatie",
    "b": "Telt niet meer mee",
    "c_confirmed": "In onderwijs, bevestigd door een school",
    "c_reported": "In onderwijs, volgens opgave",
    "d": "Startkwalificatie",
    "x": "Nieuwe vsv'ers",
    "x_unknown": "waarvan bestemming onbekend",
}
WAITING = {State.READY: "wacht op akkoord", State.TO_CONFIRM: "wacht op bevestiging"}


@register.filter
def period(delivery: Delivery) -> str:
    """`maart 2026`, `oktober 2026 (nagekomen)`, `voorlopig 2024-2025`."""
    stand = Stand.parse(delivery.teljaar, delivery.stand)
    return f"{stand.label} {delivery.teljaar}" if stand.is_annual else stand.label


@register.filter
def stand_before(told: dict, delivery: Delivery) -> str:
    """The stand with which a consequence compares."""
    return Stand.parse(delivery.teljaar, told["before_stand"]).label


@register.filter
def figures_beside(told: dict) -> list[dict]:
    """The figures before and after a delivery, one row each; `before` is None where there is nothing to compare."""
    before, after = told.get("before", {}), told["after"]
    return [{"label": label, "before": before.get(name), "after": after[name]} for name, label in FIGURES.items()]


@register.filter
def mark(delivery: Delivery) -> str:
    """The kind of _components/status.html."""
    return MARKS.get(delivery.state, "")


@register.filter
def in_words(delivery: Delivery) -> str:
    """The state, and who is to act."""
    return WAITING.get(delivery.state, delivery.get_state_display())


@register.filter
def due_mark(state: DueState) -> str:
    """The kind of _components/status.html for one cell of the calendar."""
    return DUE_MARKS.get(state, "")


@register.filter
def owed_period(due: DueDelivery) -> str:
    """`maart 2026`: the month of a file that is owed."""
    year, month = due.stand.removesuffix("L").split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
