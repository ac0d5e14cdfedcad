"""A delivered file on its way: what it is, where it rests, and its encrypted contents."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from monitoring import access
from monitoring.models.organisation import School
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

MOVES: dict[str, set[str]] = {
    State.RECEIVED: {State.CHECKING, State.REFUSED},
    State.CHECKING: {State.CHECKING, State.REFUSED, State.READY, State.TO_CONFIRM},
    State.READY: {State.ACCEPTING, State.REFUSED},
    State.TO_CONFIRM: {State.ACCEPTING, State.REFUSED},
    State.ACCEPTING: {State.ACCEPTING, State.ACCEPTED},
    State.ACCEPTED: {State.REPLACED},
    State.REFUSED: set(),
    State.REPLACED: set(),
}
UNDER_WAY = {State.RECEIVED, State.CHECKING, State.ACCEPTING}


class NotNow(Exception):
    """A delivery can't move from where it rests to where it was sent."""


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliveryQuerySet":
        """The deliveries that this user may see and follow."""
        return self.filter(access.deliveries(user))

    def accepted(self) -> "DeliveryQuerySet":
        return self.filter(state=State.ACCEPTED)


class Delivery(models.Model):
    """One file of one school, for one kind and one stand. The rows that it owns point at it."""

    PLAIN = {
        "id", "kind", "school", "brin", "vestiging", "teljaar", "stand", "file_name", "sha256", "size", "state",
        "state_since", "received_at", "rows", "rows_used", "rows_faulty", "step", "done", "changes", "summary",
        "remarks", "reason", "accepted_at", "replaced_by", "attempts",
    }  # fmt: skip
    IDENTIFYING = {"received_by", "accepted_by", "accepted_by_name"}

    kind = models.CharField(max_length=4, choices=Kind)
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="deliveries")
    brin = models.CharField(max_length=4, blank=True)
    vestiging = models.CharField(max_length=2, blank=True)
    teljaar = models.CharField(max_length=9, blank=True)
    stand = models.CharField(max_length=8, blank=True)
    file_name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=16, choices=State, default=State.RECEIVED)
    state_since = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    rows = models.PositiveIntegerField(default=0)
    rows_used = models.PositiveIntegerField(default=0)
    rows_faulty = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True)  # what the worker is doing, for the reader who waits
    done = models.PositiveIntegerField(default=0)  # rows done in that step
    attempts = models.PositiveSmallIntegerField(default=0)  # how often a worker began: a file that kills workers is refused
    changes = models.JSONField(default=dict, blank=True)  # appeared, vanished, moved, compared
    summary = models.JSONField(default=list, blank=True)  # findings per code, without any value of a row
    remarks = models.JSONField(default=list, blank=True)  # what the user has to confirm, as sentences
    reason = models.CharField(max_length=500, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="accepted_deliveries"
    )
    accepted_by_name = models.CharField(max_length=150, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [models.Index(fields=["brin", "kind", "stand"], name="delivery_slice")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "brin", "vestiging", "teljaar", "stand"],
                condition=Q(state=State.ACCEPTED),
                name="one_accepted_delivery_per_slice",
            ),
            models.CheckConstraint(
                name="accepted_at_with_accepted_by",
                condition=Q(accepted_at__isnull=True, accepted_by_name="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by_name="")),
            ),
            models.CheckConstraint(
                name="accepted_delivery_has_moment",
                condition=~Q(state__in=[State.ACCEPTED, State.REPLACED]) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rows_add_up", condition=Q(rows__gte=models.F("rows_used") + models.F("rows_faulty"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.brin}{self.vestiging} {self.stand}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("delivery", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def may_be_accepted(self) -> bool:
        return self.state in {State.READY, State.TO_CONFIRM}


class DeliveryContent(models.Model):
    """The encrypted file, its clean rows while they are staged, and its findings; removed after their term."""

    PLAIN = {"delivery", "expires_on"}
    IDENTIFYING = {"original", "staged", "findings"}

    delivery = models.OneToOneField(Delivery, models.CASCADE, primary_key=True, related_name="content")
    original = models.BinaryField()
    staged = models.BinaryField(null=True)
    findings = models.BinaryField(null=True)
    expires_on = models.DateField()


class DueDelivery(models.Model):
    """A file that a school owes for a month, and since when it is late; marked every night."""

    PLAIN = {"id", "school", "kind", "stand", "due_on", "late_since"}

    school = models.ForeignKey(School, models.CASCADE, related_name="due_deliveries")
    kind = models.CharField(max_length=4, choices=Kind)
    stand = models.CharField(max_length=8)
    due_on = models.DateField()
    late_since = models.DateField(null=True)

    class Meta:
        ordering = ["-stand", "school"]
        constraints = [models.UniqueConstraint(fields=["school", "kind", "stand"], name="due_delivery_once")]
