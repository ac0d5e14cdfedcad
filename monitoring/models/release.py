"""What the region released to everybody: a stand, its printed numbers, and who prepared and who approved it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from monitoring import access_pages
from monitoring.calculation.school_year import Stand
from monitoring.vocabulary import Method


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReleaseQuerySet":
        """All, also what is still being prepared: for the coordinator. Nothing for others."""
        return self if access_pages.may_release(user) else self.none()

    def published(self) -> "ReleaseQuerySet":
        """Everything that was ever made public, oldest first; withdrawn releases stay addressable."""
        return self.filter(number__isnull=False).order_by("number")

    def standing(self) -> "ReleaseQuerySet":
        """What is public and not withdrawn."""
        return self.published().filter(withdrawn_on=None)


class Release(models.Model):
    """A stand that the region makes public: prepared by one coordinator, approved by another, then frozen."""

    PLAIN = {
        "id", "number", "method", "teljaar", "stand", "definition", "computation_id", "delivered", "expected", "note",
        "prepared_on", "next_on", "published_on", "approved_because", "withdrawn_on", "withdrawn_because",
    }  # fmt: skip
    IDENTIFYING = {"prepared_by", "prepared_by_name", "approved_by", "approved_by_name"}

    number = models.PositiveIntegerField(null=True, unique=True)  # in the order of publication; empty: being prepared
    method = models.CharField(max_length=5, choices=Method)
    teljaar = models.CharField(max_length=9)
    stand = models.CharField(max_length=8)
    definition = models.CharField(max_length=12)
    computation_id = models.BigIntegerField()  # which computation it was; a number, because that one may be replaced
    delivered = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    note = models.TextField(max_length=1000)  # public: what this release brings, or what it corrects and why
    next_on = models.DateField()  # when the next figures come out
    prepared_on = models.DateField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    prepared_by_name = models.CharField(max_length=150)
    published_on = models.DateField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_by_name = models.CharField(max_length=150, blank=True)
    approved_because = models.TextField(max_length=1000, blank=True)  # although the checklist found something to weigh
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(max_length=1000, blank=True)  # public

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-id"]
        constraints = [
            models.CheckConstraint(
                name="release_is_published_with_its_number",
                condition=Q(number=None, published_on=None) | Q(number__isnull=False, published_on__isnull=False),
            ),
            models.CheckConstraint(
                name="release_has_two_people", condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by"))
            ),
            models.CheckConstraint(
                name="release_withdrawn_after_publication",
                condition=Q(withdrawn_on=None) | (Q(published_on__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()}, teljaar {self.teljaar}, {Stand.parse(self.teljaar, self.stand).label}"

    def get_absolute_url(self) -> str:
        return reverse("open-figures-release", args=[self.number])


class PublishedCell(models.Model):
    """One printed number pair of a release, exactly as everybody reads it; the number behind a mark is not here."""

    PLAIN = {"id", "release", "kind", "place", "category", "n", "x", "percentage"}

    release = models.ForeignKey(Release, models.CASCADE, related_name="cells")
    kind = models.CharField(max_length=10)  # regio, gemeente or school
    place = models.CharField(max_length=6, blank=True)
    category = models.CharField(max_length=20, blank=True)  # empty: all together
    n = models.CharField(max_length=10)
    x = models.CharField(max_length=10)
    percentage = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "kind", "place", "category"], name="published_cell_once")]


class ReleaseBasis(models.Model):
    """The true numbers behind a release, for one purpose: the next release is audited together with all earlier ones."""

    PLAIN = {"id", "release", "places", "schools"}

    release = models.OneToOneField(Release, models.CASCADE, related_name="basis")
    places = models.JSONField()  # [municipality, category, n, x]
    schools = models.JSONField()  # [brin, category, n, x]
