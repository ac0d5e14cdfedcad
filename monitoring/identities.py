"""The one door to names and birth dates: whoever reads here is written in the access log first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from monitoring.access import Subject, memberships_of, organisation_code, right_of
from monitoring.models import AccessLog, Account, Identity, Municipality, School
from monitoring.vocabulary import ReadAction, Role

REGION = "REGIO"


def read_identities(
    pupils: Iterable[int], *, by: Account, action: ReadAction, origin: str, subject: Subject = Subject.PUPIL
) -> dict[int, Identity]:
    """Names of these pupils, keyed by pupil id, for a reader who may see them; one log line per pupil.

    `origin` is the page's route or the command. Pupils that the reader may not see are left out, not refused:
    the caller starts from `visible_to` of the rows that `subject` is about. The log is written in the same transaction:
    no log, no names.
    """
    wanted = list(pupils)
    rights = right_of(by, wanted, subject=subject)
    with transaction.atomic():
        reading = {"reader": by, "reader_name": by.get_username(), "action": action, "origin": origin}
        AccessLog.objects.bulk_create(
            AccessLog(**reading, pupil_id=pupil, right=right) for pupil, right in rights.items()
        )
        found = Identity.objects.filter(pupil_id__in=rights)
        return {identity.pupil_id: identity for identity in found}


def log_search(*, by: Account, action: ReadAction, found: int, origin: str) -> None:
    """Write down that somebody searched and how many were found; what was typed is not kept."""
    membership = next(iter(memberships_of(by)), None)
    right = f"{membership.role} {organisation_code(membership)}" if membership else ""
    AccessLog.objects.create(
        reader=by, reader_name=by.get_username(), action=action, found=found, right=right, origin=origin
    )


@dataclass(frozen=True)
class Reading:
    """One line of the log as the reader of now may see it: names of its own colleagues only."""

    at: datetime
    action: str
    role: str
    organisation: str
    name: str


def readings_of(pupil: int, *, by: Account, last: int = 20) -> list[Reading]:
    """Who looked at this pupil, the latest first."""
    own = {organisation_code(membership) for membership in memberships_of(by)}
    lines = AccessLog.objects.filter(pupil_id=pupil).order_by("-at", "-pk")[:last]
    names = organisation_names({line.right.partition(" ")[2] for line in lines})
    return [_reading(line, own, names) for line in lines]


def _reading(line: AccessLog, own: set[str], names: dict[str, str]) -> Reading:
    role, _, code = line.right.partition(" ")
    return Reading(
        at=line.at,
        action=line.get_action_display(),
        role=dict(Role.choices).get(role, role),
        organisation=names.get(code, code),
        name=line.reader_name if code in own else "",
    )


def organisation_names(codes: set[str]) -> dict[str, str]:
    """Names of the organisations whose codes the log keeps; only of the kinds that are among them a question is asked."""
    named = codes - {REGION}
    of_cbs = {code for code in named if code.isdecimal()}
    schools = School.objects.filter(brin__in={code[:4] for code in named - of_cbs})
    municipalities = Municipality.objects.filter(pk__in=of_cbs)
    return {
        REGION: "de hele regio",
        **{school.code: school.name for school in schools},
        **{municipality.code: municipality.name for municipality in municipalities},
    }
