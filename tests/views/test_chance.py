"""Toeval of niet on pages: three words, an order without ranks, and nothing that a suppressed number would betray."""

import html
import json
import re

import pytest

from tests.figure_regions import closed_computation

PAGES = ["/cijfers/toeval/", "/cijfers/gemeente/0772/toeval/", "/cijfers/school/90BB/toeval/"]
KINDS = ["gecorrigeerd", "ruw"]


def region(factor: float = 1.0) -> list[tuple]:
    """Two schools: a quiet one with few vsv'ers, and a large mbo of whom most live in 0772."""
    return [
        ("90AA", "", "0772", "vmbo_bovenbouw", 597, 0, 3, 1),
        ("90AA", "", "0794", "vo_onderbouw", 910, 0, 0, 0),
        ("90BB", "", "0772", "mbo2", 811, 0, round(97 * factor), 6),
        ("90BB", "", "0794", "mbo2", 790, 0, round(41 * factor), 8),
        ("90BB", "", "0772", "vmbo_bovenbouw", 700, 0, round(31 * factor), 8),
        ("90BB", "", "0363", "mbo4", 440, 0, 16, 0),
    ]


@pytest.fixture
def march(schools):
    return closed_computation(region())


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def charts(page: str) -> dict[str, dict]:
    found = re.findall(r'<script id="([a-z-]+)-data" type="application/json">(.*?)</script>', page)
    return {name: json.loads(chart) for name, chart in found}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_tab_says_one_of_three_words_with_its_sentence(client, march, els, address, kind):
    client.force_login(els)
    page = shown(client, f"{address}?funnel={kind}")
    assert 'aria-current="page">Toeval of niet' in page
    assert "Te klein om te zeggen" in page
    if "toeval" in address and address != PAGES[0]:
        assert "gewoon toeval" in page


def test_expected_is_shown_line_by_line(client, march, els):
    """0772 has 811 of the 1601 mbo 2 with 138 vsv'ers: 811 × 138/1601 = 69.9."""
    client.force_login(els)
    page = shown(client, "/cijfers/gemeente/0772/toeval/")
    assert "Verwacht bij deze soorten onderwijs" in page
    assert "69,9" in page
    assert "Signaal." in page


