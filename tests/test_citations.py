"""A cited figure stays what it was, says what became of it, and tells nobody more than the page does."""

from datetime import date

import pytest

from monitoring.citations import cite, frozen, later
from monitoring.figures import NotForReader, Scope, forget
from monitoring.models import Citation
from tests.figure_regions import closed_computation

CELLS = [
    ("90AA", "", "0772", "mbo2", 97, 0, 3, 1), ("90AA", "", "0794", "mbo2", 89, 0, 9, 0),
    ("90BB", "", "0772", "mbo4", 300, 0, 21, 7), ("90BB", "", "0794", "mbo4", 140, 0, 16, 0),
]  # fmt: skip
EINDHOVEN = Scope(municipality="0772")
ON = date(2026, 4, 9)


@pytest.fixture
def march(schools):
    return closed_computation(CELLS)


def counted_again(march, cells) -> None:
    march.is_current, march.fingerprint = False, "counted earlier"
    march.save()
    Citation.objects.update(fingerprint=march.fingerprint)
    closed_computation(cells)
    forget()


def test_a_citation_that_nothing_happened_to_says_so(march, dirk):
    made = cite(dirk, march, EINDHOVEN, "Eindhoven", "", on=ON)
    assert frozen(dirk, made) == {"percentage": "6,05\xa0%", "x": "24", "n": "397"}
    assert later(dirk, made).sentence == "Het cijfer is sindsdien niet opnieuw berekend."


def test_a_later_stand_is_named(march, dirk):
    made = cite(dirk, march, EINDHOVEN, "Eindhoven", "", on=ON)
    closed_computation(CELLS, stand="2026-04")
    assert "latere stand: april 2026" in later(dirk, made).sentence


def test_a_recount_that_changes_the_figure_shows_both(march, dirk, client):
    made = cite(dirk, march, EINDHOVEN, "Eindhoven", "", on=ON)
    counted_again(march, [*CELLS[:2], ("90BB", "", "0772", "mbo4", 300, 0, 33, 7), CELLS[3]])
    made.refresh_from_db()
    since = later(dirk, made)
    assert since.changed
    assert (frozen(dirk, made)["x"], since.now["x"]) == ("24", "36")
    client.force_login(dirk)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "dit cijfer is veranderd" in page
    assert "Nu, zelfde stand" in page


def test_a_stand_that_is_gone_is_told(march, dirk):
    made = cite(dirk, march, EINDHOVEN, "Eindhoven", "", on=ON)
    march.is_current = False
    march.save()
    assert "staat niet meer in het portaal" in later(dirk, made).sentence


def test_a_small_number_is_frozen_for_who_sees_the_pupils_and_for_nobody_else(march, anna, dirk, els):
    made = cite(anna, march, EINDHOVEN, "Eindhoven", "mbo2", on=ON)
    assert frozen(anna, made)["x"] == "3"
    for reader in (dirk, els):
        assert frozen(reader, made)["x"] in {"<5", "."}
        assert frozen(reader, made)["percentage"] == "."


def test_a_place_of_others_cannot_be_cited(march, dirk, bram):
    with pytest.raises(NotForReader):
        cite(dirk, march, Scope(municipality="0794"), "Helmond", "", on=ON)
    cite(dirk, march, EINDHOVEN, "Eindhoven", "", on=ON)
    assert not Citation.objects.visible_to(bram).exists()


def test_one_click_on_the_page_makes_the_address(march, client, dirk):
    client.force_login(dirk)
    page = client.get("/cijfers/gemeente/0772/?categorie=mbo4").content.decode()
    assert "Citeer dit cijfer" in page
    answer = client.post("/cijfers/gemeente/0772/citeer/?categorie=mbo4&stand=2026-03")
    made = Citation.objects.get()
    assert (answer.url, made.category, made.made_by) == (made.get_absolute_url(), "mbo4", dirk)
