"""Searching the access log: who read about whom, when, by which right; and who reads much more than colleagues do.

For the functionaris gegevensbescherming. A pupil is a number here; a PGN that is asked for is turned into that
number in memory and kept nowhere. Every search is a line of the log itself.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

import django_tables2 as tables
import pandas as pd
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from monitoring.ingest.values import elfproef, pgn_numbers
from monitoring.models import AccessLog, Account
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.vocabulary import ReadAction, Role

REVIEWED_DAYS = 31  # trust.md G-11: the log is looked at every month
MUCH_MORE = 3  # times the median of colleagues in the same role
FEW = 20  # pupils a month that are never remarkable


@dataclass(frozen=True)
class Wish:
    """What is looked for; empty is everything. `pupil` is the number in the address of a pupil's page."""

    reader: str = ""
    pupil: int | None = None
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ReaderOfMany:
    """How many pupils one account read about in the reviewed days."""

    reader: str
    role: str
    pupils: int
    usual: int  # the median of the accounts in the same role
    stands_out: bool


def pupil_of_pgn(pgn: str) -> int | None:
    """The number that this PGN has in the portal, whether or not anybody delivered it; None when it is no PGN."""
    digits = "".join(pgn.split()).zfill(9)
    is_pgn = bool(elfproef(pgn_numbers(pd.Series([digits], dtype="str")))[0])
    return pupil_id(pseudonym_of_pgn(digits)) if is_pgn else None


def readings(viewer: Account, wish: Wish) -> QuerySet[AccessLog]:
    """The lines that answer the wish, the latest first."""
    found = AccessLog.objects.visible_to(viewer)
    if wish.reader:
        found = found.filter(reader_name__iexact=wish.reader)
    if wish.pupil is not None:
        found = found.filter(pupil_id=wish.pupil)
    if wish.action:
        found = found.filter(action=wish.action)
    if wish.since:
        found = found.filter(at__gte=_midnight(wish.since))
    if wish.until:
        found = found.filter(at__lt=_midnight(wish.until + timedelta(days=1)))
    return found.order_by("-at", "-pk")


def readers_of_many(viewer: Account, *, on: date) -> list[ReaderOfMany]:
    """The accounts of the last month by number of pupils, most first; who stands out among colleagues is marked."""
    recent = AccessLog.objects.visible_to(viewer).filter(at__gte=_midnight(on - timedelta(days=REVIEWED_DAYS)))
    rows = recent.exclude(pupil_id=None).values_list("reader_name", "right").annotate(Count("pupil_id", distinct=True))
    pupils: dict[tuple[str, str], int] = defaultdict(int)
    for reader, right, number in rows:
        pupils[reader, right.partition(" ")[0]] += number
    of_role: dict[str, list[int]] = defaultdict(list)
    for (_, role), number in pupils.items():
        of_role[role].append(number)
    found = [_judged(reader, role, number, of_role[role]) for (reader, role), number in pupils.items()]
    return sorted(found, key=lambda each: (-each.pupils, each.reader))


def _judged(reader: str, role: str, number: int, colleagues: list[int]) -> ReaderOfMany:
    usual = round(median(colleagues))
    stands_out = number > FEW and len(colleagues) > 1 and number > MUCH_MORE * usual
    return ReaderOfMany(reader, dict(Role.choices).get(role, role), number, usual, stands_out)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class ReadLogTable(tables.Table):
    """The lines of the log, newest first."""

    at = tables.Column("Moment", attrs={"cell": {"class": "nowrap"}})
    reader_name = tables.Column("Wie")
    action = tables.Column("Wat", attrs={"cell": {"class": "key-column"}})
    pupil_id = tables.Column("Jongere", orderable=False, empty_values=())
    right = tables.Column("Recht", orderable=False)
    origin = tables.Column("Vanaf", orderable=False)

    class Meta:
        attrs = {"class": "figures"}
        order_by_field = "sorteer"
        page_field = "bladzijde"

    def render_at(self, value) -> str:
        return date_format(timezone.localtime(value), "j b Y H:i")

    def render_action(self, record: AccessLog) -> str:
        return ReadAction(record.action).label

    def render_pupil_id(self, record: AccessLog) -> str:
        return str(record.pupil_id) if record.pupil_id is not None else f"{record.found} gevonden"

    def render_right(self, value: str) -> str:
        role, _, code = value.partition(" ")
        return f"{dict(Role.choices).get(role, role)} {code}".strip()
