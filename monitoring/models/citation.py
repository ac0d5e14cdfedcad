"""A figure as somebody took it away: frozen with its stand, so that a report can be checked years later."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from monitoring import access
from monitoring.vocabulary import Method


def new_token() -> str:
    """128 random bits: an address that nobody guesses."""
    return secrets.token_urlsafe(16)


class CitationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CitationQuerySet":
        """Those about a place whose figures this user may see."""
        return self.filter(access.places(user))


class Citation(models.Model):
    """One figure of one place in one stand, as it was shown on the day it was cited.

    `shown` holds what every reader of the place may see; `exact` what only those see who may see the pupils.
    """

    PLAIN = {
        "id", "token", "municipality", "brin", "vestiging", "place_name", "method", "teljaar", "stand", "category",
        "definition", "fingerprint", "delivered", "expected", "shown", "made_on",
    }  # fmt: skip
    IDENTIFYING = {"made_by", "made_by_name"}
    SENSITIVE = {"exact"}

    token = models.CharField(max_length=32, unique=True, default=new_token)
    municipality = models.CharField(max_length=4, blank=True)
    brin = models.CharField(max_length=4, blank=True)
    vestiging = models.CharField(max_length=2, blank=True)
    place_name = models.CharField(max_length=120)
    method = models.CharField(max_length=5, choices=Method)
    teljaar = models.CharField(max_length=9)
    stand = models.CharField(max_length=8)
    category = models.CharField(max_length=20, blank=True)
    definition = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64)  # of the computation: another one means that it was counted again
    delivered = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    shown = models.JSONField()  # {"n": "1.234", "x": "<5", "percentage": "."}
    exact = models.JSONField()
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=150)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="citation_is_of_one_place", condition=Q(municipality="") | Q(brin="", vestiging="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_name} {self.teljaar} {self.stand}"

    def get_absolute_url(self) -> str:
        return reverse("citation", args=[self.token])
