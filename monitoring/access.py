"""Who may see which rows: one table, one function per subject. Nobody else decides this; absent means no.

Sources: Leerplichtwet 1969 art. 16 and 22 (leerplicht to 18), WEB art. 8.3.2 and 9.2.5 (Doorstroompunt from 18),
domain.md §7. A superuser has no rights of its own: without a membership it sees nothing.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from monitoring import clock
from monitoring.reference.definitions import upper_age
from monitoring.vocabulary import DeliveryState, Kind, Role

NOBODY = Q(pk__in=[])
ADULT = 18  # Leerplichtwet 1969 art. 4a: the kwalificatieplicht ends on the eighteenth birthday


class Subject(StrEnum):
    """What can be seen."""

    PUPIL = "leerlingen"
    REGION = "cijfers van de regio"
    MUNICIPALITY = "cijfers van een gemeente"
    SCHOOL = "cijfers van een school"
    DELIVERY = "leveringen"
    ACCOUNT = "accounts"


class Reach(StrEnum):
    """Through which organisation, and how far."""

    OWN = "van de eigen organisatie"
    OWN_EXACT = "van de eigen organisatie, zonder afscherming van kleine aantallen"
    REGION = "van de hele regio, kleine aantallen afgeschermd"
    ALL = "van alle organisaties"
    ENROLLED = "ingeschreven bij de eigen school of vestiging"
    UNDER_18 = "jonger dan 18, wonend in de eigen gemeente"
    FROM_18 = "18 jaar of ouder zonder startkwalificatie, wonend in de eigen gemeente (of de regio, met mandaat)"


REACH: dict[tuple[Role, Subject], Reach] = {
    (Role.SCHOOL, Subject.PUPIL): Reach.ENROLLED,
    (Role.SCHOOL, Subject.REGION): Reach.REGION,
    (Role.SCHOOL, Subject.SCHOOL): Reach.OWN_EXACT,
    (Role.SCHOOL, Subject.DELIVERY): Reach.OWN,
    (Role.BELEID, Subject.REGION): Reach.REGION,
    (Role.BELEID, Subject.MUNICIPALITY): Reach.OWN,
    (Role.BELEID, Subject.SCHOOL): Reach.REGION,
    (Role.LEERPLICHT, Subject.PUPIL): Reach.UNDER_18,
    (Role.LEERPLICHT, Subject.REGION): Reach.REGION,
    (Role.LEERPLICHT, Subject.MUNICIPALITY): Reach.OWN_EXACT,
    (Role.LEERPLICHT, Subject.SCHOOL): Reach.REGION,
    (Role.DOORSTROOMPUNT, Subject.PUPIL): Reach.FROM_18,
    (Role.DOORSTROOMPUNT, Subject.REGION): Reach.REGION,
    (Role.DOORSTROOMPUNT, Subject.MUNICIPALITY): Reach.OWN_EXACT,
    (Role.DOORSTROOMPUNT, Subject.SCHOOL): Reach.REGION,
    (Role.REGIO, Subject.REGION): Reach.REGION,
    (Role.REGIO, Subject.MUNICIPALITY): Reach.REGION,
    (Role.REGIO, Subject.SCHOOL): Reach.REGION,
    (Role.REGIO, Subject.DELIVERY): Reach.ALL,
    (Role.BEHEER, Subject.ACCOUNT): Reach.ALL,
}


def memberships_of(user) -> list:
    """The memberships of an active user, fetched once per request; nobody else has any."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    if not hasattr(user, "_memberships"):
        user._memberships = list(user.memberships.select_related("school", "municipality").order_by("pk"))
    return user._memberships


def reach(user, subject: Subject) -> list[tuple[object, Reach]]:
    """The memberships that open this subject, each with how far."""
    return [(m, REACH[m.role, subject]) for m in memberships_of(user) if (m.role, subject) in REACH]


def may_see(user, subject: Subject) -> bool:
    return bool(reach(user, subject))


def pupils(user, on: date | None = None) -> Q:
    """The pupils that this user may see by name on day `on`."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        opened |= _pupils_through(membership, how, on)
    return opened


def right_of(user, pupil_ids: Iterable[int], on: date | None = None) -> dict[int, str]:
    """For each of these pupils that the user may see: the right that opens it, as the access log records it."""
    on = on or clock.today()
    model = apps.get_model("monitoring", "Pupil")
    wanted, rights = set(pupil_ids), {}
    for membership, how in reach(user, Subject.PUPIL):
        found = model.objects.filter(_pupils_through(membership, how, on), pk__in=wanted)
        rights |= dict.fromkeys(found.values_list("pk", flat=True), f"{membership.role} {organisation_code(membership)}")
        wanted -= set(rights)
    return rights


def sees_whole_career(user, pupil_id: int, on: date | None = None) -> bool:
    """Whether this user may see what every school delivered of the pupil: not those who only teach it."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        if how is not Reach.ENROLLED:
            opened |= _pupils_through(membership, how, on)
    return apps.get_model("monitoring", "Pupil").objects.filter(opened, pk=pupil_id).exists()


def own_rows(user) -> Q:
    """The rows that a school's own people delivered themselves (fields brin and vestiging)."""
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        if how is Reach.ENROLLED and membership.school_id:
            opened |= _own_school(membership.school)
    return opened


