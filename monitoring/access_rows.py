"""Which rows one membership opens, by how far it reaches. Only access.py asks, and decides for whom."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from monitoring.calculation.school_year import SchoolYear
from monitoring.reference.definitions import upper_age
from monitoring.vocabulary import DeliveryState, Kind

NOBODY = Q(pk__in=[])
ADULT = 18  # Leerplichtwet 1969 art. 4a: the kwalificatieplicht ends on the eighteenth birthday


class Reach(StrEnum):
    """Through which organisation, and how far."""

    OWN = "van de eigen organisatie"
    OWN_EXACT = "van de eigen organisatie, zonder afscherming van kleine aantallen"
    REGION = "van de hele regio, kleine aantallen afgeschermd"
    ALL = "van alle organisaties"
    ENROLLED = "ingeschreven bij de eigen school of vestiging"
    UNDER_18 = "jonger dan 18, wonend in de eigen gemeente"
    LEAVING = "eigen schoolverlaters tot 1 februari na vertrek, en wie zich bij de eigen mbo-school aanmeldde"
    UNQUALIFIED_UNDER_18 = "jonger dan 18 zonder startkwalificatie, wonend in de eigen gemeente"
    FROM_18 = "18 jaar of ouder zonder startkwalificatie, wonend in de eigen gemeente (of de regio, met mandaat)"
    OWN_FILE = "zolang een dossier van de eigen organisatie openstaat, ook na de achttiende verjaardag of een verhuizing"
    OFFERED = "naam en reden, zolang een dossier aan de eigen organisatie is aangeboden en niet is aangenomen"
    LATE = "dat een overdracht te lang wacht of is teruggegeven: haar nummer, van wie en aan wie; geen jongere"


def own_school(school) -> Q:
    own = Q(brin=school.brin)
    return own & Q(vestiging=school.vestiging) if school.vestiging else own


def pupils_through(membership, how: Reach, on: date, among: Collection[int] | None = None) -> Q:
    """The pupils that this membership opens; `among`: who is asked about, for the reach that is quicker then."""
    if how is Reach.ENROLLED and membership.school_id:
        return enrolled_at(membership.school, among)
    if how is Reach.LEAVING and membership.school_id:
        return leaving_from(membership.school, on) | applied_at(membership.school, on)
    if how in {Reach.OWN_FILE, Reach.OFFERED}:
        return Q(pk__in=_in_casework(membership, how))
    living = living_in(membership)
    if how is Reach.UNDER_18:
        return living & Q(identity__born_on__gt=birthday(ADULT, on))
    unqualified = Q(identity__qualified_on=None) | Q(identity__qualified_on__gt=on)
    if how is Reach.UNQUALIFIED_UNDER_18:
        return living & Q(identity__born_on__gt=birthday(ADULT, on)) & unqualified
    if how is Reach.FROM_18:
        limit = upper_age(on)
        adult = Q(identity__born_on__lte=birthday(ADULT, on), identity__born_on__gt=birthday(limit, on))
        return living & adult & unqualified
    return NOBODY


def enrolled_at(school, among: Collection[int] | None = None) -> Q:
    """In the latest accepted R01 of the school, with an inschrijving of this school or vestiging."""
    asked_about = Q() if among is None else Q(pupil_id__in=among)
    rows = apps.get_model("monitoring", "Enrolment").objects.filter(own_school(school), asked_about)
    delivery = apps.get_model("monitoring", "Delivery")
    accepted = delivery.objects.filter(kind=Kind.R01, state=DeliveryState.ACCEPTED, brin=school.brin)
    later = accepted.filter(vestiging=OuterRef("vestiging"), stand__gt=OuterRef("stand"))
    return Q(pk__in=rows.filter(delivery_id__in=accepted.filter(~Exists(later)).values("pk")).values("pupil_id"))


def leaving_from(school, on: date) -> Q:
    """In an accepted N01 of the school or vestiging, until 1 February after the summer in which its pupils leave."""
    rows = apps.get_model("monitoring", "LeavingPupil").objects.filter(own_school(school), pupil_id=OuterRef("pk"))
    return Q(Exists(rows.filter(delivery_id__in=_accepted(Kind.N01, school, on))))


def applied_at(school, on: date, pupil: str = "pk") -> Q:
    """In an accepted N02 of the school: aanmeldingen of the school years that are still followed."""
    rows = apps.get_model("monitoring", "MboApplication").objects.filter(brin=school.brin, pupil_id=OuterRef(pupil))
    return Q(Exists(rows.filter(delivery_id__in=_accepted(Kind.N02, school, on))))


def transitions_through(membership, how: Reach, on: date) -> Q:
    """Transitions (fields school_year, brin, vestiging, pupil) that one membership opens by name."""
    if how is Reach.LEAVING:
        if not membership.school_id:
            return NOBODY
        sent_or_applied = own_school(membership.school) | applied_at(membership.school, on, "pupil_id")
        return Q(school_year__in=followed_years(on)) & sent_or_applied
    residents = apps.get_model("monitoring", "Pupil").objects.filter(pupils_through(membership, how, on))
    return Q(pupil__in=residents)


def followed_years(on: date) -> list[str]:
    """The school years whose leavers the sending school still sees: until 1 February after leaving."""
    latest = SchoolYear.of(on).start
    return [SchoolYear(year).name for year in (latest, latest - 1) if on < date(year + 2, 2, 1)]


def _accepted(kind: Kind, school, on: date) -> QuerySet:
    """The counting deliveries of one kind of a school (a vestiging: what it or its whole school delivered of N01)."""
    delivered = apps.get_model("monitoring", "Delivery").objects.filter(
        kind=kind, state=DeliveryState.ACCEPTED, brin=school.brin, teljaar__in=followed_years(on)
    )
    of_vestiging = school.vestiging and kind == Kind.N02  # its rows name no vestiging
    return (delivered.filter(vestiging=school.vestiging) if of_vestiging else delivered).values("pk")


def _in_casework(membership, how: Reach) -> QuerySet:
    """The pupils whose open file this role and organisation holds, or whose file is offered to it."""
    mine = {"role": membership.role, "holder": organisation_code(membership)}
    if how is Reach.OWN_FILE:
        return apps.get_model("monitoring", "CaseFile").objects.filter(closed_on=None, **mine).values("pupil")
    offered = apps.get_model("monitoring", "HandOver").objects.filter(accepted_on=None, withdrawn_on=None)
    return offered.filter(to_role=mine["role"], to_holder=mine["holder"]).values("case_file__pupil")


def living_in(membership) -> Q:
    if membership.municipality_id:
        return Q(identity__municipality=membership.municipality_id)
    if membership.whole_region:
        of_region = apps.get_model("monitoring", "Municipality").objects.of_region(settings.RMC_REGION)
        return Q(identity__municipality__in=of_region.values("code"))
    return NOBODY


def birthday(age: int, on: date) -> date:
    """Born after this day: younger than `age` on day `on`. 29 February counts as 1 March in other years."""
    try:
        return on.replace(year=on.year - age)
    except ValueError:
        return date(on.year - age, 2, 28)


def organisation_code(membership) -> str:
    """BRIN, BRIN + vestiging, CBS code or REGIO: as `manage.py account` is given it, and the access log keeps it."""
    if membership.whole_region:
        return "REGIO"
    return membership.school.code if membership.school_id else membership.municipality_id

