"""One act on several youngsters at once: each its own movement and its own transaction; who is skipped is told why."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from monitoring.access import memberships_of
from monitoring.access_casework import subject_of
from monitoring.casework.acts import ACTS, perform
from monitoring.casework.files import open_file
from monitoring.casework.turns import Refused
from monitoring.models import Account, CaseFile
from monitoring.vocabulary import CaseAct

OFFERED = {
    CaseAct.TAKE_UP: "Pak op", CaseAct.ASSIGN: "Wijs toe", CaseAct.PLAN: "Maak een plan", CaseAct.SNOOZE: "Leg weg",
}  # fmt: skip


@dataclass(frozen=True)
class Skipped:
    pupil: int
    why: str


def together(
    code: str, fields: dict, pupils: list[int], *, by: Account, on: date
) -> tuple[list[int], list[Skipped]]:
    """Who was done, and who was not with the reason. Pupils that `by` may not see are as if they were not asked for."""
    done, skipped = [], []
    own = CaseFile.objects.visible_to(by, on).open().filter(pupil_id__in=pupils)
    files = {case_file.pupil_id: case_file for case_file in own}
    for pupil in pupils:
        subject = subject_of(by, pupil, on)
        if subject is None:
            continue
        case_file = files.get(pupil)
        seen = (case_file, case_file.version if case_file else 0)
        try:
            with transaction.atomic():
                if (
                    code == CaseAct.ASSIGN and case_file is None
                ):  # whom nobody has yet may go to a colleague at once
                    case_file = open_file(pupil, by=by, today=on, subject=subject)
                    seen = (case_file, case_file.version)
                perform(code, dict(fields), pupil_id=pupil, seen=seen, by=by, today=on, subject=subject)
            done.append(pupil)
        except Refused as refusal:
            skipped.append(Skipped(pupil, str(refusal)))
    return done, skipped


def form_of(code: str, data, *, by: Account, on: date):
    """The form of the act, for all at once: no file of its own."""
    form = ACTS[code].form(data, case_file=None, by=by, today=on)
    for name in ("to", "owner"):
        if name in form.fields:
            form.fields[name].queryset = _colleagues(by)
    return form


def _colleagues(by: Account) -> QuerySet[Account]:
    """Active accounts of the same role and organisation; assigning to somebody else is refused by the movement."""
    same = Q(pk=by.pk)
    for own in memberships_of(by):
        same |= Q(
            memberships__role=own.role, memberships__school=own.school_id, memberships__municipality=own.municipality_id,
            memberships__whole_region=own.whole_region,
        )  # fmt: skip
    return (
        Account.objects.filter(same, is_active=True)
        .distinct()
        .order_by("last_name", "first_name", "username")
    )
