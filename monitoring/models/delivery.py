"""A delivered file on its way: what it is, where it rests, and its encrypted contents."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from monitoring import access
from monitoring.ingest.codes import ABSENCE_KINDS, TRANSITION_KINDS
from monitoring.ingest.layouts import LAYOUTS
from monitoring.models.machine_token import MachineToken
from monitoring.models.organisation import School
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

MOVES: dict[str, set[str]] = {
    State.RECEIVED: {State.CHECKING, State.REFUSED},
    State.CHECKING: {State.CHECKING, State.REFUSED, State.READY, State.TO_CONFIRM},
    State.READY: {State.ACCEPTING, State.REFUSED, State.CHECKING},
    State.TO_CONFIRM: {State.ACCEPTING, State.REFUSED, State.CHECKING},
    State.ACCEPTING: {State.ACCEPTING, State.ACCEPTED, State.REFUSED},
    State.ACCEPTED: {State.REPLACED, State.WITHDRAWN},
    State.REFUSED: {State.CHECKING},  # once more, with the translations that the school gave
    State.REPLACED: {State.ACCEPTED},  # when the one that replaced it is withdrawn
    State.WITHDRAWN: set(),
}
RECHECKABLE = {State.READY, State.TO_CONFIRM, State.REFUSED}
ON_RECORD = {State.ACCEPTED, State.REPLACED, State.WITHDRAWN}  # these have a receipt
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
        "remarks", "reason", "accepted_at", "replaced_by", "attempts", "consequence", "withdrawn_at",
        "withdrawal_reason", "token", "mending",
    }  # fmt: skip
    IDENTIFYING = {
        "received_by", "accepted_by", "accepted_by_name", "acknowledged", "withdrawn_by", "withdrawn_by_name",
    }  # fmt: skip

    SENSITIVE = {"understood"}  # codes and how often: of a small school that tells on pupils

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
    token = models.ForeignKey(  # the key with which a program delivered it for `received_by`
        MachineToken, models.SET_NULL, null=True, blank=True, related_name="deliveries"
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
    understood = models.JSONField(default=list, blank=True)  # per column what was read, for the school's own people
    mending = models.JSONField(default=dict, blank=True)  # of a reply file that came back: rows mended and still wrong
    reason = models.CharField(max_length=500, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="accepted_deliveries"
    )
    accepted_by_name = models.CharField(max_length=150, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    consequence = models.JSONField(default=dict, blank=True)  # what would change if it were accepted: counts only
    acknowledged = models.JSONField(default=dict, blank=True)  # code of a let_op → reason, by, at
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="withdrawn_deliveries"
    )
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

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
                name="withdrawn_at_with_withdrawn_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_name="", withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by_name="") & ~Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="withdrawn_delivery_has_moment",
                condition=~Q(state=State.WITHDRAWN)
                | Q(accepted_at__isnull=False, withdrawn_at__isnull=False),
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

    @property
    def has_receipt(self) -> bool:
        return self.state in ON_RECORD

    @property
    def is_made_by_school(self) -> bool:
        return not LAYOUTS[self.kind].from_duo

    @property
    def feeds_figures(self) -> bool:
        return self.kind not in ABSENCE_KINDS | TRANSITION_KINDS

    @property
    def codes_to_acknowledge(self) -> dict[str, int]:
        """The points of attention that a person must answer, each with its count; nobody can mend DUO's file."""
        found: dict[str, int] = {}
        for block in self.summary if self.is_made_by_school else ():
            if block["level"] == "let_op":
                found[block["code"]] = found.get(block["code"], 0) + block["count"]
        return found

    @property
    def needs_reason(self) -> bool:
        """Whether something has to be confirmed besides the points of attention."""
        return len(self.remarks) > bool(self.codes_to_acknowledge)


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

    PLAIN = {"id", "school", "kind", "stand", "due_on", "late_since", "reminded_on"}

    school = models.ForeignKey(School, models.CASCADE, related_name="due_deliveries")
    kind = models.CharField(max_length=4, choices=Kind)
    stand = models.CharField(max_length=8)
    due_on = models.DateField()
    late_since = models.DateField(null=True)
    reminded_on = models.DateField(null=True)  # one reminder per file, never a second

    class Meta:
        ordering = ["-stand", "school"]
        constraints = [models.UniqueConstraint(fields=["school", "kind", "stand"], name="due_delivery_once")]
