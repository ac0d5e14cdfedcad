"""A new user delivers a faulty workbook, mends the reply file in a spreadsheet, delivers it again and gets a receipt.

With script, without script, and by keyboard only.
"""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_delivery_journey import tab_to
from tests.conftest import mbo_row
from tests.files.r01 import BASE_ROW, r01_row
from tests.files.workbooks import workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "R01_2026-03_90AA.xlsx"
WRONG = range(4)  # of twenty rows: far above the share that is taken in
PICTURES = os.environ.get("PICTURES")  # a folder: keep pictures of every step, to look at
MENDED = "U leverde het antwoordbestand terug: 4 regels hersteld, 0 nog fout."


@pytest.fixture
def faulty(tmp_path) -> Path:
    """Twenty pupils of 90AA; of four the municipality does not exist."""
    rows = [r01_row(n, **mbo_row(n, "2025-10") | {"brin": "90AA", "gemeentecode": "0772"}) for n in range(100, 120)]
    for n in WRONG:
        rows[n]["gemeentecode"] = "9876"
    path = tmp_path / NAME
    path.write_bytes(workbook(rows))
    return path


def looked_at(page: Page, name: str) -> None:
    """Nothing sticks out at phone or desktop width; with PICTURES also a picture of both."""
    for size, suffix in ((PHONE, "-390"), (DESKTOP, "-1280")):
        page.set_viewport_size(size)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}{suffix}.png", full_page=True)


def sent(page: Page, file: Path) -> None:
    page.get_by_label("Kies uw bestanden").set_input_files(file)
    page.get_by_role("button", name="Aanleveren").click()


def answered(page: Page, folder: Path) -> Path:
    """The reply file as the browser keeps it."""
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download het antwoordbestand").click()
    path = folder / downloaded.value.suggested_filename
    downloaded.value.save_as(path)
    return path


def mended(path: Path) -> Path:
    """What somebody does in a spreadsheet: read the explanation, type the right code, save under the same name."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    headings = [cell.value for cell in sheet[1]]
    assert headings == [*BASE_ROW, "foutcode", "uitleg", "voorstel"]
    for row in sheet.iter_rows(min_row=2):
        if row[headings.index("foutcode")].value:
            assert row[headings.index("voorstel")].value
            row[headings.index("gemeentecode")].value = "0772"
    changed = io.BytesIO()
    book.save(changed)
    path.write_bytes(changed.getvalue())
    return path


def proven(page: Page) -> None:
    """The receipt stands on the page, and comes as a PDF."""
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Bewaar dit bewijs als PDF").click()
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_faulty_workbook_is_mended_delivered_again_and_receipted(page, login, carla, faulty, tmp_path, console):
    login(page, carla)
    page.goto("/aanleveren/")
    looked_at(page, "1-leeg")
    sent(page, faulty)
    expect(page.get_by_text("Dit bestand is niet aangenomen.")).to_be_visible()
    expect(page.get_by_text("4 van 20 regels hebben een fout")).to_be_visible()
    looked_at(page, "2-geweigerd")
    back = mended(answered(page, tmp_path))
    page.get_by_role("link", name="Opnieuw aanleveren").click()
    sent(page, back)
    expect(page.get_by_text(MENDED)).to_be_visible()
    looked_at(page, "3-hersteld")
    page.get_by_role("button", name="Aannemen").click()
    proven(page)
    looked_at(page, "4-ontvangstbewijs")
    assert console == []


def test_without_script_the_same_journey_works(browser, live_server, login, carla, faulty, tmp_path):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    login(page, carla)
    page.goto("/aanleveren/")
    sent(page, faulty)
    expect(page.get_by_text("Dit bestand is niet aangenomen.")).to_be_visible()
    looked_at(page, "5-zonder-script-geweigerd")
    back = mended(answered(page, tmp_path))
    page.get_by_role("link", name="Opnieuw aanleveren").click()
    sent(page, back)
    expect(page.get_by_text(MENDED)).to_be_visible()
    looked_at(page, "6-zonder-script-hersteld")
    page.get_by_role("button", name="Aannemen").click()
    proven(page)
    context.close()


def test_without_script_the_page_refreshes_itself_until_the_result(browser, live_server, login, carla, faulty):
    from monitoring import staging
    from monitoring.clock import today

    delivery = staging.receive(faulty.read_bytes(), NAME, by=carla, today=today())
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    login(page, carla)
    page.goto(delivery.get_absolute_url())
    expect(page.get_by_text("Het bestand is binnen en wacht op controle.")).to_be_visible()
    looked_at(page, "7-zonder-script-wacht")
    staging.stage(delivery)
    expect(page.get_by_text("Dit bestand is niet aangenomen.")).to_be_visible(timeout=15_000)
    context.close()


def test_by_keyboard_only_the_reply_is_fetched_and_sent_again(page, login, carla, faulty, tmp_path):
    login(page, carla)
    page.goto("/aanleveren/")
    sent(page, faulty)
    link = page.get_by_role("link", name="Download het antwoordbestand")
    expect(link).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, link)
    with page.expect_download() as downloaded:
        page.keyboard.press("Enter")
    back = tmp_path / downloaded.value.suggested_filename
    downloaded.value.save_as(back)
    tab_to(page, page.get_by_role("link", name="Opnieuw aanleveren"))
    page.keyboard.press("Enter")
    chooser = page.get_by_label("Kies uw bestanden")
    expect(chooser).to_be_attached()
    page.wait_for_load_state()
    tab_to(page, chooser)
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(mended(back))
    tab_to(page, page.get_by_role("button", name="Aanleveren"))
    page.keyboard.press("Enter")
    expect(page.get_by_text(MENDED)).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, page.get_by_role("button", name="Aannemen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
