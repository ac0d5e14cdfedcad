"""The first page for a visitor: released figures in words, one trend, one map, one table, and the ways on."""

from datetime import date

import pytest
from django.test import Client

from monitoring.models import Meeting
from monitoring.open_face import releasing
from tests.figure_regions import closed_computation
from tests.open_face.test_open_figures import released  # noqa: F401 – a fixture
from tests.open_face.test_releasing import NEXT, ON, ROWS

EINDHOVEN = "/openbaar/cijfers/gemeente/0772/"


def home() -> str:
    return Client().get("/").content.decode()


def test_the_region_in_words_one_trend_one_map_one_table(released):  # noqa: F811
    page = home()
    assert "ongeveer 45 jongeren" in page
    assert page.count('class="progress-line"') == page.count('class="region-map"') == 1
    assert page.count("<table") == 2  # the one of the trend is folded
    assert "12 mei 2026" in page
    for way_on in ("/openbaar/cijfers/", "/openbaar/begrippen/", "/account/login/", "/voor-jongeren-en-ouders/", "/nieuws/"):
        assert f'href="{way_on}"' in page


def test_only_what_was_released_is_on_it(released, django_capture_on_commit_callbacks):  # noqa: F811
    closed_computation([(*ROWS[0][:6], 60, 0), *ROWS[1:]], stand="2026-04")
    assert "ongeveer 45 jongeren" in home()
    with django_capture_on_commit_callbacks(execute=True):
        releasing.withdraw(released, because="Een school leverde te weinig aan.", on=date(2026, 4, 20))
    assert "zodra de regio ze heeft vrijgegeven" in home()


def test_what_comes_is_on_it(schools):
    days = {"day": date(2026, 4, 21), "opens_on": date(2026, 4, 1), "closes_on": date(2026, 4, 20)}
    known = days | {"begins": "09:00", "ends": "12:00", "capacity": 10, "place": "x", "organiser": "x"}
    for slug, is_public in (("open", True), ("intern", False)):
        Meeting.objects.create(slug=slug, title=f"Dag {slug}", is_public=is_public, **known)
    assert "Dag open" in home()
    assert "Dag intern" not in home()


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("eindh", EINDHOVEN), ("90aa", "/openbaar/cijfers/school/90AA/"), ("e", ""), ("rotterdam", "")],
)
def test_the_search_of_a_visitor_leads_to_released_figures(released, asked, leads_to):  # noqa: F811
    assert 'action="/openbaar/zoeken/"' in home()
    answer = Client().get("/openbaar/zoeken/", {"q": asked})
    assert answer.get("Location", "") == leads_to
    assert leads_to or "Niets gevonden" in answer.content.decode()


def test_a_place_is_shown_in_the_other_count_where_that_is_released(released):  # noqa: F811
    assert Client().get(f"{EINDHOVEN}?telling=duo").status_code == 404
    computation = closed_computation([ROWS[2]], teljaar="2023-2024", stand="D", method="duo")
    releasing.approve(releasing.prepare(computation, by=None, note="DUO", on=ON, next_on=NEXT), by=None, on=ON)
    page = Client().get(f"{EINDHOVEN}?telling=duo").content.decode()
    assert "Telling van DUO" in page
    assert f'href="{EINDHOVEN}"' in page
    assert f'href="{EINDHOVEN}?telling=duo"' in Client().get(EINDHOVEN).content.decode()
