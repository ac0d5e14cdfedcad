"""A conference opens, fills up, takes a waiting list, has the waiting one move up, and closes: all without JavaScript."""

import re
from datetime import date
from itertools import count

import pytest
from django.core import mail

from monitoring.models import Registration
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_editing_journey import look

BEFORE, OPEN, CLOSED = date(2026, 3, 31), date(2026, 4, 9), date(2026, 5, 8)
COUNT = count()
PAGE = "/bijeenkomsten/vsv-conferentie/"
FIELDS = {
    "Naam": "Vsv-conferentie", "In het kort": "Wat helpt om op school te blijven.", "Plaats en adres": "Theater, Plein 1",
    "Organisator": "Regio", "Dag": "2026-05-14", "Van": "09:30", "Tot": "15:30", "Plaatsen": "1",
    "Aanmelden kan vanaf": "2026-04-01", "Aanmelden kan tot en met": "2026-05-07",
}  # fmt: skip


@pytest.fixture
def visitor(browser, live_server):
    """Without JavaScript and without an account."""
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, locale="nl-NL", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def made(page) -> None:
    """The coordinator makes the conference and puts it on the site."""
    page.goto("/regio/bijeenkomsten/nieuw/")
    for label, said in FIELDS.items():
        page.get_by_label(label, exact=True).first.fill(said)
    page.get_by_label("Staat op de site").check()
    page.get_by_role("button", name="Bewaar").click()
    assert page.get_by_text("‘Vsv-conferentie’ is bewaard.").is_visible()


def asks(visitor, who: str, button: str) -> None:
    visitor.goto(f"{PAGE}aanmelden/")
    visitor.get_by_label("Uw naam").fill(who)
    visitor.get_by_label("Uw e-mailadres").fill(f"{who.lower()}@school.test")
    visitor.get_by_role("button", name=button).click()
    assert visitor.get_by_role("heading", name="Kijk in uw mail").is_visible()


def told(visitor, day: date, settings) -> str:
    """The page anew: a browser keeps an address for a minute, hence the count behind it."""
    settings.TODAY = day
    visitor.goto(f"{PAGE}?{next(COUNT)}")
    return visitor.locator("main").inner_text()


def test_a_conference_opens_fills_up_moves_up_and_closes(page, visitor, login, els, settings, console):
    settings.TODAY = BEFORE
    login(page, els)
    made(page)
    assert "Aanmelden kan vanaf 1 april 2026" in told(visitor, BEFORE, settings)
    assert "nog 1 plaats" in told(visitor, OPEN, settings)

    refused_without_losing_what_was_typed(visitor)
    asks(visitor, "Ans", "Meld mij aan")
    assert "De bijeenkomst is vol" in told(visitor, OPEN, settings)
    asks(visitor, "Bea", "Zet mij op de wachtlijst")
    own = re.search(r"/mijn-aanmelding/\S+", mail.outbox[0].body)[0]
    visitor.goto(own)
    visitor.get_by_role("button", name="Meld mij af").click()
    assert visitor.get_by_text("U bent afgemeld").is_visible()
    assert mail.outbox[-1].to == ["bea@school.test"]
    assert mail.outbox[-1].subject == "Vsv-conferentie: er is een plaats vrijgekomen"
    assert dict(Registration.objects.values_list("name", "state")) == {"Ans": "afgemeld", "Bea": "plaats"}

    assert "Aanmelden is niet meer mogelijk" in told(visitor, CLOSED, settings)
    visitor.goto(f"{PAGE}aanmelden/")
    assert visitor.get_by_text("Aanmelden is niet meer mogelijk.").is_visible()
    assert visitor.get_by_role("button", name="Meld mij aan").count() == 0
    assert visitor.context.cookies() == []
    looked_at(page, settings)
    assert console == []


def refused_without_losing_what_was_typed(visitor) -> None:
    visitor.goto(f"{PAGE}aanmelden/")
    visitor.get_by_label("Uw naam").fill("Ans")
    visitor.get_by_role("button", name="Meld mij aan").click()
    assert visitor.get_by_text("Vul uw e-mailadres in.").first.is_visible()
    assert visitor.get_by_label("Uw naam").input_value() == "Ans"


def looked_at(page, settings) -> None:
    """Nothing sticks out at either width, for visitors and for the coordinator."""
    edit = page.url
    settings.TODAY = OPEN
    addresses = {
        "lijst": "/bijeenkomsten/", "bijeenkomst": PAGE, "aanmelden": f"{PAGE}aanmelden/",
        "beheer": "/regio/bijeenkomsten/", "wijzig": edit, "aanmeldingen": f"{edit}aanmeldingen/",
    }  # fmt: skip
    for name, address in addresses.items():
        page.goto(address)
        assert page.locator("h1").count() == 1, name
        look(page, f"bijeenkomst-{name}")
    page.set_viewport_size(DESKTOP)
