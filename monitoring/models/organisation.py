"""Regions, municipalities and schools: who delivers and to whom a figure belongs."""

from django.db import models

from monitoring import access, access_pages


class RmcRegion(models.Model):
    """An RMC region of the list of 2025; `code` is the number of the law (40 = Rijk van Nijmegen)."""

    PLAIN = {"code", "name", "cbs_code"}

    code = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    cbs_code = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MunicipalityQuerySet":
        """The municipalities whose figures this user may see."""
        return self.filter(access.municipalities(user))

    def kept_by(self, user) -> "MunicipalityQuerySet":
        """The municipalities whose contacts for youngsters and parents this user keeps."""
        return self.filter(access_pages.contacts(user))

    def of_region(self, code: int) -> "MunicipalityQuerySet":
        return self.filter(region_id=code)


class Municipality(models.Model):
    """A municipality with its CBS code of four digits."""

    PLAIN = {"code", "name", "region", "subregion", "inhabitants"}

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(RmcRegion, models.PROTECT, related_name="municipalities")
    subregion = models.CharField(max_length=60, blank=True)
    inhabitants = models.PositiveIntegerField(default=0)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("municipality", args=[self.code])


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SchoolQuerySet":
        """The schools whose figures this user may see."""
        return self.filter(access.schools(user))

    def owing(self, kind: str) -> "SchoolQuerySet":
        """Those who owe a file of this kind every month. Codes of kinds are no part of one another."""
        return self.filter(delivers__contains=kind)


class School(models.Model):
    """A school (vestiging empty: the whole BRIN) as `manage.py organisations` loads it.

    `kinds` and `delivers` are lists joined by + (`vo+pro`, `R01+A05`), as in the CSV.
    """

    PLAIN = {"id", "brin", "vestiging", "name", "municipality", "kinds", "delivers", "is_invented"}

    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=120)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="schools")
    kinds = models.CharField(max_length=40, blank=True)
    delivers = models.CharField(max_length=60, blank=True)
    is_invented = models.BooleanField(default=False)  # of the demonstration: every page says so

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "brin", "vestiging"]
        constraints = [models.UniqueConstraint(fields=["brin", "vestiging"], name="school_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """BRIN, or BRIN + vestiging: the way a file name carries it."""
        return self.brin + self.vestiging

    def owes(self, kind: str) -> bool:
        return kind in self.delivers.split("+")
