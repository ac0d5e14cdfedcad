"""A decaan reads the mirror of the school, changes the year, and takes the yearly book along."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from monitoring.calculation.school_year import SchoolYear
from nahetvo.recompute_transitions import recompute
from tests.files.r01 import r01_csv
from tests.files.transition import n01_csv, n02_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CAME = {"onderwijssoort": "mbo-3", "leerjaar": "", "leerweg": "BOL", "datum_inschrijving": "01-08-2026"}
LEFT = CAME | {"datum_uitschrijving": "01-02-2027", "reden_uitschrijving": "1", "bestemming": "geen"}


@pytest.fixture
def first_years(deliver):
    """Twenty leavers of 90AA in the summer of 2026: all begin at 90BB, six of them stop; and a year under way."""
    deliver("N01_2026-03_90AA.csv", n01_csv([{} for _ in range(20)], brin="90AA", vestiging=""))
    deliver("N02_2026-03_90BB.csv", n02_csv([{} for _ in range(20)], brin="90BB"))
    deliver("R01_2027-03_90BB.csv", r01_csv([*[LEFT] * 6, *[CAME] * 14], brin="90BB", vestiging=""))
    deliver("N01_2027-03_90AA.csv", n01_csv([{} for _ in range(3)], brin="90AA", vestiging=""))
    for year in (SchoolYear(2025), SchoolYear(2026)):
        recompute(year, on=date(2027, 4, 9))


def test_a_decaan_reads_the_mirror_and_downloads_the_book(page: Page, login, console, first_years, carla):
    login(page, carla)
    page.goto("/na-het-vo/cijfers/school/90AA/")
    mirror = page.get_by_role("region", name="Spiegel: vertrekkers van schooljaar 2025-2026")
    expect(mirror).to_contain_text("Van de 20 vertrekkers begonnen er 20 in het mbo")
    expect(mirror).to_contain_text("stopten er 6; regionaal verwacht: 6")
    page.select_option("select[name=jaar]", "2025-2026")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**jaar=2025-2026*")
    expect(page.locator(".lead")).to_contain_text("20 in het mbo begonnen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar het jaarboek als PDF").click()
    assert download.value.suggested_filename.endswith("2025-2026.pdf")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERFLOW) == 0
    assert not console