def accounts(user) -> Q:
    """The accounts that this user may see, block and open again."""
    return Q(pk__isnull=False) if may_see(user, Subject.ACCOUNT) else NOBODY


def municipalities(user) -> Q:
    """The municipalities whose figures this user may see."""
    opened = NOBODY
    for membership, how in reach(user, Subject.MUNICIPALITY):
        if how in {Reach.REGION, Reach.ALL} or membership.whole_region:
            opened |= Q(region_id=settings.RMC_REGION)
        elif membership.municipality_id:
            opened |= Q(pk=membership.municipality_id)
    return opened


def schools(user) -> Q:
    """The schools whose figures this user may see."""
    opened = NOBODY
    for membership, how in reach(user, Subject.SCHOOL):
        if how in {Reach.REGION, Reach.ALL}:
            opened |= Q(pk__isnull=False)
        elif membership.school_id:
            opened |= _own_school(membership.school)
    return opened


def deliveries(user) -> Q:
    """The deliveries that this user may see and follow."""
    opened = NOBODY
    for membership, how in reach(user, Subject.DELIVERY):
        if how is Reach.ALL:
            opened |= Q(pk__isnull=False)
        elif membership.school_id:
            opened |= _own_school(membership.school)
    return opened


def may_deliver_for(user, brin: str, vestiging: str) -> bool:
    """A school's own people deliver for their BRIN or vestiging; nobody else does."""
    own = [m.school for m, how in reach(user, Subject.DELIVERY) if how is Reach.OWN and m.school_id]
    return any(school.brin == brin and school.vestiging in {"", vestiging} for school in own)


def own_deliveries(user) -> Q:
    """What concerns only the school's own people (fields brin and vestiging): its tries in practice mode."""
    opened = NOBODY
    for membership, how in reach(user, Subject.DELIVERY):
        if how is Reach.OWN and membership.school_id:
            opened |= _own_school(membership.school)
    return opened


def token_opens(token, kind: str, brin: str, vestiging: str) -> bool:
    """A key opens its own school and kinds, and no more than the account that made it may still do itself."""
    own = token.school.brin == brin and token.school.vestiging in {"", vestiging}
    return own and token.carries(kind) and may_deliver_for(token.created_by, brin, vestiging)


def own_words(user) -> Q:
    """What belongs to the schools (field `school`) for which this user delivers."""
    opened = NOBODY
    for membership, how in reach(user, Subject.DELIVERY):
        if how is Reach.OWN and membership.school_id:
            own = membership.school
            vestiging = Q(school__vestiging=own.vestiging) if own.vestiging else Q()
            opened |= Q(school__brin=own.brin) & vestiging
    return opened


def sees_findings(user, delivery) -> bool:
    """Findings show values of pupils: for the school's own people only, not for the coordinator."""
    return may_deliver_for(user, delivery.brin, delivery.vestiging)


def exact_municipalities(user) -> set[str]:
    """Municipalities whose small numbers this user sees whole, because it may see the pupils themselves."""
    own = [m for m, how in reach(user, Subject.MUNICIPALITY) if how is Reach.OWN_EXACT]
    if any(m.whole_region for m in own):
        of_region = apps.get_model("monitoring", "Municipality").objects.of_region(settings.RMC_REGION)
        return set(of_region.values_list("code", flat=True))
    return {m.municipality_id for m in own}


def exact_schools(user) -> set[tuple[str, str]]:
    """(brin, vestiging; empty = all) whose small numbers this user sees whole."""
    return {(m.school.brin, m.school.vestiging) for m, how in reach(user, Subject.SCHOOL) if how is Reach.OWN_EXACT}


def _own_school(school) -> Q:
    own = Q(brin=school.brin)
    return own & Q(vestiging=school.vestiging) if school.vestiging else own


def _pupils_through(membership, how: Reach, on: date) -> Q:
    if how is Reach.ENROLLED and membership.school_id:
        return _enrolled_at(membership.school)
    living = _living_in(membership)
    if how is Reach.UNDER_18:
        return living & Q(identity__born_on__gt=_birthday(ADULT, on))
    if how is Reach.FROM_18:
        limit = upper_age(on)
        adult = Q(identity__born_on__lte=_birthday(ADULT, on), identity__born_on__gt=_birthday(limit, on))
        return living & adult & (Q(identity__qualified_on=None) | Q(identity__qualified_on__gt=on))
    return NOBODY


def _enrolled_at(school) -> Q:
    """In the latest accepted R01 of the school, with an inschrijving of this school or vestiging."""
    rows = apps.get_model("monitoring", "Enrolment").objects.filter(_own_school(school), pupil_id=OuterRef("pk"))
    delivery = apps.get_model("monitoring", "Delivery")
    accepted = delivery.objects.filter(kind=Kind.R01, state=DeliveryState.ACCEPTED, brin=school.brin)
    later = accepted.filter(vestiging=OuterRef("vestiging"), stand__gt=OuterRef("stand"))
    return Q(Exists(rows.filter(delivery_id__in=accepted.filter(~Exists(later)).values("pk"))))


def _living_in(membership) -> Q:
    if membership.municipality_id:
        return Q(identity__municipality=membership.municipality_id)
    if membership.whole_region:
        of_region = apps.get_model("monitoring", "Municipality").objects.of_region(settings.RMC_REGION)
        return Q(identity__municipality__in=of_region.values("code"))
    return NOBODY


def _birthday(age: int, on: date) -> date:
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

