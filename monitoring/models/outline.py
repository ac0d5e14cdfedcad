"""The outline of a municipality, loaded by the operator for a real map; without it the region stands as tiles."""

from django.db import models


class Outline(models.Model):
    """Rings of longitude and latitude of one municipality; `manage.py outlines FILE` replaces them."""

    PLAIN = {"code", "rings", "source", "loaded_at"}

    code = models.CharField(max_length=4, primary_key=True)  # CBS
    rings = models.JSONField()
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.code
