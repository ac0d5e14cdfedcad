"""Regional measures: what was started where and when, and when it is judged. Shown in charts and on the agenda."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from monitoring import access
from monitoring.models.ambition import Ambition
from monitoring.models.organisation import School
from monitoring.vocabulary_pages import Gauge


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeasureQuerySet":
        """All of the region; for a school those of the whole region and its own."""
        return self.filter(access.measures(user)).distinct()

    def on_the_site(self) -> "MeasureQuerySet":
        """Those on the public agenda, which shows no budget and no internal note."""
        return self.filter(is_public=True, ambition__is_public=True)


class Measure(models.Model):
    """A maatregel of the region, with its evaluation date set beforehand."""

    PLAIN = {
        "id", "title", "what", "schools", "category", "starts_on", "ends_on", "evaluate_on", "logged_at", "ambition",
        "gauge", "owner", "partners", "budget", "internal_note", "is_public",
    }  # fmt: skip
    IDENTIFYING = {"logged_by", "logged_by_name"}

    title = models.CharField(max_length=80)
    what = models.TextField(max_length=1000)
    schools = models.ManyToManyField(School, blank=True, related_name="measures")  # none: the whole region
    category = models.CharField(max_length=20, blank=True)  # which of the categories it aims at; empty: all
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    evaluate_on = models.DateField()
    ambition = models.ForeignKey(Ambition, models.SET_NULL, null=True, blank=True, related_name="measures")
    gauge = models.CharField(max_length=10, choices=Gauge, default=Gauge.SHARE)  # by which number it is followed
    owner = models.CharField(max_length=120, blank=True)  # an organisation or a function, not a person
    partners = models.CharField(max_length=250, blank=True)
    budget = models.PositiveIntegerField(null=True, blank=True)  # euro over the whole period; internal
    internal_note = models.TextField(max_length=2000, blank=True)
    is_public = models.BooleanField(default=False)  # on the public agenda, without budget and note
    logged_at = models.DateTimeField(auto_now_add=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    logged_by_name = models.CharField(max_length=150)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="measure_is_judged_after_its_start", condition=Q(evaluate_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="measure_ends_after_its_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.pk])
