"""Meetings and the news by mail: open to all; the coordinator alone sees who comes."""

from datetime import date, time

from monitoring.models import Meeting, NewsSubscriber, Registration
from tests.access.promises.cast import CAST, NO_OBJECT, NOBODY

EDITORS = {"els"}


def a_meeting(slug: str, *, is_public: bool) -> Meeting:
    said = {
        "title": slug, "summary": "kort", "place": "zaal", "organiser": "regio", "day": date(2030, 1, 1), "begins": time(9),
        "ends": time(12), "capacity": 1, "opens_on": date(2020, 1, 1), "closes_on": date(2029, 12, 1),
    }  # fmt: skip
    return Meeting.objects.get_or_create(slug=slug, defaults=said | {"is_public": is_public})[0]


def public() -> str:
    return a_meeting("open", is_public=True).slug


def draft() -> str:
    return a_meeting("concept", is_public=False).slug


def pk() -> int:
    return a_meeting("open", is_public=True).pk


def a_registration() -> str:
    said = {"name": "Iemand", "state": "plaats", "turn": 1}
    known = {"meeting_id": pk(), "email": "iemand@voorbeeld.test"}
    return Registration.objects.get_or_create(**known, defaults=said)[0].token


def a_subscriber() -> str:
    asked = {"asked_on": date(2026, 4, 1)}
    return NewsSubscriber.objects.get_or_create(email="lezer@voorbeeld.test", defaults=asked)[0].token


PAGES = [
    ("meetings", None, set(CAST), NOBODY, 404, 405),
    ("meeting", public, set(CAST), NOBODY, 404, 405),
    ("meeting", draft, EDITORS, NOBODY, 404, 405),
    ("meeting-calendar", public, set(CAST), NOBODY, 404, 405),
    ("meeting-register", public, set(CAST), NOBODY, 404, 422),
    ("meeting-asked", public, set(CAST), NOBODY, 404, 405),
    ("registration", a_registration, set(CAST), NOBODY, 404, 302),
    ("registration", lambda: "bestaat-niet", NOBODY, NOBODY, 404, 404),
    ("meeting-desk", None, EDITORS, NOBODY, 404, 405),
    ("meeting-new", None, EDITORS, NOBODY, 404, 422),
    ("meeting-edit", pk, EDITORS, NOBODY, 404, 422),
    ("meeting-edit", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("meeting-call-off", pk, EDITORS, NOBODY, 404, 302),
    ("attendants", pk, EDITORS, NOBODY, 404, 405),
    ("attendants", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("attendant-file", lambda: (pk(), "csv"), EDITORS, NOBODY, 404, 405),
    ("news-subscribe", None, set(CAST), NOBODY, 404, 422),
    ("news-asked", None, set(CAST), NOBODY, 404, 405),
    ("news-confirm", a_subscriber, set(CAST), NOBODY, 404, 302),
    ("news-confirm", lambda: "bestaat-niet", NOBODY, NOBODY, 404, 404),
    ("news-stop", a_subscriber, set(CAST), NOBODY, 404, 302),
]
BY_KEY: set[str] = set()
ONLY_POST = {"meeting-call-off"}
POSTS: dict[tuple[str, str], int] = {}
