"""What the page of a youngster can do: per act its form, its movement, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from monitoring.access import Subject
from monitoring.access_casework import writing_as
from monitoring.casework import entries, files, forms, handing_over
from monitoring.casework.turns import Refused
from monitoring.models import Account, CaseFile, HandOver, Plan
from monitoring.vocabulary import CaseAct

Movement = Callable[[CaseFile, dict, Account, date], object]


@dataclass(frozen=True)
class Act:
    """`opens`: it may be the first thing that is done, and opens a file then."""

    form: type[forms.CaseForm]
    movement: Movement
    said: str
    opens: bool = False


def _with(movement: Callable) -> Movement:
    """A movement that takes the fields of its form by name."""
    return lambda case_file, fields, by, today: movement(case_file, **fields, by=by, today=today)


def _finish(case_file: CaseFile, fields: dict, by: Account, today: date) -> None:
    plan = Plan.objects.filter(case_file=case_file, pk=fields["which"]).select_related("case_file").first()
    if plan is None:
        raise Refused("Dit plan is er niet meer.")
    entries.finish_plan(plan, by=by, today=today)


def _withdraw(case_file: CaseFile, fields: dict, by: Account, today: date) -> None:
    offered = HandOver.objects.waiting().filter(case_file=case_file).first()
    if offered is None:
        raise Refused("Deze overdracht is al aangenomen of ingetrokken.")
    handing_over.withdraw(offered, by=by, today=today)


ACTS: dict[str, Act] = {
    CaseAct.CONTACT: Act(forms.ContactForm, _with(entries.log_contact), "Het contact is vastgelegd.", opens=True),
    CaseAct.PLAN: Act(forms.PlanForm, _with(entries.make_plan), "Het plan staat genoteerd.", opens=True),
    CaseAct.NOTE: Act(forms.NoteForm, _with(entries.write_note), "De notitie is bewaard.", opens=True),
    CaseAct.STATUS: Act(forms.StatusForm, _with(files.set_status), "De status is bewaard.", opens=True),
    CaseAct.STRENGTHS: Act(forms.StrengthsForm, _with(files.tell_strengths), "Bewaard: wat werkt.", opens=True),
    CaseAct.SNOOZE: Act(
        forms.SnoozeForm, _with(files.snooze), "Weggelegd. Op de gekozen dag komt de jongere terug.", opens=True
    ),
    CaseAct.WAKE: Act(forms.EmptyForm, _with(files.wake), "De jongere staat weer op de lijst."),
    CaseAct.ASSIGN: Act(forms.AssignForm, _with(files.assign), "Het dossier is toegewezen."),
    CaseAct.FINISH: Act(forms.FinishForm, _finish, "Het plan is afgerond."),
    CaseAct.CLOSE: Act(forms.CloseForm, _with(files.close), "Het dossier is afgesloten. U kunt het heropenen."),
    CaseAct.REOPEN: Act(forms.EmptyForm, _with(files.reopen), "Het dossier is weer open."),
    CaseAct.HAND_OVER: Act(
        forms.HandOverForm, _with(handing_over.hand_over),
        "De overdracht is verstuurd. Tot die is aangenomen blijft het dossier bij u.",
    ),
    CaseAct.WITHDRAW: Act(forms.EmptyForm, _withdraw, "De overdracht is ingetrokken."),
    CaseAct.TAKE_UP: Act(forms.EmptyForm, lambda *_: None, "Opgepakt: u bent nu de medewerker van dit dossier.", opens=True),
    CaseAct.LET_GO: Act(forms.EmptyForm, _with(files.let_go), "Ongedaan gemaakt. De jongere staat weer op de lijst."),
}  # fmt: skip


def perform(
    code: str, fields: dict, *, pupil_id: int, seen: tuple[CaseFile | None, int], by: Account, today: date, subject: Subject
) -> None:
    """Do an act about a pupil: in the file that `by` has open, or in a new one. `seen`: the file on the page and the
    version that the page showed. Raises Refused, Changed, NotYours; then nothing is stored."""
    act, (case_file, version) = ACTS[code], seen
    with transaction.atomic():
        if code == CaseAct.TAKE_UP:
            files.take_up(pupil_id, by=by, today=today, subject=subject)
            return
        is_his = case_file is not None and writing_as(by, case_file, CaseAct(code), today) is not None
        if not is_his or (case_file.closed_on and act.opens):
            if not act.opens:
                raise Refused("Er is geen open dossier waarin u kunt schrijven.")
            case_file = files.open_file(pupil_id, by=by, today=today, subject=subject)
        else:
            case_file.version = version
        act.movement(case_file, fields, by, today)
