"""The pages about people and the open pages in a real browser: they fit, and nothing complains."""

import pytest
from playwright.sync_api import Page

from monitoring.models import School
from tests.access.promises.cast import young

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check(page: Page, *paths: str) -> None:
    for path in paths:
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(path)
            assert page.evaluate(OVERFLOW) == 0, f"{path} at {width}"
            assert page.locator("h1").count() == 1, path


def test_pages_fit_and_nothing_complains(page, login, console, accepted, coen, gijs):
    School.objects.update(is_invented=True)
    check(page, "/", "/over-de-cijfers/", "/privacy/", "/toegankelijkheid/")
    login(page, coen)
    check(page, "/werklijst/", f"/jongere/{young(20)}/")
    login(page, gijs)
    check(page, "/beheer/")
    assert not console


def test_a_name_is_found_opened_and_never_in_the_address(page, login, accepted, coen):
    login(page, coen)
    page.goto("/werklijst/")
    page.fill("#naam", "roos20")
    page.press("#naam", "Enter")
    page.get_by_text("1 gevonden met").wait_for()
    assert page.url.endswith("/werklijst/")
    page.click("a.row-link")
    page.get_by_role("heading", name="Sam van Roos20").wait_for()  # beside the list
    page.get_by_role("link", name="Alles over deze jongere").click()
    page.get_by_role("link", name="Zo telt deze jongere mee").click()
    page.get_by_role("heading", name="Zo telt Sam van Roos20 mee").wait_for()
    assert "Laatste inschrijving bij ROC Voorbeeld eindigde op" in page.inner_text("main")


def test_beheer_blocks_an_account_with_the_keyboard(page, login, accepted, coen, gijs):
    login(page, gijs)
    page.goto("/beheer/")
    page.get_by_role("button", name="Blokkeer coen").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Het account coen is geblokkeerd.").wait_for()
    coen.refresh_from_db()
    assert not coen.is_active
