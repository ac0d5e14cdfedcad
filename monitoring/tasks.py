"""Celery's door: fetch one thing, say what happens to it. A task may run twice and may die."""

from datetime import datetime, timedelta

import structlog
from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from monitoring import (
    clock,
    digests,
    flag_mail,
    flagging,
    following,
    lateness,
    outflow,
    recomputation,
    reminders,
    retention,
    signals,
)
from monitoring.casework.out_of_reach import close_out_of_reach
from monitoring.consequence import foresee
from monitoring.figures import current_computations
from monitoring.models import Computation, ComputationPart, Delivery
from monitoring.models.delivery import UNDER_WAY, NotNow
from monitoring.open_face import attending, editing, meeting_mail, releasing, subscribing
from monitoring.promotion import WAITING, Collision, give_up, promote
from monitoring.staging import refuse, stage
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Method

log = structlog.get_logger("portal.task")
LOST_AFTER = timedelta(seconds=settings.LOST_AFTER_SECONDS)  # silence, longer than any single step takes
PATIENCE = 8 * LOST_AFTER  # as long as the worker is busy elsewhere, work that waits is in its queue
ATTEMPTS = 20  # a file that takes the worker down with it may not do so for ever


class TooOften(Exception):
    """A delivery took the worker down again and again."""


@shared_task
def stage_delivery(delivery_id: int) -> None:
    """Check a delivery that waits; one that is further already is left alone."""
    delivery = _known(delivery_id)
    if delivery is None or delivery.state not in {State.RECEIVED, State.CHECKING}:
        return
    try:
        _begin(delivery)
        stage(delivery, foresee=foresee)
    except NotNow:  # another worker was first
        return
    except DatabaseError:  # the file is not to blame: take_up_lost_work tries again
        raise
    except Exception as fault:  # a file that breaks the check may not come back for ever
        log.error("check broke", delivery=delivery_id, fault=type(fault).__name__)  # its text may hold a pupil
        refuse(_known(delivery_id), "BESTAND-STORING")
        return
    log.info("staged", delivery=delivery_id, state=delivery.state)


@shared_task
def accept_delivery(delivery_id: int) -> None:
    """Give a confirmed delivery its rows, then have the stands that it touches counted again."""
    delivery = _known(delivery_id)
    if delivery is None:
        return
    if delivery.state == State.ACCEPTING:
        try:
            promote(delivery)
        except NotNow:  # another worker was first
            pass
        except Collision:  # the rows will never fit: trying again each minute would not help
            log.error("delivery can't be stored", delivery=delivery_id)
            give_up(_known(delivery_id), "BESTAND-BOTSING")
    _ask(recompute_stale)
    _ask(raise_flags)
    _tell(delivery)


@shared_task
def count_without(delivery_id: int) -> None:
    """Have the stands that a withdrawn delivery touched counted again."""
    log.info("withdrawn", delivery=delivery_id)
    _ask(recompute_stale)
    _ask(raise_flags)
    _tell(_known(delivery_id))


@shared_task
def recompute_stale() -> None:
    """Open a computation for every stand that is stale, with a task per school; drop those without a ground."""
    recomputation.drop_unfounded()
    for wanted in recomputation.stale():
        _hand_out(recomputation.open_computation(wanted), silent_since=timezone.now() - PATIENCE)
    _follow_when_counted()


@shared_task
def follow_pupils() -> None:
    """Replace the episodes and counts of who is followed; nothing where they are of today's stands already."""
    if following.follow(clock.today()):
        _ask(raise_flags)  # some rules look at who is followed


@shared_task
def compute_part(part_id: int) -> None:
    """Count one school's share of a stand; the last one to finish closes the computation."""
    part = ComputationPart.objects.select_related("computation").filter(pk=part_id).first()
    if part is not None:  # else a newer computation took its place
        recomputation.compute_part(part)
        if not part.computation.parts.filter(done_at=None).exists():
            _ask(raise_flags)
            _ask(protect_tables)
        _follow_when_counted()


@shared_task
def protect_tables() -> None:
    """Choose for the latest stand what is hidden in the tables of Waar en waarom, so that no reader waits for it."""
    found = current_computations(Method.REGIO)
    if found:
        outflow.protect(found[-1])


@shared_task
def raise_flags() -> None:
    """Have the flags be those of today: a file was accepted, or a stand was counted again."""
    flagging.raise_flags(on=clock.today())


