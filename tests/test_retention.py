"""What has had its term goes; the receipt stays."""

from datetime import timedelta

import pytest

from monitoring import sealed, staging
from monitoring.clock import today
from monitoring.models import Delivery, DeliveryContent, Enrolment
from monitoring.retention import remove_expired
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
CONTENT = r01_csv([mbo_row(n, "2025-10") for n in range(100, 105)])


@pytest.fixture
def later(settings):
    return today() + timedelta(days=settings.FILE_TERM_DAYS + 1)


def test_an_accepted_delivery_loses_its_file_and_keeps_its_receipt(deliver, coen, later):
    delivery = deliver(NAME, CONTENT, by=coen)
    assert remove_expired(on=later) == 1
    kept = Delivery.objects.get(pk=delivery.pk)
    assert (kept.state, kept.rows_used, len(kept.sha256)) == (State.ACCEPTED, 5, 64)
    assert sealed.findings(kept) is None
    assert Enrolment.objects.filter(delivery=kept).count() == 5


def test_nothing_goes_before_its_term(deliver, coen, later):
    deliver(NAME, CONTENT, by=coen)
    assert remove_expired(on=later - timedelta(days=1)) == 0


def test_what_nobody_accepted_is_refused_and_goes(coen, later):
    delivery = staging.receive(CONTENT, NAME, by=coen, today=today())
    staging.stage(delivery)
    assert remove_expired(on=later) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.summary[0]["code"]) == (State.REFUSED, "BESTAND-TERMIJN")
    assert not DeliveryContent.objects.exists()


def test_what_a_worker_still_needs_stays(coen, later):
    staging.receive(CONTENT, NAME, by=coen, today=today())
    assert remove_expired(on=later) == 0


def test_the_page_of_a_delivery_without_file_still_opens(deliver, coen, later, client):
    delivery = deliver(NAME, CONTENT, by=coen)
    remove_expired(on=later)
    client.force_login(coen)
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert "verwijderd omdat de bewaartermijn voorbij is" in page
    assert client.get(f"{delivery.get_absolute_url()}antwoord/").status_code == 404
