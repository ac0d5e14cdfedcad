"""One turn at a case file: lock it, check who and on which version, change it, write a line of its history.

Every movement of this wing goes through `turn`. What others may not do is refused with a sentence for the reader.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from monitoring.access_casework import writing_as
from monitoring.access_rows import organisation_code
from monitoring.models import Account, CaseChange, CaseFile, Uptake
from monitoring.vocabulary import CaseAct

REALLY_DONE = {  # others' lists shrink by these; reading, sorting or putting away is no uptake
    CaseAct.TAKE_UP, CaseAct.CONTACT, CaseAct.PLAN, CaseAct.FINISH, CaseAct.STATUS, CaseAct.CLOSE, CaseAct.ACCEPT,
}  # fmt: skip
ADDING = {  # these overwrite nothing, or look for themselves whether it was done: an older version may do them
    CaseAct.CONTACT, CaseAct.NOTE, CaseAct.PLAN, CaseAct.FINISH, CaseAct.WITHDRAW,
}  # fmt: skip
WORDS = 300


class Refused(Exception):
    """This cannot be done with this case file now; the message is Dutch and says why."""


class NotYours(Refused):
    """This account may not write here."""


class Changed(Refused):
    """Somebody else changed the file meanwhile: `changes` tells what, the latest first. Nothing was stored."""

    def __init__(self, changes: list[CaseChange]):
        told = "; ".join(f"{change.by_name}: {change.get_act_display()}{_words(change)}" for change in changes)
        super().__init__(f"Dit dossier is intussen gewijzigd ({told}). Kijk het na en bewaar nog eens.")
        self.changes = changes


@dataclass
class Turn:
    """The locked file, who acts and as what; `words` go into the history."""

    case_file: CaseFile
    by: Account
    role: str
    holder: str
    words: str = ""
    today: date | None = None

    def signed(self) -> dict:
        """The fields of everything that hangs on a case file: written now, on the portal's own day."""
        now = timezone.localtime()
        at = now if self.today in {None, now.date()} else timezone.make_aware(
            datetime.combine(self.today, time(now.hour, now.minute, now.second, now.microsecond)))
        return {
            "case_file": self.case_file, "by": self.by, "by_name": str(self.by), "role": self.role, "holder": self.holder,
            "at": at,
        }  # fmt: skip


@contextmanager
def turn(case_file: CaseFile, act: CaseAct, *, by: Account, today: date) -> Iterator[Turn]:
    """A transaction in which `by` does `act`. Raises NotYours, Refused for a closed file, Changed for an older version.

    `case_file` is as its reader saw it: its version is compared, and it is brought up to date afterwards.
    """
    with transaction.atomic():
        current = CaseFile.objects.select_for_update().get(pk=case_file.pk)
        membership = writing_as(by, current, act, today)
        if membership is None:
            raise NotYours("U mag in dit dossier niet schrijven.")
        if current.closed_on and act != CaseAct.REOPEN:
            raise Refused("Dit dossier is afgesloten. Heropen het eerst.")
        if case_file.version < current.version and act not in ADDING:
            raise Changed(changes_since(current, case_file.version))
        taking = Turn(current, by, membership.role, organisation_code(membership), today=today)
        yield taking
        finish(taking, act, today)
    case_file.refresh_from_db()


def finish(taking: Turn, act: CaseAct, today: date) -> None:
    """Store the file with its next version, and the line of its history; tell the others when something was really done."""
    taking.today = today
    taking.case_file.version += 1
    taking.case_file.save()
    CaseChange.objects.create(
        **taking.signed(), on=today, act=act, words=taking.words[:WORDS], version=taking.case_file.version
    )
    if act in REALLY_DONE:
        tell_others(taking.case_file.pupil_id, taking.role, taking.holder, today)


def tell_others(pupil_id: int, role: str, holder: str, today: date) -> None:
    """That this organisation took the youngster up today; content stays where it is."""
    Uptake.objects.get_or_create(pupil_id=pupil_id, role=role, holder=holder, on=today)


def changes_since(case_file: CaseFile, version: int) -> list[CaseChange]:
    """What was done after a version, the latest first."""
    return list(case_file.changes.filter(version__gt=version).order_by("-version"))


def _words(change: CaseChange) -> str:
    return f", {change.words}" if change.words else ""
