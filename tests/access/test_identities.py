"""Names come through one door, which writes down who passed; what is written stays."""

import re

import pytest
from django.db import connection

from monitoring.identities import read_identities, readings_of
from monitoring.models import AccessLog, Pupil
from monitoring.models.access_log import AppendOnly
from monitoring.vocabulary import ReadAction, Role
from tests.access.promises.cast import young
from tests.conftest import member


def read(user, *numbers: int):
    return read_identities([young(n) for n in numbers], by=user, action=ReadAction.LIST, origin="worklist")


def test_n_names_make_n_lines(accepted, coen):
    assert len(read(coen, 20, 21, 22)) == 3
    lines = AccessLog.objects.order_by("pupil_id")
    assert {line.pupil_id for line in lines} == {young(20), young(21), young(22)}
    assert {(line.reader, line.reader_name, line.action, line.right, line.origin) for line in lines} == {
        (coen, "coen", "lijst", "school 90BB", "worklist")
    }


def test_a_name_that_the_reader_may_not_see_is_left_out_and_not_logged(accepted, anna):
    assert list(read(anna, 20, 40)) == [young(20)]
    assert AccessLog.objects.count() == 1


def test_no_log_no_names(accepted, coen, monkeypatch):
    def broken(*lines, **options):
        raise OSError

    monkeypatch.setattr(AccessLog.objects, "bulk_create", broken)
    with pytest.raises(OSError):  # noqa: PT011
        read(coen, 20)


def test_a_line_of_the_log_is_not_changed_nor_removed(accepted, coen):
    read(coen, 20)
    with pytest.raises(AppendOnly):
        AccessLog.objects.update(reader_name="iemand anders")
    with pytest.raises(AppendOnly):
        AccessLog.objects.all().delete()


def test_one_line_of_the_log_is_not_changed_nor_removed(accepted, coen):
    read(coen, 20)
    line = AccessLog.objects.get()
    line.reader_name = "iemand anders"
    with pytest.raises(AppendOnly):
        line.save()
    with pytest.raises(AppendOnly):
        line.delete()


def test_the_log_outlives_the_account(accepted, coen):
    read(coen, 20)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM monitoring_membership WHERE account_id = {int(coen.pk)}")
        cursor.execute(f"DELETE FROM monitoring_account WHERE id = {int(coen.pk)}")
    assert AccessLog.objects.get().reader_name == "coen"


def test_names_of_colleagues_are_shown_to_their_own_organisation_only(accepted, coen, anna):
    read(coen, 20)
    read(anna, 20)
    assert [(r.role, r.organisation, r.name) for r in readings_of(young(20), by=anna)] == [
        ("leerplichtambtenaar", "Eindhoven", "anna"),
        ("school", "ROC Voorbeeld", ""),
    ]


def test_a_page_of_the_worklist_logs_exactly_its_names(accepted, coen, client):
    client.force_login(coen)
    page = client.get("/werklijst/?toon=alle").content.decode()
    assert AccessLog.objects.count() == 8  # those who left in February
    assert all(f"Roos{n}" in page for n in (20, 21, 22, 23, 24, 25, 40, 41))


def test_a_search_logs_what_it_shows_and_leaves_no_name_in_an_address(accepted, coen, client):
    client.force_login(coen)
    page = client.post("/werklijst/", {"naam": "roos2"})
    assert AccessLog.objects.exclude(pupil_id=None).count() == 6
    assert not any(
        "roos2" in link for link in re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
    )
    assert client.post("/werklijst/", {"naam": "Vos"}).context["total"] == 0


def test_the_sheet_of_a_pupil_logs_one_line(accepted, coen, client):
    client.force_login(coen)
    client.get(f"/jongere/{young(20)}/")
    assert [(line.action, line.origin) for line in AccessLog.objects.all()] == [("jongere", "pupil")]


def test_a_refused_page_logs_nothing(accepted, bram, client):
    client.force_login(bram)
    assert client.get(f"/jongere/{young(20)}/").status_code == 404
    assert not AccessLog.objects.exists()


def test_the_worklist_of_a_school_counts_its_own_pupils_only(accepted, carla, client):
    """Nobody of 90AA left: its list is empty, and says so."""
    client.force_login(carla)
    assert "Er staat niemand op uw werklijst" in client.get("/werklijst/").content.decode()
    assert not AccessLog.objects.exists()


def test_without_any_stand_the_worklist_says_what_is_missing(anna, client):
    client.force_login(anna)
    assert "Er is nog geen stand" in client.get("/werklijst/").content.decode()


def test_everyone_visible_has_a_right_to_log(accepted, coen, femke):
    """visible_to and right_of agree: who opens a list can read every name on it."""
    for user in (coen, femke, member("cato", Role.SCHOOL, "90AA00")):
        visible = set(Pupil.objects.visible_to(user).values_list("pk", flat=True))
        people = read_identities(visible, by=user, action=ReadAction.LIST, origin="test")
        assert set(people) == visible
