"""The board for readers who see no pupil: how many stand where, from the kept tables with small numbers hidden."""

from dataclasses import dataclass

from monitoring import presenters
from monitoring.figures import Scope, Shown
from nahetvo.flow_words import PLACES, TOLD
from nahetvo.transition.flows import WHEREABOUTS
from nahetvo.transition_figures import TransitionFigures
from nahetvo.vocabulary import TransitionStatus


@dataclass(frozen=True)
class CountedColumn:
    """One place, its number, and the lines into which it splits, as texts."""

    title: str
    count: str
    lines: list[tuple[str, str]]


def counted_board(figures: TransitionFigures, reader, scope: Scope) -> list[CountedColumn]:
    """The same numbers as the page of figures, from the same service. Raises NotForReader."""
    counts = figures.counts(reader, scope)
    whole, parts = counts["waar"], counts["bestemming"]
    return [
        CountedColumn(
            PLACES[place].capitalize(), presenters.count(whole.get(place, Shown(0))),
            [(TOLD.get(rest, rest), presenters.count(shown)) for found, rest, shown in _split(parts) if found == place],
        )
        for place in WHEREABOUTS
    ]  # fmt: skip


def _split(parts: dict[str, Shown]) -> list[tuple[str, str, Shown]]:
    """Place, part and number of what is not nought, statuses in the order of the board."""
    order = [status.value for status in TransitionStatus]
    split = [(*value.partition("/")[::2], shown) for value, shown in parts.items()]
    split.sort(key=lambda each: (order.index(each[1]) if each[1] in order else 0, each[1]))
    return [each for each in split if each[1] and each[2].value != 0]
