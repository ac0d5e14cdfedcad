"""The morning of a leerplichtambtenaar with the keyboard alone, and a school whose act shortens the officer's list."""

from datetime import date

import pytest
from playwright.sync_api import Keyboard, Page, expect

from monitoring.models import CaseFile, Contact, Flag, Plan, Uptake
from tests.access.promises.cast import young

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = date(2026, 4, 9)
PER_SECOND, MINUTE = 2, 60  # strokes of somebody who looks at what happens


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


@pytest.fixture
def flagged(accepted):
    """Two pupils of 90AA who live in Eindhoven: on the list of anna and, at school, of carla."""
    for n in (1, 2):
        Flag.objects.create(pupil_id=young(n), rule="S1", since=date(2026, 4, n), raised_on=ON, brin="90AA",
                            evidence={"hours": "17", "weeks": 4})  # fmt: skip


class Hands:
    """Counts what is pressed and typed."""

    def __init__(self, keyboard: Keyboard):
        self.keyboard, self.strokes = keyboard, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(key)
            self.strokes += 1

    def type(self, text: str) -> None:
        self.keyboard.type(text)
        self.strokes += len(text)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_by_keyboard_from_home_to_contact_plan_and_the_next_in_under_a_minute(page, login, console, flagged, anna):
    login(page, anna)
    page.goto("/")
    hands = Hands(page.keyboard)
    hands.press("j")
    assert "Vos1" in focused(page)
    hands.press("Enter")
    expect(page.locator("#paneel-naam")).to_be_focused()
    hands.press("c")
    assert focused(page) == "id_contact-kind"
    hands.type("gebeld")
    hands.press("Tab")
    hands.type("gesproken")
    while focused(page) != "id_contact-text":  # past the parts of the date, which is today
        hands.press("Tab")
    hands.type("Komt maandag terug op school.")
    hands.press("Tab", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Het contact is vastgelegd.")
    expect(page.locator("#paneel-naam")).to_be_focused()
    hands.press("p")
    hands.type("Maandag school bellen")
    hands.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Het plan staat genoteerd.")
    expect(page.locator("#paneel-naam")).to_be_focused()
    hands.press("n")
    expect(page.locator("#paneel-naam")).to_contain_text("Vos2")
    assert hands.strokes / PER_SECOND < MINUTE
    page.keyboard.press("Escape")
    expect(page.locator("#paneel")).to_be_hidden()
    assert "Vos2" in focused(page)
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Kies Sam van Vos2")).to_be_checked()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("open de volgende jongere")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    told = Contact.objects.get()
    assert (told.case_file.pupil_id, told.kind, told.outcome, told.on) == (young(1), "gebeld", "gesproken", ON)
    assert Plan.objects.get().due_on == date(2026, 4, 16)
    assert not console


def test_what_a_school_takes_up_leaves_the_officers_list_without_its_words(page, login, console, flagged, carla, anna):
    login(page, carla)
    page.goto(f"/jongere/{young(1)}/")
    page.get_by_role("button", name="Pak op").click()
    page.get_by_text("Opgepakt: u bent nu de medewerker van dit dossier.").wait_for()
    page.get_by_text("Notitie schrijven").click()
    page.locator("#id_note-text").fill("Spreekt dinsdag de mentor.")
    page.get_by_role("button", name="Bewaar de notitie").click()
    page.get_by_text("De notitie is bewaard.").wait_for()
    page.context.clear_cookies()
    login(page, anna)
    page.goto("/werklijst/")
    page.get_by_role("link", name="Sam van Vos2").wait_for()
    assert page.get_by_role("link", name="Sam van Vos1").count() == 0
    page.goto("/werklijst/?toon=opgepakt")
    row = page.get_by_role("row").filter(has_text="Sam van Vos1")
    expect(row).to_contain_text("Opgepakt door Voorbeeldcollege op 09-04-2026")
    page.goto(f"/jongere/{young(1)}/")
    assert "mentor" not in page.content()
    assert (CaseFile.objects.get().role, Uptake.objects.count()) == ("school", 1)
    assert not console
