"""What the coordinator does with a meeting: keep it, change its time or place, call it off. Who registered is told."""

from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.text import slugify

from monitoring.models import Meeting, MeetingNotice
from monitoring.open_face import attending
from monitoring.open_face.visiting import forget
from monitoring.vocabulary_meetings import NoticeKind


def counted(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Newest first, each with `placed`."""
    return meetings.annotate(placed=Count("registrations", filter=attending.PLACED)).order_by("-day", "-id")


def when_and_where(meeting: Meeting) -> tuple:
    """What somebody wrote in a calendar."""
    return meeting.day, meeting.begins, meeting.ends, meeting.place


@transaction.atomic
def save(forms: list, before: tuple, *, on: date) -> list[MeetingNotice]:
    """Keep the meeting with its programme and speakers; its address stays. Returns the mails that must go.

    Seats and turns are not written from the form's old copy, except the capacity itself.
    """
    form, *others = forms
    meeting = form.instance
    if not meeting.pk:
        meeting.slug = _free_slug(meeting.title)
        meeting.save()
    else:
        meeting.sequence += bool(form.changed_data)
        meeting.save(update_fields=[*form.cleaned_data, "sequence", "changed_at"])
    for each in others:
        each.save()
    transaction.on_commit(forget)
    has_moved = before[0] is not None and before != when_and_where(meeting)
    told = attending.tell_all(meeting, NoticeKind.CHANGED) if has_moved and meeting.is_public and meeting.day >= on else []
    return told + attending.fill(meeting, on=on)


@transaction.atomic
def call_off(meeting: Meeting) -> list[MeetingNotice]:
    """Called off, or put back. Returns the mails that must go."""
    meeting.is_cancelled = not meeting.is_cancelled
    meeting.sequence += 1
    meeting.save(update_fields=["is_cancelled", "sequence", "changed_at"])
    transaction.on_commit(forget)
    return attending.tell_all(meeting, NoticeKind.CALLED_OFF if meeting.is_cancelled else NoticeKind.CHANGED)


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:70].strip("-") or "bijeenkomst"
    taken = set(Meeting.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
