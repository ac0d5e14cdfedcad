"""What a stand comes to: the computation, its parts per school, the leaf cells and the outcomes of pupils."""

from django.db import models
from django.db.models import Q

from monitoring.models.pupil import Pupil
from monitoring.vocabulary import Evidence, Method
from monitoring.vocabulary import Outcome as OutcomeClass


class Computation(models.Model):
    """One computation of one stand from one set of accepted deliveries; the current one is shown.

    `fingerprint` names the deliveries it used and the version of the rules: an equal one need not run again.
    """

    PLAIN = {
        "id", "method", "teljaar", "stand", "fingerprint", "definition", "opened_at", "handed_out_at", "closed_at",
        "is_current", "deliveries", "evidence", "missing_from_start", "masks",
    }  # fmt: skip

    method = models.CharField(max_length=5, choices=Method)
    teljaar = models.CharField(max_length=9)
    stand = models.CharField(max_length=8)
    fingerprint = models.CharField(max_length=64)
    definition = models.CharField(max_length=12)
    opened_at = models.DateTimeField(auto_now_add=True)
    handed_out_at = models.DateTimeField(null=True)  # when its parts last went to the queue
    closed_at = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=False)
    deliveries = models.JSONField(default=list)  # ids the population (or start set) comes from
    evidence = models.JSONField(default=list)  # ids of the later evidence (late stands) or of the vsv files (duo)
    missing_from_start = models.PositiveIntegerField(default=0)  # duo: vsv'ers who are not in the start set
    masks = models.JSONField(default=dict)  # what is suppressed for readers who see no pupil

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["method", "teljaar", "stand"],
                condition=Q(is_current=True),
                name="one_current_computation_per_stand",
            ),
            models.UniqueConstraint(
                fields=["method", "teljaar", "stand", "fingerprint"], name="computation_once_per_fingerprint"
            ),
            models.CheckConstraint(
                name="current_computation_is_closed", condition=Q(is_current=False) | Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.teljaar} {self.stand}"


class ComputationPart(models.Model):
    """One school's share of a computation: a task of its own, done or to be done."""

    PLAIN = {"id", "computation", "brin", "done_at", "missing_from_start"}

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="parts")
    brin = models.CharField(max_length=4)
    done_at = models.DateTimeField(null=True)
    missing_from_start = models.PositiveIntegerField(default=0)  # this share of the computation's number

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computation", "brin"], name="part_once")]


class Coverage(models.Model):
    """Whether a school that should have delivered for this stand did so, and of when its figures are."""

    PLAIN = {"id", "computation", "brin", "vestiging", "delivered_stand", "is_covered"}

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="coverage")
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2, blank=True)
    delivered_stand = models.CharField(max_length=8, blank=True)  # empty: never delivered
    is_covered = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computation", "brin", "vestiging"], name="coverage_once")]


class Cell(models.Model):
    """A leaf cell: every number on a dashboard is a sum of these. Stored whole, suppressed when shown."""

    PLAIN = {
        "pk", "computation", "brin", "vestiging", "municipality", "category",
        "a", "b", "c_confirmed", "c_reported", "d", "x", "x_unknown",
    }  # fmt: skip

    pk = models.CompositePrimaryKey("computation_id", "brin", "vestiging", "municipality", "category")
    computation = models.ForeignKey(Computation, models.CASCADE, db_index=False)
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    category = models.CharField(max_length=20)
    a = models.IntegerField()
    b = models.IntegerField()
    c_confirmed = models.IntegerField()
    c_reported = models.IntegerField()
    d = models.IntegerField()
    x = models.IntegerField()
    x_unknown = models.IntegerField()


class Outcome(models.Model):
    """The class of one pupil in one computation, with its evidence.

    Kept for everybody who is not simply still at school (C bevestigd): those follow from the rows by the same
    function, and `manage.py pupil` shows them (docs/decisions.md).
    """

    PLAIN = {
        "pk", "computation", "pupil", "brin", "vestiging", "municipality", "category", "evidence_brin", "leerweg",
        "leerjaar", "age",
    }  # fmt: skip
    SENSITIVE = {"outcome", "unknown", "evidence", "evidence_on", "destination", "left_on", "reason", "sex"}

    pk = models.CompositePrimaryKey("computation_id", "pupil_id")
    computation = models.ForeignKey(Computation, models.CASCADE, db_index=False)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="outcomes")
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    category = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12, choices=OutcomeClass)
    unknown = models.BooleanField()
    evidence = models.CharField(max_length=20, choices=Evidence)
    evidence_brin = models.CharField(max_length=4)
    evidence_on = models.DateField(null=True)
    destination = models.CharField(max_length=20)
    left_on = models.DateField(null=True)
    reason = models.CharField(max_length=2, default="")  # reden_uitschrijving of the latest ended inschrijving
    leerweg = models.CharField(max_length=3, default="")  # of the row chosen on t, like the two below
    leerjaar = models.SmallIntegerField(null=True)
    sex = models.CharField(max_length=1, default="")
    age = models.SmallIntegerField(null=True)  # on the 1 October that opens the teljaar
