"""Dirk goes from the region to a category of a school and back; the address always holds what he sees."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.figure_regions import closed_computation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def region(live_server, schools):
    """Two teljaren of three stands, large enough to draw."""
    for teljaar, months, more in (
        ("2024-2025", ("2024-12", "2025-03", "2025-09"), 0),
        ("2025-2026", ("2025-12", "2026-03"), 4),
    ):
        for number, month in enumerate(months):
            x = 12 + 9 * number + more
            closed_computation(
                [
                    ("90AA", "", "0772", "vmbo_bovenbouw", 800, 0, x - 5, 5),
                    ("90AA", "", "0794", "vmbo_bovenbouw", 500, 0, x - 4, 5),
                    ("90BB", "", "0772", "mbo2", 400, 0, x + 20, 9),
                    ("90BB", "", "0794", "mbo2", 300, 0, x + 10, 7),
                    ("90BB", "", "0772", "mbo4", 900, 0, x + 7, 6),
                ],
                teljaar=teljaar, stand=month,
            )  # fmt: skip


def state(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_from_region_to_category_and_back_with_the_view_kept(page, login, dirk, region, console):
    login(page, dirk)
    page.goto("/cijfers/")
    assert state(page)["stand"] == "2026-03"
    page.select_option("select[name=stand]", "2025-12")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**stand=2025-12**")
    page.fill("input[name=scholen-naam]", "roc")
    page.locator("#scholen").get_by_role("button", name="Zoek").click()
    page.wait_for_url("**scholen-naam=roc**")

    page.locator("#gemeenten").get_by_role("link", name="Eindhoven").click()
    expect(page.locator("h1")).to_have_text("Eindhoven")
    assert (state(page)["stand"], state(page)["scholen-naam"]) == ("2025-12", "roc")
    page.locator("#gemeentescholen").get_by_role("link", name="Voorbeeldcollege").first.click()
    expect(page.locator("h1")).to_have_text("Voorbeeldcollege")
    page.locator("#categorieen").get_by_role("link", name="Vmbo bovenbouw").click()
    assert state(page)["categorie"] == "vmbo_bovenbouw"

    trail = page.get_by_role("navigation", name="Kruimelpad")
    trail.get_by_role("link", name="Voorbeeldcollege").click()
    assert "categorie" not in state(page)
    trail.get_by_role("link", name="Eindhoven").click()
    trail.get_by_role("link", name="Cijfers van de regio").click()
    assert (state(page)["stand"], state(page)["scholen-naam"]) == ("2025-12", "roc")
    expect(page.locator("#scholen tbody tr")).to_have_count(1)
    assert console == []


def test_the_course_is_drawn_and_its_table_opens(page, login, dirk, region, console):
    login(page, dirk)
    page.goto("/cijfers/gemeente/0772/")
    chart = page.locator("[data-chart=verloop]")
    expect(chart.locator(".main-svg").first).to_be_visible()
    block = page.locator(".chart-block").first
    block.locator("summary", has_text="Tabel").click()
    expect(block.locator("table")).to_be_visible()
    expect(block.locator("tbody tr")).to_have_count(12)
    assert console == []


def test_a_phone_shows_the_figures_without_scrolling_sideways(page, login, dirk, region):
    login(page, dirk)
    page.set_viewport_size(PHONE)
    for address in ("/cijfers/", "/cijfers/gemeente/0772/", "/cijfers/school/90BB/?categorie=mbo2"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
