"""Coen sees what a file changes, ticks what is odd, explains a word, compares, withdraws; desktop and phone, no errors."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitoring.models import Delivery
from tests.browser.conftest import DESKTOP, PHONE
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "R01_2026-03_90BB.csv"
OUT = {"datum_uitschrijving": "10-03-2026", "reden_uitschrijving": "4", "bestemming": "geen"}
PICTURES = os.environ.get("PICTURES")  # a folder: keep pictures of every page, to look at


def looked_at(page: Page, name: str) -> None:
    """Nothing sticks out at desktop or phone width; with PICTURES also a picture of both."""
    for size, suffix in ((PHONE, "-smal"), (DESKTOP, "")):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name}{suffix}"
        if PICTURES:
            page.wait_for_timeout(400)
            page.screenshot(path=f"{PICTURES}/{name}{suffix}.png", full_page=True)


def deliver(page: Page, folder: Path, content: bytes) -> None:
    file = folder / NAME
    file.write_bytes(content)
    page.goto("/aanleveren/")
    page.get_by_label("Kies uw bestanden").set_input_files(file)
    page.get_by_role("button", name="Aanleveren").click()


def changed_rows() -> list[dict]:
    """Three pupils gone, one new, one left since, one with a birth date that asks for attention."""
    made = [*(mbo_row(n, "2026-03") for n in range(23, 56)), mbo_row(60, "2025-10")]
    made[9] |= OUT
    made[12] |= {"geboortedatum": "14-05-1960"}
    return made


def test_what_a_delivery_changes_is_seen_ticked_accepted_and_taken_back(page, login, coen, accepted, tmp_path, console):
    login(page, coen)
    deliver(page, tmp_path, r01_csv(changed_rows()))
    expect(page.get_by_role("heading", name="Wat er verandert als u deze levering aanneemt")).to_be_visible()
    page.locator("#gevolg-title").scroll_into_view_if_needed()
    expect(page.locator("[data-chart=gevolg] .main-svg").first).to_be_visible()
    looked_at(page, "gevolg")
    page.get_by_role("link", name="Bekijk welke leerlingen dat zijn").click()
    expect(page.get_by_text("Roos60")).to_be_visible()
    looked_at(page, "leerlingen")
    page.go_back()
    page.get_by_label("Ik heb deze regels bekeken").check()
    page.get_by_label("Waarom klopt dit?").fill("Nagekeken in de administratie.")
    page.get_by_role("button", name="Aannemen").click()
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    looked_at(page, "bewijs-na-vinkjes")
    page.get_by_role("link", name="Vergelijk met andere leveringen").click()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_text("Wat er anders is")).to_be_visible()
    page.get_by_role("link", name="Toon de namen").click()
    looked_at(page, "geschiedenis")
    page.goto(Delivery.objects.latest("pk").get_absolute_url())
    page.get_by_text("Levering intrekken").click()
    page.get_by_label("Waarom trekt u deze levering in?").fill("Verkeerd bestand.")
    page.get_by_role("button", name="Intrekken").click()
    expect(page.get_by_text("Deze levering is ingetrokken").first).to_be_visible()
    looked_at(page, "ingetrokken")
    assert console == []


def test_a_word_is_explained_and_the_file_is_checked_again(page, login, coen, accepted, tmp_path, console):
    login(page, coen)
    made = r01_csv([mbo_row(n, "2026-03") | {"geslacht": "meisje"} for n in range(20, 56)])
    deliver(page, tmp_path, made)
    looked_at(page, "onbekende-woorden")
    page.get_by_role("link", name="Zeg wat ze betekenen").click()
    page.get_by_label("‘meisje’").select_option("V")
    looked_at(page, "vertalen")
    page.get_by_role("button", name="Bewaren en opnieuw controleren").click()
    expect(page.get_by_role("heading", name="Aannemen", exact=True)).to_be_visible()
    page.get_by_role("link", name="Alles").click()
    expect(page.get_by_text("‘meisje’ is gelezen als ‘V’")).to_be_visible()
    looked_at(page, "opnieuw-gecontroleerd")
    assert console == []
