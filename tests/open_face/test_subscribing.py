"""Nobody gets news that was not confirmed through the mail itself, and each item comes once."""

import re
from datetime import date

from django.core import mail

from monitoring.models import Article, NewsSubscriber
from monitoring.open_face import editing, subscribing
from monitoring.vocabulary_pages import ArticleChange, ArticleKind

ON, NEXT = date(2026, 4, 9), date(2026, 4, 10)


def published(title: str, on: date) -> None:
    article = Article(kind=ArticleKind.NEWS, title=title, summary="kort", body="tekst", publish_on=on)
    editing.save(article, by=None, change=ArticleChange.MADE)


def asked(client, callbacks, address="lezer@school.test"):
    with callbacks(execute=True):
        return client.post("/nieuws/abonneren/", {"email": address})


def test_news_comes_after_confirming_and_each_item_once(client, db, settings, django_capture_on_commit_callbacks):
    settings.TODAY = ON
    published("Oud nieuws", date(2026, 4, 1))
    assert asked(client, django_capture_on_commit_callbacks).url == "/nieuws/abonneren/gevraagd/"
    published("Vandaag", ON)
    assert subscribing.send_news(on=ON) == 0
    link = re.search(r"/nieuws/bevestigen/\S+", mail.outbox[0].body)[0]
    client.get(link)  # mail programs open links
    assert subscribing.send_news(on=ON) == 0
    client.post(link)
    published("Morgen", NEXT)
    assert [subscribing.send_news(on=day) for day in (ON, ON, NEXT, NEXT)] == [1, 0, 1, 0]
    assert [sent.subject for sent in mail.outbox[1:]] == ["Vandaag", "Morgen"]


def test_one_click_in_the_mail_program_stops_it(client, db, settings, django_capture_on_commit_callbacks):
    settings.TODAY = ON
    asked(client, django_capture_on_commit_callbacks)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"/nieuws/afmelden/[^>]+", headers["List-Unsubscribe"])[0]
    assert client.get(path).status_code == 200
    assert NewsSubscriber.objects.count() == 1  # reading the page stops nothing
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, NewsSubscriber.objects.count()) == (204, 0)


def test_asking_again_tells_a_stranger_nothing(client, db, settings, django_capture_on_commit_callbacks):
    settings.TODAY = ON
    first = asked(client, django_capture_on_commit_callbacks)
    subscribing.confirm(NewsSubscriber.objects.get(), on=ON)
    again = asked(client, django_capture_on_commit_callbacks, "LEZER@school.test")
    assert (first.status_code, first.url, first.cookies) == (again.status_code, again.url, again.cookies)
    assert "U krijgt het al" in mail.outbox[1].body


def test_an_address_that_nobody_confirms_goes(db):
    subscribing.ask("een@school.test", on=ON)
    subscribing.confirm(subscribing.ask("twee@school.test", on=ON), on=ON)
    subscribing.forget_unconfirmed(on=date(2026, 4, 16))
    assert NewsSubscriber.objects.count() == 2
    subscribing.forget_unconfirmed(on=date(2026, 4, 17))
    assert [each.email for each in NewsSubscriber.objects.all()] == ["twee@school.test"]
