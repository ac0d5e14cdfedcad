"""What the school that a pupil leaves tells the mbo school, with the pupil's consent."""

from django.conf import settings
from django.db import models

from monitoring.models import Pupil


class WarmHandover(models.Model):
    """One per pupil and school year. `discuss`: the names of the prompts to be told in person rather than read."""

    PLAIN = {"id", "school_year", "pupil", "is_wanted", "done_on", "consent_on", "withdrawn_on", "changed_at"}
    IDENTIFYING = {"changed_by", "changed_by_name"}
    SENSITIVE = {"strengths", "connecting", "community", "peers", "family", "other", "discuss"}
    PROMPTS = ("strengths", "connecting", "community", "peers", "family", "other")

    school_year = models.CharField(max_length=9)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="warm_handovers")
    is_wanted = models.BooleanField(default=True)
    done_on = models.DateField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True)  # of the pupil, or a parent under 16
    withdrawn_on = models.DateField(null=True, blank=True)
    strengths = models.TextField(max_length=1000, blank=True)
    connecting = models.TextField(max_length=1000, blank=True)
    community = models.TextField(max_length=1000, blank=True)
    peers = models.TextField(max_length=1000, blank=True)
    family = models.TextField(max_length=1000, blank=True)
    other = models.TextField(max_length=1000, blank=True)
    discuss = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school_year", "pupil"], name="one_warm_handover_a_year")]

    @property
    def is_open(self) -> bool:
        """Whether the receiving school may read it: consent was given and not taken back."""
        return self.consent_on is not None and self.withdrawn_on is None
