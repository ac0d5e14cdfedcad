"""Celery's door of Na het VO: count the transitions again when deliveries or the day have changed."""

from datetime import date

import structlog
from celery import shared_task

from monitoring import clock
from monitoring.calculation.school_year import SchoolYear
from nahetvo import warm_handover
from nahetvo.recompute_transitions import moving, recompute_years, years_with_leavings
from nahetvo.rehearsed_handovers import rehearse_handovers

log = structlog.get_logger("portal.task")


@shared_task
def recompute_transitions(teljaar: str = "") -> None:
    """Recompute what can have changed: after a delivery its own school year and the one before; at night all that moves."""
    on = clock.today()
    years = moving(on)
    if teljaar:
        own = SchoolYear.parse(teljaar)
        years = [year for year in years if year in {own, own.previous()}]
    log.info("transitions", **recompute_years(years, on))


def after_delivery(sender, *, kind: str, teljaar: str, **kwargs) -> None:
    """N01 and N02 tell of their own school year; R01 of October proves the arrival of those who left before it."""
    if kind in {"N01", "N02", "R01"}:
        _ask(teljaar)


def after_night(sender, **kwargs) -> None:
    """Time passes: deadlines and count dates change statuses without any delivery, and end a warme overdracht."""
    warm_handover.forget(kwargs["on"])
    _ask("")


def after_building(sender, *, on: date, **kwargs) -> None:
    """The invented region has all its years at once, without a worker."""
    recompute_years(years_with_leavings(), on)
    rehearse_handovers(on)


def count_again() -> None:
    """After a phase was dated otherwise: statuses follow from its days."""
    _ask("")


def _ask(teljaar: str) -> None:
    try:
        recompute_transitions.delay(teljaar)
    except Exception:  # the broker is down; the coming night does it
        log.warning("broker unreachable", task=recompute_transitions.name, teljaar=teljaar)
