"""A case file goes to another organisation or role: sent, accepted, given back or withdrawn. Until accepted it stays with
the sender.

Who has not accepted within ACCEPT_WITHIN working days sees it on top of the list, and so do the sender and the coordinator.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from monitoring.access_casework import accepting_as
from monitoring.access_rows import organisation_code
from monitoring.calculation.working_days import latest_before, working_day_after
from monitoring.casework.turns import NotYours, Refused, Turn, finish, turn
from monitoring.models import Account, CaseFile, HandOver, Membership
from monitoring.reference.public_holidays import public_holidays
from monitoring.vocabulary import CaseAct, RefusalReason, Role

ACCEPT_WITHIN = 5  # working days, issue 5 and decisions.md
LONGEST = 300  # characters of a reason
RECEIVING = (Role.LEERPLICHT, Role.DOORSTROOMPUNT)


@dataclass(frozen=True)
class Receiver:
    """A role in an organisation that has people to accept."""

    role: str
    holder: str
    name: str

    @property
    def code(self) -> str:
        return f"{self.role}:{self.holder}"

    @property
    def label(self) -> str:
        return f"{Role(self.role).label.capitalize()}, {self.name}"


def receivers(case_file: CaseFile) -> list[Receiver]:
    """Everybody to whom this file can go: leerplicht and Doorstroompunt elsewhere, where an active account is."""
    found = {}
    active = Membership.objects.filter(role__in=RECEIVING, account__is_active=True)
    for membership in active.select_related("school", "municipality"):
        each = Receiver(membership.role, organisation_code(membership), membership.organisation_name)
        if (each.role, each.holder) != (case_file.role, case_file.holder):
            found[each.code] = each
    return sorted(found.values(), key=lambda each: (each.role, each.name))


def hand_over(
    case_file: CaseFile, *, to: Receiver, reason: str, message: str, by: Account, today: date
) -> HandOver:
    """Offer the file to a receiver."""
    with turn(case_file, CaseAct.HAND_OVER, by=by, today=today) as taking:
        if HandOver.objects.waiting().filter(case_file=taking.case_file).exists():
            raise Refused("Dit dossier is al aangeboden. Trek die overdracht eerst in.")
        if to.code not in {each.code for each in receivers(taking.case_file)}:
            raise Refused("Daar kan niemand dit dossier aannemen.")
        taking.words = f"aan {to.label}"
        sender = taking.signed() | {"role": taking.case_file.role, "holder": taking.case_file.holder}
        return HandOver.objects.create(
            **sender, to_role=to.role, to_holder=to.holder, reason=reason, message=message.strip(), sent_on=today
        )


def accept(offered: HandOver, *, by: Account, today: date) -> CaseFile:
    """The receiver takes the file: from now on it is its own. Raises NotYours, Refused."""
    membership = accepting_as(by, offered)
    if membership is None:
        raise NotYours("Deze overdracht is niet aan uw organisatie.")
    with transaction.atomic():
        case_file = CaseFile.objects.select_for_update().get(pk=offered.case_file_id)
        accepted = {"accepted_on": today, "accepted_by": by, "accepted_by_name": str(by)}
        if not HandOver.objects.waiting().filter(pk=offered.pk).update(**accepted):
            raise Refused("Deze overdracht is al aangenomen of ingetrokken.")
        case_file.role, case_file.holder, case_file.owner = offered.to_role, offered.to_holder, by
        case_file.snoozed_until, case_file.snooze_reason = None, ""
        words = f"van {offered.by_name}"
        finish(Turn(case_file, by, membership.role, organisation_code(membership), words), CaseAct.ACCEPT, today)
    offered.refresh_from_db()
    return case_file


def refuse(offered: HandOver, *, reason: str, because: str = "", by: Account, today: date) -> None:
    """The receiver gives it back with a reason, in words where the list has none that fits: the file stays with the
    sender. Raises NotYours, Refused."""
    membership = accepting_as(by, offered)
    if membership is None:
        raise NotYours("Deze overdracht is niet aan uw organisatie.")
    because = because.strip()[:LONGEST]
    if reason not in RefusalReason.values or (reason == RefusalReason.OTHER and not because):
        raise Refused("Kies waarom u het dossier teruggeeft; schrijf het op bij een andere reden.")
    with transaction.atomic():
        case_file = CaseFile.objects.select_for_update().get(pk=offered.case_file_id)
        given_back = {"refused_reason": reason, "refused_because": because, "refused_by_name": str(by)}
        if not HandOver.objects.waiting().filter(pk=offered.pk).update(withdrawn_on=today, **given_back):
            raise Refused("Deze overdracht is al aangenomen of ingetrokken.")
        words = ". ".join(part for part in (RefusalReason(reason).label, because) if part)
        finish(Turn(case_file, by, membership.role, organisation_code(membership), words), CaseAct.REFUSE, today)
    offered.refresh_from_db()


def withdraw(offered: HandOver, *, by: Account, today: date) -> None:
    """The sender keeps the file after all."""
    case_file = CaseFile.objects.get(pk=offered.case_file_id)
    with turn(case_file, CaseAct.WITHDRAW, by=by, today=today):
        if not HandOver.objects.waiting().filter(pk=offered.pk).update(withdrawn_on=today):
            raise Refused("Deze overdracht is al aangenomen of ingetrokken.")
    offered.refresh_from_db()


def accept_before(offered: HandOver) -> date:
    """The last day on which accepting is in time."""
    return working_day_after(offered.sent_on, ACCEPT_WITHIN, public_holidays())


def late(waiting: QuerySet[HandOver], on: date) -> QuerySet[HandOver]:
    """Those that waited for more than ACCEPT_WITHIN working days, the longest first."""
    sent_until = latest_before(on, ACCEPT_WITHIN, public_holidays())
    return waiting.waiting().filter(sent_on__lte=sent_until).order_by("sent_on", "pk")
