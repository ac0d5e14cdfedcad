"""Celery's door: work that the broker or a killed worker lost is found again, and doing it twice does no harm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monitoring import staging, tasks
from monitoring.clock import today
from monitoring.models import Computation, Delivery, Enrolment
from monitoring.promotion import confirm
from monitoring.recomputation import stale
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"


@pytest.fixture
def waiting(coen) -> Delivery:
    rows = [mbo_row(n, "2025-10") for n in range(100, 105)]
    return staging.receive(r01_csv(rows), NAME, by=coen, today=today())


def silent(delivery: Delivery) -> None:
    """As if nothing was heard of it for two minutes."""
    since = timezone.now() - timedelta(minutes=2)
    Delivery.objects.filter(pk=delivery.pk).update(state_since=since)


def state_of(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


def test_a_broker_that_is_down_loses_nothing(waiting, monkeypatch, django_capture_on_commit_callbacks):
    def unreachable(*_):
        raise ConnectionError("broker")

    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        patched.setattr(tasks.stage_delivery, "delay", unreachable)
        tasks.queue(tasks.stage_delivery, waiting.pk)
    assert state_of(waiting) == State.RECEIVED
    silent(waiting)
    tasks.take_up_lost_work()
    assert state_of(waiting) == State.READY


def test_a_delivery_that_is_still_moving_is_left_alone(waiting):
    tasks.take_up_lost_work()
    assert state_of(waiting) == State.RECEIVED


@pytest.mark.parametrize("state", [State.RECEIVED, State.CHECKING])
def test_a_check_that_was_killed_is_done_again(waiting, state):
    Delivery.objects.filter(pk=waiting.pk).update(state=state)
    silent(waiting)
    tasks.take_up_lost_work()
    assert state_of(waiting) == State.READY


def test_an_acceptance_that_was_killed_is_done_again_and_counted(waiting, coen):
    tasks.stage_delivery(waiting.pk)
    confirm(waiting, reason="", by=coen)
    silent(waiting)
    tasks.take_up_lost_work()
    assert state_of(waiting) == State.ACCEPTED
    assert not stale()


def test_figures_that_nobody_asked_for_are_counted_after_all(waiting, coen, monkeypatch):
    """The broker went down between acceptance and counting."""

    def unreachable(*_):
        raise ConnectionError("broker")

    tasks.stage_delivery(waiting.pk)
    confirm(waiting, reason="", by=coen)
    with monkeypatch.context() as patched:
        patched.setattr(tasks.recompute_stale, "delay", unreachable)
        tasks.accept_delivery(waiting.pk)
    assert state_of(waiting) == State.ACCEPTED
    assert stale()
    tasks.take_up_lost_work()
    assert not stale()


def test_every_task_may_run_twice(waiting, coen):
    for _ in range(2):
        tasks.stage_delivery(waiting.pk)
    confirm(waiting, reason="", by=coen)
    for _ in range(2):
        tasks.accept_delivery(waiting.pk)
    assert Enrolment.objects.count() == 5
    assert Computation.objects.filter(is_current=True).count() == len({c.stand for c in Computation.objects.all()})
