"""Who read about which pupil, when, where and by which right. Written, never changed."""

from django.conf import settings
from django.db import models

from monitoring import access
from monitoring.vocabulary import ReadAction


class AppendOnly(Exception):
    """A line of the log can't be changed or removed."""


class AccessLogQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AccessLogQuerySet":
        """The lines that this user may search: all, for the functionaris gegevensbescherming."""
        return self.filter(access.read_log(user))

    def update(self, **values):
        raise AppendOnly("Een regel van het leeslogboek verandert niet.")

    def delete(self):
        raise AppendOnly("Een regel van het leeslogboek verdwijnt alleen door de bewaartermijn.")


class AccessLog(models.Model):
    """One reading of one pupil (NEN 7513-like; BIO2 8.15.01: action, object, result, origin, actor, moment).

    A search is a line without a pupil, with how many were found; what was typed is not kept, because it is a name.
    """

    PLAIN = {"id", "at", "action", "pupil_id", "right", "origin", "found"}
    IDENTIFYING = {"reader", "reader_name"}

    at = models.DateTimeField(auto_now_add=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False)
    reader_name = models.CharField(max_length=150)
    action = models.CharField(max_length=20, choices=ReadAction)
    pupil_id = models.BigIntegerField(null=True, db_index=True)
    found = models.PositiveIntegerField(null=True)  # of a search: how many it found
    right = models.CharField(max_length=60)
    origin = models.CharField(max_length=60)  # the page's route or the command

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="access_log_by_moment"),
            models.Index(fields=["reader_name", "at"], name="access_log_by_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                name="reading_has_pupil_or_search_has_count",
                condition=models.Q(pupil_id__isnull=False, found__isnull=True)
                | models.Q(pupil_id__isnull=True, found__isnull=False),
            )
        ]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnly("Een regel van het leeslogboek verandert niet.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Een regel van het leeslogboek verdwijnt alleen door de bewaartermijn.")
