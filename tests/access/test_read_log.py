"""The functionaris gegevensbescherming finds who looked at whom, and nobody else does."""

from django.urls import reverse

from monitoring.identities import read_identities
from monitoring.models import AccessLog
from monitoring.read_log import Wish, pupil_of_pgn, readers_of_many, readings
from monitoring.vocabulary import ReadAction, Role
from tests.access.promises.cast import young
from tests.conftest import member
from tests.files.r01 import valid_pgn


def read(user, *numbers: int):
    return read_identities([young(n) for n in numbers], by=user, action=ReadAction.LIST, origin="worklist")


def test_the_log_is_searched_by_account_and_by_pupil(accepted, hanna, coen, carla):
    read(coen, 20, 21)
    read(carla, 0)
    assert {line.reader_name for line in readings(hanna, Wish(pupil=young(20)))} == {"coen"}
    assert readings(hanna, Wish(reader="Coen")).count() == 2
    assert readings(hanna, Wish(action=ReadAction.PUPIL)).count() == 0


def test_nobody_else_finds_a_line(accepted, coen, els, root):
    read(coen, 20)
    assert [readings(user, Wish()).count() for user in (coen, els, root)] == [0, 0, 0]


def test_a_pgn_becomes_the_number_of_the_pupil_and_is_kept_nowhere(accepted, hanna, client, coen, settings):
    read(coen, 20)
    assert pupil_of_pgn(f" {valid_pgn(20)} ") == young(20)
    client.force_login(hanna)
    answer = client.post(reverse("read-log"), {"pgn": valid_pgn(20)})
    assert answer.status_code == 302
    assert valid_pgn(20) not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).content.decode()
    assert "1 regel gevonden" in page.replace("\n", "")
    assert "coen" in page
    assert "Roos20" not in page


def test_what_is_no_pgn_is_told_so(hanna, client):
    client.force_login(hanna)
    answer = client.post(reverse("read-log"), {"pgn": "123456789"})
    assert answer.status_code == 422
    assert "geen PGN" in answer.content.decode()


def test_days_in_the_wrong_order_are_told_and_nothing_is_lost(hanna, client):
    client.force_login(hanna)
    page = client.get(reverse("read-log"), {"van": "2026-03-02", "tot": "2026-03-01", "wie": "coen"}).content.decode()
    assert "Draai ze om" in page
    assert 'value="coen"' in page


def test_searching_the_log_is_itself_a_line(accepted, hanna, client):
    client.force_login(hanna)
    client.get(reverse("read-log"), {"wie": "niemand"})
    line = AccessLog.objects.get()
    assert (line.reader_name, line.action, line.pupil_id, line.found, line.right) == (
        "hanna", ReadAction.LOG, None, 0, "fg REGIO",
    )  # fmt: skip


def test_a_search_by_name_is_logged_with_its_count_and_without_the_name(accepted, coen, client):
    client.force_login(coen)
    client.post(reverse("worklist"), {"naam": "Roos2"})
    line = AccessLog.objects.get(action=ReadAction.SEARCH)
    assert line.found == 6
    assert "Roos2" not in str(vars(line))


def test_who_reads_much_more_than_colleagues_stands_out(accepted, hanna, coen, carla, schools):
    from monitoring import clock

    other = member("cato", Role.SCHOOL, "90BB")
    read(coen, *range(20, 56))
    read(carla, 0, 1)
    read(other, 20, 21)
    found = {each.reader: each for each in readers_of_many(hanna, on=clock.today())}
    assert found["coen"].pupils == 36
    assert [name for name, each in found.items() if each.stands_out] == ["coen"]


def test_the_answer_goes_out_as_a_file(accepted, hanna, coen, client):
    read(coen, 20)
    client.force_login(hanna)
    file = client.get(reverse("read-log"), {"wie": "coen", "bestand": "csv"}).content.decode("utf-8-sig")
    assert str(young(20)) in file
    assert "Roos20" not in file
