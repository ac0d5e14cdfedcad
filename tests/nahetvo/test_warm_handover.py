"""Warme overdracht: only the two schools, only with consent, logged, and gone on 1 February."""

from datetime import date

import pytest

from monitoring.calculation.school_year import SchoolYear
from monitoring.models import AccessLog
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.reference.retention_terms import WARM_HANDOVER, term
from monitoring.signals import night
from nahetvo.models import WarmHandover
from nahetvo.recompute_transitions import recompute
from nahetvo.rehearsed_handovers import rehearse_handovers
from tests.files.r01 import valid_pgn
from tests.files.transition import n01_csv, n02_csv

ON = date(2026, 4, 9)
WRITTEN = {"is_wanted": "on", "strengths": "Kan goed rekenen.", "star_family": "on"}


def path(n: int) -> str:
    return f"/na-het-vo/jongere/{pupil_id(pseudonym_of_pgn(valid_pgn(n)))}/overdracht/"


@pytest.fixture
def leaving(deliver, settings):
    """Three leavers of 90AA who want a conversation; the first applies at 90BB, the second withdrew there."""
    settings.TODAY, settings.MFA_REQUIRED = ON, False
    deliver("N01_2026-03_90AA.csv", n01_csv([{}, {}, {}], brin="90AA", vestiging="", warme_overdracht="gewenst"))
    made = [{}, {"status": "ingetrokken", "datum_status": "01-03-2026"}]
    deliver("N02_2026-03_90BB.csv", n02_csv(made, brin="90BB"))
    recompute(SchoolYear(2025), on=ON)


def read(client, user, n: int = 0):
    client.force_login(user)
    return client.get(path(n))


def test_the_receiver_reads_it_only_while_the_pupil_consents(leaving, client, carla, coen):
    client.force_login(carla)
    for consent, is_read in (({}, False), ({"has_consent": "on"}, True), ({}, False)):
        client.force_login(carla)
        assert client.post(path(0), WRITTEN | consent).status_code == 302
        body = read(client, coen).content.decode()
        assert ("Kan goed rekenen." in body, "Mondeling bespreken" in body) == (is_read, is_read)
    assert WarmHandover.objects.get().withdrawn_on == ON
    assert "Kan goed rekenen." in read(client, carla).content.decode()


def test_nobody_but_both_schools_finds_it(leaving, client, request):
    for name in ("anna", "bram", "femke", "dirk", "els", "gijs", "hanna", "root"):
        assert read(client, request.getfixturevalue(name)).status_code == 404, name
        assert client.post(path(0), WRITTEN).status_code == 404, name


def test_a_school_where_the_aanmelding_closed_does_not_receive_and_a_receiver_does_not_write(leaving, client, coen):
    assert [read(client, coen, n).status_code for n in range(3)] == [200, 404, 404]
    assert client.post(path(0), WRITTEN).status_code == 404
    assert not WarmHandover.objects.exists()


def test_every_reading_is_logged_and_the_next_pupil_is_one_step_away(leaving, client, carla):
    body = read(client, carla).content.decode()
    assert AccessLog.objects.filter(reader=carla, origin="warm-handover").count() == 1
    assert any(path(n) in body for n in (1, 2))


def test_what_is_too_long_is_said_and_not_lost(leaving, client, carla):
    client.force_login(carla)
    refused = client.post(path(0), WRITTEN | {"peers": "x" * 1001})
    assert (refused.status_code, "Kan goed rekenen." in refused.content.decode()) == (422, True)


def test_it_is_wiped_on_the_first_of_february(leaving, client, carla):
    client.force_login(carla)
    client.post(path(0), WRITTEN)
    assert "tot 1 februari na het vertrek" in term(WARM_HANDOVER).label
    for on, left in ((date(2027, 1, 31), 1), (date(2027, 2, 1), 0)):
        night.send(sender=None, on=on)
        assert WarmHandover.objects.count() == left


def test_the_demonstration_has_one_to_read_where_the_pupil_consents(leaving, client, coen):
    assert rehearse_handovers(ON) == 1  # of whom the aanmelding is open
    assert "Mondeling bespreken" in read(client, coen).content.decode()
