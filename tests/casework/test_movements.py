"""The movements of casework: who may write where, what is stored, and that nobody overwrites anybody."""

from datetime import date, timedelta

import pytest

from monitoring.access import Subject
from monitoring.casework.entries import finish_plan, log_contact, make_plan, write_note
from monitoring.casework.files import (
    assign,
    close,
    let_go,
    open_file,
    reopen,
    set_status,
    snooze,
    take_up,
    tell_strengths,
    wake,
)
from monitoring.casework.turns import Changed, NotYours, Refused
from monitoring.models import CaseChange, CaseFile, Contact, Identity, Uptake
from monitoring.vocabulary import CaseAct, CaseStatus, ContactKind, ContactOutcome, NoteKind, Role
from tests.access.promises.cast import young
from tests.conftest import member

ON = date(2026, 4, 9)
CALLED = {"kind": ContactKind.CALL, "outcome": ContactOutcome.SPOKEN, "text": "belt terug", "on": ON}
WORK = {"status": CaseStatus.WORK, "until": date(2026, 7, 1)}


@pytest.fixture
def file(accepted, femke) -> CaseFile:
    return take_up(young(22), by=femke, today=ON)


def test_taking_up_opens_one_file_of_the_own_organisation_and_tells_everybody(file, femke):
    assert (file.role, file.holder, file.owner, file.status) == (Role.DOORSTROOMPUNT, "REGIO", femke, CaseStatus.UNKNOWN)
    assert take_up(young(22), by=femke, today=ON).pk == file.pk
    assert list(Uptake.objects.values_list("pupil_id", "role", "holder", "on")) == [
        (young(22), Role.DOORSTROOMPUNT, "REGIO", ON)
    ]


def test_a_taking_up_is_undone_by_who_did_it_while_nothing_came_after(file, femke, fien):
    for other, day in ((fien, ON), (femke, ON + timedelta(days=1))):
        with pytest.raises(Refused):
            let_go(file, by=other, today=day)
    let_go(file, by=femke, today=ON)
    assert (file.owner, Uptake.objects.count()) == (None, 0)
    log_contact(file, **CALLED, by=femke, today=ON)
    with pytest.raises(Refused):
        let_go(file, by=femke, today=ON)
    take_up(young(22), by=femke, today=ON)
    file.refresh_from_db()
    let_go(file, by=femke, today=ON)
    assert Uptake.objects.count() == 1  # the contact of today stays told


def test_a_school_has_a_file_of_its_own_beside_that_of_the_officer(file, coen, carla, femke):
    own = take_up(young(22), by=coen, today=ON)
    log_contact(own, **CALLED, by=coen, today=ON)
    assert (own.role, own.holder) == (Role.SCHOOL, "90BB")
    assert not CaseFile.objects.visible_to(femke, ON).filter(pk=own.pk).exists()
    assert not CaseFile.objects.visible_to(coen, ON).filter(pk=file.pk).exists()
    assert Uptake.objects.filter(pupil_id=young(22), role=Role.SCHOOL, holder="90BB").exists()
    with pytest.raises(NotYours):
        take_up(young(22), by=carla, today=ON)  # of the other school
    with pytest.raises(NotYours):
        log_contact(file, **CALLED, by=coen, today=ON)


def test_a_leaver_is_taken_up_through_its_transition_too(accepted, anna, dirk):
    assert take_up(young(0), by=anna, today=ON, subject=Subject.TRANSITION).holder == "0772"
    for subject in (Subject.PUPIL, Subject.TRANSITION):
        with pytest.raises(NotYours):
            take_up(young(1), by=dirk, today=ON, subject=subject)


def test_who_reads_no_pupil_writes_nowhere(file, bram, dirk, els, gijs, hanna, root, carla):
    for other in (bram, dirk, els, gijs, hanna, root, carla):
        for work in (
            lambda who: take_up(young(22), by=who, today=ON),
            lambda who: log_contact(file, **CALLED, by=who, today=ON),
            lambda who: close(file, destination="1", by=who, today=ON),
        ):
            with pytest.raises(NotYours):
                work(other)
    assert not Contact.objects.exists()


def test_with_a_mandate_for_the_region_both_write_in_one_file(file, fien, femke):
    log_contact(file, **CALLED, by=fien, today=ON)
    assert Contact.objects.get().holder == "0772"
    assert open_file(young(22), by=fien, today=ON).pk == file.pk
    assign(file, to=femke, by=fien, today=ON)
    with pytest.raises(Refused, match="werkt niet bij"):
        assign(file, to=fien, by=femke, today=ON)


