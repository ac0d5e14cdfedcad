"""News and pages: what editors write, each version of it, its earlier addresses, and the pictures."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from monitoring import access_pages
from monitoring.vocabulary_pages import ArticleChange, ArticleKind, ArticleState


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PictureQuerySet":
        """A picture is for everybody who knows its address, until it is removed: there is nothing secret about it."""
        return self.filter(removed_on=None)


class Picture(models.Model):
    """A picture as it is shown: checked, written again without metadata, in two widths, with its description.

    `token` is the digest of what is shown, so its address can be kept forever. Of a removed picture (somebody on it no
    longer wants that) only stays that it was there, who removed it and why.
    """

    PLAIN = {"id", "token", "width", "height", "small_width", "added_at", "removed_on", "removed_because"}
    IDENTIFYING = {"added_by", "alt", "large", "small", "removed_by_name"}  # there may be people on it

    token = models.CharField(max_length=32, unique=True)
    alt = models.CharField(max_length=250)
    large = models.BinaryField()
    small = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    small_width = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    removed_on = models.DateField(null=True)
    removed_because = models.CharField(max_length=200, blank=True)
    removed_by_name = models.CharField(max_length=150, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(name="picture_is_described", condition=~Q(alt="")),
            models.CheckConstraint(
                name="picture_is_removed_for_a_reason", condition=Q(removed_on=None) | ~Q(removed_because="")
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("picture", args=[self.token, "groot"])

    @property
    def small_url(self) -> str:
        return reverse("picture", args=[self.token, "klein"])


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user, on: date) -> "ArticleQuerySet":
        """All for editors; for everybody else what is on the site."""
        return self.all() if access_pages.may_edit(user) else self.published(on)

    def published(self, on: date) -> "ArticleQuerySet":
        """What is on the site on this day: no job has to run for it."""
        return self.filter(publish_on__lte=on, is_withdrawn=False)

    def in_menu(self, on: date) -> "ArticleQuerySet":
        found = self.published(on).filter(kind=ArticleKind.PAGE, menu_place__isnull=False)
        return found.order_by("menu_place", "title").only("title", "slug", "kind")


class Article(models.Model):
    """A news item or a page, in Markdown. Without `publish_on` it is a draft."""

    PLAIN = {
        "id", "kind", "slug", "title", "summary", "body", "picture", "publish_on", "is_withdrawn", "menu_place",
        "version", "changed_at",
    }  # fmt: skip
    IDENTIFYING = {"changed_by", "changed_by_name"}

    kind = models.CharField(max_length=6, choices=ArticleKind)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    body = models.TextField(max_length=40_000)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="articles")
    publish_on = models.DateField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    menu_place = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-publish_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="article_has_its_own_address")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news-item" if self.kind == ArticleKind.NEWS else "page", args=[self.slug])

    def state(self, on: date) -> ArticleState:
        if self.is_withdrawn:
            return ArticleState.WITHDRAWN
        if self.publish_on is None:
            return ArticleState.DRAFT
        return ArticleState.OUT if self.publish_on <= on else ArticleState.PLANNED


class ArticleVersion(models.Model):
    """An article as it was after one change: who, when, and what it then said."""

    PLAIN = {
        "id", "article", "number", "change", "title", "summary", "body", "picture", "publish_on", "menu_place", "saved_at",
    }  # fmt: skip
    IDENTIFYING = {"saved_by", "saved_by_name"}
    KEPT = ("title", "summary", "body", "picture", "publish_on", "menu_place")  # what a version can bring back

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=14, choices=ArticleChange)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    body = models.TextField(max_length=40_000)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="versions")
    publish_on = models.DateField(null=True)
    menu_place = models.PositiveSmallIntegerField(null=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.title}, versie {self.number}"


class FormerAddressQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FormerAddressQuerySet":
        """Whether the article itself may be read is asked where it is looked up."""
        return self.all()


class FormerAddress(models.Model):
    """Where an article stood before its title changed; whoever comes there is sent on."""

    PLAIN = {"id", "kind", "slug", "article"}

    kind = models.CharField(max_length=6, choices=ArticleKind)
    slug = models.SlugField(max_length=80)
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_addresses")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_address_once")]

    def __str__(self) -> str:
        return self.slug
