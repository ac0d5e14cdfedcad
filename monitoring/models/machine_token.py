"""The key with which a school's own program delivers; of the key itself only a hash is kept."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring import access
from monitoring.models.organisation import School


class MachineTokenQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MachineTokenQuerySet":
        """The keys of the schools for which this user delivers."""
        return self.filter(access.own_words(user))

    def working(self, *, on: date) -> "MachineTokenQuerySet":
        """Neither revoked nor expired, and of an account that may still come in."""
        return self.filter(revoked_at=None, expires_on__gte=on, created_by__is_active=True)


class MachineToken(models.Model):
    """A key of one school for some kinds of file. It opens no more than the account that made it may do itself."""

    PLAIN = {"id", "school", "kinds", "label", "created_at", "expires_on", "revoked_at", "last_used_at"}
    IDENTIFYING = {"created_by"}
    SENSITIVE = {"digest"}

    school = models.ForeignKey(School, models.CASCADE, related_name="machine_tokens")
    kinds = models.CharField(max_length=60)  # joined by +, as School.delivers
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of 256 random bits: it can't be guessed back
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="machine_tokens")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = MachineTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(name="machine_token_has_kinds", condition=~Q(kinds=""))]

    def __str__(self) -> str:
        return f"{self.label} ({self.school.code})"

    def carries(self, kind: str) -> bool:
        return kind in self.kinds.split("+")

    def has_expired(self, *, on: date) -> bool:
        return self.expires_on < on

    def revoke(self, *, at: datetime) -> None:
        """From now on the key opens nothing; a key that was revoked keeps its first moment."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
