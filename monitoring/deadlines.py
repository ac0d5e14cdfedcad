"""Until when a file is expected, and how it stands with one cell of the calendar. Decides; reads no row.

The terms are a setting per kind, with the month from which they hold, so that a new agreement never makes
a school late in hindsight (docs/decisions.md).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import DueState, Kind

TERM = re.compile(r"(?P<kind>[A-Z0-9]+)(@(?P<since>\d{4}-(0[1-9]|1[0-2])))?=(?P<day>[1-9]|[12]\d|3[01])\+(?P<grace>\d{1,2})")
LATE_STANDS = {Kind.A14}  # these carry the late stands of the teljaar that ended
ANNUAL = {Kind.NRSP, Kind.NENR}
UNDER_WAY = {State.RECEIVED, State.CHECKING, State.ACCEPTING}
WAITING = {State.READY, State.TO_CONFIRM}


class NoTerm(ValueError):
    """The setting DEADLINES can't be read; the message says which part."""


@dataclass(frozen=True)
class Term:
    """From levermaand `since` on: expected on `day` of the next month, late `grace` days after that."""

    kind: str
    since: str
    day: int
    grace: int


@dataclass(frozen=True)
class Deadline:
    """The day on which a file is expected, and the last day on which it is not late."""

    due_on: date
    last_day: date


@lru_cache
def terms(text: str) -> tuple[Term, ...]:
    """`R01=1+4,R01@2026-10=3+2` → terms, the latest first; a kind that nobody delivers does no harm. Raises NoTerm."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = TERM.fullmatch(part)
        if match is None:
            raise NoTerm(f"DEADLINES: ‘{part}’ is geen termijn als R01=1+4 of R01@2026-10=3+2.")
        found.append(Term(match["kind"], match["since"] or "", int(match["day"]), int(match["grace"])))
    return tuple(sorted(found, key=lambda term: term.since, reverse=True))


def deadline(kind: str, stand: Stand) -> Deadline | None:
    """When this file is expected; None where no term is agreed, as for the annual files of DUO."""
    month = stand.month
    if month is None or stand.is_late != (kind in LATE_STANDS):
        return None
    agreed = [term for term in terms(settings.DEADLINES) if term.kind == kind and term.since <= month]
    if not agreed:
        return None
    due = _following(month, agreed[0].day)
    return Deadline(due, due + timedelta(days=agreed[0].grace))


def kinds_with_term() -> list[str]:
    """The kinds that are expected every month, in the order of the vocabulary."""
    named = {term.kind for term in terms(settings.DEADLINES)}
    return [kind for kind in Kind.values if kind in named]


def stand_for(kind: str, month: str) -> Stand | None:
    """The stand that a file of this kind and month is about; None where there is no such file."""
    own = Stand.of_month(month)
    if kind in ANNUAL:
        return None
    if kind not in LATE_STANDS:
        return own
    ended: SchoolYear = own.teljaar.previous()
    return next((stand for stand in ended.stands() if stand.is_late and stand.month == month), None)


def delivery_state(due: date | None, grace: int, today: date, deliveries: Iterable[str]) -> DueState:
    """The state of one cell, from the states of its deliveries, oldest first.

    What waits for the school goes before what is done: a new version that waits is what needs attention.
    """
    found = [state for state in deliveries if state not in {State.REFUSED, State.WITHDRAWN}]
    latest = found[-1] if found else None
    if latest in UNDER_WAY:
        return DueState.CHECKING
    if latest in WAITING:
        return DueState.TO_CONFIRM
    if State.ACCEPTED in found:
        return DueState.REPLACED if State.REPLACED in found else DueState.ACCEPTED
    if due is None:
        return DueState.NOT_ASKED
    if today > due + timedelta(days=grace):
        return DueState.LATE
    return DueState.GRACE if today > due else DueState.EXPECTED


def _following(month: str, day: int) -> date:
    """Day `day` of the month after `month`, or its last day where that month is shorter."""
    first = (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day - 1), last)
