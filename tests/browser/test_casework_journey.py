"""A youngster from flag to plan in the Doorstroompunt's browser, by keyboard; and a file handed over and accepted."""

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
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(path)
        assert page.evaluate(OVERFLOW) == 0, f"{path} at {width}"


def test_doorstroompunt_reads_why_logs_a_contact_and_plans_by_keyboard(page, login, console, accepted, femke):
    Flag.objects.create(pupil_id=young(22), rule="S5", since=date(2026, 4, 1), raised_on=date(2026, 4, 2),
                        evidence={"left_on": "2026-02-10"})  # fmt: skip
    login(page, femke)
    path = f"/jongere/{young(22)}/"
    fits(page, path)
    page.get_by_text("school verlaten op 10-02-2026").wait_for()
    page.locator("#id_contact-kind").focus()
    page.keyboard.type("gesprek met de j")
    page.keyboard.press("Tab")
    page.keyboard.type("afspraak")
    page.locator("#id_contact-text").focus()
    page.keyboard.type("Komt dinsdag langs.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Het contact is vastgelegd.").wait_for()
    page.locator("#id_plan-what").focus()
    page.keyboard.type("Gesprek over de bbl")
    page.keyboard.press("Enter")
    page.get_by_text("Het plan staat genoteerd.").wait_for()
    assert (Contact.objects.get().kind, Contact.objects.get().outcome) == ("gesprek", "afspraak")
    assert Plan.objects.get().owner == femke
    page.get_by_role("button", name="Gesprek over de bbl").click()
    page.get_by_text("Het plan is afgerond.").wait_for()
    for shown in ("blad", "telling", "uitleg"):
        fits(page, f"{path}{shown}/")
    assert not console


def test_leerplicht_hands_over_and_the_doorstroompunt_accepts(page, login, console, accepted, anna, femke):
    file = take_up(young(20), by=anna, today=ON)
    login(page, anna)
    page.goto(f"/jongere/{young(20)}/")
    page.get_by_text("Overdragen", exact=True).click()
    page.select_option("#id_handover-to", "doorstroompunt:REGIO")
    page.fill("#id_handover-message", "Wil in de techniek werken.")
    page.get_by_role("button", name="Verstuur de overdracht").click()
    page.get_by_text("Tot die is aangenomen blijft het dossier bij u.").wait_for()
    page.get_by_role("button", name="Trek de overdracht in").wait_for()

    page.context.clear_cookies()
    login(page, femke)
    page.goto("/werklijst/")
    page.get_by_role("link", name="Overdrachten").first.click()
    page.get_by_text("Wil in de techniek werken.").wait_for()
    page.get_by_role("button", name="Neem aan").click()
    page.get_by_role("heading", name="Sam van Roos20").wait_for()
    file.refresh_from_db()
    assert (file.role, file.holder, file.owner) == ("doorstroompunt", "REGIO", femke)
    assert HandOver.objects.get().accepted_by == femke
    assert CaseFile.objects.count() == 1
    assert not console
