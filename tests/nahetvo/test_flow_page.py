"""The page of figures of the transition: one answer, tables for screen and file, and nothing small for who sees no pupil."""

import csv
import io
from datetime import date

import pytest

from monitoring.calculation.school_year import SchoolYear
from nahetvo.recompute_transitions import recompute, recompute_years
from tests.files.r01 import r01_csv, valid_pgn
from tests.files.transition import n01_csv, n02_csv
from tests.test_reports import TAGS, opened

SCHOOL, REGION = "/na-het-vo/cijfers/school/90AA/", "/na-het-vo/cijfers/"


@pytest.fixture
def counted(deliver):
    """Twelve leavers of 90AA: eight with an aanmelding at 90BB, three another route, one without any intention."""
    without = {"voorgenomen_bestemming": "", "voorgenomen_brin": ""}
    rows = [*({} for _ in range(8)), *({"voorgenomen_bestemming": "havo"} for _ in range(3)), without]
    deliver("N01_2026-03_90AA.csv", n01_csv(rows, brin="90AA", vestiging=""))
    deliver("N02_2026-03_90BB.csv", n02_csv([{} for _ in range(8)], brin="90BB"))
    recompute(SchoolYear(2025), on=date(2026, 4, 9))


def table(client, address: str, name: str) -> dict[str, str]:
    answer = client.get(address, {"lijst": name, "bestand": "csv"})
    return dict(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:])


def test_the_school_reads_the_answer_and_every_number(counted, client, carla):
    client.force_login(carla)
    answer = "Van de 12 vertrekkers zijn er 8 nog onderweg en 1 nergens aangekomen."
    assert answer in client.get(SCHOOL).content.decode()
    assert table(client, SCHOOL, "waar") == {
        "Alle vertrekkers": "12", "andere route": "3", "nog onderweg": "8", "nergens aangekomen": "1",
    }  # fmt: skip
    assert table(client, SCHOOL, "bestemming")["andere route · havo of vwo"] == "3"


def test_a_number_leads_to_its_pupils_for_who_may_see_them(counted, client, carla, els):
    client.force_login(carla)
    page = client.get(SCHOOL).context["page"]
    (havo,) = [row.url for row in page.lists[3].rows if row.label == "andere route · havo of vwo"]
    listed = client.get(havo)
    assert listed.context["total"] == 3
    assert "Uit de cijfers: <b>andere route · havo of vwo</b>" in listed.content.decode()
    assert client.get(page.sankey.bands[0].url).context["total"] == page.sankey.bands[0].number
    assert client.get(havo.replace("andere_route%2Fhavo_vwo", "x")).context["total"] == 12  # nothing known filters nothing
    client.force_login(els)
    assert not any(row.url for row in client.get(SCHOOL).context["page"].lists[0].rows)


def test_kwetsbare_jongeren_alone_are_counted_for_every_reader_of_figures(deliver, client, carla, els):
    rows = [*({"onderwijssoort": "vmbo-bb"} for _ in range(7)), {"onderwijssoort": "pro"}, *({} for _ in range(5))]
    deliver("N01_2026-03_90AA.csv", n01_csv(rows, brin="90AA", vestiging=""))
    recompute(SchoolYear(2025), on=date(2026, 4, 9))
    client.force_login(carla)
    page = client.get(SCHOOL, {"groep": "kwetsbaar"}).context["page"]
    assert page.found[0]["waar"][""].value == 8
    assert "kwetsbare jongeren" in page.subtitle
    (link,) = {row.url for each in page.lists if each.name == "waar" for row in each.rows if row.url}
    assert client.get(link).context["total"] == 8
    client.force_login(els)
    page = client.get(SCHOOL, {"groep": "kwetsbaar"}).context["page"]
    assert page.found[0]["waar"][""].value == page.found[0]["waar"]["onderweg"].value == 8
    assert page.found[0]["herkomst"]["onderweg/pro"].value is None


def test_the_page_asks_at_most_twelve_queries(counted, client, carla, els, django_assert_max_num_queries):
    for who, address in ((carla, SCHOOL), (els, REGION)):
        client.force_login(who)
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_who_sees_no_pupil_reads_no_number_of_1_to_4(counted, client, els):
    client.force_login(els)
    for address in (SCHOOL, REGION):
        for name in ("waar", "bestemming", "herkomst", "kwetsbaar"):
            shown = table(client, address, name)
            assert shown, (address, name)
            assert not {"1", "2", "3", "4"} & set(shown.values()), (address, name)
    assert table(client, REGION, "waar")["Alle vertrekkers"] == "12"


def test_before_any_overstapper_the_page_says_what_will_come(db, client, els):
    client.force_login(els)
    assert "Er zijn nog geen overstappers." in client.get(REGION).content.decode()


def test_an_unknown_table_is_not_found(counted, client, els):
    client.force_login(els)
    assert client.get(REGION, {"lijst": "geen", "bestand": "csv"}).status_code == 404


@pytest.fixture
def begun(deliver, counted):
    """The eight of 90BB come in August; one has stopped and one changed level by the April after."""
    came = {"onderwijssoort": "mbo-3", "leerjaar": "", "leerweg": "BOL", "datum_inschrijving": "01-08-2026"}
    rows = [dict(came) for _ in range(8)]
    rows[0] |= {"datum_uitschrijving": "01-02-2027", "reden_uitschrijving": "1", "bestemming": "geen"}
    rows[1] |= {"datum_uitschrijving": "01-02-2027", "reden_uitschrijving": "1", "bestemming": "mbo"}
    again = rows[2] | {"pgn": valid_pgn(1), "onderwijssoort": "mbo-2", "datum_inschrijving": "01-02-2027", "volgnummer": "2"}
    deliver("R01_2027-03_90BB.csv", r01_csv([*rows, again], brin="90BB", vestiging=""))
    recompute(SchoolYear(2025), on=date(2027, 4, 9))


def test_the_mirror_says_who_began_switched_and_stopped_with_what_is_expected(begun, client, carla):
    client.force_login(carla)
    page = client.get(SCHOOL).content.decode()
    assert "Van de 12 vertrekkers begonnen er 8 in het mbo, in het eerste jaar wisselden er 1 en stopten er 1" in page
    assert "te klein om te zeggen" in page
    assert '<svg class="flow"' in page
    assert table(client, SCHOOL, "jaar1")["in het mbo · gewisseld in jaar 1"] == "1"


def test_the_book_is_a_tagged_pdf(begun, client, carla):
    client.force_login(carla)
    book = client.get(SCHOOL, {"bestand": "pdf"})
    assert book["Content-Type"] == "application/pdf"
    found = opened(book.content)
    assert all(tag in found for tag in TAGS)
    assert found.count(b"/S /TH") > 10


def test_a_year_under_way_stands_beside_the_same_day_a_year_before(begun, client, carla, deliver):
    deliver("N01_2027-03_90AA.csv", n01_csv([{"pgn": valid_pgn(90)}], brin="90AA", vestiging=""))
    recompute_years([SchoolYear(2026)], date(2027, 4, 9))
    client.force_login(carla)
    answer = client.get(SCHOOL, {"lijst": "waar", "bestand": "csv"}).content.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(answer), delimiter=";")
    assert next(rows) == ["Waar", "2026-2027, op 9 april 2027", "2025-2026, op 9 april 2026"]
    assert next(rows) == ["Alle vertrekkers", "1", "12"]
