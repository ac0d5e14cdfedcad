"""From accepted in May, through not appearing in August, to seen on 1 October: one pupil, four roles, a moving clock."""

from datetime import date

import pytest

from monitoring.vocabulary import DeliveryState
from nahetvo.models import Transition
from nahetvo.tasks import recompute_transitions
from tests.files.r01 import r01_csv, valid_pgn
from tests.files.transition import n01_csv, n02_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WORK = "/na-het-vo/werklijsten/"
NAME = "Sam Kwartel"
STARTS = {"startdatum": "24-08-2026"}


@pytest.fixture
def on(settings, deliver):
    """A function that makes it that day: what schools deliver on it is taken in, and the night counts again."""

    def becomes(day: date, *files: tuple[str, bytes]) -> None:
        settings.TODAY = day
        for name, content in files:
            assert deliver(name, content).state == DeliveryState.ACCEPTED, name
        recompute_transitions()

    return becomes


@pytest.fixture
def visit(page, login):
    """A function that logs somebody else in and opens an address, at both widths without scrolling sideways."""

    def opens(account, address: str):
        page.context.clear_cookies()
        login(page, account)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(address)
            assert page.evaluate(OVERFLOW) == 0, f"{address} at {width}"
        return page

    return opens


def applied(**of_first: str) -> bytes:
    """Six aanmeldingen at 90BB; the first is that of Sam."""
    rows = [{"status": "ingeschreven", "datum_status": "04-05-2026", **STARTS} for _ in range(6)]
    rows[0] |= of_first
    return n02_csv(rows, brin="90BB")


def arrived(numbers, started: str) -> bytes:
    rows = [{"pgn": valid_pgn(n), "brin": "90BB", "onderwijssoort": "mbo-3", "datum_inschrijving": started,
             "geboortedatum": "14-05-2010", "voorvoegsel": "", "achternaam": "Kwartel" if n == 0 else f"Vos{n}"}
            for n in numbers]  # fmt: skip
    return r01_csv(rows)


def test_who_was_accepted_and_did_not_appear_is_found_called_and_seen_on_1_october(
    on, visit, console, carla, coen, anna, els
):
    leaving = n01_csv([{"achternaam": "Kwartel" if n == 0 else f"Vos{n}"} for n in range(6)], brin="90AA", vestiging="")
    on(date(2026, 5, 8), ("N01_2026-04_90AA.csv", leaving), ("N02_2026-05_90BB.csv", applied()))
    board = visit(carla, "/na-het-vo/")
    board.get_by_role("region", name="Plaats toegezegd").get_by_text(NAME).wait_for()
    assert NAME not in visit(carla, WORK).content()

    on(date(2026, 8, 31), ("N02_2026-08_90BB.csv", applied(verschenen="N")))
    page = visit(coen, WORK)
    assert page.get_by_role("row", name=NAME).get_by_text("mbo-school:").count()

    on(date(2026, 9, 8))
    page = visit(anna, WORK)
    row = page.get_by_role("row", name=NAME)
    assert row.get_by_role("cell", name="leerplicht", exact=True).count() == 1
    row.get_by_role("link", name=NAME).click()
    page.get_by_role("heading", name="Niet verschenen").wait_for()
    page.select_option("#id_contact-kind", "gebeld")
    page.select_option("#id_contact-outcome", "gesproken")
    page.fill("#id_contact-text", "Wil liever de bbl; afspraak met de mbo-school.")
    page.get_by_role("button", name="Leg contact vast").click()
    page.get_by_text("Opgepakt door leerplichtambtenaar").wait_for()
    for account in (anna, coen, carla):
        page = visit(account, f"{WORK}?lijst=niet-verschenen")
        assert page.get_by_role("row", name=NAME).count() == 0
        page.goto(f"{WORK}?lijst=niet-verschenen&toon=opgepakt")
        assert page.get_by_role("row", name=NAME).get_by_text("op 08-09-2026").count()
    sam = Transition.objects.get(status="niet_verschenen").pupil_id
    assert "Wil liever de bbl" not in visit(carla, f"/na-het-vo/jongere/{sam}/").content()

    is_placed_and_seen_on_1_october(on, visit, carla, anna, els)
    assert not console


def is_placed_and_seen_on_1_october(on, visit, carla, anna, els) -> None:
    """The autumn of the journey: another programme in September, R01 in October, and a count for who sees no pupil."""
    placed = n02_csv([{"status": "ingeschreven", "datum_status": "04-05-2026", **STARTS, "verschenen": "N"},
                      *({"status": "ingeschreven", "datum_status": "04-05-2026", **STARTS} for _ in range(5)),
                      {"pgn": valid_pgn(0), "niveau": "2", "leerweg": "BBL", "datum_aanmelding": "10-09-2026",
                       "status": "ingeschreven", "datum_status": "14-09-2026", "startdatum": "21-09-2026"}],
                     brin="90BB")  # fmt: skip
    on(date(2026, 9, 21), ("N02_2026-09_90BB.csv", placed))
    visit(carla, "/na-het-vo/").get_by_role("region", name="Plaats toegezegd").get_by_text(NAME).wait_for()
    months = [(f"R01_{month}_90BB.csv", arrived(range(6), "21-09-2026")) for month in ("2026-09", "2026-10")]
    on(date(2026, 10, 9), *months)
    board = visit(carla, "/na-het-vo/?schooljaar=2025-2026")
    found = board.get_by_role("region", name="Begonnen op het mbo").get_by_role("listitem").filter(has_text=NAME)
    assert found.count() == 1, board.locator(".crossing").inner_text()
    found.get_by_text("nog ingeschreven op 1 oktober").wait_for()
    assert NAME not in visit(anna, WORK).content()
    counts = visit(els, "/na-het-vo/")
    assert counts.get_by_role("region", name="In het mbo").get_by_text("6").count()
    assert "Kwartel" not in counts.content()
