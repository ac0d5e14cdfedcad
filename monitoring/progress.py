"""How far a delivery is, in words, for the person who waits for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitoring import recomputation
from monitoring.models import Computation, Delivery
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind, Method

STEPS = ("Ontvangen", "Lezen", "Controleren", "Uw akkoord", "Opslaan", "Cijfers bijwerken")
READING, CHECKING, AGREEING, STORING, COUNTING = range(1, 6)
LONG = timedelta(seconds=90)  # longer than any single step takes
PATIENCE = "Dit duurt langer dan normaal. U hoeft niet te wachten: het gaat vanzelf verder."


@dataclass(frozen=True)
class Step:
    label: str
    state: str


@dataclass(frozen=True)
class Progress:
    """The steps of a delivery, what happens now, and whether anything still moves by itself."""

    at: int
    text: str
    is_busy: bool
    done: int = 0
    total: int = 0
    is_slow: bool = False
    feeds_figures: bool = True

    @property
    def steps(self) -> list[Step]:
        shown = STEPS if self.feeds_figures else STEPS[:COUNTING]
        return [Step(label, self._state(place)) for place, label in enumerate(shown)]

    @property
    def mark(self) -> str:
        """Differs whenever there is something new to show."""
        return f"{self.at}-{self.done}-{self.total}-{len(self.text)}-{int(self.is_slow)}"

    @property
    def phase(self) -> str:
        """What the worker is at; in another phase the page around it is another page."""
        return {STORING: "opslaan", COUNTING: "tellen"}.get(self.at, "controleren")

    def _state(self, place: int) -> str:
        if place < self.at:
            return "done"
        return "current" if place == self.at else ""


def progress(delivery: Delivery, *, at: datetime) -> Progress:
    """Where the delivery is at this moment."""
    return replace(_progress(delivery, at), feeds_figures=delivery.feeds_figures)


def is_counted(delivery: Delivery) -> bool:
    """Whether the figures of its own stand take this delivery in."""
    waiting = recomputation.stale(delivery.teljaar, delivery.stand) if delivery.feeds_figures else ()
    return all(wanted.method != _method(delivery) for wanted in waiting)


def _progress(delivery: Delivery, at: datetime) -> Progress:
    is_slow = delivery.is_under_way and at - delivery.state_since > LONG
    if delivery.state in {State.RECEIVED, State.CHECKING}:
        return _checking(delivery, is_slow)
    if delivery.state == State.ACCEPTING:
        text = f"{_rows(delivery.rows_used)} opgeslagen."
        return Progress(STORING, text, True, is_slow=is_slow)
    if delivery.state == State.ACCEPTED and not is_counted(delivery):
        return _counting(delivery)
    rest = {State.REFUSED: CHECKING, State.READY: AGREEING, State.TO_CONFIRM: AGREEING}
    return Progress(rest.get(delivery.state, len(STEPS)), "", False)


def _checking(delivery: Delivery, is_slow: bool) -> Progress:
    if delivery.state == State.RECEIVED:
        return Progress(READING, "Het bestand is binnen en wacht op controle.", True, is_slow=is_slow)
    if not delivery.rows:
        return Progress(READING, "Het bestand wordt gelezen.", True, is_slow=is_slow)
    if not delivery.done:
        text = f"{_rows(delivery.rows)} gecontroleerd."
        return Progress(CHECKING, text, True, is_slow=is_slow)
    text = "De regels zijn gecontroleerd. We vergelijken ze met de vorige levering:"
    return Progress(CHECKING, text, True, delivery.done, delivery.rows, is_slow)


def _counting(delivery: Delivery) -> Progress:
    stand = Computation.objects.filter(
        method=_method(delivery), teljaar=delivery.teljaar, stand=delivery.stand
    )
    opened = stand.filter(closed_at=None).order_by("-pk").first()
    text = "De levering is aangenomen. De cijfers worden bijgewerkt."
    if opened is None:
        return Progress(COUNTING, text, True)
    parts = opened.parts.count()
    done = opened.parts.exclude(done_at=None).count()
    return Progress(COUNTING, text + " Scholen geteld:", True, done, parts)


def _method(delivery: Delivery) -> Method:
    return Method.REGIO if delivery.kind == Kind.R01 else Method.DUO


def _rows(count: int) -> str:
    if count == 1:
        return "1 regel wordt"
    return f"{count:,}".replace(",", ".") + " regels worden"
