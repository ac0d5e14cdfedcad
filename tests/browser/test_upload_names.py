"""The drop zone reads kind, school and month from a name before sending, and asks for what the name does not say."""

import pytest
from playwright.sync_api import Page, expect

from monitoring.models import Delivery
from tests.browser.conftest import PHONE
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv
from tests.files.workbooks import zipped

CONTENT = r01_csv([mbo_row(n, "2025-10") for n in range(100, 103)])
SAID = {
    "R01_2026-03_90BB.csv": "R01 · 90BB · maart 2026",
    "R02_202601_90BB00.xlsx": "R02 · 90BB00 · januari 2026",
    "202301A04I90BB.csv": "A04 · 90BB · december 2022",
    "202311A14I90BB.csv": "A14 · 90BB · oktober 2023",
    "NenR2023VI90BB.csv": "NENR · 90BB · voorlopig 2022-2023",
}


@pytest.fixture
def desk(page: Page, login, coen, live_server) -> Page:
    login(page, coen)
    page.goto("/aanleveren/")
    return page


def choose(page: Page, *names: str, content: bytes = CONTENT) -> None:
    files = [{"name": name, "mimeType": "text/csv", "buffer": content} for name in names]
    page.set_input_files("input[type=file]", files)


def test_names_are_read_before_anything_is_sent(desk, console):
    choose(desk, *SAID)
    for words in SAID.values():
        expect(desk.locator("[data-files]")).to_contain_text(words)
    expect(desk.locator("[data-ask]")).to_be_hidden()
    assert not console


def test_only_what_a_name_does_not_say_is_asked(desk):
    choose(desk, "leerlingen R01.csv")
    expect(desk.locator("[data-asked]")).to_have_text("Kies nog: school, maand.")
    expect(desk.locator("#id_kind")).to_be_hidden()
    desk.select_option("#id_school", "90BB")
    desk.select_option("#id_month", "2026-03")
    desk.click("#aanleveren")
    desk.wait_for_url("**/aanleveringen/*/")
    assert Delivery.objects.get().stand == "2026-03"


def test_a_parcel_of_files_leads_to_one_page(desk, console):
    parcel = zipped({"R01_2026-03_90BB.csv": CONTENT, "R01_2026-02_90BB.csv": CONTENT})
    choose(desk, "alles.zip", content=parcel)
    expect(desk.locator("[data-files]")).to_contain_text("Wij lezen de namen van de bestanden")
    desk.click("#aanleveren")
    desk.wait_for_url("**/samen/**")
    expect(desk.locator("#samen tbody tr")).to_have_count(2)
    desk.set_viewport_size(PHONE)
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not console


def test_without_script_every_question_is_there_and_the_refusal_says_what_to_choose(
    browser, live_server, login, coen
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    login(page, coen)
    page.goto("/aanleveren/")
    choose(page, "leerlingen.csv")
    page.click("#aanleveren")
    expect(page.locator("#uitslag")).to_contain_text("Uit de bestandsnaam blijkt niet: soort, school, maand")
    choose(page, "leerlingen.csv")
    for field, value in (("kind", "R01"), ("school", "90BB"), ("month", "2026-03")):
        page.select_option(f"#id_{field}", value)
    page.click("#aanleveren")
    expect(page.locator("h1")).to_contain_text("R01 leerlingen, maart 2026")
    context.close()


@pytest.mark.parametrize(
    "path", ["/aanleveren/uitleg/", "/aanleveren/uitleg/R01/", "/aanleveren/uitleg/A05/"]
)
def test_the_explanation_fits_a_phone(page, live_server, path):
    page.set_viewport_size(PHONE)
    page.goto(path)
    wrap = page.locator(".table-wrap")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not wrap.count() or wrap.evaluate("box => box.scrollWidth <= box.clientWidth")
