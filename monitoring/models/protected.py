"""What is suppressed in a table of counts beside the leaf cells: chosen once per computation, kept with it."""

from django.db import models

from monitoring.models.figure import Computation


class ProtectedTable(models.Model):
    """The masks of one table (by its name: `reden`, `bestemming`, `volggroep` …) of one computation."""

    PLAIN = {"id", "computation", "name", "masks"}

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="protected_tables")
    name = models.CharField(max_length=40)
    masks = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computation", "name"], name="protected_table_once")]
