"""Who may see which rows: one table, one function per subject. Nobody else decides this; absent means no.

Sources: Leerplichtwet 1969 art. 16 and 22 (leerplicht to 18), WEB art. 8.3.2 and 9.2.5 (Doorstroompunt from 18),
domain.md §7. A superuser has no rights of its own: without a membership it sees nothing.
"""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from monitoring import clock
from monitoring.access_rows import (
    NOBODY,
    Reach,
    followed_years,
    organisation_code,
    own_school,
    pupils_through,
    transitions_through,
)
from monitoring.access_table import FLAG_KINDS, REACH, Subject
from monitoring.vocabulary import Role


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
        opened |= pupils_through(membership, how, on)
    return opened


def right_of(
    user, pupil_ids: Iterable[int], on: date | None = None, subject: Subject = Subject.PUPIL
) -> dict[int, str]:
    """For each of these pupils that the user may see: the right that opens it, as the access log records it.

    `subject`: as a pupil, or as one on its way to the mbo; the second opens no page of the first.
    """
    on = on or clock.today()
    model = apps.get_model("monitoring", "Pupil")
    wanted, rights = set(pupil_ids), {}
    for membership, how in reach(user, subject):
        found = model.objects.filter(pupils_through(membership, how, on, wanted), pk__in=wanted)
        rights |= dict.fromkeys(found.values_list("pk", flat=True), f"{membership.role} {organisation_code(membership)}")
        wanted -= set(rights)
    return rights


def sees_whole_career(user, pupil_id: int, on: date | None = None) -> bool:
    """Whether this user may see what every school delivered of the pupil: not those who only teach it."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        if how is not Reach.ENROLLED:
            opened |= pupils_through(membership, how, on)
    return apps.get_model("monitoring", "Pupil").objects.filter(opened, pk=pupil_id).exists()


def own_rows(user) -> Q:
    """The rows that a school's own people delivered themselves (fields brin and vestiging)."""
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        if how is Reach.ENROLLED and membership.school_id:
            opened |= own_school(membership.school)
    return opened


def flags(user, on: date | None = None, of: int | None = None) -> Q:
    """The flags that this user may see: of its pupils (or of one: much faster), of the kinds for its role; a school
    those about itself."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        one = None if of is None else [of]
        pupil_rows = apps.get_model("monitoring", "Pupil").objects.filter(pupils_through(membership, how, on, one))
        pupil_rows = pupil_rows if of is None else pupil_rows.filter(pk=of)
        kinds = Q(pupil__in=pupil_rows, rule__in=FLAG_KINDS[membership.role])
        opened |= kinds & own_school(membership.school) if how is Reach.ENROLLED else kinds
    return opened


def absence(user, on: date | None = None) -> Q:
    """Missed hours (fields pupil, brin, vestiging): of the pupils this user may see; a school those at itself."""
    on = on or clock.today()
    opened = NOBODY
    for membership, how in reach(user, Subject.PUPIL):
        of_pupils = Q(pupil__in=apps.get_model("monitoring", "Pupil").objects.filter(pupils_through(membership, how, on)))
        opened |= of_pupils & own_school(membership.school) if how is Reach.ENROLLED else of_pupils
    return opened


def transitions(user, on: date | None = None) -> Q:
    """The transitions that this user may see by name (fields school_year, brin, vestiging, pupil)."""
    opened = NOBODY
    for membership, how in reach(user, Subject.TRANSITION):
        opened |= transitions_through(membership, how, on or clock.today())
    return opened


def unmatched_applications(user, on: date | None = None) -> Q:
    """The aanmeldingen at the user's own mbo school that belong to no leaving pupil (fields school_year, brin)."""
    opened = NOBODY
    for membership, how in reach(user, Subject.TRANSITION):
        if how is Reach.LEAVING and membership.school_id and not membership.school.vestiging:
            opened |= Q(brin=membership.school.brin, school_year__in=followed_years(on or clock.today()))
    return opened


def may_send_or_receive(user) -> bool:
    """A school's own people: they send leaving pupils or receive aanmeldingen."""
    return any(how is Reach.LEAVING for _, how in reach(user, Subject.TRANSITION))


def may_change_rules(user) -> bool:
    """The coordinator answers for the rules; `beheer` only looks."""
    return any(membership.role == Role.REGIO for membership, _ in reach(user, Subject.RULE))


def accounts(user) -> Q:
    """The accounts that this user may see, block and open again."""
    return Q(pk__isnull=False) if may_see(user, Subject.ACCOUNT) else NOBODY


def read_log(user) -> Q:
    """The lines of the access log that this user may search."""
    return Q(pk__isnull=False) if may_see(user, Subject.READ_LOG) else NOBODY


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
            opened |= own_school(membership.school)
    return opened


def places(user) -> Q:
    """What is about a place whose figures this user may see (fields municipality, brin and vestiging; empty: the region)."""
    own = apps.get_model("monitoring", "Municipality").objects.filter(municipalities(user))
    opened = Q(brin="", municipality__in=own.values("code"))
    if may_see(user, Subject.REGION):
        opened |= Q(brin="", municipality="")
    for membership, how in reach(user, Subject.SCHOOL):
        if how is Reach.REGION:
            opened |= Q(municipality="", vestiging="") & ~Q(brin="")
        elif membership.school_id:
            opened |= own_school(membership.school)
    return opened


def measures(user) -> Q:
    """The measures that this user may read of: all, or those of the whole region and of the own school."""
    opened = NOBODY
    for membership, how in reach(user, Subject.MEASURE):
        if how in {Reach.REGION, Reach.ALL}:
            opened |= Q(pk__isnull=False)
        elif membership.school_id:
            opened |= Q(schools=None) | Q(schools__brin=membership.school.brin)
    return opened


def may_log_measures(user) -> bool:
    """The coordinator writes measures down and changes them; others read them."""
    return any(how is Reach.ALL for _, how in reach(user, Subject.MEASURE))


def may_compare_schools(user) -> bool:
    """Whether this user may see the figures of all schools, and so one group of schools against the others."""
    return any(how is Reach.REGION for _, how in reach(user, Subject.SCHOOL))


def deliveries(user) -> Q:
    """The deliveries that this user may see and follow."""
    opened = NOBODY
    for membership, how in reach(user, Subject.DELIVERY):
        if how is Reach.ALL:
            opened |= Q(pk__isnull=False)
        elif membership.school_id:
            opened |= own_school(membership.school)
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
            opened |= own_school(membership.school)
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
