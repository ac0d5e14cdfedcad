"""News, pages, what works, the page for youngsters, and the desk of who writes them."""

from datetime import date

from monitoring.models import Ambition, Approach, Article, ArticleVersion, Picture
from tests.access.promises.cast import CAST, COMPARING, NO_OBJECT, NOBODY

EDITORS = {"els"}
KEEPERS = {"anna", "bram", "dirk", "els", "femke", "fien"}  # of contacts
PUT_OUT, TO_COME = date(2026, 4, 1), date(2026, 12, 1)


def an_article(kind: str, slug: str, publish_on: date | None) -> Article:
    said = {"title": slug, "summary": "kort", "body": "tekst", "publish_on": publish_on, "version": 1}
    article, _ = Article.objects.get_or_create(kind=kind, slug=slug, defaults=said)
    written = {"title": slug, "summary": "kort", "body": "tekst", "change": "gemaakt"}
    ArticleVersion.objects.get_or_create(article=article, number=1, defaults=written)
    return article


def a_picture() -> str:
    size = {"width": 1, "height": 1, "small_width": 1, "large": b"x", "small": b"x"}
    return Picture.objects.get_or_create(token="a" * 32, defaults=size | {"alt": "een school"})[0].token


def an_approach() -> Approach:
    said = {"title": "Spreekuur", "summary": "kort", "body": "tekst", "phases": "verzuim", "groups": "mbo"}
    sure = {"evidence": "praktijk", "evidence_source": "eigen ervaring", "contact": "ROC", "is_public": True}
    return Approach.objects.get_or_create(slug="spreekuur", defaults=said | sure | {"checked_on": PUT_OUT})[0]


def an_ambition() -> int:
    goal = {"why": "nodig", "gauge": "percentage", "target": 2, "base_teljaar": "2024-2025", "target_teljaar": "2028-2029"}
    return Ambition.objects.get_or_create(title="Minder vsv'ers", defaults=goal)[0].pk


def pk_of_draft() -> int:
    return an_article("nieuws", "concept", None).pk


PAGES = [
    ("news", None, set(CAST), NOBODY, 404, 405),
    ("news-feed", None, set(CAST), NOBODY, 404, 405),
    ("news-item", lambda: an_article("nieuws", "uit", PUT_OUT).slug, set(CAST), NOBODY, 404, 405),
    ("news-item", lambda: an_article("nieuws", "straks", TO_COME).slug, NOBODY, NOBODY, 404, 405),
    ("page", lambda: an_article("pagina", "uit", PUT_OUT).slug, set(CAST), NOBODY, 404, 405),
    ("page", lambda: an_article("pagina", "concept", None).slug, NOBODY, NOBODY, 404, 405),
    ("picture", lambda: (a_picture(), "klein"), set(CAST), NOBODY, 404, 405),
    ("what-works", None, set(CAST), NOBODY, 404, 405),
    ("approach", lambda: an_approach().slug, set(CAST), NOBODY, 404, 405),
    ("young", None, set(CAST), NOBODY, 404, 405),
    ("agenda", None, set(CAST), NOBODY, 404, 405),
    ("region-agenda", None, COMPARING, NOBODY, 404, 405),
    ("ambition-new", None, EDITORS, NOBODY, 404, 422),
    ("ambition-edit", an_ambition, EDITORS, NOBODY, 404, 422),
    ("ambition-edit", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("security-txt", None, set(CAST), NOBODY, 404, 405),
    ("desk", None, EDITORS, NOBODY, 404, 405),
    ("article-new", lambda: "nieuws", EDITORS, NOBODY, 404, 422),
    ("article-edit", pk_of_draft, EDITORS, NOBODY, 404, 422),
    ("article-edit", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("article-withdraw", pk_of_draft, EDITORS, NOBODY, 404, 302),
    ("article-history", pk_of_draft, EDITORS, NOBODY, 404, 405),
    ("article-version", lambda: (pk_of_draft(), 1), EDITORS, NOBODY, 404, 302),
    ("pictures", None, EDITORS, NOBODY, 404, 422),
    ("picture-remove", a_picture, EDITORS, NOBODY, 404, 422),
    ("approach-new", None, EDITORS, NOBODY, 404, 422),
    ("approach-edit", lambda: an_approach().pk, EDITORS, NOBODY, 404, 422),
    ("contacts", None, KEEPERS, NOBODY, 404, 405),
    ("contact-edit", lambda: ("0772", "leerplicht"), {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 422),
    ("contact-edit", lambda: ("0794", "leerplicht"), {"bram", "els", "femke"}, NOBODY, 404, 422),
    ("contact-edit", lambda: ("9999", "leerplicht"), NOBODY, NOBODY, 404, 404),
]
BY_KEY: set[str] = set()
ONLY_POST = {"article-withdraw"}
POSTS: dict[tuple[str, str], int] = {}
