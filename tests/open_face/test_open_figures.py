"""Everybody reads released figures without login or cookie: words, definition, file; and never a small number."""

from datetime import date

import pytest

from monitoring.open_face import releasing
from tests.figure_regions import closed_computation
from tests.open_face.test_releasing import NEXT, ON, ROWS


@pytest.fixture
def released(schools):
    release = releasing.prepare(closed_computation(ROWS), by=None, note="Eerste cijfers", on=ON, next_on=NEXT)
    return releasing.approve(release, by=None, on=ON)


def test_a_visitor_reads_the_region_and_gets_no_cookie(client, released):
    answer = client.get("/openbaar/cijfers/")
    told = answer.content.decode()
    assert "ongeveer 45 jongeren" in told
    assert "12 mei 2026" in told
    assert not answer.cookies
    assert answer["Cache-Control"].startswith("public")


def test_before_a_release_there_is_nothing_but_a_promise(client, schools):
    closed_computation(ROWS)
    assert "nog niet vrijgegeven" in client.get("/openbaar/cijfers/").content.decode()


def test_home_leads_to_the_figures_and_these_to_definition_and_file(client, released):
    assert "/openbaar/cijfers/" in client.get("/").content.decode()
    page = client.get("/openbaar/cijfers/").content.decode()
    assert "/openbaar/begrippen/" in page
    assert f"/openbaar/cijfers/vrijgave/{released.number}/cijfers.csv" in page


def test_the_file_holds_marks_and_never_a_small_number(client, released):
    lines = client.get(f"/openbaar/cijfers/vrijgave/{released.number}/cijfers.csv").content.decode().splitlines()
    assert lines[0].startswith("vrijgave;telling;teljaar")
    numbers = {cell for line in lines[1:] for cell in line.split(";")[8:10]}
    assert numbers <= {".", "<5", "0"} | {str(n) for n in range(5, 500, 5)}


def test_a_withdrawn_release_keeps_its_address_with_the_reason(client, released):
    releasing.withdraw(released, because="Een school leverde te weinig aan.", on=date(2026, 4, 20))
    assert "Een school leverde te weinig aan." in client.get(released.get_absolute_url()).content.decode()
    assert "Een school leverde te weinig aan." in client.get("/openbaar/correcties/").content.decode()
    assert "nog niet vrijgegeven" in client.get("/openbaar/cijfers/").content.decode()


@pytest.mark.parametrize("path", ["gemeente/0772/", "school/90AA/"])
def test_places_have_a_page(client, released, path):
    assert client.get(f"/openbaar/cijfers/{path}").status_code == 200
