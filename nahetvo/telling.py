"""What one reader is told of schools: between schools crosses no more than the law lets (BRIN and status)."""

from dataclasses import dataclass
from functools import cached_property

from monitoring.access import memberships_of
from monitoring.ingest.codes import BESTEMMING, EXAMENUITSLAG, ONDERWIJSSOORT, VOORGENOMEN_BESTEMMING
from monitoring.models import School
from monitoring.vocabulary import Role
from nahetvo.models import Transition
from nahetvo.transition.statuses import AT_RISK
from nahetvo.vocabulary import TransitionStatus

OTHER = "een andere school"
SAID = ONDERWIJSSOORT | BESTEMMING | EXAMENUITSLAG | VOORGENOMEN_BESTEMMING | dict(TransitionStatus.choices)


@dataclass
class Telling:
    """The words of one reader, for a page."""

    reader: object

    @cached_property
    def names(self) -> dict[str, str]:
        """BRIN and BRIN + vestiging → name."""
        schools = list(School.objects.order_by("vestiging"))
        whole = {school.brin: school.name for school in reversed(schools)}
        return whole | {school.code: school.name for school in schools}

    @cached_property
    def own_brins(self) -> set[str]:
        return {m.school.brin for m in memberships_of(self.reader) if m.role == Role.SCHOOL and m.school_id}

    @cached_property
    def is_school_only(self) -> bool:
        return all(membership.role == Role.SCHOOL for membership in memberships_of(self.reader))

    def sent(self, row: Transition) -> bool:
        """Whether the reader works at the school that the pupil leaves, or at none."""
        return not self.is_school_only or row.brin in self.own_brins

    def mbo(self, row: Transition, brin: str) -> str:
        """An mbo school of this pupil; to another mbo school it is not told which. Empty: there is none."""
        if not brin or self.sent(row) or brin in self.own_brins | {row.brin}:
            return self.names.get(brin, brin)
        return OTHER

    def mbo_of(self, row: Transition) -> str:
        """The mbo school that it is about: of the aanmelding or inschrijving, else of what the status rests on."""
        rests_on = row.evidence["brin"] if row.status in AT_RISK and row.evidence["source"] != "N01" else ""
        return self.mbo(row, row.mbo_brin or rests_on)

    def sender(self, row: Transition) -> str:
        return self.names.get(row.brin + row.vestiging) or self.names.get(row.brin, row.brin)

    def evidence(self, row: Transition) -> str:
        """On what the status rests: `Aanmeldbestand (N02) van ROC X: overeenkomst aangeboden`."""
        said = SAID.get(row.evidence["said"], row.evidence["said"])
        files = {"N01": "Overstapbestand (N01)", "N02": "Aanmeldbestand (N02)", "R01": "Inschrijvingen (R01)"}
        source, brin = files.get(row.evidence["source"], "Kalender"), row.evidence["brin"]
        start = f"{source} van {self.mbo(row, brin)}" if brin else source
        return f"{start}: {said}" if said else f"{start}: nog niets ingevuld"
