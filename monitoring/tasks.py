"""Celery's door: fetch one thing, say what happens to it. Every task takes a primary key, may run twice and may die."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone

from monitoring import clock, lateness, recomputation, retention
from monitoring.models import ComputationPart, Delivery
from monitoring.models.delivery import NotNow
from monitoring.promotion import promote
from monitoring.staging import stage
from monitoring.vocabulary import DeliveryState as State

log = structlog.get_logger("portal.task")
LOST_AFTER = timedelta(seconds=90)  # without a sign of life, longer than any single step takes


@shared_task
def stage_delivery(delivery_id: int) -> None:
    """Check a delivery that waits; one that is further already is left alone."""
    delivery = Delivery.objects.select_related("content", "school").get(pk=delivery_id)
    if delivery.state in {State.RECEIVED, State.CHECKING}:
        stage(delivery)
        log.info("staged", delivery=delivery_id, state=delivery.state)


@shared_task
def accept_delivery(delivery_id: int) -> None:
    """Give a confirmed delivery its rows, then have the stands that it touches counted again."""
    delivery = Delivery.objects.select_related("content").get(pk=delivery_id)
    if delivery.state == State.ACCEPTING:
        try:
            promote(delivery)
        except NotNow:  # another worker was first
            pass
    recompute_stale.delay()


@shared_task
def recompute_stale() -> None:
    """Open a computation for every stand that is stale, with a task per school."""
    for wanted in recomputation.stale():
        computation = recomputation.open_computation(wanted)
        if not recomputation.close(computation):
            for part_id in computation.parts.filter(done_at=None).values_list("pk", flat=True):
                compute_part.delay(part_id)


@shared_task
def compute_part(part_id: int) -> None:
    """Count one school's share of a stand; the last one to finish closes the computation."""
    part = ComputationPart.objects.select_related("computation").filter(pk=part_id).first()
    if part is None:  # a newer computation took its place
        return
    if part.done_at is None:
        recomputation.compute_part(part)
    else:
        recomputation.close(part.computation)


@shared_task
def take_up_lost_work() -> None:
    """Hand out again what the broker or a killed worker lost: the database says what is still to be done."""
    silent_since = timezone.now() - LOST_AFTER
    lost = Delivery.objects.filter(state_since__lt=silent_since)
    for pk in lost.filter(state__in=[State.RECEIVED, State.CHECKING]).values_list("pk", flat=True):
        stage_delivery.delay(pk)
    for pk in lost.filter(state=State.ACCEPTING).values_list("pk", flat=True):
        accept_delivery.delay(pk)
    unfinished = ComputationPart.objects.filter(done_at=None, computation__opened_at__lt=silent_since)
    for pk in unfinished.values_list("pk", flat=True):
        compute_part.delay(pk)


@shared_task
def nightly() -> None:
    """Count what is stale, mark the schools that are late, remove what has had its term."""
    lateness.mark_late(on=clock.today())
    recompute_stale.delay()
    retention.remove_expired(on=clock.today())


def queue(task, pk: int) -> None:
    """Queue a task once the transaction is in; a broker that is down is no disaster: the work is found again."""
    transaction.on_commit(lambda: _delay(task, pk))


def _delay(task, pk: int) -> None:
    try:
        task.delay(pk)
    except Exception:  # noqa: BLE001  the database holds the work; take_up_lost_work hands it out again
        log.warning("broker unreachable", task=task.name, pk=pk)