def test_who_saves_an_older_version_is_told_and_nothing_is_overwritten(file, fien, femke):
    seen_before = CaseFile.objects.get(pk=file.pk)
    set_status(file, **WORK, by=femke, today=ON)
    with pytest.raises(Changed, match=r"femke: status gewijzigd, van ‘onbekend’ naar ‘werk") as told:
        set_status(seen_before, status=CaseStatus.CARE, until=date(2026, 8, 1), by=fien, today=ON)
    assert [change.act for change in told.value.changes] == [CaseAct.STATUS]
    file.refresh_from_db()
    assert file.status == CaseStatus.WORK
    log_contact(seen_before, **CALLED, by=fien, today=ON)  # adding overwrites nothing
    assert Contact.objects.count() == 1


def test_plan_note_status_snooze_and_strengths_are_kept_with_their_history(file, femke, fien):
    plan = make_plan(file, what="samen naar de open dag", due_on=ON + timedelta(days=5), owner=femke, by=femke, today=ON)
    write_note(file, kind=NoteKind.RESTRICTED, text="vertrouwelijk", by=femke, today=ON)
    set_status(file, **WORK, by=femke, today=ON)
    tell_strengths(file, text="Bellen na vieren.", by=femke, today=ON)
    snooze(file, until=date(2026, 5, 1), reason="wacht op intake", by=femke, today=ON)
    assert file.snoozed_until == date(2026, 5, 1)
    wake(file, by=femke, today=ON)
    finish_plan(plan, by=femke, today=ON)
    with pytest.raises(Refused, match="al afgerond"):
        finish_plan(plan, by=femke, today=ON)
    file.refresh_from_db()
    assert (file.snoozed_until, file.snooze_reason, file.strengths) == (None, "", "Bellen na vieren.")
    versions = list(CaseChange.objects.order_by("version").values_list("version", flat=True))
    assert versions == list(range(1, file.version + 1))
    assert not CaseChange.objects.filter(words__contains="vertrouwelijk").exists()


def test_closing_asks_where_to_and_is_undone_by_reopening(file, femke):
    with pytest.raises(Refused, match="Kies een bestemming"):
        close(file, by=femke, today=ON)
    close(file, destination="1", closing="2", by=femke, today=ON)
    assert (file.closed_on, file.destination, file.closing) == (ON, "1", "2")
    with pytest.raises(Refused, match="Heropen het eerst"):
        log_contact(file, **CALLED, by=femke, today=ON)
    reopen(file, by=femke, today=ON)
    assert (file.closed_on, file.destination, file.closing) == (None, "", "")
    close(file, destination="3", by=femke, today=ON)
    take_up(young(22), by=femke, today=ON)
    with pytest.raises(Refused, match="al een ander dossier"):
        reopen(file, by=femke, today=ON)


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda f, who: log_contact(f, **CALLED | {"on": date(2026, 4, 10)}, by=who, today=ON), "Maak er een plan van"),
        (lambda f, who: snooze(f, until=ON, reason="x", by=who, today=ON), "na vandaag"),
        (lambda f, who: snooze(f, until=date(2026, 5, 1), reason=" ", by=who, today=ON), "waarom"),
        (lambda f, who: set_status(f, status="werk", until=ON, by=who, today=ON), "na vandaag"),
        (lambda f, who: write_note(f, kind="gewoon", text="  ", by=who, today=ON), "Schrijf iets"),
        (
            lambda f, who: make_plan(f, what="x", due_on=date(2026, 4, 8), owner=who, by=who, today=ON),
            "vandaag of later",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(file, femke, work, told):
    before = file.version
    with pytest.raises(Refused, match=told):
        work(file, femke)
    file.refresh_from_db()
    assert file.version == before


def test_a_youngster_who_moved_brings_the_file_along_and_the_sender_can_see_it(accepted, anna, bram):
    file = take_up(young(0), by=anna, today=ON)
    with pytest.raises(NotYours):
        take_up(young(0), by=bram, today=ON)
    Identity.objects.filter(pupil_id=young(0)).update(municipality="0794")
    log_contact(file, **CALLED, by=anna, today=ON)  # still hers until it is taken over
    assert take_up(young(0), by=bram, today=ON).pk == file.pk
    file.refresh_from_db()
    assert (file.holder, file.owner) == ("0794", bram)
    moved = file.hand_overs.get()
    assert (moved.holder, moved.to_holder, moved.reason, moved.accepted_by) == ("0772", "0794", "verhuisd", bram)
    with pytest.raises(NotYours):
        log_contact(file, **CALLED, by=anna, today=ON)


def test_only_colleagues_get_a_plan(file, femke, fien):
    stranger = member("stan", Role.LEERPLICHT, "0794")
    with pytest.raises(Refused, match="werkt niet bij"):
        make_plan(file, what="bellen", due_on=ON, owner=stranger, by=femke, today=ON)
