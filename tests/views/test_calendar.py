"""The calendar: the next thing to do on top, months by kinds for a school, all schools for the coordinator."""

import pytest
from django.urls import reverse

from monitoring import delivery_calendar
from monitoring.clock import today
from monitoring.models import School
from monitoring.staging import receive, stage
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

CALENDAR, DESK = reverse("delivery-calendar"), reverse("deliveries")


@pytest.fixture(autouse=True)
def _only_r01(settings):
    settings.DEADLINES = "R01=1+4"


def rows(brin: str = "90BB", count: int = 3) -> bytes:
    return r01_csv([mbo_row(n, "2025-10") | {"brin": brin} for n in range(100, 100 + count)])


def text(client, account, address: str = CALENDAR, **query) -> str:
    client.force_login(account)
    return " ".join(client.get(address, query).content.decode().split())


def step(account):
    return delivery_calendar.desk(account, on=today()).step


def test_a_late_file_is_the_next_thing_to_do(client, coen):
    said = text(client, coen, DESK)
    assert "Lever R01 over maart 2026 aan. Dit bestand moest er zijn op 5 april. Daarna wachten nog 2 bestanden." in said
    assert said.index("Lever R01 over maart") < said.index("Bestanden aanleveren")


def test_a_delivery_that_waits_for_a_click_goes_first(coen):
    delivery = receive(rows(), "R01_2026-02_90BB.csv", by=coen, today=today())
    stage(delivery)
    assert step(coen).sentence.startswith("Bekijk de uitslag van R01 over februari 2026")
    assert step(coen).url == delivery.get_absolute_url()


def test_a_refused_file_leads_to_what_is_wrong(deliver, coen):
    for month in ("2026-01", "2026-02"):
        deliver(f"R01_{month}_90BB.csv", rows(), by=coen)
    refused = deliver("R01_2026-03_90BB.csv", b"niets", by=coen)
    assert step(coen).sentence.startswith("R01 over maart 2026 is geweigerd.")
    assert step(coen).url == refused.get_absolute_url()


def test_who_has_delivered_everything_hears_when_the_next_is_due(deliver, coen):
    for month in ("2026-01", "2026-02", "2026-03"):
        deliver(f"R01_{month}_90BB.csv", rows(), by=coen)
    assert step(coen).sentence == "U bent bij. R01 over april 2026 verwachten we op 1 mei."


def test_the_states_stand_there_in_words(client, deliver, coen):
    deliver("R01_2026-02_90BB.csv", rows(), by=coen)
    deliver("R01_2026-02_90BB.csv", rows(count=4), by=coen)
    deliver("R01_2026-01_90BB.csv", rows(), by=coen)
    said = text(client, coen)
    for state in ("verwacht", "te laat", "vervangen", "aangenomen", "niet gevraagd"):
        assert f">{state}</span>" in said
    assert "oktober 2025" in said


def test_an_earlier_teljaar_can_be_looked_up(client, coen):
    assert "september 2025" in text(client, coen, teljaar="2024-2025")
    assert "Teljaar 2025-2026" in text(client, coen, teljaar="vorig")


def test_a_school_sees_only_its_own(client, carla, coen):
    assert "ROC Voorbeeld" not in text(client, carla)


def test_the_coordinator_sees_who_misses_most_first(client, accepted, deliver, els):
    for month in ("2026-01", "2026-02"):
        deliver(f"R01_{month}_90AA.csv", rows("90AA"))
    lines = delivery_calendar.desk(els, on=today()).missing
    assert [(line.school.brin, len(line.late)) for line in lines] == [("90BB", 2), ("90AA", 0)]
    said = text(client, els)
    assert "Bij 1 van 2 scholen ontbreekt een bestand." in said


def test_the_coordinator_uploads_nothing(client, els):
    client.force_login(els)
    page = client.get(DESK)
    assert b'<input type="file"' not in page.content
    assert "Bij 2 van 2 scholen ontbreekt een bestand." in page.content.decode()
    assert client.post(DESK).status_code == 403


def test_what_waits_late_is_both(client, coen):
    stage(receive(rows(), "R01_2026-03_90BB.csv", by=coen, today=today()))
    said = text(client, coen, DESK)
    assert ">te bevestigen</span>" in said
    assert "moest er zijn op 5 april" in said


def test_uncovered_pupils_come_from_the_latest_stand_and_through_the_figures(accepted, els):
    found = delivery_calendar.start_population(els, {"90AA", "90BB", "99ZZ"})
    exact = delivery_calendar.start_population(None, {"90AA", "90BB"})
    assert {brin: str(shown) for brin, shown in exact.items()} == {"90AA": "20", "90BB": "36"}
    assert set(found) == {"90AA", "90BB"}
    for brin, shown in found.items():
        assert shown.value in (None, exact[brin].value)


def test_a_small_school_is_not_given_away(deliver, els):
    from monitoring.recomputation import recompute, stale

    deliver("R01_2026-03_90BB.csv", rows(count=2))
    for wanted in stale():
        recompute(wanted)
    assert delivery_calendar.start_population(els, {"90BB"})["90BB"].value is None


def test_nobody_without_deliveries_has_a_calendar(client, anna, dirk):
    for account in (anna, dirk):
        client.force_login(account)
        assert client.get(CALENDAR).status_code == 403


def test_the_page_takes_few_queries(client, accepted, els, django_assert_max_num_queries):
    client.force_login(els)
    client.get(CALENDAR)
    with django_assert_max_num_queries(20):
        client.get(CALENDAR)
    assert School.objects.count() == 3
