"""The page Overdrachten: what is offered to a reader's organisation, what it offered itself, and what waits too long.

A name is read only for who may see it now (access.py): the receiver while it is offered, the sender while it holds the
file. The coordinator gets numbers of hand-overs, never a youngster.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from monitoring.access import Subject, memberships_of
from monitoring.access_rows import organisation_code
from monitoring.calculation.regime import age
from monitoring.casework.handing_over import accept_before, late
from monitoring.identities import organisation_names, read_identities
from monitoring.models import Account, HandOver, Identity
from monitoring.reference.places import municipality
from monitoring.vocabulary import ReadAction, Role

DAYS_TOLD = 30  # how long an answer stays on the page


@dataclass(frozen=True)
class Offer:
    """One hand-over with the names of both sides; `who` only where the reader may see the youngster now."""

    hand_over: HandOver
    sender: str
    receiver: str
    who: Identity | None
    age: int | None
    lives_in: str
    accept_before: date
    is_late: bool


@dataclass(frozen=True)
class Offers:
    """The lists of an officer; those that wait too long come first. `back`: given back, and nothing done since."""

    back: list[Offer]
    incoming: list[Offer]
    outgoing: list[Offer]
    returned: list[Offer]
    answered: list[Offer]


def offers(reader: Account, on: date, *, origin: str) -> Offers:
    """Every name is a line of the access log."""
    own = {(m.role, organisation_code(m)) for m in memberships_of(reader)}
    visible = HandOver.objects.visible_to(reader).select_related("case_file")
    waiting = list(visible.waiting().order_by("sent_on", "pk"))
    incoming = [each for each in waiting if (each.to_role, each.to_holder) in own]
    outgoing = [each for each in waiting if (each.role, each.holder) in own]
    back = list(_come_back(visible, own))
    refused = visible.refused(on - timedelta(days=DAYS_TOLD)).order_by("-withdrawn_on", "-pk")
    returned = [each for each in refused if each not in back]
    answered = list(visible.filter(accepted_on__gt=on - timedelta(days=DAYS_TOLD)).order_by("-accepted_on", "-pk"))
    every = (*waiting, *back, *returned, *answered)
    names = organisation_names({code for each in every for code in (each.holder, each.to_holder)})
    held = (Subject.CASE_FILE, Subject.PUPIL)
    lists = [(back, held), (incoming, (Subject.HAND_OVER,)), (outgoing, held), (returned, held), (answered, held)]
    return Offers(*(_told(each, subjects, reader, on, names, origin) for each, subjects in lists))


def late_offers(reader: Account, on: date) -> list[Offer]:
    """Those that wait too long or came back, for who answers for the region: without youngster."""
    of_region = HandOver.objects.visible_as_late_to(reader)
    found = [*late(of_region, on), *of_region.come_back().order_by("withdrawn_on", "pk")]
    names = organisation_names({code for each in found for code in (each.holder, each.to_holder)}) if found else {}
    return [_offer(each, None, on, names) for each in found]


@dataclass(frozen=True)
class Waiting:
    """How many hand-overs wait for an answer of the reader's organisation or of others, how many of all too long, and
    how many of its own were given back with nothing done since. The coordinator gets the last two, of the region."""

    incoming: int
    outgoing: int
    late: int
    returned: int


def waiting_for(reader: Account, on: date) -> Waiting:
    """For the top of a list: counts only; all zero for who sends and receives none."""
    own = {(m.role, organisation_code(m)) for m in memberships_of(reader)}
    found = list(HandOver.objects.visible_to(reader).waiting())
    incoming = sum((each.to_role, each.to_holder) in own for each in found)
    outgoing = sum((each.role, each.holder) in own for each in found)
    waits_long = {each.pk for each in found if accept_before(each) < on}
    waits_long |= set(late(HandOver.objects.visible_as_late_to(reader), on).values_list("pk", flat=True))
    returned = len(_come_back(HandOver.objects.visible_to(reader), own))
    of_region = HandOver.objects.visible_as_late_to(reader).come_back().count()
    return Waiting(incoming, outgoing, len(waits_long), returned or of_region)


def _come_back(visible: QuerySet[HandOver], own: set[tuple[str, str]]) -> list[HandOver]:
    """Of those that the reader's own organisation sent, the longest ago first."""
    found = visible.come_back().order_by("withdrawn_on", "pk")
    return [each for each in found if (each.role, each.holder) in own]


def _told(
    found: list[HandOver], subjects: tuple[Subject, ...], reader: Account, on: date, names: dict, origin: str
) -> list[Offer]:
    """With the names that any of `subjects` opens to this reader."""
    unread, people = {each.case_file.pupil_id for each in found}, {}
    for subject in subjects if unread else ():
        people |= read_identities(unread, by=reader, action=ReadAction.LIST, origin=origin, subject=subject)
        unread -= set(people)
    return [_offer(each, people.get(each.case_file.pupil_id), on, names) for each in found]


def _offer(each: HandOver, who: Identity | None, on: date, names: dict[str, str]) -> Offer:
    place = municipality(who.municipality) if who else None
    until = accept_before(each)
    return Offer(
        each, _side(each.role, each.holder, names), _side(each.to_role, each.to_holder, names), who,
        age(who.born_on, on) if who else None, place.name if place else "", until,
        is_late=each.accepted_on is None and each.withdrawn_on is None and until < on,
    )  # fmt: skip


def _side(role: str, code: str, names: dict[str, str]) -> str:
    return f"{Role(role).label}, {names.get(code, code)}"
