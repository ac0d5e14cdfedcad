"""The page of figures of the transition: one answer, tables for screen and file, and nothing small for who sees no pupil."""

import csv
import io
from datetime import date

import pytest

from monitoring.calculation.school_year import SchoolYear
from nahetvo.recompute_transitions import recompute
from tests.files.transition import n01_csv, n02_csv

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
