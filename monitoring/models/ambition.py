"""The regional agenda: what the region wants to reach, by which number of the portal that is seen."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring import access
from monitoring.vocabulary import Method
from monitoring.vocabulary_pages import Gauge, Programme


class AmbitionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AmbitionQuerySet":
        """All for who may see the maatregelen of the whole region; for everybody else what the region made public."""
        return self.all() if access.may_compare_schools(user) else self.filter(is_public=True)


class Ambition(models.Model):
    """One ambition with its target, tied to a measure of the portal so that progress is drawn, not written.

    `municipality` and `category` empty: the whole region, all categories.
    """

    PLAIN = {
        "id", "programme", "title", "why", "method", "gauge", "municipality", "category", "target", "target_teljaar",
        "base_teljaar", "is_public", "place_in_list", "internal_note", "changed_at",
    }  # fmt: skip
    IDENTIFYING = {"changed_by", "changed_by_name"}

    programme = models.CharField(max_length=10, choices=Programme, default=Programme.PROGRAMME)
    title = models.CharField(max_length=100)
    why = models.TextField(max_length=1000)
    method = models.CharField(max_length=5, choices=Method, default=Method.REGIO)
    gauge = models.CharField(max_length=10, choices=Gauge)
    municipality = models.ForeignKey("Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=20, blank=True)
    target = models.DecimalField(max_digits=8, decimal_places=2)
    target_teljaar = models.CharField(max_length=9)
    base_teljaar = models.CharField(max_length=9)
    is_public = models.BooleanField(default=False)
    place_in_list = models.PositiveSmallIntegerField(default=10)
    internal_note = models.TextField(max_length=2000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    objects = AmbitionQuerySet.as_manager()

    class Meta:
        ordering = ["place_in_list", "title"]
        constraints = [
            models.CheckConstraint(name="ambition_target_is_not_negative", condition=Q(target__gte=Decimal(0))),
            models.CheckConstraint(
                name="ambition_target_follows_its_base", condition=Q(target_teljaar__gt=models.F("base_teljaar"))
            ),
        ]

    def __str__(self) -> str:
        return self.title
