"""What works: interventions and good practices of the region, with how sure we are of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from monitoring import access_pages
from monitoring.models.organisation import School
from monitoring.vocabulary_pages import EvidenceLevel, Phase, TargetGroup

JOINED = "+"


class ApproachQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ApproachQuerySet":
        """All for editors; for everybody else what is on the site."""
        return self.all() if access_pages.may_edit(user) else self.filter(is_public=True)

    def for_phase(self, phase: str) -> "ApproachQuerySet":
        """Those of a phase; codes of phases are no part of one another. All without a phase."""
        return self.filter(phases__contains=phase) if phase in Phase.values else self

    def for_group(self, group: str) -> "ApproachQuerySet":
        return self.filter(groups__contains=group) if group in TargetGroup.values else self


class Approach(models.Model):
    """One aanpak. `phases` and `groups` are lists of codes joined by +, as in School."""

    PLAIN = {
        "id", "slug", "title", "summary", "body", "phases", "groups", "evidence", "evidence_source", "evidence_url",
        "contact", "contact_email", "contact_phone", "schools", "is_public", "is_invented", "checked_on", "changed_at",
    }  # fmt: skip
    IDENTIFYING = {"changed_by", "changed_by_name"}

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=300)
    body = models.TextField(max_length=20_000)
    phases = models.CharField(max_length=60)
    groups = models.CharField(max_length=60)
    evidence = models.CharField(max_length=10, choices=EvidenceLevel)
    evidence_source = models.CharField(max_length=250)
    evidence_url = models.URLField(max_length=300, blank=True)
    contact = models.CharField(max_length=120)  # an organisation or a function, so that it stays true
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    schools = models.ManyToManyField(School, blank=True, related_name="approaches")
    is_public = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)  # of the demonstration: the page says so
    checked_on = models.DateField()
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(name="approach_is_for_somebody", condition=~Q(phases="") & ~Q(groups="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("approach", args=[self.slug])

    @property
    def phase_labels(self) -> list[str]:
        return [Phase(code).label for code in self.phases.split(JOINED)]

    @property
    def group_labels(self) -> list[str]:
        return [TargetGroup(code).label for code in self.groups.split(JOINED)]
