"""What an editor does with an article: save, take off the site, put back, bring an earlier version back. Nothing is lost.

Every change is one transaction that leaves a version; the address follows the title and the old one keeps working.
"""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from monitoring.keeping import years_before
from monitoring.models import Account, Article, ArticleVersion, FormerAddress
from monitoring.open_face.visiting import forget
from monitoring.reference.retention_terms import EDITORS, term
from monitoring.vocabulary_pages import ArticleChange

SLUG = 70
ROLE = "redactie"


class ChangedMeanwhile(Exception):
    """Somebody else saved the article after this editor opened it."""


@transaction.atomic
def save(article: Article, *, by: Account | None, change: ArticleChange, opened_at: int | None = None) -> Article:
    """Store the article as it is now, with its version and its address. Raises ChangedMeanwhile.

    `opened_at`: the number of the version that the editor had before its eyes; None where nobody had.
    """
    if article.pk:
        stored = Article.objects.select_for_update().get(pk=article.pk)
        if opened_at is not None and stored.version != opened_at:
            raise ChangedMeanwhile
        article.version = stored.version
        _move(article, stored)
    else:
        article.slug = _free_slug(article)
    article.version += 1
    article.changed_by, article.changed_by_name = by, str(by or "oefenomgeving")
    article.save()
    kept = {name: getattr(article, name) for name in ArticleVersion.KEPT}
    ArticleVersion.objects.create(
        article=article, number=article.version, change=change, saved_by=by,
        saved_by_name=article.changed_by_name, **kept,
    )  # fmt: skip
    transaction.on_commit(forget)
    return article


def restore(article: Article, version: ArticleVersion, *, by: Account) -> Article:
    """Make an earlier version the newest one."""
    for name in ArticleVersion.KEPT:
        setattr(article, name, getattr(version, name))
    return save(article, by=by, change=ArticleChange.RESTORED)


def withdraw(article: Article, *, by: Account) -> Article:
    article.is_withdrawn = True
    return save(article, by=by, change=ArticleChange.WITHDRAWN)


def put_back(article: Article, *, by: Account) -> Article:
    article.is_withdrawn = False
    return save(article, by=by, change=ArticleChange.PUT_BACK)


def forget_editors(*, on: date) -> int:
    """Who wrote a version has had its term: the role stays. Returns of how many versions and articles."""
    before = years_before(on, term(EDITORS).years)
    versions = ArticleVersion.objects.filter(saved_at__date__lt=before).exclude(saved_by_name=ROLE)
    articles = Article.objects.filter(changed_at__date__lt=before).exclude(changed_by_name=ROLE)
    return versions.update(saved_by=None, saved_by_name=ROLE) + articles.update(changed_by=None, changed_by_name=ROLE)


def _move(article: Article, stored: Article) -> None:
    """Another title is another address; who has the old one is sent on."""
    article.slug = stored.slug
    if article.title == stored.title:
        return
    article.slug = _free_slug(article)
    FormerAddress.objects.filter(kind=article.kind, slug=article.slug, article=article).delete()
    if article.slug != stored.slug:
        FormerAddress.objects.get_or_create(kind=stored.kind, slug=stored.slug, defaults={"article": article})


def _free_slug(article: Article) -> str:
    """The title as an address that no other article has or had."""
    wanted = slugify(article.title)[:SLUG].strip("-") or "bericht"
    like = {"kind": article.kind, "slug__startswith": wanted}
    taken = {
        *Article.objects.filter(**like).exclude(pk=article.pk).values_list("slug", flat=True),
        *FormerAddress.objects.filter(**like).exclude(article=article.pk).values_list("slug", flat=True),
    }
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
