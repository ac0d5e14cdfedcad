"""What a school's own words mean in a layout: headings and codes that it writes differently, kept for the next file."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring import access
from monitoring.models.organisation import School
from monitoring.vocabulary import Kind


class CodeMappingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CodeMappingQuerySet":
        """The words of the schools for which this user delivers."""
        return self.filter(access.own_words(user))


class CodeMapping(models.Model):
    """One translation: in files of this kind, this school writes `written` where the layout says `meant`.

    column: the column of the layout whose code is written differently; empty when a heading is.
    meant: a code, or the name of a column; empty for a heading that is not to be used.
    """

    PLAIN = {"id", "school", "kind", "column", "written", "meant", "said_at"}
    IDENTIFYING = {"said_by"}

    school = models.ForeignKey(School, models.CASCADE, related_name="code_mappings")
    kind = models.CharField(max_length=4, choices=Kind)
    column = models.CharField(max_length=40, blank=True)
    written = models.CharField(max_length=60)
    meant = models.CharField(max_length=40, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="code_mappings")

    objects = CodeMappingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "column", "written"]
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "column", "written"], name="one_meaning_per_word"),
            models.CheckConstraint(name="code_has_meaning", condition=models.Q(column="") | ~models.Q(meant="")),
        ]

    def __str__(self) -> str:
        return f"{self.written} → {self.meant or 'niet gebruiken'}"
