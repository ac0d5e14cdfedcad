"""Nobody is placed too many, who waits moves up, and a stranger learns nothing about who is there."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from time import sleep

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client

from monitoring.models import Meeting, MeetingNotice, Registration
from monitoring.open_face import attending, meeting_mail

ON = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.TODAY = ON


@pytest.fixture
def meeting(db):
    return Meeting.objects.create(
        slug="dag", title="Dag", summary="kort", place="Zaal", organiser="Regio", day=date(2026, 5, 14), begins=time(9),
        ends=time(16), capacity=1, opens_on=date(2026, 4, 1), closes_on=date(2026, 5, 7), is_public=True,
    )  # fmt: skip


def register(meeting, who: str, **said):
    known = {"name": who, "email": f"{who}@school.test", "organisation": "", "chosen": [], "on": ON}
    return attending.register(meeting, **known | said)


def states(meeting) -> dict[str, str]:
    return dict(meeting.registrations.values_list("name", "state"))


def posted(client, who: str, email: str = ""):
    return client.post("/bijeenkomsten/dag/aanmelden/", {"name": who, "email": email or f"{who}@school.test"})


def test_who_waits_longest_moves_up_with_a_mail_when_somebody_cancels(client, meeting, django_capture_on_commit_callbacks):
    for who in ("ans", "bea", "cor"):
        with django_capture_on_commit_callbacks(execute=True):
            assert posted(client, who).url == "/bijeenkomsten/dag/aangevraagd/"
    assert states(meeting) == {"ans": "plaats", "bea": "wacht", "cor": "wacht"}
    own = re.search(r"/mijn-aanmelding/\S+", mail.outbox[0].body)[0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(own)
    assert states(meeting) == {"ans": "afgemeld", "bea": "plaats", "cor": "wacht"}
    assert [(sent.to[0][:3], sent.subject) for sent in mail.outbox[3:]] == [
        ("ans", "Dag: u bent afgemeld"), ("bea", "Dag: er is een plaats vrijgekomen"),
    ]  # fmt: skip
    assert "U bent afgemeld" in client.get(own).content.decode()


def test_a_stranger_sees_the_same_page_for_an_address_that_is_there(
    client, meeting, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = posted(client, "ans")
        again = posted(client, "ander", "ANS@school.test")
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert states(meeting) == {"ans": "plaats"}
    assert "was al aangemeld" in mail.outbox[1].body
    assert first.cookies == again.cookies == {}


def test_the_page_opens_fills_and_closes_by_itself(client, meeting, settings):
    def told() -> str:
        return client.get("/bijeenkomsten/dag/").content.decode()

    settings.TODAY = date(2026, 3, 31)
    assert "Aanmelden kan vanaf 1 april 2026" in told()
    settings.TODAY = ON
    assert "nog 1 plaats" in told()
    posted(client, "ans")
    meeting.refresh_from_db()
    attending.forget()  # the test's transaction never commits
    assert "De bijeenkomst is vol" in told()
    settings.TODAY = date(2026, 5, 8)
    assert "Aanmelden is niet meer mogelijk" in told()
    assert posted(client, "laat").status_code == 422
    assert states(meeting) == {"ans": "plaats"}


def test_a_full_session_has_a_waiting_list_of_its_own(client, meeting):
    meeting.capacity = 10
    meeting.save()
    small = meeting.sessions.create(round="1", title="Klein", begins=time(10), ends=time(11), capacity=1)
    registered = [register(meeting, who, chosen=[small.pk]).registration for who in ("ans", "bea", "cor")]
    assert states(meeting) == {"ans": "plaats", "bea": "plaats", "cor": "plaats"}
    assert "op de wachtlijst voor Klein" in client.get(f"/mijn-aanmelding/{registered[1].token}/").content.decode()
    assert "wachtlijst van deze sessie" in client.get("/bijeenkomsten/dag/aanmelden/").content.decode()
    notices = attending.cancel(registered[0], on=ON)
    assert [(notice.registration.name, notice.kind) for notice in notices] == [("ans", "afgemeld"), ("bea", "sessie")]
    assert list(small.registrations.values_list("name", flat=True)) == ["bea"]
    assert list(small.waiting.values_list("name", flat=True)) == ["cor"]
    meeting_mail.send(notices[1].pk, at=notices[1].made_at)
    assert "1: Klein (10:00 uur)" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_both_get_the_last_seat(meeting):
    def come(who: str) -> None:
        try:
            for _ in range(400):  # SQLite in memory refuses at once where a file or PostgreSQL waits
                try:
                    return register(meeting, who)
                except OperationalError:
                    sleep(0.01)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(come, ["ans", "bea"]))
    assert sorted(states(meeting).values()) == ["plaats", "wacht"]


def test_the_calendar_file_keeps_its_uid_and_counts_changes(client, meeting, els, django_capture_on_commit_callbacks):
    before = meeting_mail.calendar_file(meeting).decode()
    register(meeting, "ans")
    said = {
        "title": "Dag", "summary": "kort", "body": "", "place": "Andere zaal", "organiser": "Regio", "day": "2026-05-14",
        "begins": "09:00", "ends": "16:00", "capacity": 1, "opens_on": "2026-04-01", "closes_on": "2026-05-07",
        "is_public": "on", "sessies-TOTAL_FORMS": 0, "sessies-INITIAL_FORMS": 0, "sprekers-TOTAL_FORMS": 0,
        "sprekers-INITIAL_FORMS": 0,
    }  # fmt: skip
    client.force_login(els)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/regio/bijeenkomsten/{meeting.pk}/", said).status_code == 302
        assert client.post(f"/regio/bijeenkomsten/{meeting.pk}/afgelasten/").status_code == 302
    meeting.refresh_from_db()
    after = meeting_mail.calendar_file(meeting).decode()
    uid = re.compile(r"UID:\S+")
    assert uid.findall(before) == uid.findall(after) == [f"UID:{meeting.uid}"]
    assert ("SEQUENCE:0" in before, "SEQUENCE:2" in after, "STATUS:CANCELLED" in after) == (True, True, True)
    assert [sent.subject for sent in mail.outbox] == [
        "Dag: tijd of plaats is gewijzigd", "Dag: de bijeenkomst gaat niet door"
    ]  # fmt: skip


def test_a_mail_goes_out_once(meeting):
    notice = register(meeting, "ans")
    assert meeting_mail.send(notice.pk, at=notice.made_at)
    assert not meeting_mail.send(notice.pk, at=notice.made_at)
    assert (len(mail.outbox), MeetingNotice.objects.filter(sent_at=None).count()) == (1, 0)


def test_the_coordinator_downloads_a_list_that_no_spreadsheet_runs(client, meeting, els):
    register(meeting, "ans", name="=1+1")
    client.force_login(els)
    told = client.get(f"/regio/bijeenkomsten/{meeting.pk}/aanmeldingen.csv").content.decode("utf-8-sig")
    assert '"\'=1+1"' in told
    assert "1 van 1 plaats bezet" in client.get(f"/regio/bijeenkomsten/{meeting.pk}/aanmeldingen/").content.decode()
    assert client.get(f"/regio/bijeenkomsten/{meeting.pk}/aanmeldingen.xlsx").content[:2] == b"PK"


def test_who_came_is_forgotten_after_six_weeks(meeting):
    register(meeting, "ans")
    attending.forget_attendants(on=date(2026, 6, 25))
    assert Registration.objects.exists()
    attending.forget_attendants(on=date(2026, 6, 26))
    assert not Registration.objects.exists()
    assert Client().get("/bijeenkomsten/dag/").status_code == 200


def test_too_many_registrations_a_minute_are_asked_to_wait(client, meeting):
    assert [posted(client, f"p{n}").status_code for n in range(7)] == [302] * 6 + [429]
