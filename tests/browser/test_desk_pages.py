"""The calendar, practice mode and the keys in a real browser: at desktop and phone width, without complaints."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from monitoring import tokens
from monitoring.clock import today
from monitoring.models import School
from tests.browser.conftest import DESKTOP, PHONE
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
PICTURES = os.environ.get("PICTURES", "")  # a folder, for who wants to look


def rows(count: int, wrong: int = 0) -> bytes:
    made = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    for row in made[:wrong]:
        row["gemeentecode"] = "9876"
    return r01_csv(made)


def fits(page, name: str) -> None:
    """Nothing sticks out at either width."""
    for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{name} at {width}"
    page.set_viewport_size(DESKTOP)


@pytest.fixture
def some(deliver):
    deliver("R01_2026-01_90BB.csv", rows(4))
    deliver("R01_2026-01_90BB.csv", rows(5))
    deliver("R01_2026-02_90BB.csv", rows(30, wrong=5))


def test_a_school_sees_its_calendar_and_what_to_do_next(some, page, login, coen, console):
    login(page, coen)
    for name, address in (("desk", reverse("deliveries")), ("calendar", reverse("delivery-calendar"))):
        page.goto(address)
        assert page.locator("p.lead").first.inner_text().startswith("Lever R01 over maart 2026 aan.")
        fits(page, name)
    assert page.get_by_text("vervangen", exact=True).is_visible()
    assert console == []


def test_the_coordinator_sees_all_schools(accepted, some, page, login, els, console):
    login(page, els)
    page.goto(reverse("delivery-calendar"))
    assert page.get_by_text("scholen ontbreekt een bestand").is_visible()
    fits(page, "coordinator")
    assert console == []


def test_a_file_is_tried_with_keyboard_and_mended(page, login, coen, console):
    login(page, coen)
    page.goto(reverse("practice"))
    fits(page, "practice")
    page.get_by_label("Kies een bestand om te oefenen").set_input_files(
        {"name": NAME, "mimeType": "text/csv", "buffer": rows(4, wrong=1)}
    )
    page.get_by_role("button", name="Controleer").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Zo zouden we dit bestand niet aannemen").wait_for()
    fits(page, "practice-faulty")
    page.get_by_label("Kies een bestand om te oefenen").set_input_files(
        {"name": NAME, "mimeType": "text/csv", "buffer": rows(4)}
    )
    page.get_by_role("button", name="Controleer").click()
    page.get_by_text("4 regels gelezen, 4 bruikbaar").wait_for()
    fits(page, "practice-good")
    assert console == []


def test_a_key_is_made_shown_once_and_taken_back(page, login, coen, console):
    tokens.issue(School.objects.get(brin="90BB"), ["R01"], label="oud", by=coen, today=today(), days=-1)
    login(page, coen)
    page.goto(reverse("machine-tokens"))
    page.get_by_label("Naam van de sleutel").fill("nachtexport")
    page.get_by_role("button", name="Maak een sleutel").click()
    page.locator("code", has_text="vsv_").first.wait_for()
    fits(page, "key")
    page.goto(reverse("machine-tokens"))
    assert page.locator("code", has_text="vsv_").count() == 0
    page.get_by_role("button", name="Trek in nachtexport").click()
    page.get_by_text("ingetrokken").first.wait_for()
    fits(page, "keys")
    assert console == []