def test_the_own_place_is_the_accent_and_the_others_are_grey(client, march, els):
    client.force_login(els)
    funnel = charts(shown(client, "/cijfers/gemeente/0772/toeval/"))["trechter-gemeenten"]
    dots = [trace for trace in funnel["data"] if trace["mode"] == "markers"]
    assert [(len(trace["x"]), trace["marker"]["color"]) for trace in dots] == [
        (1, "var(--rest)"),
        (1, "var(--accent)"),
    ]
    assert "Eindhoven" in dots[1]["customdata"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_suppressed_number_has_no_dot_and_no_verdict(client, march, dirk, kind):
    client.force_login(dirk)
    page = shown(client, f"/cijfers/school/90AA/toeval/?funnel={kind}")
    assert "Te klein om te zeggen." in page
    dots = [
        text
        for trace in charts(page).get("trechter-scholen", {"data": []})["data"]
        for text in trace.get("customdata", [])
    ]
    assert not [text for text in dots if "Voorbeeldcollege" in text]
    table = client.get(f"/cijfers/toeval/?funnel={kind}&lijst=trechter-scholen&bestand=csv").content.decode(
        "utf-8-sig"
    )
    line = next(line for line in table.splitlines() if "Voorbeeldcollege" in line)
    assert '"3"' not in line
    assert line.endswith('"te klein om te zeggen"')


def test_lists_start_furthest_outside_chance_and_say_so(client, march, els):
    client.force_login(els)
    page = shown(client, "/cijfers/")
    assert "Geordend naar afstand buiten de toevalsgrenzen" in page
    lines = client.get("/cijfers/?lijst=gemeenten&bestand=csv").content.decode("utf-8-sig").splitlines()
    words = [line.split(";")[5].strip('"') for line in lines[1:]]
    assert lines[0].split(";")[5] == '"Toeval of niet"' or "Toeval of niet" in lines[0]
    assert words == sorted(words, key=lambda word: word != "signaal")


def test_no_list_can_be_ordered_by_raw_percentage(client, march, els):
    client.force_login(els)
    page = shown(client, "/cijfers/?scholen-sort=-percentage")
    headings = page.split("<thead>")[1:]
    assert not [each for each in headings if re.search("<a[^>]*>Vsv in %</a>", each.split("</thead>")[0])]
    assert page.count("Geordend naar afstand buiten de toevalsgrenzen") == 2


def test_who_sees_schools_reads_how_many_make_the_surplus(client, schools, els, carla):
    """Both have 1000 of the 2000 mbo 2 with 180 vsv'ers: 90 expected; 120 is 30 more."""
    closed_computation(
        [("90AA", "", "0772", "mbo2", 1000, 0, 120, 0), ("90BB", "", "0772", "mbo2", 1000, 0, 60, 0)]
    )
    client.force_login(els)
    page = shown(client, "/cijfers/toeval/")
    assert "Eén school verklaart 100 % van het surplus" in page
    assert "120, verwacht 90,0: 30,0 meer; signaal" in page
    assert "/cijfers/school/90AA/?" in page.split('id="surplus"')[1]
    client.force_login(carla)
    page = shown(client, "/cijfers/toeval/")
    assert "van het surplus" not in page
    assert "ROC Voorbeeld" not in page


def test_movers_are_beyond_chance_only(client, march, els):
    closed_computation(region(factor=0.6), teljaar="2024-2025", stand="2025-03")
    closed_computation(region(factor=0.6), teljaar="2023-2024", stand="2024-03")
    client.force_login(els)
    page = shown(client, "/cijfers/toeval/")
    assert "1 van de 2 gemeenten veranderde meer dan toeval verklaart" in page
    assert "Trendbreuk vanaf 2025-2026" in page
    assert ": meer dan toeval verklaart" in shown(client, "/cijfers/gemeente/0772/toeval/")


def test_three_teljaren_together_for_a_small_school(client, march, carla, dirk):
    for teljaar, stand in (("2024-2025", "2025-03"), ("2023-2024", "2024-03")):
        closed_computation(region(), teljaar=teljaar, stand=stand)
    client.force_login(carla)
    page = shown(client, "/cijfers/school/90AA/toeval/?categorie=vo_onderbouw")
    assert "Drie teljaren samen (2023-2024 tot en met 2025-2026): 0 nieuwe vsv'ers" in page
    client.force_login(dirk)
    assert "Drie teljaren samen (2023-2024 tot en met 2025-2026) kunnen wij hier niet tonen" in shown(
        client, "/cijfers/school/90AA/toeval/"
    )


def test_control_charts_need_three_points(client, march, els):
    client.force_login(els)
    assert "Per stand: nog te weinig punten" in shown(client, "/cijfers/toeval/")
    for month in ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02"):
        closed_computation(region(factor=0.1 * (2 + int(month[5:]) % 9)), stand=month)
    page = shown(client, "/cijfers/toeval/")
    assert len(charts(page)["per-stand"]["data"]) == 4
    rows = client.get("/cijfers/toeval/?lijst=per-stand&bestand=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 7


@pytest.mark.parametrize("name", ["dirk", "els", "carla"])
def test_the_tab_costs_at_most_twelve_queries(client, march, request, django_assert_max_num_queries, name):
    for month in ("2025-10", "2025-11", "2025-12"):
        closed_computation(region(), stand=month)
    client.force_login(request.getfixturevalue(name))
    pages = ["/cijfers/toeval/", "/cijfers/school/90AA/toeval/"] if name == "carla" else PAGES
    for address in pages:
        with django_assert_max_num_queries(15):
            client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_funnel_of_one_category_has_no_toggle(client, march, els):
    client.force_login(els)
    assert "gecorrigeerd voor soort onderwijs" in shown(client, "/cijfers/toeval/")
    assert "gecorrigeerd voor soort onderwijs" not in shown(client, "/cijfers/toeval/?categorie=mbo2")
    assert "funnel=ruw" in shown(client, "/cijfers/toeval/?funnel=ruw&funnel=ruw").split("tabs")[1]
