"""Who may see one pupil, per organisation and by which right: access.py's decision told to the youngster."""

from dataclasses import dataclass
from datetime import date

from monitoring.access import REACH, Reach, Subject, organisation_code, pupils_through
from monitoring.models import Membership, Pupil
from monitoring.vocabulary import Role


@dataclass(frozen=True)
class Opening:
    """One organisation whose people may see a pupil: in which role, by which rule, and how many they are."""

    role: str
    organisation: str
    how: Reach
    accounts: int


def openings(pupil_id: int, on: date) -> list[Opening]:
    """Everybody who may see this pupil by name on that day, per organisation."""
    roles = [role for role, subject in REACH if subject is Subject.PUPIL]
    active = Membership.objects.filter(account__is_active=True, role__in=roles)
    people: dict[tuple[str, str], list[Membership]] = {}
    for membership in active.select_related("school", "municipality"):
        people.setdefault((membership.role, organisation_code(membership)), []).append(membership)
    found = []
    for (role, _), members in sorted(people.items()):
        how = REACH[role, Subject.PUPIL]
        if Pupil.objects.filter(pupils_through(members[0], how, on, [pupil_id]), pk=pupil_id).exists():
            accounts = len({member.account_id for member in members})
            found.append(Opening(Role(role).label, members[0].organisation_name, how, accounts))
    return found
