"""Until when names and casework are kept: one rule for the nightly removal and for the card that tells it.

Terms: reference/retention_terms.csv. A name stays while a school delivers the pupil, while it is followed, and while
somebody works on it.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from monitoring.calculation.school_year import SchoolYear
from monitoring.models import CaseFile, Delivery, DuoRow, Enrolment, Episode, Identity, LeavingPupil
from monitoring.reference.retention_terms import ABSENCE, CASE_FILE, NAMES, term

DELIVERED_IN = (Enrolment, DuoRow, LeavingPupil)  # the rows that name a pupil


@dataclass(frozen=True)
class Kept:
    """Until when something is kept (None: as long as `because` holds), and why."""

    until: date | None
    because: str
    source: str


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """Closed before this day: the term of `years` is over on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def last_kept_teljaar(on: date, years: int) -> str:
    """The oldest teljaar whose term is not over on `on`: it closed less than `years` ago, or still runs."""
    teljaar = SchoolYear.of(on)
    while years_after(teljaar.previous().closes, years) > on:
        teljaar = teljaar.previous()
    return teljaar.name


def forgettable_names(on: date) -> QuerySet[Identity]:
    """The names whose term is over: not delivered lately, not followed, no case file that still counts.

    Every table is read once as a set: asking per name whether it has a row takes hours where rows number millions.
    """
    lately = Delivery.objects.filter(teljaar__gte=last_kept_teljaar(on, term(NAMES).years)).values("pk")
    found = Identity.objects.all()
    for model in DELIVERED_IN:
        found = found.exclude(pupil_id__in=model.objects.filter(delivery_id__in=lately).values("pupil_id"))
    followed = Episode.objects.filter(closed_on=None).values("pupil_id")
    files = CaseFile.objects.filter(_file_is_kept(on)).values("pupil_id")
    return found.exclude(pupil_id__in=followed).exclude(pupil_id__in=files)


def finished_case_files(on: date) -> QuerySet[CaseFile]:
    """The case files that closed so long ago that what was written in them goes."""
    return CaseFile.objects.exclude(_file_is_kept(on))


def expired_absence(on: date) -> QuerySet[Delivery]:
    """The deliveries of absence whose term is over."""
    return Delivery.objects.filter(kind__in=["R02", "R03"], teljaar__lt=last_kept_teljaar(on, term(ABSENCE).years))


def name_is_kept(pupil: int, on: date) -> Kept:
    """Until when the portal keeps the name of this pupil, as it looks on that day."""
    rule = term(NAMES)
    if Episode.objects.filter(pupil_id=pupil, closed_on=None).exists():
        return Kept(None, "zolang de jongere wordt gevolgd, en daarna volgens de termijn hieronder", rule.source)
    if CaseFile.objects.filter(pupil_id=pupil, closed_on=None).exists():
        return Kept(None, "zolang er een dossier loopt, en daarna volgens de termijn hieronder", rule.source)
    ends = [years_after(SchoolYear.parse(last).closes, rule.years) for last in _last_teljaren(pupil)]
    files = CaseFile.objects.filter(pupil_id=pupil).exclude(closed_on=None).values_list("closed_on", flat=True)
    ends += [years_after(closed, term(CASE_FILE).years) for closed in files]
    return Kept(max(ends, default=on), rule.label, rule.source)


def _last_teljaren(pupil: int) -> list[str]:
    found = (
        model.objects.filter(pupil_id=pupil).order_by("-delivery__teljaar").values_list("delivery__teljaar", flat=True)
        for model in DELIVERED_IN
    )
    return [teljaar for rows in found if (teljaar := rows.first())]


def _file_is_kept(on: date) -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=years_before(on, term(CASE_FILE).years))
