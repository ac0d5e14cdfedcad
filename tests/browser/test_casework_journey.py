"""A file handed over by leerplicht, accepted by the Doorstroompunt, and worked in there by keyboard until a plan is done."""

from datetime import date

import pytest
from playwright.sync_api import Page

from monitoring.casework.files import take_up
from monitoring.models import CaseFile, Contact, Flag, HandOver, Plan
from tests.access.promises.cast import young

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ON = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


def fits(page: Page, path: str) -> None:
    page.goto(path)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERFLOW) == 0, f"{path} at {width}"


def test_leerplicht_hands_over_and_the_doorstroompunt_accepts_calls_and_plans(page, login, console, accepted, anna, femke):
    path, file = f"/jongere/{young(20)}/", take_up(young(20), by=anna, today=ON)
    Flag.objects.create(pupil_id=young(20), rule="S5", since=date(2026, 4, 1), raised_on=date(2026, 4, 2),
                        evidence={"left_on": "2026-02-10"})  # fmt: skip
    login(page, anna)
    fits(page, f"{path}uitleg/")
    page.goto(path)
    page.get_by_text("school verlaten op 10-02-2026").wait_for()
    hands_over(page)
    page.context.clear_cookies()
    login(page, femke)
    accepts(page)
    file.refresh_from_db()
    assert (file.role, file.holder, file.owner) == ("doorstroompunt", "REGIO", femke)
    assert HandOver.objects.get().accepted_by == femke
    assert CaseFile.objects.count() == 1
    calls_plans_and_does(page)
    assert (Contact.objects.get().kind, Contact.objects.get().outcome) == ("gesprek", "afspraak")
    assert (Plan.objects.get().owner, Plan.objects.get().done_on) == (femke, ON)
    for shown in ("telling/", "blad/", ""):
        fits(page, f"{path}{shown}")
    assert page.get_by_role("link", name="Uitleg en inzage").count() == 0  # femke has the file, not the pupil
    assert not console


def hands_over(page: Page) -> None:
    page.get_by_text("Overdragen", exact=True).click()
    page.select_option("#id_handover-to", "doorstroompunt:REGIO")
    page.fill("#id_handover-message", "Wil in de techniek werken.")
    page.get_by_role("button", name="Verstuur de overdracht").click()
    page.get_by_text("Tot die is aangenomen blijft het dossier bij u.").wait_for()
    page.get_by_role("button", name="Trek de overdracht in").wait_for()


def accepts(page: Page) -> None:
    page.goto("/werklijst/")
    page.get_by_role("link", name="Overdrachten").first.click()
    page.get_by_text("Wil in de techniek werken.").wait_for()
    page.get_by_role("button", name="Neem aan").click()
    page.get_by_role("heading", name="Sam van Roos20").wait_for()


def calls_plans_and_does(page: Page) -> None:
    page.keyboard.press("c")
    page.keyboard.type("gesprek met de j")
    page.keyboard.press("Tab")
    page.keyboard.type("afspraak")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Het contact is vastgelegd.").wait_for()
    page.keyboard.press("p")
    page.keyboard.type("Gesprek over de bbl")
    page.keyboard.press("Enter")
    page.get_by_text("Het plan staat genoteerd.").wait_for()
    page.get_by_role("button", name="Gesprek over de bbl").click()
    page.get_by_text("Het plan is afgerond.").wait_for()
