"""How this region dates the phases of the yearly cycle, where it differs from the published ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nahetvo.vocabulary import PhaseCode


class PhaseSetting(models.Model):
    """The first day (month and day) and the owner of one phase; what is not here is as `transition/cycle.py` says."""

    PLAIN = {"phase", "month", "day", "owner", "reason", "changed_at"}
    IDENTIFYING = {"changed_by", "changed_by_name"}

    phase = models.CharField(max_length=20, primary_key=True, choices=PhaseCode)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="phase_has_a_day_of_every_year",
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=28),
            )
        ]


class PhaseChange(models.Model):
    """One change of a phase: what it became, why, by whom. Only added to, so that everybody can look back."""

    PLAIN = {"id", "phase", "month", "day", "owner", "reason", "changed_at"}
    IDENTIFYING = {"changed_by", "changed_by_name"}

    phase = models.CharField(max_length=20, choices=PhaseCode)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [models.CheckConstraint(name="phase_change_has_reason", condition=~Q(reason=""))]
