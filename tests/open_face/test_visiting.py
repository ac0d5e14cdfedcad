"""A visitor's page is kept for the next visitor, shows a change at once, and is never given to who has a session."""

from datetime import date

import pytest
from django.test import Client

from monitoring.models import Article
from monitoring.open_face import editing
from monitoring.vocabulary_pages import ArticleChange, ArticleKind

PAGES = [
    "/", "/openbaar/zoeken/", "/nieuws/", "/nieuws/rss.xml", "/agenda/", "/wat-werkt/", "/voor-jongeren-en-ouders/",
    "/.well-known/security.txt",
]  # fmt: skip


def publish(title: str) -> Article:
    article = Article(kind=ArticleKind.NEWS, title=title, summary="kort", body="tekst", publish_on=date(2026, 4, 1))
    return editing.save(article, by=None, change=ArticleChange.MADE)


@pytest.mark.parametrize("address", PAGES)
def test_the_second_visitor_costs_no_query_and_nobody_gets_a_cookie(db, address, django_assert_num_queries):
    first = Client().get(address)
    with django_assert_num_queries(0):
        second = Client().get(address)
    assert (first.status_code, first.content) == (200, second.content)
    assert not first.cookies
    assert not second.cookies
    assert second["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in second["Vary"]


def test_who_has_the_page_already_gets_only_that_word(db):
    etag = Client().get("/nieuws/")["ETag"]
    again = Client().get("/nieuws/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_is_seen_at_once(db, django_capture_on_commit_callbacks):
    assert "Nieuws van vandaag" not in Client().get("/nieuws/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        publish("Nieuws van vandaag")
    assert "Nieuws van vandaag" in Client().get("/nieuws/").content.decode()


def test_another_day_is_another_page(db, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish("Nieuws van april")
    settings.TODAY = date(2026, 3, 31)
    assert "Nieuws van april" not in Client().get("/nieuws/").content.decode()
    settings.TODAY = date(2026, 4, 1)
    assert "Nieuws van april" in Client().get("/nieuws/").content.decode()


def test_who_is_logged_in_neither_gets_nor_leaves_a_kept_page(client, els):
    client.force_login(els)
    own = client.get("/nieuws/")
    assert "Schrijf een bericht" in own.content.decode()
    assert own["Cache-Control"] == "no-store, private"
    visitor = Client().get("/nieuws/").content.decode()
    assert "Schrijf een bericht" not in visitor
    assert "Schrijf een bericht" in client.get("/nieuws/").content.decode()


def test_what_is_not_found_is_not_kept(db, django_capture_on_commit_callbacks):
    assert Client().get("/nieuws/straks/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        publish("Straks")
    assert Client().get("/nieuws/straks/").status_code == 200
