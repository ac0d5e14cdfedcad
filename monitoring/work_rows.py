"""The flags, case files and contacts that counts of work are made of: of the residents of the places a reader may count.

Birth dates and residence are looked at, names are not. Nothing is counted or suppressed here.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from monitoring import access
from monitoring.access_rows import Reach, organisation_code
from monitoring.models import CaseFile, Contact, Delivery, Enrolment, Episode, Flag, Municipality, Uptake
from monitoring.vocabulary import ContactKind as Kind
from monitoring.vocabulary import ContactOutcome, DeliveryState, EpisodeClosing, Followed, Role
from monitoring.vocabulary import Kind as DeliveryKind

SIDE_OF_MUNICIPALITY = (Role.LEERPLICHT, Role.DOORSTROOMPUNT)
LIVES_IN = "pupil__identity__municipality"
TO_YOUNGSTER = (Kind.CALL, Kind.MESSAGE, Kind.LETTER, Kind.VISIT, Kind.TALK, Kind.PARENT)
SPOKEN_WITH = (Kind.CALL, Kind.MESSAGE, Kind.VISIT, Kind.TALK)  # with the youngster: no parent, no school
REACHED = (ContactOutcome.SPOKEN, ContactOutcome.APPOINTMENT)
BACK = (EpisodeClosing.RETURNED, EpisodeClosing.QUALIFIED)


class NoCounts(Exception):
    """This reader may not count work anywhere."""


@dataclass(frozen=True)
class Counted:
    """Of which municipalities (code → name) a reader may count the work, whether whole, and for whom it works itself."""

    places: dict[str, str]
    is_exact: bool
    organisations: tuple[tuple[str, str], ...]  # (role, holder) whose colleagues it may see by name


def counted_for(user) -> Counted:
    """Raises NoCounts. Exact only where the reader sees the youngsters of all these places themselves."""
    places = dict(Municipality.objects.visible_to(user).values_list("code", "name"))
    if not places:
        raise NoCounts
    own = [m for m, how in access.reach(user, access.Subject.PUPIL) if how is not Reach.ENROLLED]
    organisations = tuple(dict.fromkeys((m.role, organisation_code(m)) for m in own))
    return Counted(places, set(places) <= access.exact_municipalities(user), organisations)


def flags_raised(counted: Counted, opens: date, closes: date) -> QuerySet[Flag]:
    """The flags that the portal first saw from `opens` until `closes`, with whether somebody had contact, and whether the
    youngster is in education again."""
    flagged = Flag.objects.filter(raised_on__gte=opens, raised_on__lt=closes, **_living(counted))
    of_pupil = Contact.objects.filter(case_file__pupil=OuterRef("pupil"), outcome__in=REACHED)
    taken_up = Uptake.objects.filter(pupil=OuterRef("pupil"), on__gte=OuterRef("since"))
    active = Enrolment.objects.filter(
        delivery_id__in=latest_r01(), pupil=OuterRef("pupil"), started_on__gt=OuterRef("since"), ended_on=None
    )
    closed = Episode.objects.filter(
        pupil=OuterRef("pupil"), kind=Followed.VSV, closing__in=BACK, closed_on__gt=OuterRef("since")
    )
    return flagged.annotate(
        is_contacted=Exists(of_pupil.filter(on__gte=OuterRef("since"))) | Exists(taken_up),
        is_back=Exists(active) | Exists(closed),
    )


def case_files(counted: Counted) -> QuerySet[CaseFile]:
    """Those of leerplicht and Doorstroompunt; a school's own file is no traject."""
    return CaseFile.objects.filter(role__in=SIDE_OF_MUNICIPALITY, **_living(counted))


def own_case_files(counted: Counted) -> QuerySet[CaseFile]:
    """Those of the organisations that this reader works for, wherever the youngster lives."""
    own = Q(pk__in=[])
    for role, holder in counted.organisations:
        own |= Q(role=role, holder=holder)
    return CaseFile.objects.filter(own)


def trajects(counted: Counted, opens: date, closes: date) -> QuerySet[CaseFile]:
    """The case files that were open in these days, with what effect_counters.py asks of each."""
    earlier = CaseFile.objects.filter(
        pupil=OuterRef("pupil"), role__in=SIDE_OF_MUNICIPALITY, closed_on__lte=OuterRef("opened_on"), pk__lt=OuterRef("pk")
    )
    flag = Flag.objects.filter(pupil=OuterRef("pupil"), raised_on__lte=OuterRef("opened_on"))
    standing = flag.filter(Q(cleared_on=None) | Q(cleared_on__gt=OuterRef("opened_on")))
    out = Episode.objects.filter(pupil=OuterRef("pupil"), kind=Followed.VSV, opened_on__lte=OuterRef("opened_on"))
    still_out = out.filter(Q(closed_on=None) | Q(closed_on__gt=OuterRef("opened_on")))
    return (
        case_files(counted)
        .filter(Q(closed_on=None) | Q(closed_on__gte=opens), opened_on__lt=closes)
        .annotate(
            signalled_on=Subquery(standing.order_by("raised_on").values("raised_on")[:1]),
            without_since=Subquery(still_out.order_by("-opened_on").values("opened_on")[:1]),
            had_earlier=Exists(earlier),
        )
    )


def contacts(counted: Counted, opens: date, closes: date) -> QuerySet[Contact]:
    """All contacts that hang on those case files, also of earlier years: the first talk is the intake."""
    files = case_files(counted).filter(Q(closed_on=None) | Q(closed_on__gte=opens), opened_on__lt=closes)
    return Contact.objects.filter(case_file__in=files)


def _living(counted: Counted) -> dict[str, list[str]]:
    return {f"{LIVES_IN}__in": list(counted.places)}


def latest_r01() -> QuerySet:
    """Of every school and vestiging the last accepted R01."""
    accepted = Delivery.objects.filter(kind=DeliveryKind.R01, state=DeliveryState.ACCEPTED)
    later = accepted.filter(
        brin=OuterRef("brin"), vestiging=OuterRef("vestiging"), stand__gt=OuterRef("stand")
    )
    return accepted.filter(~Exists(later)).values("pk")
