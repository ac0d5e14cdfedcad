"""Case files themselves: open, take up, assign, put away, status, what works, close and open again."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from monitoring.access import Subject
from monitoring.access_casework import opening_as, works_in, writing_as
from monitoring.access_rows import NOBODY, organisation_code
from monitoring.casework.turns import REALLY_DONE, NotYours, Refused, Turn, finish, turn
from monitoring.models import Account, CaseChange, CaseFile, HandOver, Membership, Uptake
from monitoring.vocabulary import CaseAct, CaseStatus, ClosingReason, DestinationAfter, HandOverReason, Role

NO_ACCESS = "U mag over deze jongere geen dossier openen."


def open_file(pupil_id: int, *, by: Account, today: date, subject: Subject = Subject.PUPIL) -> CaseFile:
    """The open file in which `by` writes about this pupil: the one there is, or a new one with `by` as owner.

    `subject`: as what `by` reached the pupil. A file that another organisation left open on a youngster who is in the
    reach of `by` only (grown 18, moved) comes along: its holder sees that under Overdrachten. Raises NotYours.
    """
    return _found(pupil_id, by, today, subject, CaseAct.OPEN)


def take_up(pupil_id: int, *, by: Account, today: date, subject: Subject = Subject.PUPIL) -> CaseFile:
    """As `open_file`, and `by` becomes its owner; everybody's list tells that it was taken up."""
    with transaction.atomic():
        case_file = _found(pupil_id, by, today, subject, CaseAct.TAKE_UP)
        with turn(case_file, CaseAct.TAKE_UP, by=by, today=today) as taking:
            if taking.case_file.owner not in {by, None}:
                taking.words = f"eerst van {taking.case_file.owner}"
            taking.case_file.owner = by
            _back_on_the_list(taking.case_file)
    return case_file


def let_go(case_file: CaseFile, *, by: Account, today: date) -> None:
    """Undo a taking up while nothing was done after it: the youngster is as unattended for everybody as it was before."""
    with turn(case_file, CaseAct.LET_GO, by=by, today=today) as letting:
        done = letting.case_file.changes.order_by("-version")
        last = done.first()
        if not is_fresh_uptake(last, by, today):
            raise Refused("Dit kan alleen zolang er na het oppakken niets is vastgelegd.")
        letting.case_file.owner = None
        mine = {"role": letting.role, "holder": letting.holder, "on": today}
        if not done.filter(**mine, act__in=REALLY_DONE).exclude(pk=last.pk).exists():
            Uptake.objects.filter(**mine, pupil_id=case_file.pupil_id).delete()


def is_fresh_uptake(change: CaseChange | None, by: Account, today: date) -> bool:
    """Whether this last line of a history is that `by` took the file up today."""
    return change is not None and (change.act, change.by_id, change.on) == (CaseAct.TAKE_UP, by.pk, today)


def assign(case_file: CaseFile, *, to: Account, by: Account, today: date) -> None:
    """Give the file to a colleague. Raises Refused for somebody of another organisation."""
    with turn(case_file, CaseAct.ASSIGN, by=by, today=today) as taking:
        if not colleagues(taking.case_file).filter(pk=to.pk).exists():
            raise Refused(f"{to} werkt niet bij de organisatie van dit dossier.")
        taking.case_file.owner = to
        taking.words = f"aan {to}"


def snooze(case_file: CaseFile, *, until: date, reason: str, by: Account, today: date) -> None:
    """Off the list until a day, with a reason that colleagues read."""
    if until <= today:
        raise Refused("Kies een dag na vandaag.")
    if not reason.strip():
        raise Refused("Schrijf waarom dit kan wachten.")
    with turn(case_file, CaseAct.SNOOZE, by=by, today=today) as taking:
        taking.case_file.snoozed_until, taking.case_file.snooze_reason = until, reason.strip()
        taking.words = f"tot {until:%d-%m-%Y}: {reason.strip()}"


def wake(case_file: CaseFile, *, by: Account, today: date) -> None:
    """Back on the list before its day."""
    with turn(case_file, CaseAct.WAKE, by=by, today=today) as taking:
        _back_on_the_list(taking.case_file)


def set_status(case_file: CaseFile, *, status: str, until: date, by: Account, today: date) -> None:
    """What the youngster does now, and from which day that must be looked at again."""
    if until <= today:
        raise Refused("De einddatum van een status ligt na vandaag.")
    with turn(case_file, CaseAct.STATUS, by=by, today=today) as taking:
        before = taking.case_file.get_status_display()
        if taking.case_file.status != status:
            taking.case_file.status, taking.case_file.status_since = status, today
        taking.case_file.status_until = until
        taking.words = f"van ‘{before}’ naar ‘{CaseStatus(status).label}’, tot {until:%d-%m-%Y}"


def tell_strengths(case_file: CaseFile, *, text: str, by: Account, today: date) -> None:
    """What works with this youngster; the old words stay in nobody's way: they are replaced."""
    with turn(case_file, CaseAct.STRENGTHS, by=by, today=today) as taking:
        taking.case_file.strengths = text.strip()


