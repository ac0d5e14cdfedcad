"""The work lists of one reader on one day: who is on them, whose turn it is, and who was taken up already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from monitoring.access import memberships_of
from monitoring.identities import organisation_names
from monitoring.vocabulary import Role
from nahetvo.models import Transition
from nahetvo.phases import cycles_of
from nahetvo.telling import Telling
from nahetvo.transition.cycle import running
from nahetvo.transition.work_lists import (
    DECAAN,
    DOORSTROOMPUNT,
    LEERPLICHT,
    LISTS,
    MBO,
    WorkList,
    owner,
    running_lists,
)

TURNS = {LEERPLICHT: "leerplicht", DOORSTROOMPUNT: "Doorstroompunt"}


@dataclass(frozen=True)
class Counted:
    """One list: how many wait, how many were taken up, and whether the reader works on it."""

    work: WorkList
    waiting: int
    taken: int
    is_mine: bool


@dataclass
class Work:
    """Everything the reader may see of the work lists; `years`: of which list which school years count now."""

    reader: object
    on: date

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """Per running list which transitions are on it."""
        found: dict[str, Q] = {}
        for cycle in cycles_of(running(self.on)):
            for work in running_lists(cycle, self.on):
                here = Q(school_year=cycle.year.name, status__in=work.statuses)
                found[work.code] = found[work.code] | here if work.code in found else here
        return found

    @property
    def _seen(self) -> QuerySet[Transition]:
        return Transition.objects.visible_to(self.reader, self.on).with_work(self.on)

    @cached_property
    def lists(self) -> list[Counted]:
        """Those of which somebody is on, or that the reader works on; one query."""
        asked = {}
        for code, condition in self.conditions.items():
            asked[f"w_{code}"] = Count("pupil", filter=condition & Q(taken_on=None))
            asked[f"t_{code}"] = Count("pupil", filter=condition & Q(taken_on__isnull=False))
        counts = self._seen.aggregate(**asked) if asked else {}
        found = [
            Counted(work, counts[f"w_{work.code}"], counts[f"t_{work.code}"], self._is_mine(work))
            for work in LISTS if work.code in self.conditions
        ]  # fmt: skip
        return [each for each in found if each.is_mine or each.waiting or each.taken]

    def rows(self, code: str, *, taken: bool) -> QuerySet[Transition]:
        """Who waits on the list, or who left it because somebody took them up; longest waiting first."""
        rows = self._seen.filter(self.conditions[code], taken_on__isnull=not taken)
        return rows.order_by("since", "school_year", "pupil_id")

    def turns(
        self, work: WorkList, rows: Iterable[Transition], telling: Telling
    ) -> dict[tuple[str, int], str]:
        """Whose turn it is, or who took the pupil up, per row in words."""
        rows = list(rows)
        names = organisation_names({row.taken_holder for row in rows if row.taken_holder})
        return {(row.school_year, row.pupil_id): self._turn(work, row, telling, names) for row in rows}

    def _turn(self, work: WorkList, row: Transition, telling: Telling, names: dict[str, str]) -> str:
        if row.taken_on:
            return f"opgepakt door {taker(row, telling, names)} op {row.taken_on:%d-%m-%Y}"
        whose = owner(work, since=row.since, is_minor=row.is_minor, on=self.on)
        if whose == DECAAN:
            return f"decaan, {telling.sender(row)}"
        return f"mbo-school: {telling.mbo_of(row)}" if whose == MBO else TURNS[whose]

    def _is_mine(self, work: WorkList) -> bool:
        roles = {membership.role for membership in memberships_of(self.reader)}
        of_schools = work.is_of_school or work.mbo_first
        return (of_schools and Role.SCHOOL in roles) or (
            not work.is_of_school and bool(roles - {Role.SCHOOL})
        )


def taker(row: Transition, telling: Telling, names: dict[str, str]) -> str:
    """The organisation that took the pupil up; another school is not told to a school."""
    if (
        row.taken_role == Role.SCHOOL
        and telling.is_school_only
        and row.taken_holder[:4] not in telling.own_brins
    ):
        return "een andere school"
    return f"{Role(row.taken_role).label.lower()}, {names.get(row.taken_holder, row.taken_holder)}"
