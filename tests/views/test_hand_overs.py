"""Overdrachten: the receiver reads what is needed to accept, the sender keeps, and what waits too long is told to three."""

import re
from datetime import date

import pytest
from django.urls import reverse

from monitoring.casework.files import take_up
from monitoring.casework.handing_over import hand_over, receivers
from monitoring.models import AccessLog, CaseFile, HandOver
from tests.access.promises.cast import young

SENT = date(2026, 4, 9)
LATE = date(2026, 4, 17)  # 9 April is a Thursday: five working days later is the 16th
PATH = "/overdrachten/"


@pytest.fixture
def offered(accepted, anna, femke, bram, settings) -> HandOver:
    settings.TODAY = SENT
    file = take_up(young(20), by=anna, today=SENT)
    (to,) = [each for each in receivers(file) if each.code == "doorstroompunt:REGIO"]
    return hand_over(file, to=to, reason="18", message="Wil in de techniek werken.", by=anna, today=SENT)


@pytest.fixture
def seen(client):
    def see(who, path: str = PATH) -> str:
        client.force_login(who)
        return client.get(path).content.decode()

    return see


def test_both_sides_see_it_with_name_reason_and_message_and_others_do_not(offered, anna, femke, bram, seen):
    for who, button in ((anna, "Trek in"), (femke, "Neem aan")):
        page = seen(who)
        for told in ("Roos20", "Wordt of is 18", "Wil in de techniek werken.", "16 april 2026", button):
            assert told in page, (who, told)
    assert "Roos20" not in seen(bram)
    assert [(line.reader_name, line.right, line.origin) for line in AccessLog.objects.all()] == [
        ("anna", "leerplicht 0772", "hand-overs"), ("femke", "doorstroompunt REGIO", "hand-overs"),
    ]  # fmt: skip


def test_before_accepting_the_receiver_cannot_open_the_page_and_afterwards_can(offered, femke, anna, client):
    client.force_login(femke)
    page = reverse("pupil", args=[young(20)])
    assert client.get(page).status_code == 404
    answer = client.post(PATH, {"doe": "aannemen", "overdracht": offered.pk})
    assert answer.headers["Location"] == page
    assert client.get(page).status_code == 200
    assert CaseFile.objects.get().holder == "REGIO"
    client.force_login(anna)
    assert "aangenomen op 9 april 2026 door femke" in client.get(PATH).content.decode()


def test_the_sender_withdraws_and_a_stranger_finds_nothing(offered, anna, bram, els, client):
    for who in (bram, els):
        client.force_login(who)
        assert client.post(PATH, {"doe": "intrekken", "overdracht": offered.pk}).status_code == 404
    client.force_login(anna)
    client.post(PATH, {"doe": "intrekken", "overdracht": offered.pk})
    offered.refresh_from_db()
    assert offered.withdrawn_on == SENT


def test_what_waits_too_long_comes_on_top_of_both_lists_and_of_the_coordinators(offered, anna, femke, els, seen, settings):
    told = "1 overdracht wacht langer dan 5 werkdagen"
    for who, path in ((anna, "/werklijst/"), (femke, "/werklijst/"), (els, "/regio/werk-en-effect/")):
        settings.TODAY = SENT
        assert told not in seen(who, path)
        settings.TODAY = LATE
        assert told in seen(who, path), who


def test_the_coordinator_reads_a_number_and_two_organisations_but_no_youngster(offered, els, seen, settings):
    settings.TODAY = LATE
    page = seen(els)
    row = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]
    assert f'<th scope="row">{offered.pk}</th>' in row
    assert "Leerplichtambtenaar, Eindhoven" in row
    assert "Medewerker Doorstroompunt, de hele regio" in row
    for hidden in ("Roos", "techniek", str(young(20)), "jaar", "anna"):
        assert hidden not in row
    assert not AccessLog.objects.exists()
