"""Coen delivers: a file in, findings read, accepted with a reason, receipt; also by keyboard only."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "R01_2026-03_90BB.csv"
PICTURES = os.environ.get("PICTURES")  # a folder: keep pictures of every page, to look at


@pytest.fixture
def file(tmp_path) -> Path:
    """A hundred pupils, one of whom lives in a municipality that does not exist."""
    rows = [mbo_row(n, "2025-10") for n in range(100, 200)]
    rows[0]["gemeentecode"] = "9876"
    path = tmp_path / NAME
    path.write_bytes(r01_csv(rows))
    return path


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def tab_to(page: Page, locator) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if locator.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached by keyboard")


def test_a_file_becomes_a_receipt(page, login, coen, file, console):
    login(page, coen)
    page.goto("/aanleveren/")
    picture(page, "lijst-leeg")
    page.get_by_label("Kies uw bestanden").set_input_files(file)
    expect(page.locator("[data-files]")).to_contain_text(NAME)
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_text("1 van 100 regels heeft een fout")).to_be_visible()
    expect(page.get_by_role("cell", name="‘9876’")).to_be_visible()
    picture(page, "te-bevestigen")
    page.get_by_role("button", name="Aannemen").click()  # the browser itself asks for the reason first
    expect(page.get_by_label("Waarom klopt dit?")).to_be_focused()
    page.get_by_label("Waarom klopt dit?").fill("Deze leerling is net verhuisd.")
    page.get_by_role("button", name="Aannemen").click()
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    expect(page.get_by_text("Deze leerling is net verhuisd.")).to_be_visible()
    picture(page, "bewijs")
    page.set_viewport_size(PHONE)
    picture(page, "bewijs-smal")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size(DESKTOP)
    page.goto("/aanleveren/")
    picture(page, "lijst")
    page.set_viewport_size(PHONE)
    picture(page, "lijst-smal")
    assert console == []


def test_by_keyboard_only(page, login, coen, file):
    login(page, coen)
    page.goto("/aanleveren/")
    chooser = page.get_by_label("Kies uw bestanden")
    tab_to(page, chooser)
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(file)
    tab_to(page, page.get_by_role("button", name="Aanleveren"))
    page.keyboard.press("Enter")
    reason = page.get_by_label("Waarom klopt dit?")
    expect(reason).to_be_visible()
    tab_to(page, reason)
    page.keyboard.type("Deze leerling is net verhuisd.")
    tab_to(page, page.get_by_role("button", name="Aannemen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()


def test_a_wrong_name_leaves_the_chosen_file_in_place(page, login, coen, file, console):
    login(page, coen)
    page.goto("/aanleveren/")
    nameless = file.rename(file.with_name("leerlingen.csv"))
    page.get_by_label("Kies uw bestanden").set_input_files(nameless)
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_text("Uit de bestandsnaam blijkt niet: soort")).to_be_visible()
    picture(page, "naam-fout")
    page.get_by_label("Soort").select_option("R01")
    page.get_by_label("School", exact=True).select_option("90BB")
    page.get_by_label("Maand", exact=True).select_option("2026-03")
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_role("heading", name="R01 leerlingen, maart 2026")).to_be_visible()
    page.set_viewport_size(PHONE)
    picture(page, "te-bevestigen-smal")
    assert console == []


def test_a_refused_file_says_what_to_do(page, login, coen, tmp_path, console):
    rows = [mbo_row(n, "2025-10") | {"gemeentecode": "9876"} for n in range(100, 140)]
    path = tmp_path / NAME
    path.write_bytes(r01_csv(rows))
    login(page, coen)
    page.goto("/aanleveren/")
    page.get_by_label("Kies uw bestanden").set_input_files(path)
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_text("Dit bestand is niet aangenomen.")).to_be_visible()
    picture(page, "geweigerd")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download het antwoordbestand").click()
    assert downloaded.value.suggested_filename == f"antwoord_{NAME}"
    assert console == []


def test_the_page_ends_by_itself_on_the_result(page, login, coen, file, console):
    from monitoring import staging
    from monitoring.clock import today

    delivery = staging.receive(file.read_bytes(), NAME, by=coen, today=today())
    login(page, coen)
    page.goto(delivery.get_absolute_url())
    expect(page.get_by_text("Het bestand is binnen en wacht op controle.")).to_be_visible()
    picture(page, "voortgang")
    staging.stage(delivery)
    expect(page.get_by_role("heading", name="Te bevestigen")).to_be_visible()
    assert console == []


def test_coordinator_sees_who_is_late(page, login, els, coen, deliver):
    deliver("R01_2026-02_90BB.csv", r01_csv([mbo_row(n, "2025-10") for n in range(5)]), by=coen)
    login(page, els)
    page.goto("/aanleveren/")
    expect(page.get_by_text("Bij 2 van 2 scholen ontbreekt een bestand.")).to_be_visible()
    picture(page, "regio")
