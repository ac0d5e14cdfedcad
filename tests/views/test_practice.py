"""Practice mode says what a delivery would say, and keeps nothing but a receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from monitoring.models import Delivery, DeliveryContent, Enrolment, Pupil, Try
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
PRACTICE = reverse("practice")


def rows(count: int, wrong: int = 0) -> bytes:
    made = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    for row in made[:wrong]:
        row["gemeentecode"] = "9876"
    return r01_csv(made)


@pytest.fixture
def attempt(client, coen):
    """A function that tries a file as Coen of 90BB."""

    def send(content: bytes, name: str = NAME, **said):
        client.force_login(coen)
        return client.post(PRACTICE, {"file": SimpleUploadedFile(name, content), **said})

    return send


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Delivery, DeliveryContent, Enrolment, Pupil))


def test_a_try_leaves_only_its_receipt(attempt):
    before = stored()
    answer = attempt(rows(4))
    assert answer.status_code == 200
    assert "4 regels gelezen, 4 bruikbaar" in answer.content.decode()
    assert stored() == before
    receipt = Try.objects.get()
    assert (receipt.kind, receipt.brin, receipt.stand, receipt.rows, receipt.result) == (
        "R01", "90BB", "2026-03", 4, State.READY,
    )  # fmt: skip
    assert len(receipt.sha256) == 64


def test_values_are_shown_once_and_not_kept(attempt, client):
    said = attempt(rows(4, wrong=1)).content.decode()
    assert "Zo zouden we dit bestand niet aannemen" in said
    assert "9876" in said
    assert "9876" not in client.get(PRACTICE).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT summary FROM monitoring_try")
        assert "9876" not in str(cursor.fetchall())


def test_a_try_says_what_the_delivery_says(attempt, deliver, coen):
    content = rows(100, wrong=1)
    attempt(content)
    delivery = deliver(NAME, content, by=coen)
    receipt = Try.objects.get()
    same = ("sha256", "rows", "rows_used", "rows_faulty", "changes", "summary")
    assert {name: getattr(receipt, name) for name in same} == {name: getattr(delivery, name) for name in same}
    assert receipt.result == State.TO_CONFIRM


def test_the_comparison_is_with_the_last_delivery(attempt, deliver, coen):
    deliver("R01_2026-02_90BB.csv", rows(5), by=coen)
    assert "Vergeleken met de vorige levering van 5 leerlingen: 0 erbij, 2 eraf" in attempt(rows(3)).content.decode()


@pytest.mark.parametrize("limit", ["rows", "bytes"])
def test_a_file_too_large_to_wait_for_is_kindly_refused(attempt, settings, limit):
    settings.PRACTICE_LIMITS = settings.PRACTICE_LIMITS | {limit: 2}
    answer = attempt(rows(4))
    assert answer.status_code == 422
    assert "te groot om te oefenen" in answer.content.decode()
    assert "Zolang u het niet aanneemt, telt het niet mee." in answer.content.decode()
    assert not Try.objects.exists()
    assert stored() == (0, 0, 0, 0)


def test_a_file_without_address_or_of_another_school_is_not_tried(attempt):
    assert "Uit de bestandsnaam blijkt niet" in attempt(rows(3), "leerlingen.csv").content.decode()
    assert "niet oefenen voor 90AA" in attempt(rows(3), "R01_2026-03_90AA.csv").content.decode()
    assert attempt(rows(3), "leerlingen.csv", kind="R01", school="90BB", month="2026-03").status_code == 200


def test_nobody_sees_the_tries_of_another(attempt, client, carla, els):
    attempt(rows(3))
    assert not Try.objects.visible_to(carla).exists()
    assert not Try.objects.visible_to(els).exists()
    client.force_login(els)
    assert client.get(PRACTICE).status_code == 403


def test_trying_has_a_limit_per_hour(attempt, monkeypatch):
    monkeypatch.setattr("monitoring.practising.PER_HOUR", 1)
    attempt(rows(3))
    assert attempt(rows(3)).status_code == 429


def test_trying_in_a_rush_is_stopped_also_without_receipts(attempt, monkeypatch):
    monkeypatch.setattr("monitoring.views.practice.PER_MINUTE", 1)
    answers = [attempt(rows(3), "leerlingen.csv").status_code for _ in range(3)]
    assert 429 in answers
    assert not Try.objects.exists()
