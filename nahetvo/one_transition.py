"""One leaving pupil as one reader may know it: where it stands, on what that rests, and its aanmeldingen."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitoring.calculation.school_year import SchoolYear
from monitoring.identities import organisation_names
from monitoring.ingest.codes import ONDERWIJSSOORT, STATUS_AANMELDING, VOORGENOMEN_BESTEMMING
from monitoring.models import MboApplication
from monitoring.vocabulary import Kind
from nahetvo.models import Transition
from nahetvo.phases import cycle_of
from nahetvo.sources import delivered, month_of
from nahetvo.telling import Telling
from nahetvo.transition.columns import days_in_words
from nahetvo.transition.work_lists import WorkList, running_lists
from nahetvo.work import taker


@dataclass(frozen=True)
class ToldApplication:
    """The minimal set that crosses between schools: where, status, since. `programme` only for the school's own."""

    school: str
    status: str
    since: date
    programme: str


@dataclass
class OneTransition:
    """`row` comes from visible_to(...).with_work(...)."""

    row: Transition
    on: date
    telling: Telling

    @property
    def waited(self) -> str:
        return days_in_words((self.on - self.row.since).days)

    @property
    def evidence(self) -> str:
        return self.telling.evidence(self.row)

    @property
    def sender(self) -> str:
        return self.telling.sender(self.row)

    @property
    def education(self) -> str:
        return ONDERWIJSSOORT.get(self.row.onderwijssoort, self.row.onderwijssoort)

    @property
    def intended(self) -> str:
        return VOORGENOMEN_BESTEMMING.get(self.row.intended, "nog niet bekend")

    @cached_property
    def work(self) -> WorkList | None:
        """The list that the pupil is on today."""
        cycle = cycle_of(SchoolYear.parse(self.row.school_year))
        return next(
            (each for each in running_lists(cycle, self.on) if self.row.status in each.statuses), None
        )

    @property
    def taken(self) -> str:
        """Who took the pupil up since this status, and when; empty: nobody."""
        if not self.row.taken_on:
            return ""
        names = organisation_names({self.row.taken_holder})
        return f"opgepakt door {taker(self.row, self.telling, names)} op {self.row.taken_on:%d-%m-%Y}"

    @cached_property
    def applications(self) -> list[ToldApplication]:
        """As delivered last; a school that did not send the pupil reads its own only."""
        year = SchoolYear.parse(self.row.school_year)
        latest = delivered(Kind.N02, [year, year.next()], month_of(self.on)).latest
        rows = MboApplication.objects.filter(delivery_id__in=latest, pupil_id=self.row.pupil_id)
        if not self.telling.sent(self.row):
            rows = rows.filter(brin__in=self.telling.own_brins)
        last = {(row.brin, row.number): row for row in rows.order_by("delivery__stand", "line")}
        return [
            self._told(row) for row in sorted(last.values(), key=lambda row: (row.applied_on, row.number))
        ]

    def _told(self, row: MboApplication) -> ToldApplication:
        is_own = row.brin in self.telling.own_brins
        programme = f"niveau {row.level}, {row.leerweg}" if is_own and row.level else ""
        status = STATUS_AANMELDING.get(row.status, row.status)
        return ToldApplication(
            self.telling.names.get(row.brin, row.brin), status, row.status_on or row.applied_on, programme
        )
