"""The home of a place and the tab Verloop: what is expected, what stands out, why stands differ, other definitions."""

import html
import json
import re

import pytest

from monitoring import stand_causes
from monitoring.figures import Scope, course, current_computations, figures, total
from monitoring.models import PublishedFigure
from monitoring.noteworthy import Subject, noteworthy
from monitoring.stand_causes import between, choices
from tests.figure_regions import closed_computation

REGION, MUNICIPALITY, SCHOOL = "/cijfers/", "/cijfers/gemeente/0772/", "/cijfers/school/90BB/"
YEARS = {"2022-2023": 2023, "2023-2024": 2024, "2024-2025": 2025}


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def rows(vsv: int, unknown: int = 0) -> list[tuple]:
    return [
        ("90BB", "", "0772", "mbo2", 1000, 0, vsv, unknown),
        ("90AA", "", "0794", "mbo2", 1000, 0, vsv, unknown),
    ]


@pytest.fixture
def earlier(schools):
    """Three teljaren that went from 50 + 50 in March to 90 + 90 in September."""
    for teljaar, year in YEARS.items():
        closed_computation(rows(50), teljaar=teljaar, stand=f"{year}-03")
        closed_computation(rows(90), teljaar=teljaar, stand=f"{year}-09")


def test_home_tells_the_expected_end_as_a_range(client, earlier, els):
    closed_computation(rows(55))
    client.force_login(els)
    page = text_of(client, REGION)
    low, high = map(int, re.search(r'Verwacht eind</p>\s*<p class="tile-value">(\d+)–(\d+)', page).groups())
    assert low < 110 + 80 < high
    assert "uit 3 eerdere teljaren" in page
    assert page.count('class="sparkline"') >= 1


def test_home_without_earlier_years_expects_nothing(client, schools, els):
    closed_computation(rows(55))
    client.force_login(els)
    assert "geen eerder teljaar om mee te rekenen" in text_of(client, REGION)


def test_what_changed_beyond_chance_is_told_and_what_did_not_is_not(client, earlier, els):
    closed_computation(rows(52))
    client.force_login(els)
    assert "Niets bijzonders deze maand." in text_of(client, REGION)
    closed = current_computations("regio", "2025-2026")[0]
    type(closed).objects.filter(pk=closed.pk).delete()
    closed_computation(rows(90))
    page = text_of(client, REGION)
    assert "Er zijn meer nieuwe vsv'ers dan een jaar geleden op dezelfde stand: 9,00 %, toen 5,00 %." in page
    assert "Waarom dit ertoe doet" in page


def test_at_most_three_sentences_and_the_surest_first(earlier, schools):

    computation = closed_computation(rows(120, unknown=60), silent=("90AA",))
    lines = course(None, current_computations("regio"), Scope())
    by_category = tuple(figures(None, computation, ("category",)))
    found = noteworthy(Subject(total(None, computation), lines, by_category))
    assert 1 < len(found) <= 3
    assert found[0].text.startswith("Er zijn meer nieuwe vsv'ers")


def test_a_hidden_number_has_no_expected_end(client, schools, dirk):
    for teljaar, year in YEARS.items():
        closed_computation([("90BB", "", "0772", "mbo2", 300, 0, 2, 0)], teljaar=teljaar, stand=f"{year}-03")
        closed_computation([("90BB", "", "0772", "mbo2", 300, 0, 9, 0)], teljaar=teljaar, stand=f"{year}-09")
    closed_computation([("90BB", "", "0772", "mbo2", 300, 0, 3, 0)])
    client.force_login(dirk)
    page = text_of(client, MUNICIPALITY)
    assert "Verwacht in dit teljaar" not in page
    assert "1,00 %" not in page


def test_year_chart_has_the_norm_of_each_year_and_breaks_as_lines(client, earlier, els):
    closed_computation(rows(55))
    client.force_login(els)
    page = client.get(f"{REGION}verloop/?categorie=mbo2").content.decode()
    figure = json.loads(re.search(r'<script id="jaren-data" type="application/json">(.*?)</script>', page)[1])
    norm = next(trace for trace in figure["data"] if trace["name"] == "norm")
    assert dict(zip(norm["x"], norm["y"], strict=True)) == {
        "2022-2023": 9.45,
        "2023-2024": 9.33,
        "2024-2025": 9.2,
    }
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2.5]
    assert "andere vsv-definitie" in json.dumps(figure["layout"]["annotations"])