def close(case_file: CaseFile, *, closing: str = "", destination: str = "", by: Account, today: date) -> None:
    """End the file with a destination after the traject, a reason of the melding, or both."""
    if not (closing or destination):
        raise Refused("Kies een bestemming of een reden van afsluiting.")
    with turn(case_file, CaseAct.CLOSE, by=by, today=today) as taking:
        if HandOver.objects.waiting().filter(case_file=taking.case_file).exists():
            raise Refused("Er loopt een overdracht. Trek die eerst in.")
        taking.case_file.closed_on = today
        taking.case_file.closing, taking.case_file.destination = closing, destination
        _back_on_the_list(taking.case_file)
        labels = [DestinationAfter(destination).label] if destination else []
        labels += [ClosingReason(closing).label] if closing else []
        taking.words = "; ".join(labels)


def reopen(case_file: CaseFile, *, by: Account, today: date) -> None:
    """Undo a closing. Raises Refused when another file on this youngster is open by now."""
    try:
        with turn(case_file, CaseAct.REOPEN, by=by, today=today) as taking:
            if not taking.case_file.closed_on:
                raise Refused("Dit dossier is niet afgesloten.")
            taking.case_file.closed_on, taking.case_file.closing, taking.case_file.destination = None, "", ""
    except IntegrityError:
        raise Refused("Er loopt al een ander dossier over deze jongere.") from None


def colleagues(case_file: CaseFile | None, *, and_also: Account | None = None) -> QuerySet[Account]:
    """Who works in this file: active accounts of its role and organisation (with a mandate: of the whole region)."""
    own = Q(pk=and_also.pk) if and_also else NOBODY
    if case_file:
        of_role = Membership.objects.filter(works_in(case_file.holder), role=case_file.role)
        own |= Q(pk__in=of_role.values("account_id"))
    return Account.objects.filter(own, is_active=True).order_by("last_name", "first_name", "username")


def _found(pupil_id: int, by: Account, today: date, subject: Subject, act: CaseAct) -> CaseFile:
    """Whoever still holds an open file writes in it; who does not must reach the pupil to open one."""
    with transaction.atomic():
        for case_file in CaseFile.objects.open().filter(pupil_id=pupil_id):
            if writing_as(by, case_file, act, today):
                return case_file
        membership = opening_as(by, pupil_id, subject, act, today)
        if membership is None:
            raise NotYours(NO_ACCESS)
        if membership.role != Role.SCHOOL:
            left = CaseFile.objects.open().exclude(role=Role.SCHOOL).filter(pupil_id=pupil_id).first()
            if left:
                return _taken_over(left, membership, by, today)
        return _opened(pupil_id, membership, by, today)


def _opened(pupil_id: int, membership, by: Account, today: date) -> CaseFile:
    mine = {"role": membership.role, "holder": organisation_code(membership)}
    opened = {"opened_on": today, "opened_by": by, "opened_by_name": str(by), "status_since": today}
    try:
        with transaction.atomic():
            case_file = CaseFile.objects.create(pupil_id=pupil_id, owner=by, **mine, **opened)
            finish(Turn(case_file, by, **mine), CaseAct.OPEN, today)
    except IntegrityError:  # somebody was first
        raise Refused("Een ander opende zojuist het dossier. Laad de bladzijde opnieuw.") from None
    return case_file


def _taken_over(case_file: CaseFile, membership, by: Account, today: date) -> CaseFile:
    """The youngster left the reach of its holder: the file follows, as a hand-over that is accepted at once."""
    case_file = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    mine = {"role": membership.role, "holder": organisation_code(membership)}
    accepted = {"accepted_on": today, "accepted_by": by, "accepted_by_name": str(by)}
    reason = HandOverReason.MOVED if case_file.role == membership.role else HandOverReason.ADULT
    waiting = HandOver.objects.waiting().filter(case_file=case_file).first()
    if waiting and (waiting.to_role, waiting.to_holder) == (mine["role"], mine["holder"]):
        HandOver.objects.filter(pk=waiting.pk).update(**accepted)
    else:
        HandOver.objects.waiting().filter(case_file=case_file).update(withdrawn_on=today)
        HandOver.objects.create(
            case_file=case_file, by=by, by_name=str(by), role=case_file.role, holder=case_file.holder, reason=reason,
            to_role=mine["role"], to_holder=mine["holder"], sent_on=today, **accepted,
        )  # fmt: skip
    case_file.role, case_file.holder, case_file.owner = mine["role"], mine["holder"], by
    _back_on_the_list(case_file)
    finish(Turn(case_file, by, **mine, words=reason.label), CaseAct.ACCEPT, today)
    return case_file


def _back_on_the_list(case_file: CaseFile) -> None:
    case_file.snoozed_until, case_file.snooze_reason = None, ""
