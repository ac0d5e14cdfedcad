"""The board: per column how many, and the few cards that waited longest; names are read for those cards only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from monitoring.access import Subject
from monitoring.identities import read_identities
from monitoring.vocabulary import ReadAction
from nahetvo.models import Transition
from nahetvo.transition.columns import COLUMNS, Column, days_in_words

CARDS = 8
ALONE = {column.statuses[0] for column in COLUMNS if len(column.statuses) == 1}


@dataclass(frozen=True)
class Card:
    """One pupil on the board, in words."""

    pupil_id: int
    name: str
    status: str  # empty where the heading of the column says it already
    waited: str
    fell_back: bool
    is_vulnerable: bool


@dataclass(frozen=True)
class BoardColumn:
    column: Column
    count: int
    cards: list[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board(
    rows: QuerySet[Transition], counts: Mapping[str, int], *, reader, on: date, origin: str
) -> list[BoardColumn]:
    """The columns over `rows`, which the caller took from visible_to, with `counts` of them per status.

    One query of its own; the names of the cards are read and logged."""
    shown = list(_longest_waiting(rows))
    people = read_identities(
        [row.pupil_id for row in shown],
        by=reader,
        action=ReadAction.LIST,
        origin=origin,
        subject=Subject.TRANSITION,
    )
    return [
        BoardColumn(
            column, sum(counts.get(status, 0) for status in column.statuses),
            [card(row, people[row.pupil_id].full_name, on) for row in shown
             if row.status in column.statuses and row.pupil_id in people],
        )
        for column in COLUMNS
    ]  # fmt: skip


def card(row: Transition, name: str, on: date) -> Card:
    waited, fell_back = days_in_words((on - row.since).days), row.previous_step is not None
    status = "" if row.status in ALONE else row.get_status_display()
    return Card(row.pupil_id, name, status, waited, fell_back, row.is_vulnerable)


def _longest_waiting(rows: QuerySet[Transition]) -> QuerySet[Transition]:
    whens = [When(status__in=column.statuses, then=Value(number)) for number, column in enumerate(COLUMNS)]
    order = [F("since").asc(), F("pupil_id").asc()]
    place = Window(RowNumber(), partition_by=[F("stage")], order_by=order)
    return rows.annotate(stage=Case(*whens), place=place).filter(place__lte=CARDS).order_by("stage", "place")
