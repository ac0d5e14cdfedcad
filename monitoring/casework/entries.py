"""What is written into a case file: contacts, notes and plans. Nobody changes or removes them afterwards."""

from datetime import date

from monitoring.casework.files import colleagues
from monitoring.casework.turns import Refused, turn
from monitoring.models import Account, CaseFile, Contact, Note, Plan
from monitoring.vocabulary import CaseAct, ContactKind, ContactOutcome, NoteKind


def log_contact(
    case_file: CaseFile, *, kind: str, outcome: str, text: str, on: date, by: Account, today: date
) -> Contact:
    """An attempt to reach the youngster on day `on`, with what came of it."""
    if on > today:
        raise Refused("Een contact van later kunt u nog niet vastleggen. Maak er een plan van.")
    with turn(case_file, CaseAct.CONTACT, by=by, today=today) as taking:
        taking.words = f"{ContactKind(kind).label}: {ContactOutcome(outcome).label}"
        return Contact.objects.create(**taking.signed(), kind=kind, outcome=outcome, text=text.strip(), on=on)


def write_note(case_file: CaseFile, *, kind: str, text: str, by: Account, today: date) -> Note:
    """A note; of a restricted one others see that it is there, and no more."""
    if not text.strip():
        raise Refused("Schrijf iets in de notitie.")
    with turn(case_file, CaseAct.NOTE, by=by, today=today) as taking:
        taking.words = NoteKind(kind).label
        return Note.objects.create(**taking.signed(), kind=kind, text=text.strip())


def make_plan(case_file: CaseFile, *, what: str, due_on: date, owner: Account, by: Account, today: date) -> Plan:
    """What will be done before a day, by a colleague or oneself."""
    if due_on < today:
        raise Refused("Een plan ligt vandaag of later.")
    with turn(case_file, CaseAct.PLAN, by=by, today=today) as taking:
        if owner.pk != by.pk and not colleagues(taking.case_file).filter(pk=owner.pk).exists():
            raise Refused(f"{owner} werkt niet bij de organisatie van dit dossier.")
        taking.words = f"{owner}, vóór {due_on:%d-%m-%Y}"
        return Plan.objects.create(**taking.signed(), what=what.strip(), due_on=due_on, owner=owner)


def finish_plan(plan: Plan, *, by: Account, today: date) -> None:
    """It is done. Raises Refused when somebody said so before."""
    with turn(plan.case_file, CaseAct.FINISH, by=by, today=today) as taking:
        if not Plan.objects.filter(pk=plan.pk, done_on=None).update(done_on=today):
            raise Refused("Dit plan was al afgerond.")
        taking.words = plan.what
    plan.refresh_from_db()
