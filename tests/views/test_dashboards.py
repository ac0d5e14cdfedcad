"""Figures on pages: what each of the cast sees of region, municipality and school, and what nobody may see."""

import html
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.core.management import call_command

from tests.figure_regions import closed_computation

REGION, MUNICIPALITY, SCHOOL = "/cijfers/", "/cijfers/gemeente/0772/", "/cijfers/school/90BB/"
PLACES = [REGION, MUNICIPALITY, SCHOOL]
ALWAYS = ["categorieen", "verloop", "normen"]  # the tables that every page has


@pytest.fixture
def small(schools):
    """Small numbers of vsv'ers in two schools and two municipalities; 3 of 97 is 3,09 %, 2 of 89 is 2,25 %."""
    return closed_computation(
        [
            ("90AA", "", "0772", "vmbo_bovenbouw", 97, 0, 3, 1),
            ("90AA", "", "0794", "vmbo_bovenbouw", 89, 0, 2, 0),
            ("90AA", "", "0772", "vo_onderbouw", 310, 0, 0, 0),
            ("90BB", "", "0772", "mbo2", 211, 1, 17, 6),
            ("90BB", "", "0794", "mbo2", 190, 0, 21, 8),
            ("90BB", "", "0772", "mbo4", 7, 0, 0, 0),
            ("90BB", "", "0363", "mbo4", 40, 0, 6, 0),
        ],
        silent=("90BB",),
    )


def tiles(page: str) -> dict[str, str]:
    """Label → value of every tile."""
    found = re.findall(r'tile-label">(.*?)</p>\s*<p class="tile-value">(.*?)</p>', page, flags=re.DOTALL)
    return {_plain(label): _plain(value) for label, value in found}


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<.*?>", "", markup)).replace("\xa0", " ").strip()


def links(page: str) -> list[str]:
    return [html.unescape(address) for address in re.findall(r'href="([^"]+)"', page)]


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PLACES)
def test_policy_staff_sees_region_own_municipality_and_schools(client, accepted, dirk, address):
    client.force_login(dirk)
    assert client.get(address).status_code == 200


def test_foreign_municipality_is_not_found(client, accepted, dirk):
    client.force_login(dirk)
    assert client.get("/cijfers/gemeente/0794/").status_code == 404
    assert client.get("/cijfers/gemeente/9999/").status_code == 404


def test_school_does_not_see_another_school_or_a_municipality(client, accepted, carla):
    client.force_login(carla)
    assert client.get("/cijfers/school/90BB/").status_code == 404
    assert client.get(MUNICIPALITY).status_code == 404
    assert client.get(REGION).status_code == 200


def test_operator_and_superuser_see_no_figures(client, accepted, gijs, root, settings):
    settings.MFA_REQUIRED = False
    for nobody in (gijs, root):
        client.force_login(nobody)
        assert [client.get(address).status_code for address in PLACES] == [404, 404, 404]


def test_before_the_first_delivery_the_page_says_so(client, dirk):
    client.force_login(dirk)
    assert "Er zijn nog geen cijfers" in shown(client, REGION)


def test_tiles_say_what_the_figures_command_says(client, accepted, dirk, capsys):
    client.force_login(dirk)
    page = shown(client, f"{REGION}?teljaar=2025-2026&stand=2026-03")
    found = tiles(page)
    call_command("figures", year="2025-2026", stand="2026-03", user="dirk", format="json")
    line = json.loads(capsys.readouterr().out)[0]
    assert found["Nieuwe vsv'ers"] == line["vsv"] == "8"
    assert found["Vsv in procenten"].replace(",", ".") == f"{line['percentage']} %"
    assert "2\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}scholen aangeleverd" in page
    assert "van de 56 deelnemers" in page


def test_schools_and_municipalities_add_up_to_the_region(client, small, els):
    client.force_login(els)
    assert "van de 943 deelnemers" in shown(client, REGION)
    schools = _table(client, f"{REGION}?lijst=scholen&bestand=csv")
    municipalities = _table(client, f"{REGION}?lijst=gemeenten&bestand=csv")
    for lines in (schools, municipalities):
        told = [int(line["Deelnemers"]) for line in lines if line["Deelnemers"]]
        assert sum(told) == 943
    assert "Buiten de regio" in [line["Naam"] for line in municipalities]


