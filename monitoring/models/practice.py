"""The receipt of a try: a school looked what the check says of a file, without delivering it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring import access
from monitoring.models.organisation import School
from monitoring.vocabulary import DeliveryState, Kind


class TryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TryQuerySet":
        """The tries of the schools for which this user delivers; nobody else needs to know of them."""
        return self.filter(access.own_deliveries(user))


class Try(models.Model):
    """That a file was tried and how it went: counts and codes. Of the file itself nothing is kept."""

    PLAIN = {
        "id", "school", "brin", "vestiging", "kind", "teljaar", "stand", "tried_at", "sha256", "size", "rows",
        "rows_used", "rows_faulty", "changes", "summary", "result",
    }  # fmt: skip
    IDENTIFYING = {"tried_by"}

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="tries")
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=4, choices=Kind)
    teljaar = models.CharField(max_length=9)
    stand = models.CharField(max_length=8)
    tried_at = models.DateTimeField(default=timezone.now)
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="tries")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(default=0)
    rows_used = models.PositiveIntegerField(default=0)
    rows_faulty = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=dict, blank=True)  # appeared, vanished, moved, compared
    summary = models.JSONField(default=list, blank=True)  # findings per code, without any value of a row
    result = models.CharField(max_length=16, choices=DeliveryState)  # where a delivery would rest after its check

    objects = TryQuerySet.as_manager()

    class Meta:
        ordering = ["-tried_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.brin}{self.vestiging} {self.stand}"
