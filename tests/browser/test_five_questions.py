"""Five questions of somebody who never saw the portal, each from the login to the answer in a few clicks."""

import re

import pytest
from playwright.sync_api import expect

from monitoring.organisations import load
from monitoring.recomputation import recompute, stale
from tests.browser.conftest import PHONE
from tests.conftest import PASSWORD
from tests.figure_regions import closed_computation
from tests.files.r01 import r01_csv, valid_pgn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MORE_SCHOOLS = b"""brin,vestiging,naam,gemeentecode,soorten,levert
90CC,,Vakschool Verzonnen,0772,mbo,R01
90DD,,Zorgschool Denkbeeldig,0794,mbo,R01
"""
LEFT = {"datum_uitschrijving": "10-03-2026", "reden_uitschrijving": "4", "bestemming": "geen"}


@pytest.fixture
def figures(live_server, schools):
    """Three mbo schools of the same size and kind, of which one loses many more; a year ago it was the same."""
    load(MORE_SCHOOLS)
    for teljaar, year in (("2024-2025", 2025), ("2025-2026", 2026)):
        closed_computation(
            [
                ("90BB", "", "0772", "mbo2", 500, 0, 30, 6), ("90BB", "", "0794", "mbo2", 500, 0, 28, 6),
                ("90CC", "", "0772", "mbo2", 600, 0, 34, 7), ("90CC", "", "0794", "mbo2", 400, 0, 22, 6),
                ("90DD", "", "0772", "mbo2", 500, 0, 66, 9), ("90DD", "", "0794", "mbo2", 500, 0, 60, 8),
            ],
            teljaar=teljaar, stand=f"{year}-03",
        )  # fmt: skip


@pytest.fixture
def deliveries(live_server, deliver):
    """One school, 200 students, real files: twenty had left in February, thirty more and twelve back in March."""

    def students(gone: range) -> list[dict[str, str]]:
        return [{"pgn": valid_pgn(n), "brin": "90BB"} | (LEFT if n in gone else {}) for n in range(200)]

    for month, gone in (("2025-10", range(0)), ("2026-02", range(20)), ("2026-03", range(12, 50))):
        rows = [row | ({"datum_uitschrijving": "10-02-2026"} if "reden_uitschrijving" in row and n < 20 else {})
                for n, row in enumerate(students(gone))]  # fmt: skip
        deliver(f"R01_{month}_90BB.csv", r01_csv(rows, geboortedatum="14-05-2006"))
    for wanted in stale():
        recompute(wanted)


def enter(page, name: str) -> None:
    """Through the login page, as a person does."""
    page.goto("/")
    page.get_by_role("link", name="Inloggen").first.click()
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/cijfers/**")


def test_hoe_staan_wij_ervoor(page, dirk, figures, console):
    """Eindhoven: 500 + 600 + 500 deelnemers, 30 + 34 + 66 of them vsv'er."""
    enter(page, "dirk")
    page.get_by_role("link", name="Eindhoven").first.click()
    expect(page.locator("main")).to_contain_text("Van de 1.600 deelnemers zijn er 130 nieuwe vsv'ers: 8,13 %")
    expect(page.locator("main")).to_contain_text("stand maart 2026, voorlopig")
    expect(page.get_by_role("heading", name="Wat valt op")).to_be_visible()
    assert console == []


def test_is_dat_toeval(page, dirk, figures, console):
    """As many as the region has per deelnemer would be 128 of 1,600: 130 is what chance gives."""
    enter(page, "dirk")
    page.get_by_role("link", name="Eindhoven").first.click()
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Toeval of niet").click()
    answer = page.locator("main")
    expect(answer).to_contain_text(re.compile(r"Ruis\.", re.I))
    expect(answer).to_contain_text("Bij deze omvang is 107–150 gewoon toeval")
    assert console == []


def test_welke_school_vraagt_om_een_gesprek(page, dirk, figures, console):
    """The list stands by distance outside chance: the school that loses twice as many is first, and named a signal."""
    enter(page, "dirk")
    first = page.locator("#scholen tbody tr").first
    expect(first).to_contain_text("Zorgschool Denkbeeldig")
    expect(first).to_contain_text("signaal")
    first.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Zorgschool Denkbeeldig")
    assert console == []


def test_waarom_is_het_cijfer_anders_dan_vorige_maand(page, dirk, deliveries, console):
    """From 20 to 38: thirty left and twelve came back."""
    enter(page, "dirk")
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name="Verloop").click()
    causes = page.locator("#oorzaken-van-verschil")
    expect(causes).to_contain_text("Er komen 18 nieuwe vsv'ers bij: van 20 naar 38")
    causes.get_by_text("Tabel").click()
    table = causes.get_by_role("table")
    for row in ("Februari 2026 20", "Uitgeschreven +30", "Heringeschreven elders −12", "Maart 2026 38"):
        expect(table.get_by_role("row", name=row)).to_be_visible()
    assert console == []


def test_wat_zet_ik_in_de_raadsbrief(page, dirk, figures, console):
    """One click for the paragraph, one for the report; figure, stand and caveat are in both. Also at phone width."""
    page.set_viewport_size(PHONE)
    enter(page, "dirk")
    page.get_by_role("link", name="Eindhoven").first.click()
    take = page.locator(".take-away")
    take.locator("summary").click()
    paragraph = take.locator("details p")
    for part in ("Eindhoven", "130", "1.600", "8,13 %", "maart 2026", "voorlopig"):
        expect(paragraph).to_contain_text(part)
    take.get_by_role("link", name="Rapport voor raad of bestuur").click()
    expect(page.locator("h1")).to_contain_text("Eindhoven")
    expect(page.locator("main")).to_contain_text("8,13 %")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert console == []
