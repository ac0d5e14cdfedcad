"""Headers on every kind of answer: pages, refusals, faults, downloads and static files."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from monitoring import urls as monitoring_urls
from vsv_portal import urls as portal_urls

CSP = "Content-Security-Policy"


def broken(request):
    raise RuntimeError("Roos20")


broken.login_required = False
urlpatterns = [path("kapot/", broken), *portal_urls.urlpatterns]


@pytest.fixture
def answers(anna, client):
    """One answer of every kind: before the login, behind it, and where something is wrong."""
    found_in_place = {"WHITENOISE_AUTOREFRESH": True, "WHITENOISE_USE_FINDERS": True}
    with override_settings(ROOT_URLCONF=__name__, **found_in_place):
        visitor = Client(raise_request_exception=False)
        behind = Client(raise_request_exception=False)
        behind.force_login(anna)
        checked = Client(enforce_csrf_checks=True)
        checked.force_login(anna)
        return {
            "page 200": visitor.get("/"),
            "login 200": visitor.get("/account/login/"),
            "to login 302": visitor.get("/werklijst/"),
            "static 200": visitor.get("/static/portal.css"),
            "health": visitor.get("/gezondheid/"),
            "behind 200": behind.get("/werklijst/"),
            "behind 302": behind.get("/"),
            "behind 403": checked.post("/werklijst/"),
            "behind 404": behind.get("/bestaat-niet/"),
            "behind 405": behind.delete("/werklijst/"),
            "behind 500": behind.get("/kapot/"),
            "visitor 404": visitor.get("/bestaat-niet/"),
            "visitor 500": visitor.get("/kapot/"),
            "bad host 400": visitor.get("/", headers={"host": "elders.example"}),
        }


def test_kinds_are_what_they_say(answers):
    wrong = {
        k: a.status_code for k, a in answers.items() if k[-3:].isdecimal() and a.status_code != int(k[-3:])
    }
    assert not wrong


def test_every_answer_has_a_strict_content_security_policy(answers):
    for kind, answer in answers.items():
        policy = dict(part.strip().split(" ", 1) for part in answer[CSP].split(";"))
        assert policy["default-src"] == "'none'", kind
        assert policy["script-src"] == "'self'", kind
        assert {policy[d] for d in ("object-src", "frame-src", "base-uri", "frame-ancestors")} == {
            "'none'"
        }, kind
        assert "unsafe" not in answer[CSP], kind
        assert "http" not in answer[CSP], kind


def test_every_answer_has_the_other_headers(answers):
    for kind, answer in answers.items():
        assert answer["X-Content-Type-Options"] == "nosniff", kind
        assert answer["Referrer-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", kind
        assert "camera=()" in answer["Permissions-Policy"], kind
        assert "Server" not in answer.headers, kind


def test_nothing_is_kept_by_a_cache_behind_the_login_or_where_nobody_said_so(answers):
    for kind, answer in answers.items():
        if kind.startswith(("behind", "login", "visitor")):
            assert "no-store" in answer["Cache-Control"], kind


def test_a_fault_shows_nothing_of_its_cause(answers):
    for kind in ("behind 500", "visitor 500"):
        assert b"Roos20" not in answers[kind].content
        assert b"RuntimeError" not in answers[kind].content
        assert len(answers[kind].content) < 5000


def test_the_session_cookie_is_out_of_reach_of_scripts(anna, client):
    client.force_login(anna)
    cookie = client.get("/werklijst/").cookies.get("csrftoken") or client.cookies["sessie"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_every_public_address_is_public_on_purpose():
    known = addresses(monitoring_urls.urlpatterns)
    public = {p.name for p in known if not getattr(p.callback, "login_required", True)}
    pages = {"home", "accessibility", "privacy", "about-figures"}
    of_editors = {"news", "news-feed", "news-item", "page", "picture", "what-works", "approach", "young", "agenda"}
    by_link = {"digest-stop"}  # the way out in every mail, docs/decisions.md
    without_data = {"layouts", "layout", "layout-template"}  # docs/decisions.md 25
    by_key = {"machine-deliver", "machine-delivery", "machine-accept"}  # opened by a key, docs/machine.md
    released = {"open-figures", "open-figures-release", "open-municipality", "open-school", "open-terms", "corrections"}
    released |= {"open-data", "open-api", "open-file", "open-search"}
    meeting = {"meetings", "meeting", "meeting-asked", "meeting-calendar", "meeting-register"}
    by_link |= {"registration", "news-confirm", "news-stop"}  # a personal address in a mail
    subscribing = {"news-subscribe", "news-asked"}
    open_face = of_editors | released | meeting | subscribing | {"security-txt"}
    assert public == pages | without_data | by_key | open_face | by_link


def addresses(patterns) -> list:
    return [p for each in patterns for p in (addresses(each.url_patterns) if hasattr(each, "url_patterns") else [each])]