@shared_task
def take_up_lost_work() -> None:
    """Hand out again what the broker or a killed worker lost: the database says what is still to be done."""
    now = timezone.now()
    silent_since = now - (PATIENCE if _is_busy(since=now - LOST_AFTER) else LOST_AFTER)
    lost = Delivery.objects.filter(state__in=UNDER_WAY, state_since__lt=silent_since)
    found = list(lost.values_list("pk", "state"))
    lost.update(state_since=now)  # the next round does not hand them out once more
    for pk, state in found:
        (accept_delivery if state == State.ACCEPTING else stage_delivery).delay(pk)
    for computation in recomputation.unfinished():
        _hand_out(computation, silent_since=silent_since)
    recomputation.drop_unfounded()
    if not all(recomputation.is_opened(wanted) for wanted in recomputation.stale()):
        recompute_stale.delay()
    elif not following.is_followed(clock.today()):
        _follow_when_counted()


@shared_task
def nightly() -> None:
    """Count what is stale, mark the schools that are late and tell them, mail what changed, remove what has had its term."""
    lateness.mark_late(on=clock.today())
    reminders.remind_schools(on=clock.today())
    reminders.tell_coordinators(on=clock.today())
    digests.send_digests(on=clock.today())
    recompute_stale.delay()
    flagging.raise_flags(on=clock.today())
    flag_mail.mail_officers(on=clock.today())
    close_out_of_reach(on=clock.today())
    retention.remove_expired(on=clock.today())
    retention.forget(on=clock.today())
    mail_visitors()
    attending.forget_attendants(on=clock.today())
    editing.forget_editors(on=clock.today())
    signals.night.send(nightly, on=clock.today())


@shared_task
def mail_notice(notice_id: int) -> None:
    """One mail about a registration for a meeting."""
    meeting_mail.send(notice_id, at=timezone.now())


@shared_task
def work_out_release(release_id: int) -> None:
    """What may be printed of a stand that was prepared, before its checklist is opened."""
    releasing.work_out(release_id)


@shared_task
def mail_question(subscriber_id: int) -> None:
    """The mail that asks to confirm an address."""
    subscribing.send_question(subscriber_id)


def mail_visitors() -> None:
    """Mail what a broker that was down left behind and the news of today; addresses that nobody confirmed go."""
    for pk in meeting_mail.waiting():
        meeting_mail.send(pk, at=timezone.now())
    subscribing.send_news(on=clock.today())
    subscribing.forget_unconfirmed(on=clock.today())


def ask_for_flags() -> None:
    """Have the flags raised again once the transaction is in: a rule was changed."""
    transaction.on_commit(lambda: _ask(raise_flags))


def queue(task, pk: int) -> None:
    """Queue a task once the transaction is in; when the broker is down the work is found again."""
    transaction.on_commit(lambda: _ask(task, pk))


def _ask(task, *arguments: int) -> None:
    try:
        task.delay(*arguments)
    except Exception:  # the database holds the work; take_up_lost_work hands it out again
        log.warning("broker unreachable", task=task.name, arguments=arguments)


def _tell(delivery: Delivery | None) -> None:
    """Whoever listens hears that other deliveries count."""
    if delivery is not None:
        signals.deliveries_changed.send(Delivery, kind=delivery.kind, teljaar=delivery.teljaar)


def _known(delivery_id: int) -> Delivery | None:
    found = Delivery.objects.select_related("content", "school").filter(pk=delivery_id).first()
    if found is None:
        log.warning("unknown delivery", delivery=delivery_id)
    return found


def _begin(delivery: Delivery) -> None:
    delivery.attempts += 1
    delivery.save(update_fields=["attempts"])
    if delivery.attempts > ATTEMPTS:
        raise TooOften


def _hand_out(computation: Computation, *, silent_since: datetime) -> None:
    """Queue the parts that are left, unless they were queued after `silent_since`."""
    if not recomputation.claim(computation, silent_since=silent_since) or recomputation.close(computation):
        return
    for part_id in computation.parts.filter(done_at=None).values_list("pk", flat=True):
        compute_part.delay(part_id)


def _follow_when_counted() -> None:
    """Once for a batch of stands: the last one to be counted asks."""
    if not recomputation.unfinished().exists():
        _ask(follow_pupils)


def _is_busy(*, since: datetime) -> bool:
    """Whether a worker did anything since: then what waits may simply wait its turn."""
    moved = Delivery.objects.filter(state_since__gte=since).exclude(state=State.RECEIVED)
    return moved.exclude(step=WAITING).exists() or ComputationPart.objects.filter(done_at__gte=since).exists()