def test_duo_and_the_region_never_share_a_line(client, earlier, els):
    closed_computation(rows(55))
    closed_computation(rows(33), method="duo")
    client.force_login(els)
    for address, absent in ((f"{REGION}verloop/", 3.3), (f"{REGION}verloop/?definitie=landelijk", 5.5)):
        page = client.get(address).content.decode()
        for data in re.findall(r'<script id="[a-z]+-data" type="application/json">(.*?)</script>', page):
            assert all(absent not in trace["y"] for trace in json.loads(data)["data"])


def test_published_figures_stand_apart_with_publisher_status_and_source(client, earlier, els):
    closed_computation(rows(55))
    PublishedFigure.objects.all().delete()
    for publisher, share in (("CBS", "2.20"), ("OCW/DUO", "1.75")):
        about = {"series": "Reeks", "school_year": "2016-2017", "area_kind": "land", "area": "NL", "category": "totaal"}
        PublishedFigure.objects.create(
            publisher=publisher, percentage=share, status="definitief", source="bron.nl", **about
        )
    client.force_login(els)
    page = text_of(client, f"{REGION}verloop/")
    assert "CBS: Reeks (1)" in page
    assert "OCW/DUO: Reeks (1)" in page
    assert "bron.nl" in page


def test_causes_between_two_stands_add_up_for_who_sees_the_pupils(accepted, anna):
    stands = choices(tuple(current_computations()), "2025-2026")

    found = between(anna, (stands[0], stands[-1]), stands, Scope(municipality="0772"), "")
    assert found.causes["Uitgeschreven"] == 6
    assert sum(found.causes.values()) == found.after.x.value - found.before.x.value == 6


def test_who_sees_no_pupil_gets_no_causes_where_nobody_returned(accepted, els):
    """Eight left and nobody came back: that would say that every hidden number can but have grown."""
    stands = choices(tuple(current_computations()), "2025-2026")
    found = between(els, (stands[0], stands[-1]), stands, Scope(), "")
    assert found.causes is None
    assert "kleine aantallen zouden eruit volgen" in found.reason


def test_who_sees_no_pupil_gets_pooled_causes_of_the_region_only(accepted, els, dirk, monkeypatch):
    monkeypatch.setattr(stand_causes, "ROOM", 0)
    stands = choices(tuple(current_computations()), "2025-2026")
    pair = (stands[0], stands[-1])
    assert between(els, pair, stands, Scope(), "").causes == {"Uitgeschreven": 8}
    for scope, category in ((Scope(municipality="0772"), ""), (Scope(brin="90BB"), ""), (Scope(), "mbo2")):
        assert between(dirk, pair, stands, scope, category).causes is None
    assert (
        between(els, pair, [stands[0], stands[0], *stands[1:]], Scope(), "").causes is None
    )  # not neighbours


@pytest.mark.parametrize("name", ["dirk", "anna", "els", "carla", "femke"])
@pytest.mark.parametrize("asked", ["", "?definitie=landelijk", "?definitie=tot27&van=x&tot=2031-01"])
def test_verloop_opens_for_everybody_within_twelve_queries(
    client, accepted, request, name, asked, django_assert_max_num_queries
):
    client.force_login(request.getfixturevalue(name))
    for address in [REGION] if name == "carla" else [REGION, MUNICIPALITY, SCHOOL]:
        client.get(f"{address}verloop/{asked}")
        with django_assert_max_num_queries(12):
            page = client.get(f"{address}verloop/{asked}")
        assert page.status_code == 200
        assert "Dezelfde stand, andere definitie" in page.content.decode()
        assert 'aria-current="page">Verloop</a>' in page.content.decode()


def test_the_tables_of_causes_and_of_years_come_along_as_files(client, accepted, anna):
    client.force_login(anna)
    page = client.get(f"{MUNICIPALITY}verloop/").content.decode()
    for name, told in (("oorzaken", "\"Uitgeschreven\";\"6\""), ("jaren", "\"2025-2026\";")):
        link = re.search(rf'href="([^"]*lijst={name}[^"]*)"', page)
        assert link, name
        file = client.get(f"{MUNICIPALITY}verloop/{html.unescape(link[1])}")
        assert told in file.content.decode("utf-8-sig"), name
