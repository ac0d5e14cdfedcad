"""The morning of a leerplichtambtenaar with the keyboard alone, and a school's act on the officer's list, undone."""

from datetime import date

import pytest
from playwright.sync_api import Keyboard, Page, expect

from monitoring.models import CaseFile, Contact, Flag, Plan, Uptake
from tests.access.promises.cast import young

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = date(2026, 4, 9)
LOOKED, TYPED, MINUTE = 2, 5, 60  # keys a second of who looks what happens, letters a second of who writes


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


@pytest.fixture
def flagged(accepted):
    """Three pupils of 90AA who live in Eindhoven: on the list of anna and, at school, of carla."""
    for n in (1, 2, 3):
        Flag.objects.create(pupil_id=young(n), rule="S1", since=date(2026, 4, n), raised_on=ON, brin="90AA",
                            evidence={"hours": "17", "weeks": 4})  # fmt: skip


class Hands:
    """Counts what is pressed and typed, and tells how long that takes."""

    def __init__(self, keyboard: Keyboard):
        self.keyboard, self.pressed, self.typed = keyboard, 0, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.keyboard.type(text)
        self.typed += len(text)

    @property
    def seconds(self) -> float:
        return self.pressed / LOOKED + self.typed / TYPED


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def lands_in_the_pane(page: Page, said: str, name: str) -> None:
    """A post tells what was done in a region that is read aloud, and leaves the keyboard with the youngster."""
    expect(page.get_by_role("status")).to_have_text(said)
    expect(page.locator("#paneel-naam")).to_be_focused()
    expect(page.locator("#paneel-naam")).to_contain_text(name)


def test_by_keyboard_from_home_to_contact_plan_and_the_next_in_under_a_minute(page, login, console, flagged, anna):
    login(page, anna)
    page.goto("/")
    hands = Hands(page.keyboard)
    hands.press("j", "j")
    assert "Vos2" in focused(page)
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
    hands.press("Control+Enter")
    lands_in_the_pane(page, "Het contact is vastgelegd.", "Vos2")
    assert page.get_by_role("checkbox", name="Kies Sam van Vos2").count() == 0  # who is done is off the list
    hands.press("p")
    hands.type("Maandag school bellen")
    hands.press("Tab")
    hands.type("05052026")  # the same in every order of day and month
    hands.press("Enter")
    lands_in_the_pane(page, "Het plan staat genoteerd.", "Vos2")
    hands.press("n")  # goes on where it was, not at the top
    expect(page.locator("#paneel-naam")).to_contain_text("Vos3")
    assert (hands.pressed <= 16, hands.seconds < MINUTE / 2) == (True, True), (hands.pressed, hands.seconds)
    told, plan = Contact.objects.get(), Plan.objects.get()
    assert (told.case_file.pupil_id, told.kind, told.outcome, told.on) == (young(2), "gebeld", "gesproken", ON)
    assert (plan.case_file, plan.what, plan.due_on) == (told.case_file, "Maandag school bellen", date(2026, 5, 5))
    ticks_helps_and_returns(page)
    takes_the_next_from_the_page_itself(page)
    assert not console


def ticks_helps_and_returns(page: Page) -> None:
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Kies Sam van Vos3")).to_be_checked()
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_have_text("Dit was de laatste.")
    page.keyboard.press("Escape")
    expect(page.locator("#paneel")).to_be_hidden()
    assert "Vos3" in focused(page)
    page.keyboard.press("k")
    assert "Vos1" in focused(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("open de volgende jongere")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def takes_the_next_from_the_page_itself(page: Page) -> None:
    """On a small screen there is no pane: the same keys on the page, which says what was done and has the focus there."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sam van Vos1", level=1).wait_for()
    page.keyboard.press("p")
    page.keyboard.type("Kaart sturen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("Het plan staat genoteerd.")).to_be_focused()
    page.keyboard.press("n")
    page.get_by_role("heading", name="Sam van Vos3", level=1).wait_for()


def needed(page: Page) -> str:
    """How many are on the first box of Vandaag."""
    page.goto("/vandaag/")
    return page.locator(".need-count").first.inner_text()


def test_what_a_school_takes_up_leaves_the_officers_list_until_undone(page, browser, login, console, flagged, carla, anna):
    login(page, anna)
    assert needed(page) == "3"
    school = browser.new_context(base_url=page.url.removesuffix("/vandaag/"), locale="nl-NL").new_page()
    login(school, carla)
    assert needed(school) == "3"
    school.goto(f"/jongere/{young(1)}/")
    school.get_by_role("button", name="Pak op").click()
    school.get_by_text("Opgepakt: u bent nu de medewerker van dit dossier.").wait_for()
    assert needed(page) == "2"
    page.goto("/werklijst/?toon=opgepakt")
    row = page.get_by_role("row").filter(has_text="Sam van Vos1")
    expect(row).to_contain_text("Opgepakt door Voorbeeldcollege op 09-04-2026")
    school.get_by_role("button", name="Maak het oppakken ongedaan").click()
    school.get_by_text("De jongere staat weer op de lijst.").wait_for()
    assert (needed(page), Uptake.objects.count()) == ("3", 0)

    school.get_by_text("Notitie schrijven").click()
    school.locator("#id_note-text").fill("Spreekt dinsdag de mentor.")
    school.get_by_role("button", name="Bewaar de notitie").click()
    school.get_by_text("De notitie is bewaard.").wait_for()
    school.get_by_role("button", name="Pak op").click()
    school.get_by_text("Opgepakt: u bent nu de medewerker van dit dossier.").wait_for()
    school.context.close()
    page.goto(f"/jongere/{young(1)}/")
    expect(page.locator(".taken-up")).to_have_text("Opgepakt door school, Voorbeeldcollege op 9 april 2026")
    assert "mentor" not in page.content()
    assert CaseFile.objects.get().role == "school"
    assert not console
