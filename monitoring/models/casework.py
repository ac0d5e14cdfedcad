"""What people do with a youngster: the case file, contacts, notes, plans, handing over. Written by casework.py."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from monitoring import access_casework
from monitoring.models.pupil import Pupil
from monitoring.vocabulary import (
    CaseAct,
    CaseStatus,
    ClosingReason,
    ContactKind,
    ContactOutcome,
    DestinationAfter,
    HandOverReason,
    NoteKind,
    RefusalReason,
    Role,
)  # fmt: skip

ACCOUNT = settings.AUTH_USER_MODEL
OF_MUNICIPALITY = ~Q(role=Role.SCHOOL)
WITH_YOUNGSTER = (
    ContactKind.CALL, ContactKind.MESSAGE, ContactKind.LETTER, ContactKind.VISIT, ContactKind.TALK,
)  # fmt: skip
SPOKEN = Q(kind__in=WITH_YOUNGSTER, outcome__in=(ContactOutcome.SPOKEN, ContactOutcome.APPOINTMENT))  # of a Contact


class CaseFileQuerySet(models.QuerySet):
    def visible_to(self, user, on=None, of=None) -> "CaseFileQuerySet":
        """The case files whose contents this user may read (access_casework.case_files)."""
        return self.filter(access_casework.case_files(user, on, of))

    def open(self) -> "CaseFileQuerySet":
        return self.filter(closed_on=None)


class CaseFile(models.Model):
    """The file on one youngster of one organisation: the municipality's side (leerplicht, Doorstroompunt) or a school's.

    `holder` is a CBS code, REGIO, or a BRIN (+ vestiging), as organisation_code gives it. `version` counts the
    changes: who saves an older one is told (casework.Changed).
    """

    PLAIN = {
        "id", "pupil", "role", "holder", "opened_on", "closed_on", "status_since", "status_until", "snoozed_until",
        "version",
    }  # fmt: skip
    IDENTIFYING = {"owner", "opened_by", "opened_by_name"}
    SENSITIVE = {"status", "strengths", "snooze_reason", "closing", "destination"}

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="case_files")
    role = models.CharField(max_length=20, choices=Role)
    holder = models.CharField(max_length=6)
    owner = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="case_files")
    status = models.CharField(max_length=20, choices=CaseStatus, default=CaseStatus.UNKNOWN)
    status_since = models.DateField()
    status_until = models.DateField(null=True, blank=True)  # from then on it must be looked at again
    strengths = models.TextField(max_length=1000, blank=True)  # "wat werkt bij deze jongere"
    snoozed_until = models.DateField(null=True, blank=True)
    snooze_reason = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_by_name = models.CharField(max_length=150)
    closed_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=1, choices=ClosingReason, blank=True)
    destination = models.CharField(max_length=1, choices=DestinationAfter, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["holder", "role", "closed_on"], name="case_file_of_holder"),
            models.Index(fields=["owner", "closed_on"], name="case_file_of_owner"),
            models.Index(fields=["role", "holder", "pupil"], condition=Q(closed_on__isnull=True), name="case_file_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(closed_on__isnull=True) & OF_MUNICIPALITY, name="one_open_case_file"
            ),
            models.UniqueConstraint(
                fields=["pupil", "holder"],
                condition=Q(closed_on__isnull=True, role=Role.SCHOOL),
                name="one_open_case_file_per_school",
            ),
            models.CheckConstraint(
                name="case_file_closed_with_reason",
                condition=Q(closed_on__isnull=True, closing="", destination="")
                | (Q(closed_on__isnull=False) & (~Q(closing="") | ~Q(destination=""))),
            ),
            models.CheckConstraint(
                name="snooze_has_reason", condition=Q(snoozed_until__isnull=True) | ~Q(snooze_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"dossier {self.pk}"


class CasePart(models.Model):
    """What hangs on a case file, with who wrote it and when. Nobody changes or removes it afterwards."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150)
    holder = models.CharField(max_length=6)  # the writer's organisation then
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        abstract = True


class Contact(CasePart):
    """An attempt to reach the youngster (or somebody around), with what came of it."""

    PLAIN = {"id", "case_file", "at", "holder", "role", "on"}
    IDENTIFYING = {"by", "by_name"}
    SENSITIVE = {"kind", "outcome", "text"}

    on = models.DateField()
    kind = models.CharField(max_length=20, choices=ContactKind)
    outcome = models.CharField(max_length=20, choices=ContactOutcome)
    text = models.TextField(max_length=2000, blank=True)

    class Meta:
        default_related_name = "contacts"
        indexes = [models.Index(fields=["case_file", "on", "outcome"], name="contact_of_case_file")]


class Note(CasePart):
    """A note. That a restricted one exists is visible; its content only to the writer's own organisation and role."""

    PLAIN = {"id", "case_file", "at", "holder", "role", "kind"}
    IDENTIFYING = {"by", "by_name"}
    SENSITIVE = {"text"}

    kind = models.CharField(max_length=10, choices=NoteKind, default=NoteKind.ORDINARY)
    text = models.TextField(max_length=4000)

    class Meta:
        default_related_name = "notes"