def _table(client, address: str) -> list[dict[str, str]]:
    text = client.get(address).content.decode("utf-8-sig")
    rows = [[cell.strip('"') for cell in line.split(";")] for line in text.splitlines()]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize(
    ("address", "lists"),
    [(REGION, ["scholen", "gemeenten"]), (MUNICIPALITY, ["gemeentescholen"]), ("/cijfers/school/90AA/", [])],
)
def test_no_percentage_of_a_small_number_leaves(client, small, dirk, address, lists):
    client.force_login(dirk)
    files = [f"&lijst={name}&bestand={form}" for name in [*lists, *ALWAYS] for form in ("csv", "xlsx")]
    for category in ("", "vmbo_bovenbouw"):
        for file in ["", *files]:
            found = _cells(client.get(f"{address}?categorie={category}{file}"))
            for small_share in ("3,09", "3.09", "2,25", "2.25", "0.0309", "0,74", "0.74"):
                assert small_share not in found, (small_share, address, file)


def _cells(response) -> str:
    if "sheet" not in response.headers["Content-Type"]:
        return response.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_small_number_is_marked_on_page_chart_and_file(client, small, dirk):
    client.force_login(dirk)
    page = shown(client, f"{MUNICIPALITY}?categorie=vmbo_bovenbouw")
    assert tiles(page)["Nieuwe vsv'ers"] in {"<5", "niet getoond"}
    assert tiles(page)["Vsv in procenten"] == "niet getoond"
    for chart in re.findall(r'<script id="[a-z]+-data" type="application/json">(.*?)</script>', page):
        for trace in json.loads(chart)["data"]:
            assert 3.09 not in [*trace["x"], *trace["y"]]


def test_percentage_under_ten_pupils_is_a_dot(client, small, dirk):
    client.force_login(dirk)
    page = shown(client, f"{MUNICIPALITY}?categorie=mbo4")
    assert tiles(page)["Vsv in procenten"] in {"te weinig leerlingen", "niet getoond"}


def test_school_sees_its_own_numbers_whole(client, small, carla):
    client.force_login(carla)
    found = tiles(shown(client, "/cijfers/school/90AA/?categorie=vmbo_bovenbouw"))
    assert (found["Nieuwe vsv'ers"], found["Vsv in procenten"]) == ("5", "2,69 %")
    page = shown(client, "/cijfers/school/90AA/?categorie=vmbo_bovenbouw")
    assert "Woongemeenten" in page
    assert "3,09" in page


def test_officer_sees_own_residents_at_each_school_and_policy_staff_does_not(client, small, anna, dirk):
    client.force_login(anna)
    assert "uit deze gemeente" in shown(client, MUNICIPALITY)
    client.force_login(dirk)
    assert "uit deze gemeente" not in shown(client, MUNICIPALITY)


@pytest.mark.parametrize("address", PLACES)
def test_every_link_to_figures_keeps_the_view(client, accepted, dirk, address):
    client.force_login(dirk)
    page = shown(
        client, f"{address}?teljaar=2025-2026&stand=2025-10&categorie=mbo2&scholen-sort=-vsv&scholen-naam=o"
    )
    inside = [link for link in links(page.split("<main")[1]) if link.startswith(("?", "/cijfers/"))]
    assert len(inside) > 4
    for link in inside:
        state = parse_qs(urlsplit(link).query)
        assert state["stand"] == ["2025-10"], link
        assert state["teljaar"] == ["2025-2026"], link
        assert state.get("scholen-sort", ["-vsv"]) != [], link


def test_the_breadcrumb_leads_back_with_the_category_kept(client, accepted, dirk):
    client.force_login(dirk)
    page = shown(client, f"{SCHOOL}?categorie=mbo2&stand=2026-03")
    trail = links(page.split('class="breadcrumb"')[1].split("</nav>")[0])
    assert "categorie=mbo2" in trail[0]
    assert trail[-1].startswith(SCHOOL)
    assert "categorie" not in trail[-1]


