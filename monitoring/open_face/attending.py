"""Registering for a meeting: seats, waiting list, cancelling. Two at once for the last seat never both get it.

Whoever changes who sits where first writes the row of the meeting, which lets the next one wait on every database.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404

from monitoring.models import Meeting, MeetingNotice, MeetingSession, Registration
from monitoring.open_face.visiting import forget
from monitoring.reference.retention_terms import REGISTRATION, term
from monitoring.vocabulary_meetings import MeetingState, NoticeKind, RegistrationState

PLACED = Q(registrations__state=RegistrationState.PLACED)


class Closed(Exception):
    """Registration is not open on this day."""


def of_token(token: str) -> Registration:
    """The registration whose mails carry this token: it opens nothing else. Raises Http404."""
    return get_object_or_404(Registration.objects.select_related("meeting"), token=token)


def placed(meeting: Meeting) -> int:
    return meeting.registrations.filter(state=RegistrationState.PLACED).count()


def sessions(meeting: Meeting) -> list[MeetingSession]:
    """The programme, each session with `taken`."""
    return list(meeting.sessions.annotate(taken=Count("registrations", filter=PLACED)))


def is_full(session: MeetingSession) -> bool:
    return session.capacity is not None and session.taken >= session.capacity


@transaction.atomic
def register(
    meeting: Meeting, *, name: str, email: str, organisation: str, chosen: Iterable[int], on: date
) -> MeetingNotice:
    """A seat, or a place on the waiting list; so for each session. An address that is there gets its own link again.

    Raises Closed. Returns the mail that tells what it became: the page itself tells nothing.
    """
    meeting = _locked(meeting)
    email = email.strip().lower()
    taken = placed(meeting)
    state = meeting.state(on, taken)
    if state not in {MeetingState.OPEN, MeetingState.FULL}:
        raise Closed
    there = meeting.registrations.filter(email=email).exclude(state=RegistrationState.CANCELLED).first()
    wanted = [session for session in sessions(meeting) if session.pk in set(chosen)]
    if there:
        return there.notices.create(kind=NoticeKind.AGAIN)
    waits = state == MeetingState.FULL or _waiting(meeting).exists()
    made = Registration.objects.create(
        meeting=meeting, name=name.strip(), email=email, organisation=organisation.strip(), turn=meeting.turn,
        state=RegistrationState.WAITING if waits else RegistrationState.PLACED,
    )  # fmt: skip
    made.sessions.set(session for session in wanted if not is_full(session))
    made.waits_for.set(session for session in wanted if is_full(session))
    transaction.on_commit(forget)
    return made.notices.create(kind=NoticeKind.WAITING if waits else NoticeKind.PLACED)


@transaction.atomic
def cancel(registration: Registration, *, on: date) -> list[MeetingNotice]:
    """Give the place back; who waits longest moves up. Nothing happens the second time. Returns the mails."""
    meeting = _locked(registration.meeting)
    registration.refresh_from_db()
    if registration.state == RegistrationState.CANCELLED:
        return []
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state"])
    registration.sessions.clear()
    registration.waits_for.clear()
    transaction.on_commit(forget)
    return [registration.notices.create(kind=NoticeKind.CANCELLED), *_fill(meeting, on)]


@transaction.atomic
def fill(meeting: Meeting, *, on: date) -> list[MeetingNotice]:
    """Have the waiting move up as far as there are seats: the coordinator found a larger room."""
    return _fill(_locked(meeting), on)


def tell_all(meeting: Meeting, kind: NoticeKind) -> list[MeetingNotice]:
    """A mail to everybody who has a place or waits."""
    going = meeting.registrations.exclude(state=RegistrationState.CANCELLED)
    return [each.notices.create(kind=kind) for each in going]


def kept_until(meeting: Meeting) -> date:
    """The last day of names and addresses."""
    return meeting.day + timedelta(weeks=term(REGISTRATION).weeks)


def forget_attendants(*, on: date) -> int:
    """Registrations that have had their term go. Returns how many."""
    found = Registration.objects.filter(meeting__day__lt=on - timedelta(weeks=term(REGISTRATION).weeks))
    count = found.count()
    found.delete()
    return count


def _locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, while nobody else can register or cancel."""
    Meeting.objects.filter(pk=meeting.pk).update(turn=F("turn") + 1)
    return Meeting.objects.get(pk=meeting.pk)


def _waiting(meeting: Meeting):
    return meeting.registrations.filter(state=RegistrationState.WAITING).order_by("turn")


def _fill(meeting: Meeting, on: date) -> list[MeetingNotice]:
    if meeting.is_cancelled or on > meeting.day:
        return []
    told = _fill_sessions(meeting)
    free = max(0, meeting.capacity - placed(meeting))
    moving = list(_waiting(meeting).prefetch_related("sessions")[:free])
    programme = sessions(meeting)
    seats = Counter({each.pk: each.taken for each in programme})
    limits = {each.pk: each.capacity for each in programme}
    for each in moving:
        _keep_free_sessions(each, seats, limits)
        each.state = RegistrationState.PLACED
    Registration.objects.bulk_update(moving, ["state"])
    return told + [each.notices.create(kind=NoticeKind.MOVED_UP) for each in moving]


def _fill_sessions(meeting: Meeting) -> list[MeetingNotice]:
    """Who has a seat at the meeting and waits longest for a session gets what is free there."""
    told = []
    for session in sessions(meeting):
        free = None if session.capacity is None else max(0, session.capacity - session.taken)
        for each in list(session.waiting.filter(state=RegistrationState.PLACED).order_by("turn")[:free]):
            each.waits_for.remove(session)
            each.sessions.add(session)
            told.append(each.notices.create(kind=NoticeKind.SESSION))
    return told


def _keep_free_sessions(registration: Registration, seats: Counter, limits: dict[int, int | None]) -> None:
    """Who moves up waits for a session that filled up meanwhile, and has the others."""
    for session in registration.sessions.all():
        limit = limits[session.pk]
        if limit is not None and seats[session.pk] >= limit:
            registration.sessions.remove(session)
            registration.waits_for.add(session)
        else:
            seats[session.pk] += 1
