"""What schools delivered of one pupil, as far as a reader may know it.

Officers see what every school delivered; a school sees its own rows, and never which other school has the
pupil.
"""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import F

from monitoring import access
from monitoring.calculation.school_year import Stand
from monitoring.ingest.codes import BESTEMMING, ONDERWIJSSOORT, REDEN_UITSCHRIJVING
from monitoring.models import Enrolment, School
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

ELSEWHERE = "een andere school"


month = attrgetter("stand")


@dataclass(frozen=True)
class Inschrijving:
    """One inschrijving as its school delivered it last."""

    school: str
    education: str
    started_on: date
    ended_on: date | None
    reason: str
    destination: str
    diploma: str
    delivered: str


@dataclass(frozen=True)
class Career:
    """The rows of one pupil that a reader may see, out of the accepted R01 of every month."""

    rows: list[Enrolment]  # each with its `stand`: the month of its delivery
    brins: frozenset[str] | None  # of which schools; None: of all
    names: dict[str, str]

    @classmethod
    def of(cls, pupil: int, reader) -> "Career":
        """`reader` None is the operator, who sees all rows."""
        of_pupil = Enrolment.objects.filter(pupil_id=pupil, delivery__kind=Kind.R01, delivery__state=State.ACCEPTED)
        rows = of_pupil.annotate(stand=F("delivery__stand"))
        schools = School.objects.order_by().values_list("brin", "vestiging", "name")
        names = {brin + vestiging: name for brin, vestiging, name in schools}
        if reader is None or access.sees_whole_career(reader, pupil):
            return cls(list(rows), None, names)
        own = list(rows.filter(access.own_rows(reader)))
        hidden = set(rows.exclude(access.own_rows(reader)).values_list("brin", flat=True))
        return cls(own, frozenset({row.brin for row in own} - hidden), names)

    def sees(self, brin: str) -> bool:
        """Whether all that this school delivered of the pupil is the reader's to know."""
        return self.brins is None or brin in self.brins

    def school(self, brin: str, vestiging: str = "") -> str:
        """The name of a school, where the reader may connect it with this pupil."""
        delivered = {(row.brin, row.vestiging) for row in self.rows}
        if not self.sees(brin) and (brin, vestiging) not in delivered:
            return ELSEWHERE
        return self.names.get(brin + vestiging) or self.names.get(brin) or f"school {brin}"

    def left(self, on: date) -> Enrolment | None:
        """The inschrijving that ended on this day: of several the one that outcomes.py calls latest."""
        ended = [row for row in self.rows if row.ended_on == on]
        ended.sort(key=lambda row: (-row.started_on.toordinal(), row.brin, row.vestiging, row.volgnummer))
        return ended[0] if ended else None

    def inschrijvingen(self) -> list[Inschrijving]:
        """Each inschrijving once, as delivered last; the newest first."""
        latest = {(row.brin, row.volgnummer): row for row in sorted(self.rows, key=month)}
        ordered = sorted(latest.values(), key=lambda row: (row.started_on, row.brin), reverse=True)
        return [self._told(row) for row in ordered]

    def _told(self, row: Enrolment) -> Inschrijving:
        year = f", leerjaar {row.leerjaar}" if row.leerjaar else ""
        way = f", {row.leerweg}" if row.leerweg else ""
        return Inschrijving(
            school=self.school(row.brin, row.vestiging),
            education=f"{ONDERWIJSSOORT.get(row.onderwijssoort, row.onderwijssoort)}{year}{way}",
            started_on=row.started_on,
            ended_on=row.ended_on,
            reason=REDEN_UITSCHRIJVING.get(row.reason.lstrip("0"), ""),
            destination=BESTEMMING.get(row.destination, ""),
            diploma=row.diploma.replace("+", ", "),
            delivered=Stand.of_month(month(row)).label,
        )
