"""News by mail: asked, confirmed through the mail itself, each item once, and stopped with one click (RFC 8058)."""

from datetime import date, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from monitoring.models import Article, NewsMail, NewsSubscriber
from monitoring.reference.retention_terms import NEWS_ADDRESS, term
from monitoring.vocabulary_pages import ArticleKind

log = structlog.get_logger("portal.mail")
MOST_ITEMS = 5


def ask(email: str, *, on: date) -> NewsSubscriber:
    """Write down who asked; who gets the news already stays so. The caller has the question mailed."""
    found, _ = NewsSubscriber.objects.get_or_create(email=email.strip().lower(), defaults={"asked_on": on})
    return found


def send_question(subscriber_id: int) -> bool:
    """The one mail before confirmation; to who has the news already, it says so."""
    found = NewsSubscriber.objects.filter(pk=subscriber_id).first()
    if found is None:
        return False
    template = "mail/news_known.txt" if found.confirmed_on else "mail/news_question.txt"
    return _mail(found, "Nieuws over voortijdig schoolverlaten: uw aanvraag", template, {})


def of_token(token: str) -> NewsSubscriber | None:
    return NewsSubscriber.objects.filter(token=token).first()


def confirm(subscriber: NewsSubscriber, *, on: date) -> None:
    """From now on; a second click changes nothing."""
    NewsSubscriber.objects.filter(pk=subscriber.pk, confirmed_on=None).update(confirmed_on=on)


def stop(token: str) -> None:
    """The address goes, at once."""
    NewsSubscriber.objects.filter(token=token).delete()


def send_news(*, on: date) -> int:
    """Every item that appeared since they confirmed, to each subscriber once. Returns how many mails went out."""
    found = Article.objects.published(on).filter(kind=ArticleKind.NEWS).defer("body")
    items = list(found.order_by("publish_on", "id"))
    told: dict[int, set[int]] = {}
    for subscriber, article in NewsMail.objects.values_list("subscriber_id", "article_id"):
        told.setdefault(subscriber, set()).add(article)
    sent = 0
    for each in NewsSubscriber.objects.exclude(confirmed_on=None):
        new = [i for i in items if i.publish_on >= each.confirmed_on and i.pk not in told.get(each.pk, ())]
        sent += bool(new) and _tell(each, new[:MOST_ITEMS], on)
    return sent


def forget_unconfirmed(*, on: date) -> int:
    """Addresses that nobody confirmed in time go. Returns how many."""
    patience = timedelta(weeks=term(NEWS_ADDRESS).weeks)
    return NewsSubscriber.objects.filter(confirmed_on=None, asked_on__lt=on - patience).delete()[0]


def _tell(subscriber: NewsSubscriber, items: list[Article], on: date) -> bool:
    rows = [NewsMail(subscriber=subscriber, article=item, sent_on=on) for item in items]
    NewsMail.objects.bulk_create(rows)
    lines = [{"item": item, "url": settings.PORTAL_URL + item.get_absolute_url()} for item in items]
    return _mail(subscriber, items[0].title, "mail/news.txt", {"lines": lines})


def _mail(subscriber: NewsSubscriber, subject: str, template: str, context: dict) -> bool:
    stop_url = settings.PORTAL_URL + reverse("news-stop", args=[subscriber.token])
    confirm_url = settings.PORTAL_URL + reverse("news-confirm", args=[subscriber.token])
    text = render_to_string(template, context | {"stop_url": stop_url, "confirm_url": confirm_url})
    headers = {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    try:
        return bool(EmailMessage(subject, text, to=[subscriber.email], headers=headers).send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template=template)
        return False
