"""A late school is told once, the coordinator gets the list when it changed, and no mail says anything of a pupil."""

from datetime import date, timedelta

import pytest
from django.core import mail

from monitoring import tasks
from monitoring.clock import today
from monitoring.lateness import mark_late
from monitoring.models import Account, DueDelivery
from monitoring.reminders import remind_schools, tell_coordinators
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

ON = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def _only_march(settings, monkeypatch):
    settings.DEADLINES = "R01@2026-03=1+4"
    settings.PORTAL_URL = "https://portaal.example.nl"


@pytest.fixture
def reachable(carla, coen, els):
    """Coen and Els have an address, Carla has none."""
    for account in (coen, els):
        account.email = f"{account.username}@example.nl"
        account.save(update_fields=["email"])
    mark_late(on=ON)


def to(address: str) -> list:
    return [sent for sent in mail.outbox if sent.to == [f"{address}@example.nl"]]


def test_a_late_school_is_told_what_until_when_and_where(reachable):
    assert remind_schools(on=ON) == 1
    [sent] = to("coen")
    assert sent.subject == "Nog niet ontvangen: R01 over 2026-03 van ROC Voorbeeld"
    assert "R01 over maart 2026. Dit bestand verwachtten we op 1 april 2026." in sent.body
    assert "https://portaal.example.nl/aanleveren/" in sent.body


def test_a_school_is_never_told_twice(reachable):
    remind_schools(on=ON)
    assert remind_schools(on=ON) == remind_schools(on=ON + timedelta(days=1)) == 0
    assert DueDelivery.objects.get(school__brin="90BB").reminded_on == ON


def test_a_file_that_comes_and_goes_is_still_told_once(reachable):
    remind_schools(on=ON)
    DueDelivery.objects.update(late_since=None)
    mark_late(on=ON + timedelta(days=1))
    assert remind_schools(on=ON + timedelta(days=1)) == 0


def test_a_school_without_address_is_told_when_it_has_one(reachable, carla):
    remind_schools(on=ON)
    assert DueDelivery.objects.get(school__brin="90AA").reminded_on is None
    Account.objects.filter(pk=carla.pk).update(email="carla@example.nl")
    remind_schools(on=ON + timedelta(days=1))
    assert len(to("carla")) == 1


def test_files_that_are_late_on_one_night_are_one_mail(reachable, settings):
    settings.DEADLINES = "R01=1+4"
    mark_late(on=ON)
    assert remind_schools(on=ON) == 1
    assert to("coen")[0].subject == "Nog niet ontvangen: 3 bestanden van ROC Voorbeeld"
    assert to("coen")[0].body.count("* R01 over") == 3


def test_a_blocked_account_gets_no_mail(reachable, coen):
    Account.objects.filter(pk=coen.pk).update(is_active=False)
    assert remind_schools(on=ON) == 0


def test_the_coordinator_gets_the_list_and_only_when_it_changed(reachable):
    assert tell_coordinators(on=ON) == 1
    assert tell_coordinators(on=ON + timedelta(days=1)) == 0
    body = to("els")[0].body
    assert "Voorbeeldcollege (90AA): R01 over maart 2026 (geen e-mailadres bekend" in body
    assert "ROC Voorbeeld (90BB): R01 over maart 2026\n" in body
    DueDelivery.objects.filter(school__brin="90AA").update(late_since=None)
    assert tell_coordinators(on=ON + timedelta(days=2)) == 1
    DueDelivery.objects.update(late_since=None)
    assert tell_coordinators(on=ON + timedelta(days=3)) == 1
    assert to("els")[-1].subject == "Alle bestanden zijn binnen"


def test_nothing_is_sent_when_nothing_was_ever_late(els):
    assert tell_coordinators(on=ON) == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_down_does_not_stop_the_night(reachable, monkeypatch):
    def down(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    assert remind_schools(on=ON) == 0
    assert tell_coordinators(on=ON) == 0


def test_the_night_tells_everybody(reachable, deliver):
    deliver("R01_2026-02_90BB.csv", r01_csv([mbo_row(n, "2025-10") for n in range(100, 103)]))
    tasks.nightly()
    assert (len(to("coen")), len(to("els"))) == (1, 1)
    assert not any("Roos" in sent.body + sent.subject for sent in mail.outbox)
    assert today() == ON
