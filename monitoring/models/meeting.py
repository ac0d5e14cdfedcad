"""Meetings of the region: programme, speakers, who registered, and the mails that are to be sent about it."""

import uuid
from datetime import date, datetime, time

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from monitoring import access_pages
from monitoring.models.citation import new_token
from monitoring.vocabulary_meetings import MeetingState, NoticeKind, RegistrationState


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """All for the coordinator; what is on the site for everybody."""
        return self.all() if access_pages.may_edit(user) else self.filter(is_public=True)


class Meeting(models.Model):
    """A meeting. `turn` counts registrations and is written first by whoever registers: that is the lock."""

    PLAIN = {
        "id", "slug", "title", "summary", "body", "place", "organiser", "day", "begins", "ends", "capacity", "opens_on",
        "closes_on", "is_public", "is_cancelled", "uid", "sequence", "turn", "changed_at",
    }  # fmt: skip

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    body = models.TextField(max_length=20_000, blank=True)
    place = models.CharField(max_length=200)
    organiser = models.CharField(max_length=120)
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    capacity = models.PositiveIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_public = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "begins", "id"]
        constraints = [
            models.CheckConstraint(name="meeting_ends_after_it_begins", condition=Q(ends__gt=F("begins"))),
            models.CheckConstraint(name="meeting_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    def at(self, moment: time) -> datetime:
        """A moment of its day, in Dutch time."""
        return datetime.combine(self.day, moment, get_default_timezone())

    def state(self, on: date, placed: int) -> MeetingState:
        """Where registration stands on a day, with so many seats taken."""
        if self.is_cancelled:
            return MeetingState.CANCELLED
        if on < self.opens_on:
            return MeetingState.NOT_YET
        if on > min(self.closes_on, self.day):
            return MeetingState.CLOSED
        return MeetingState.FULL if placed >= self.capacity else MeetingState.OPEN


class MeetingSession(models.Model):
    """One session in one round of the programme. Without `capacity` everybody fits, and nobody has to choose."""

    PLAIN = {"id", "meeting", "round", "title", "begins", "ends", "room", "capacity"}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions")
    round = models.CharField(max_length=60)
    title = models.CharField(max_length=150)
    begins = models.TimeField()
    ends = models.TimeField()
    room = models.CharField(max_length=80, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["begins", "round", "id"]

    def __str__(self) -> str:
        return self.title


class Speaker(models.Model):
    """Who speaks, and a few words about that."""

    PLAIN = {"id", "meeting"}
    IDENTIFYING = {"name", "about"}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=400)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RegistrationQuerySet":
        """For the coordinator only; who registered reads the own one through the link in the mail."""
        return self.all() if access_pages.may_edit(user) else self.none()


class Registration(models.Model):
    """Somebody's place at a meeting, or on its waiting list in the order of `turn`. Its term: retention_terms.csv."""

    PLAIN = {"id", "meeting", "state", "turn", "asked_at", "sessions", "waits_for"}
    SENSITIVE = {"token"}
    IDENTIFYING = {"name", "email", "organisation"}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    organisation = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=RegistrationState)
    turn = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True, default=new_token)
    asked_at = models.DateTimeField(auto_now_add=True)
    sessions = models.ManyToManyField(MeetingSession, related_name="registrations", blank=True)
    waits_for = models.ManyToManyField(MeetingSession, related_name="waiting", blank=True)  # full sessions

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "turn"], name="registration_has_its_turn"),
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=~Q(state=RegistrationState.CANCELLED),
                name="registration_once_per_address",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"aanmelding {self.pk}"


class MeetingNotice(models.Model):
    """A mail about a registration; `sent_at` is written before it goes out, so that nobody gets it twice."""

    PLAIN = {"id", "registration", "kind", "made_at", "sent_at"}

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=14, choices=NoticeKind)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind
