"""Who may read and who may write in case files: the part of access.py about casework. Absent means no.

Reading a youngster is not writing about it: `ACTS` says per role what it may do. One file of leerplicht and Doorstroompunt
together is open at a time; a school has a file of its own, which the other side does not read.
"""

from datetime import date

from django.apps import apps
from django.db.models import Q

from monitoring import clock
from monitoring.access import Subject, memberships_of, reach
from monitoring.access_rows import NOBODY, Reach, organisation_code, pupils_through
from monitoring.access_table import REACH
from monitoring.vocabulary import CaseAct, NoteKind, Role

BETWEEN_OFFICERS = {CaseAct.HAND_OVER, CaseAct.ACCEPT, CaseAct.WITHDRAW, CaseAct.REFUSE}
ACTS: dict[Role, frozenset[CaseAct]] = {
    Role.LEERPLICHT: frozenset(CaseAct),
    Role.DOORSTROOMPUNT: frozenset(CaseAct),
    Role.SCHOOL: frozenset(set(CaseAct) - BETWEEN_OFFICERS),  # a school passes its pupils on by an uitschrijving
}
WHOLE_REGION = "REGIO"
IN_REACH = (Subject.PUPIL, Subject.TRANSITION)


def case_files(user, on: date | None = None, of: int | None = None) -> Q:
    """The case files whose contents this user may read: of its own role and organisation, or of its own residents (or
    of one of them: much faster)."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        own = Q(role=membership.role, holder=organisation_code(membership))
        if how is not Reach.ENROLLED:
            residents = _pupils(membership, how, on)
            own |= Q(role=membership.role, pupil__in=residents if of is None else residents.filter(pk=of))
        opened |= own
    return opened


def hand_overs(user) -> Q:
    """The hand-overs that this user's organisation sent or was offered."""
    opened = NOBODY
    for membership, _ in reach(user, Subject.HAND_OVER):
        code = organisation_code(membership)
        opened |= Q(role=membership.role, holder=code) | Q(to_role=membership.role, to_holder=code)
    return opened


def late_hand_overs(user) -> Q:
    """The hand-overs whose waiting this user is told, without youngster: those of the region, for its coordinator."""
    answers = any(how is Reach.LATE for _, how in reach(user, Subject.HAND_OVER))
    return Q(pk__isnull=False) if answers else NOBODY


def opening_as(user, pupil_id: int, subject: Subject, act: CaseAct, on: date):
    """The membership by which this user opens a case file on a pupil that it reached as `subject`; None: it may not."""
    for membership, how in reach(user, subject):
        if act in ACTS.get(membership.role, ()) and _reaches(membership, how, pupil_id, on):
            return membership
    return None


def writing_as(user, case_file, act: CaseAct, on: date):
    """The membership by which this user does `act` in this file; None: it may not."""
    for membership in memberships_of(user):
        if act in ACTS.get(membership.role, ()) and _may_write(membership, case_file, on):
            return membership
    return None


def accepting_as(user, hand_over):
    """The membership to which this hand-over is offered; None: it is offered to others."""
    for membership in memberships_of(user):
        is_receiver = (membership.role, organisation_code(membership)) == (hand_over.to_role, hand_over.to_holder)
        if is_receiver and CaseAct.ACCEPT in ACTS.get(membership.role, ()):
            return membership
    return None


def subject_of(user, pupil_id: int, on: date) -> Subject | None:
    """As what this user opens the page of a pupil: one in its reach, or one whose file it still holds. None: not at all."""
    for subject in (Subject.PUPIL, Subject.CASE_FILE):
        if any(_reaches(membership, how, pupil_id, on) for membership, how in reach(user, subject)):
            return subject
    return None


def may_read_note(user, note) -> bool:
    """A restricted note is for the writer's own role and organisation; an ordinary one for who reads the file."""
    own = {(m.role, organisation_code(m)) for m in memberships_of(user)}
    return note.kind != NoteKind.RESTRICTED or (note.role, note.holder) in own


def works_in(holder: str) -> Q:
    """The memberships of the organisation with this code, and those with a mandate for the whole region."""
    of_school = Q(school__brin=holder[:4], school__vestiging=holder[4:])
    return Q(whole_region=True) | Q(municipality_id=holder) | of_school


def _may_write(membership, case_file, on: date) -> bool:
    mine = (membership.role, organisation_code(membership))
    if (case_file.role, case_file.holder) == mine:
        return membership.role != Role.SCHOOL or any(
            _reaches(membership, REACH[membership.role, subject], case_file.pupil_id, on) for subject in IN_REACH
        )
    by_mandate = case_file.role == membership.role and WHOLE_REGION in {case_file.holder, mine[1]}
    return by_mandate and _reaches(membership, REACH[membership.role, Subject.PUPIL], case_file.pupil_id, on)


def _reaches(membership, how: Reach, pupil_id: int, on: date) -> bool:
    return _pupils(membership, how, on, [pupil_id]).filter(pk=pupil_id).exists()


def _pupils(membership, how: Reach, on: date, among: list[int] | None = None):
    return apps.get_model("monitoring", "Pupil").objects.filter(pupils_through(membership, how, on, among))
