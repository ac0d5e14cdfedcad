"""People who log in, and what they are in which organisation."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from monitoring.models.organisation import Municipality, School
from monitoring.vocabulary import Role


class Account(AbstractUser):
    """A person's account. No rights of its own: those come from memberships (access.py)."""

    IDENTIFYING = {"username", "first_name", "last_name", "email"}
    SENSITIVE = {"password"}
    PLAIN = {
        "id", "last_login", "is_superuser", "is_staff", "is_active", "date_joined", "groups", "user_permissions",
        "is_demonstration", "password_is_temporary",
    }  # fmt: skip

    is_demonstration = models.BooleanField("oefenaccount", default=False)
    password_is_temporary = models.BooleanField("eenmalig wachtwoord", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_demonstration=False) | models.Q(is_superuser=False),
                name="demonstration_is_no_superuser",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """A role in one organisation: a school (BRIN or vestiging), a municipality, or the region as a whole."""

    PLAIN = {"id", "account", "role", "school", "municipality", "whole_region", "granted_at", "granted_by"}

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="memberships")
    whole_region = models.BooleanField(default=False)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_names_one_organisation",
                condition=(
                    models.Q(school__isnull=False, municipality__isnull=True, whole_region=False)
                    | models.Q(school__isnull=True, municipality__isnull=False, whole_region=False)
                    | models.Q(school__isnull=True, municipality__isnull=True, whole_region=True)
                ),
            ),
            models.CheckConstraint(
                name="membership_role_fits_organisation",
                condition=(
                    models.Q(role=Role.SCHOOL, school__isnull=False)
                    | models.Q(role__in=[Role.BELEID, Role.LEERPLICHT], municipality__isnull=False)
                    | (models.Q(role=Role.DOORSTROOMPUNT) & models.Q(school__isnull=True))
                    | models.Q(role__in=[Role.REGIO, Role.BEHEER, Role.FG], whole_region=True)
                ),
            ),
            models.UniqueConstraint(
                fields=["account", "role", "school"],
                condition=models.Q(school__isnull=False),
                name="membership_once_per_school",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "municipality"],
                condition=models.Q(municipality__isnull=False),
                name="membership_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["account", "role"], condition=models.Q(whole_region=True), name="membership_once_per_region"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation_name}"

    @property
    def organisation_name(self) -> str:
        if self.whole_region:
            return "de hele regio"
        return str(self.school or self.municipality)
