"""Whom a youngster or parent can call, per municipality. Offices, not persons."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.organisation import Municipality
from monitoring.vocabulary_pages import HelpDesk


class LocalContactQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LocalContactQuerySet":
        """For everybody: that is what they are for."""
        return self.all()


class LocalContact(models.Model):
    """One office for one municipality, with at least one way to reach it."""

    PLAIN = {"id", "municipality", "kind", "name", "phone", "email", "url", "hours", "changed_on"}
    IDENTIFYING = {"changed_by", "changed_by_name"}

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=14, choices=HelpDesk)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    hours = models.CharField(max_length=120, blank=True)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    objects = LocalContactQuerySet.as_manager()

    class Meta:
        ordering = ["municipality__name", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind"], name="one_contact_of_a_kind"),
            models.CheckConstraint(
                name="contact_can_be_reached", condition=~Q(phone="") | ~Q(email="") | ~Q(url="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
