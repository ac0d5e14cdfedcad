"""An editor writes, previews, plans and publishes an item with a picture; a visitor reads it without JavaScript."""

import os
from datetime import date
from pathlib import Path

import pytest

from monitoring.models import Article
from tests.browser.conftest import DESKTOP, PHONE
from tests.open_face.test_pictures import photo

PICTURES = os.environ.get("PICTURES", "")  # a folder, for who wants to look
TEXT = "Wij bellen op de **derde dag**.\n\n## Waarom\n\n- het helpt\n- het is kort"


@pytest.fixture
def visitor(browser, live_server):
    """Without JavaScript and without an account."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="nl-NL", java_script_enabled=False)
    yield context.new_page()
    context.close()


def look(page, name: str) -> None:
    """Nothing sticks out at either width; a picture for who asks for one."""
    for width, size in (("breed", DESKTOP), ("smal", PHONE)):
        page.set_viewport_size(size)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{name} at {width}"
    page.set_viewport_size(DESKTOP)


def test_an_item_from_first_word_to_reader(page, visitor, login, els, tmp_path, settings, console):
    school = tmp_path / "school.jpg"
    school.write_bytes(photo(1600, 900))
    login(page, els)
    refused_without_a_description(page, school)
    previewed(page, school)

    page.get_by_label("Verschijnt op").fill("2026-05-01")
    page.get_by_role("button", name="Bewaar").click()
    assert page.get_by_text("verschijnt vanzelf op 1 mei 2026").is_visible()
    visitor.goto("/nieuws/")
    assert visitor.get_by_text("Er is nog geen nieuws.").is_visible()
    page.get_by_role("link", name="Geschiedenis").click()
    page.get_by_role("link", name="Versie 1").click()
    look(page, "versie")

    settings.TODAY = date(2026, 5, 1)
    visitor.goto("/nieuws/?nu")
    visitor.get_by_role("link", name="Bellen op de derde dag").click()
    assert visitor.get_by_role("heading", level=1).inner_text() == "Bellen op de derde dag"
    assert visitor.get_by_role("img", name="De voorkant van een school").is_visible()
    assert visitor.context.cookies() == []
    feed = visitor.request.get("/nieuws/rss.xml").text()
    assert "<title>Bellen op de derde dag</title>" in feed
    assert [said for said in console if "422" not in said] == []  # the browser notes the refusal


def refused_without_a_description(page, school) -> None:
    page.goto("/redactie/")
    page.get_by_role("link", name="Schrijf een bericht").click()
    page.get_by_label("Titel").fill("Bellen op de derde dag")
    page.get_by_label("Samenvatting").fill("Een vaste medewerker belt.")
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.get_by_label("Afbeelding boven het bericht").set_input_files(school)
    page.get_by_role("button", name="Toon voorbeeld").click()
    assert page.get_by_text("Beschrijf wat er op de afbeelding te zien is").is_visible()
    assert page.get_by_label("Tekst", exact=True).input_value() == TEXT
    assert not Article.objects.exists()


def previewed(page, school) -> None:
    page.get_by_label("Afbeelding boven het bericht").set_input_files(school)
    page.get_by_label("Wat is er op de afbeelding te zien?").fill("De voorkant van een school")
    page.get_by_role("button", name="Toon voorbeeld").click()
    preview = page.get_by_role("region", name="Voorbeeld")
    assert preview.locator("strong").inner_text() == "derde dag"
    assert preview.get_by_role("img", name="De voorkant van een school").is_visible()
    look(page, "voorbeeld")
    assert not Article.objects.exists()


def test_the_pages_of_editors_fit_and_complain_of_nothing(page, login, els, console):
    login(page, els)
    for address in ("/redactie/", "/redactie/contacten/", "/redactie/wat-werkt/nieuw/", "/regio/agenda/nieuw/"):
        page.goto(address)
        look(page, address.strip("/").replace("/", "-"))
    assert console == []
