"""What the rows that are shown are told with: names (each a line of the access log), schools, owners, who took up."""

from dataclasses import dataclass

from django.urls import reverse

from monitoring.access import Subject, memberships_of
from monitoring.access_rows import organisation_code
from monitoring.calculation.absence import LPW_21A_HOURS
from monitoring.flag_words import hours_words, what_works
from monitoring.identities import organisation_names, read_identities
from monitoring.models import Account
from monitoring.morning.needing import Need
from monitoring.morning.needs import last_uptakes
from monitoring.reference.flag_rules import rule
from monitoring.vocabulary import ReadAction, Role


@dataclass(frozen=True)
class Told:
    """One row in words."""

    need: Need
    name: str
    school: str
    owner: str
    taken_up: str

    @property
    def url(self) -> str:
        return reverse("pupil", args=[self.need.pupil])

    @property
    def pane(self) -> str:
        return reverse("pupil-pane", args=[self.need.pupil])

    @property
    def reasons(self) -> str:
        return reasons_of(self.need)

    @property
    def what_works(self) -> str:
        """The approaches that fit the rule that holds longest; empty where none holds."""
        return what_works(rule(self.need.rules[0])) if self.need.rules else ""


def reasons_of(need: Need) -> str:
    """As words: the titles of the rules that hold, each once; without one, why the youngster is in view."""
    titles = list(dict.fromkeys(rule(code).title for code in need.rules))
    if not titles:
        titles = [f"{hours_words(need.hours)} van {LPW_21A_HOURS} uur verzuim"] if need.hours else []
        titles += [
            *(["vsv'er in de volggroep"] if need.is_followed else []),
            *(["open dossier"] if need.has_file else []),
        ]
    return "; ".join(titles)


def told(
    rows: list[Need], *, reader: Account, origin: str, action: ReadAction = ReadAction.LIST
) -> list[Told]:
    """These few rows with their names; who may not be read by name (any more) is left out."""
    pupils = [row.pupil for row in rows]
    people = read_identities(pupils, by=reader, action=action, origin=origin)
    held = [row.pupil for row in rows if row.pupil not in people and row.has_file]
    if held:  # grown 18 or moved: readable while the own file is open
        people |= read_identities(held, by=reader, action=action, origin=origin, subject=Subject.CASE_FILE)
    uptakes = last_uptakes(pupils)
    names = organisation_names(
        {row.school for row in rows if row.school} | {holder for _, holder, _ in uptakes.values()}
    )
    owners = {row.owner for row in rows if row.owner}
    colleagues = (
        {account.pk: str(account) for account in Account.objects.filter(pk__in=owners)} if owners else {}
    )
    words = _UptakeWords(reader, names)
    return [
        Told(
            need=row, name=people[row.pupil].full_name,
            school=names.get(row.school) or names.get(row.school[:4], row.school),
            owner=colleagues.get(row.owner, ""),
            taken_up=words.of(uptakes.get(row.pupil)),
        )
        for row in rows if row.pupil in people
    ]  # fmt: skip


class _UptakeWords:
    """Who took up and when; which other school it was, a school does not read."""

    def __init__(self, reader: Account, names: dict[str, str]):
        own = memberships_of(reader)
        self.names, self.codes = names, {organisation_code(membership) for membership in own}
        self.is_school = all(membership.role == Role.SCHOOL for membership in own)

    def of(self, uptake) -> str:
        if uptake is None:
            return ""
        role, holder, on = uptake
        is_hidden = self.is_school and role == Role.SCHOOL and holder not in self.codes
        who = "een andere school" if is_hidden else self.names.get(holder, holder)
        role_word = "" if role == Role.SCHOOL else f"{Role(role).label}, "
        return f"Opgepakt door {role_word}{who} op {on:%d-%m-%Y}"
