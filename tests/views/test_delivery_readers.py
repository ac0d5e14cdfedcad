"""Who sees what of a delivery, and what the page tells whoever waits for it."""

import re

import pytest
from django.urls import reverse

from monitoring import staging, tasks
from monitoring.clock import today
from monitoring.vocabulary import DeliveryState as State
from tests.views.test_deliveries import NAME, faulty, rows, text_of

pytestmark = pytest.mark.django_db


def test_progress_moves_stays_silent_when_nothing_changes_and_ends_on_the_result(client, coen):
    client.force_login(coen)
    delivery = staging.receive(rows(10), NAME, by=coen, today=today())
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    polled = re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    assert client.get(polled).status_code == 204
    staging.move(delivery, State.CHECKING, step="bestand lezen")
    staging.tell(delivery, "regels controleren", rows=1234)
    assert "1.234 regels worden gecontroleerd." in text_of(client.get(polled))
    staging.tell(delivery, "vergelijken met de vorige levering", rows=10, done=10)
    assert "10 van 10" in text_of(client.get(polled))
    tasks.stage_delivery(delivery.pk)
    assert client.get(polled)["HX-Refresh"] == "true"
    assert "http-equiv" not in client.get(delivery.get_absolute_url()).content.decode()


def test_the_page_ends_on_the_receipt_when_the_figures_are_counted(client, coen, deliver):
    delivery = deliver(NAME, rows(10), by=coen)
    client.force_login(coen)
    page = client.get(delivery.get_absolute_url())
    assert "Cijfers worden bijgewerkt" in text_of(page)
    polled = re.search(r'hx-get="([^"]+voortgang[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    assert client.get(polled).status_code == 204
    tasks.recompute_stale()
    assert client.get(polled)["HX-Refresh"] == "true"
    assert "bijgewerkt: bekijk de cijfers van de school" in text_of(client.get(delivery.get_absolute_url()))


@pytest.mark.parametrize("route", ["delivery", "delivery-progress", "delivery-accept", "delivery-reply"])
def test_another_schools_delivery_does_not_exist(route, client, carla, coen, deliver):
    delivery = deliver(NAME, faulty(100, 1), by=coen)
    client.force_login(carla)
    assert client.get(reverse(route, args=[delivery.pk])).status_code == 404
    if route == "delivery-accept":
        assert client.post(reverse(route, args=[delivery.pk])).status_code == 404


@pytest.mark.parametrize("member", ["anna", "dirk", "femke", "gijs", "root"])
def test_who_delivers_nothing_has_no_business_here(member, request, client, settings):
    settings.MFA_REQUIRED = False
    client.force_login(request.getfixturevalue(member))
    assert client.get(reverse("deliveries")).status_code == 403
    assert client.post(reverse("deliveries")).status_code == 403