@pytest.mark.parametrize("query", ["?stand=2031-01", "?teljaar=nooit", "?methode=x", "?categorie=hbo", "?scholen-sort=pgn",
                                   "?scholen-page=99", "?scholen-soort=ooit", "?stand[]=1", "?methode=duo"])  # fmt: skip
def test_an_unknown_view_falls_back_and_never_fails(client, accepted, dirk, query):
    client.force_login(dirk)
    assert "stand maart 2026" in shown(client, REGION + query)


def test_a_view_that_does_not_exist_is_told(client, accepted, dirk):
    client.force_login(dirk)
    assert "U ziet maart 2026" in shown(client, f"{REGION}?teljaar=2025-2026&stand=2026-08")


def test_another_teljaar_keeps_the_month(client, small, dirk):
    closed_computation([("90BB", "", "0772", "mbo2", 200, 0, 20, 5)], teljaar="2024-2025", stand="2025-03")
    closed_computation([("90BB", "", "0772", "mbo2", 200, 0, 30, 5)], teljaar="2024-2025", stand="2025-09")
    client.force_login(dirk)
    page = shown(client, f"{REGION}?teljaar=2024-2025&stand=2026-03")
    assert "stand maart 2025" in page
    assert "2,47" not in page


def test_earlier_teljaren_are_in_the_course_with_their_break(client, small, dirk):
    closed_computation([("90BB", "", "0772", "mbo2", 200, 0, 20, 5)], teljaar="2024-2025", stand="2025-03")
    client.force_login(dirk)
    page = shown(client, REGION).replace("\xa0", " ")
    assert "vorig jaar 10,00 %" in page
    assert "Trendbreuk vanaf 2025-2026" in page


def test_methods_never_share_a_chart(client, small, els):
    closed_computation([("90BB", "", "0772", "mbo2", 200, 0, 33, 0)], method="duo", missing=7)
    client.force_login(els)
    assert "16,50" not in shown(client, REGION)
    page = shown(client, f"{REGION}?methode=duo")
    assert "16,50" in page
    assert "vertelt DUO niet" in page
    assert "7 vsv'ers van de regio staan niet in de startset" in html.unescape(page)


def test_who_did_not_deliver_is_named(client, small, els, carla):
    client.force_login(els)
    page = shown(client, REGION)
    assert "Niet aangeleverd voor deze stand: ROC Voorbeeld" in page
    assert "1\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}scholen aangeleverd" in page
    client.force_login(carla)
    assert "ROC Voorbeeld" not in shown(client, REGION)


@pytest.mark.parametrize("name", ["dirk", "anna", "els", "carla", "femke"])
def test_a_page_costs_at_most_twelve_queries(client, small, request, django_assert_max_num_queries, name):
    client.force_login(request.getfixturevalue(name))
    own = "/cijfers/school/90AA/" if name == "carla" else SCHOOL
    for address in [REGION, own] if name == "carla" else [REGION, MUNICIPALITY, own]:
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(f"{address}?categorie=mbo2")


@pytest.mark.parametrize("tab", ["waar-en-waarom/", "volggroep/", "kwetsbaar/", "rapport/"])
@pytest.mark.parametrize("name", ["dirk", "anna", "els"])
def test_a_tab_costs_at_most_twelve_queries_too(accepted, client, request, django_assert_max_num_queries, name, tab):
    client.force_login(request.getfixturevalue(name))
    for address in (REGION, MUNICIPALITY, SCHOOL):
        client.get(f"{address}{tab}")
        with django_assert_max_num_queries(12):
            assert client.get(f"{address}{tab}").status_code == 200


def test_search_finds_by_name_and_code_what_the_reader_may_see(client, schools, dirk):
    client.force_login(dirk)
    assert client.get("/zoeken/?q=Eindhoven").url == MUNICIPALITY
    assert client.get("/zoeken/?q=90bb").url == SCHOOL
    assert "Voorbeeldcollege" in shown(client, "/zoeken/?q=voorbeeld")
    assert "Niets gevonden" in shown(client, "/zoeken/?q=Helmond")
    assert "Niets gevonden" in shown(client, "/zoeken/?q=")
