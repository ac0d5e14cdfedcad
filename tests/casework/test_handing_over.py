"""Handing over: it stays with the sender until accepted, and after five working days everybody is told."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from monitoring.access import Subject
from monitoring.calculation.working_days import latest_before, working_day_after
from monitoring.casework.entries import log_contact, write_note
from monitoring.casework.files import close, take_up
from monitoring.casework.handing_over import (
    accept,
    accept_before,
    hand_over,
    late,
    receivers,
    refuse,
    withdraw,
)
from monitoring.casework.turns import NotYours, Refused
from monitoring.identities import read_identities
from monitoring.models import CaseFile, HandOver, Identity, Uptake
from monitoring.reference.public_holidays import public_holidays
from monitoring.vocabulary import ReadAction, Role
from tests.access.promises.cast import young

ON = date(2026, 4, 9)
EIGHTEEN = date(2026, 11, 14)


@pytest.fixture
def offered(accepted, anna, femke, fien, bram) -> HandOver:
    """Pupil 20 becomes 18 on 14 November 2026: Anna offers the file to the Doorstroompunt of the region."""
    file = take_up(young(20), by=anna, today=ON)
    write_note(file, kind="besloten", text="alleen voor leerplicht", by=anna, today=ON)
    (to,) = [each for each in receivers(file) if each.code == "doorstroompunt:REGIO"]
    return hand_over(file, to=to, reason="18", message="Wil graag werken.", by=anna, today=ON)


def test_until_it_is_accepted_the_sender_holds_and_writes(offered, anna, femke):
    file = offered.case_file
    log_contact(file, kind="gebeld", outcome="gesproken", text="", on=ON, by=anna, today=ON)
    assert CaseFile.objects.visible_to(anna, ON).filter(pk=file.pk).exists()
    assert not CaseFile.objects.visible_to(femke, ON).filter(pk=file.pk).exists()
    with pytest.raises(Refused, match="Trek die"):
        close(file, destination="1", by=anna, today=ON)
    with pytest.raises(Refused, match="al aangeboden"):
        hand_over(file, to=receivers(file)[0], reason="18", message="", by=anna, today=ON)


def test_accepting_moves_the_file_and_tells_everybody(offered, anna, femke):
    file = accept(offered, by=femke, today=ON)
    assert (file.role, file.holder, file.owner) == (Role.DOORSTROOMPUNT, "REGIO", femke)
    assert Uptake.objects.filter(pupil_id=young(20), role=Role.DOORSTROOMPUNT, on=ON).exists()
    assert not CaseFile.objects.visible_to(anna, ON).filter(pk=file.pk).exists()
    with pytest.raises(Refused, match="al aangenomen"):
        accept(offered, by=femke, today=ON)


def test_only_the_receiver_accepts_and_only_the_sender_withdraws(offered, anna, bram, fien, femke, els, coen):
    for other in (anna, bram, fien, els, coen):
        with pytest.raises(NotYours):
            accept(offered, by=other, today=ON)
    for other in (bram, fien, femke, els, coen):
        with pytest.raises(NotYours):
            withdraw(offered, by=other, today=ON)
    withdraw(offered, by=anna, today=ON)
    assert not HandOver.objects.waiting().exists()
    with pytest.raises(Refused, match="al aangenomen of ingetrokken"):
        accept(offered, by=femke, today=ON)


def test_the_receiver_gives_it_back_with_a_reason_and_the_sender_reads_that_on_top(
    offered, anna, femke, fien, els, client, settings
):
    settings.TODAY = ON
    with pytest.raises(NotYours):
        refuse(offered, reason="taak", by=fien, today=ON)
    client.force_login(femke)
    answer = {"doe": "teruggeven", "overdracht": offered.pk}
    for without in ({}, {"reden": "geen zin"}, {"reden": "anders", "toelichting": " "}):
        assert "Kies waarom" in client.post("/overdrachten/", answer | without, follow=True).content.decode()
    client.post("/overdrachten/", answer | {"reden": "te_vroeg", "toelichting": "Wordt in november 18."})
    assert not HandOver.objects.waiting().exists()
    assert CaseFile.objects.visible_to(anna, ON).filter(pk=offered.case_file_id).exists()
    assert not CaseFile.objects.visible_to(femke, ON).filter(pk=offered.case_file_id).exists()
    for who, path in ((anna, "/werklijst/"), (anna, "/vandaag/"), (els, "/regio/werk-en-effect/")):
        client.force_login(who)
        assert "1 overdracht is teruggegeven" in client.get(path).content.decode(), path
    client.force_login(anna)
    page = client.get("/overdrachten/").content.decode()
    assert page.index("te vroeg voor een overdracht. Wordt in november 18.") < page.index("Aan u aangeboden")
    today = client.get("/vandaag/").content.decode()
    assert "Overdracht teruggegeven door medewerker Doorstroompunt, de hele regio: te vroeg" in today
    assert "Overdracht teruggegeven" in client.get(reverse("pupil", args=[young(20)])).content.decode()
    with pytest.raises(Refused, match="al aangenomen of ingetrokken"):
        accept(offered, by=femke, today=ON)
    file = CaseFile.objects.get()
    log_contact(file, kind="gebeld", outcome="gesproken", text="", on=ON, by=anna, today=ON)
    assert "teruggegeven</a>" not in client.get("/werklijst/").content.decode()
    assert hand_over(file, to=receivers(file)[0], reason="18", message="", by=anna, today=ON)


def test_the_receiver_reads_the_name_while_it_is_offered_and_not_before_or_after(offered, anna, femke, fien):
    def names(who) -> set[int]:
        asked = {"by": who, "action": ReadAction.LIST, "origin": "hand-overs", "subject": Subject.HAND_OVER}
        return set(read_identities([young(20)], **asked))

    assert (names(femke), names(fien), names(anna)) == ({young(20)}, set(), set())
    withdraw(offered, by=anna, today=ON)
    assert names(femke) == set()


def test_who_sees_a_hand_over(offered, anna, femke, bram, fien, els, dirk, coen, root):
    seeing = {who.username for who in (anna, femke, bram, fien, els, dirk, coen, root)
              if HandOver.objects.visible_to(who).exists()}  # fmt: skip
    assert seeing == {"anna", "femke"}
    told = {who.username for who in (anna, femke, els, dirk, root) if HandOver.objects.visible_as_late_to(who).exists()}
    assert told == {"els"}


def test_after_five_working_days_without_an_answer_it_is_late(offered):
    """9 April 2026 is a Thursday; after Easter, before Koningsdag."""
    last = date(2026, 4, 16)
    assert accept_before(offered) == last
    assert not late(HandOver.objects.all(), last).exists()
    assert list(late(HandOver.objects.all(), last + timedelta(days=1))) == [offered]


def test_free_days_do_not_count():
    """From Wednesday 22 April 2026: Koningsdag is Monday the 27th."""
    assert working_day_after(date(2026, 4, 22), 5, public_holidays()) == date(2026, 4, 30)
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2025, 4, 26)} <= public_holidays()


@hypothesis_settings(max_examples=60)
@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 9))
def test_late_is_the_other_side_of_in_time(on, number):
    free = public_holidays()
    sent = latest_before(on, number, free)
    assert working_day_after(sent, number, free) < on
    assert working_day_after(sent + timedelta(days=1), number, free) >= on
    assert sum((sent + timedelta(days=n)).weekday() < 5 and sent + timedelta(days=n) not in free
               for n in range(1, (on - sent).days)) >= number  # fmt: skip


def test_a_file_that_was_not_handed_over_stays_readable_after_the_birthday(accepted, anna, femke):
    """Nothing falls between: who holds the open file keeps the name, until the Doorstroompunt takes it over."""
    file = take_up(young(20), by=anna, today=ON)
    Identity.objects.filter(pupil_id=young(20)).update(born_on=date(2008, 4, 1))
    log_contact(file, kind="gebeld", outcome="gesproken", text="", on=ON, by=anna, today=ON)
    seen = {"by": anna, "action": ReadAction.PUPIL, "origin": "pupil"}
    assert not read_identities([young(20)], **seen)
    assert read_identities([young(20)], **seen, subject=Subject.CASE_FILE)
    taken = take_up(young(20), by=femke, today=ON)
    assert (taken.pk, taken.holder, taken.hand_overs.get().reason) == (file.pk, "REGIO", "18")
    assert not read_identities([young(20)], **seen, subject=Subject.CASE_FILE)
