"""What take_up_lost_work hands out again, and what it leaves in the queue where it waits."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from monitoring import recomputation, tasks
from monitoring.models import Computation, Delivery
from monitoring.staging import receive, refuse
from monitoring.vocabulary import DeliveryState as State
from tests.files.r01 import r01_csv

LONG_AGO = timedelta(hours=1)
TODAY = date(2026, 4, 9)


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, int]]:
    """What went to the queue."""
    found = []
    for task in (tasks.stage_delivery, tasks.accept_delivery, tasks.compute_part, tasks.recompute_stale):
        monkeypatch.setattr(task, "delay", lambda *pk, name=task.__name__: found.append((name, *pk)))
    return found


def _waiting(name: str = "R01_2026-03_90AA.csv", **values) -> Delivery:
    delivery = receive(r01_csv([{"brin": "90AA"}]), name, by=None, today=TODAY)
    Delivery.objects.filter(pk=delivery.pk).update(**values)
    return Delivery.objects.get(pk=delivery.pk)


def test_silent_delivery_is_handed_out_once(schools, asked):
    lost = _waiting(state=State.CHECKING, state_since=timezone.now() - LONG_AGO)
    tasks.take_up_lost_work()
    tasks.take_up_lost_work()
    assert asked == [("stage_delivery", lost.pk)]


def test_delivery_that_waits_behind_a_busy_worker_stays_in_its_queue(schools, asked):
    _waiting(state_since=timezone.now() - 2 * tasks.LOST_AFTER)
    _waiting("R01_2026-02_90AA.csv", state=State.CHECKING)
    tasks.take_up_lost_work()
    assert asked == []


def test_delivery_waits_no_longer_than_patience_lasts(schools, asked):
    lost = _waiting(state_since=timezone.now() - 2 * tasks.PATIENCE)
    _waiting("R01_2026-02_90AA.csv", state=State.CHECKING)
    tasks.take_up_lost_work()
    assert asked == [("stage_delivery", lost.pk)]


def test_parts_are_queued_once_however_often_they_are_asked_for(accepted, asked):
    Computation.objects.all().delete()
    tasks.recompute_stale()
    first = list(asked)
    tasks.recompute_stale()
    tasks.take_up_lost_work()
    assert first
    assert asked == first


def test_computation_whose_last_worker_died_before_closing_it_is_shown(accepted, asked):
    wanted = recomputation.all_inputs()[0]
    recomputation.discard(Computation.objects.filter(fingerprint=wanted.fingerprint))
    opened = recomputation.open_computation(wanted)
    for part in opened.parts.all():
        recomputation._fill(opened, [part], pupils_of=part.brin)
    Delivery.objects.update(state_since=timezone.now() - LONG_AGO)
    opened.parts.update(done_at=timezone.now() - LONG_AGO)
    tasks.take_up_lost_work()
    opened.refresh_from_db()
    assert opened.is_current


def test_file_that_takes_the_worker_down_for_ever_is_refused(schools):
    delivery = _waiting(state=State.CHECKING, attempts=tasks.ATTEMPTS)
    tasks.stage_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.summary[0]["code"]) == (State.REFUSED, "BESTAND-STORING")


@pytest.mark.parametrize("task", [tasks.stage_delivery, tasks.accept_delivery, tasks.compute_part])
def test_task_for_what_is_not_there_is_ignored(task, db, asked):
    task(987_654_321)
    assert asked == []


def test_refused_delivery_stays_refused(schools, asked):
    delivery = _waiting()
    refuse(delivery, "BESTAND-STORING")
    tasks.stage_delivery(delivery.pk)
    tasks.take_up_lost_work()
    delivery.refresh_from_db()
    assert (delivery.state, asked) == (State.REFUSED, [])


def test_pupil_who_lives_abroad_is_delivered(deliver):
    delivery = deliver("R01_2026-03_90AA.csv", r01_csv([{"brin": "90AA", "gemeentecode": "1999"}]))
    assert (delivery.state, delivery.rows_used, delivery.rows_faulty) == (State.ACCEPTED, 1, 0)
