"""Figures that others published, loaded with `manage.py reference`; a later status keeps the earlier on record."""

from django.db import models


class PublishedFigure(models.Model):
    """One published figure: never on one line with our own or with another publisher's."""

    PLAIN = {
        "id", "publisher", "series", "school_year", "area_kind", "area", "category", "participants", "vsv",
        "percentage", "status", "source",
    }  # fmt: skip

    publisher = models.CharField(max_length=20)
    series = models.CharField(max_length=40)
    school_year = models.CharField(max_length=9)
    area_kind = models.CharField(max_length=12)
    area = models.CharField(max_length=10)
    category = models.CharField(max_length=20, blank=True)
    participants = models.PositiveIntegerField(null=True)
    vsv = models.PositiveIntegerField(null=True)
    percentage = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    status = models.CharField(max_length=10)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["publisher", "series", "school_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "series", "school_year", "area_kind", "area", "category", "status"],
                name="published_figure_once_per_status",
            )
        ]