class Plan(CasePart):
    """What will be done, by whom, before which day."""

    PLAIN = {"id", "case_file", "at", "holder", "role", "due_on", "done_on"}
    IDENTIFYING = {"by", "by_name", "owner"}
    SENSITIVE = {"what"}

    what = models.CharField(max_length=300)
    due_on = models.DateField()
    owner = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="plans")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "plans"
        indexes = [models.Index(fields=["owner", "done_on", "due_on"], name="plan_of_owner")]


class CaseChange(CasePart):
    """One line of the history of a case file: what was done, in a few words. Only added to.

    `version` is the one that the file got by it. Of a restricted note it tells the presence only.
    """

    PLAIN = {"id", "case_file", "at", "holder", "role", "on", "version", "act"}
    IDENTIFYING = {"by", "by_name"}
    SENSITIVE = {"words"}

    on = models.DateField()
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=CaseAct)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        default_related_name = "changes"
        constraints = [models.UniqueConstraint(fields=["case_file", "version"], name="case_change_once")]


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, user) -> "HandOverQuerySet":
        """Those that this user's organisation sent or was offered."""
        return self.filter(access_casework.hand_overs(user))

    def visible_as_late_to(self, user) -> "HandOverQuerySet":
        """Those whose waiting this user is told, without the youngster."""
        return self.filter(access_casework.late_hand_overs(user))

    def waiting(self) -> "HandOverQuerySet":
        """Neither accepted nor withdrawn."""
        return self.filter(accepted_on=None, withdrawn_on=None)

    def refused(self, since: date) -> "HandOverQuerySet":
        """Given back by the receiver after `since`."""
        return self.filter(withdrawn_on__gt=since).exclude(refused_reason="")

    def come_back(self) -> "HandOverQuerySet":
        """Given back, and in the file nobody did anything since."""
        later = HandOver.objects.filter(case_file=OuterRef("case_file"), pk__gt=OuterRef("pk"))
        given_back = self.exclude(refused_reason="").filter(~Exists(later), case_file__closed_on=None)
        last = {"case_file__changes__act": CaseAct.REFUSE, "case_file__changes__version": F("case_file__version")}
        return given_back.filter(**last)


class HandOver(CasePart):
    """A case file offered to another organisation or role; it stays with the sender until it is accepted."""

    PLAIN = {
        "id", "case_file", "at", "holder", "role", "reason", "to_role", "to_holder", "sent_on", "accepted_on",
        "withdrawn_on", "refused_reason",
    }  # fmt: skip
    IDENTIFYING = {"by", "by_name", "accepted_by", "accepted_by_name", "refused_by_name"}
    SENSITIVE = {"message", "refused_because"}

    reason = models.CharField(max_length=10, choices=HandOverReason)
    to_role = models.CharField(max_length=20, choices=Role)
    to_holder = models.CharField(max_length=6)
    sent_on = models.DateField()
    message = models.TextField(max_length=1000, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)  # by the sender, or given back by the receiver
    refused_reason = models.CharField(max_length=12, choices=RefusalReason, blank=True)
    refused_because = models.CharField(max_length=300, blank=True)
    refused_by_name = models.CharField(max_length=150, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        default_related_name = "hand_overs"
        indexes = [models.Index(fields=["to_holder", "accepted_on"], name="hand_over_to_holder")]
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"],
                condition=Q(accepted_on__isnull=True, withdrawn_on__isnull=True),
                name="one_hand_over_under_way",
            ),
            models.CheckConstraint(
                name="hand_over_accepted_by_somebody",
                condition=Q(accepted_on__isnull=True, accepted_by_name="")
                | (Q(accepted_on__isnull=False) & ~Q(accepted_by_name="")),
            ),
            models.CheckConstraint(
                name="hand_over_refused_by_somebody",
                condition=Q(refused_reason="", refused_because="", refused_by_name="")
                | (Q(withdrawn_on__isnull=False) & ~Q(refused_reason="") & ~Q(refused_by_name="")),
            ),
            models.CheckConstraint(
                name="hand_over_refused_otherwise_in_words",
                condition=~Q(refused_reason=RefusalReason.OTHER) | ~Q(refused_because=""),
            ),
            models.CheckConstraint(
                name="hand_over_goes_elsewhere",
                condition=~Q(to_role=F("role")) | ~Q(to_holder=F("holder")),
            ),
        ]


class Uptake(models.Model):
    """That an organisation really did something for a pupil on a day: visible to all who see the pupil, content is not."""

    PLAIN = {"id", "pupil", "role", "holder", "on"}

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="uptakes")
    role = models.CharField(max_length=20, choices=Role)
    holder = models.CharField(max_length=6)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "role", "holder", "on"], name="uptake_once_a_day")]


class SavedFilter(models.Model):
    """A filter of the worklist under a name, with who was on it last time: who came, who left."""

    PLAIN = {"id", "query", "seen_on", "seen"}
    IDENTIFYING = {"account", "name"}

    account = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)
    seen_on = models.DateField(null=True, blank=True)
    seen = models.JSONField(default=list)  # ids of pupils

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="saved_filter_once")]
