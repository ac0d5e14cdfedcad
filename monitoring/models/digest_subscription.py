"""Who wants a mail about which place, and how often; and what the last mail said."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.citation import new_token
from monitoring.vocabulary import DigestFrequency


class DigestSubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DigestSubscriptionQuerySet":
        """One's own only."""
        return self.filter(account_id=user.pk) if user.is_authenticated else self.none()


class DigestSubscription(models.Model):
    """The mails of one account about one place: the region when both codes are empty.

    `told` is what the last mail knew (shown numbers, suppressed for everybody), so that the next one tells only changes.
    """

    PLAIN = {"id", "municipality", "brin", "frequency", "last_sent_on", "told"}
    IDENTIFYING = {"account"}
    SENSITIVE = {"token"}

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_subscriptions")
    municipality = models.CharField(max_length=4, blank=True)
    brin = models.CharField(max_length=4, blank=True)
    frequency = models.CharField(max_length=12, choices=DigestFrequency, default=DigestFrequency.MONTHLY)
    last_sent_on = models.DateField(null=True, blank=True)
    told = models.JSONField(default=dict, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)  # opens the page that stops these mails

    objects = DigestSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["brin", "municipality"]
        constraints = [
            models.UniqueConstraint(fields=["account", "municipality", "brin"], name="digest_once_per_place"),
            models.CheckConstraint(name="digest_is_of_one_place", condition=Q(municipality="") | Q(brin="")),
        ]

    def __str__(self) -> str:
        return self.brin or self.municipality or "de regio"
