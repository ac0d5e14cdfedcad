"""Until when a file is expected, and the state of one cell of the calendar, by table."""

from datetime import date

import pytest

from monitoring.calculation.school_year import Stand
from monitoring.checks import deadlines_can_be_read
from monitoring.deadlines import NoTerm, deadline, delivery_state, stand_for, terms
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import DueState

DUE, GRACE = date(2026, 4, 1), 4
IN_TIME, LAST_DAY, TOO_LATE = date(2026, 4, 1), date(2026, 4, 5), date(2026, 4, 6)
CASES = [
    # day, deliveries from old to new, the state
    (IN_TIME, [], DueState.EXPECTED),
    (date(2026, 4, 2), [], DueState.GRACE),
    (LAST_DAY, [], DueState.GRACE),
    (TOO_LATE, [], DueState.LATE),
    (IN_TIME, [State.REFUSED], DueState.EXPECTED),
    (TOO_LATE, [State.REFUSED], DueState.LATE),
    (TOO_LATE, [State.WITHDRAWN], DueState.LATE),
    (TOO_LATE, [State.RECEIVED], DueState.CHECKING),
    (TOO_LATE, [State.CHECKING], DueState.CHECKING),
    (TOO_LATE, [State.ACCEPTING], DueState.CHECKING),
    (TOO_LATE, [State.READY], DueState.TO_CONFIRM),
    (TOO_LATE, [State.TO_CONFIRM], DueState.TO_CONFIRM),
    (TOO_LATE, [State.TO_CONFIRM, State.REFUSED], DueState.TO_CONFIRM),
    (TOO_LATE, [State.ACCEPTED], DueState.ACCEPTED),
    (TOO_LATE, [State.REFUSED, State.ACCEPTED], DueState.ACCEPTED),
    (TOO_LATE, [State.ACCEPTED, State.REFUSED], DueState.ACCEPTED),
    (TOO_LATE, [State.REPLACED, State.ACCEPTED], DueState.REPLACED),
    (TOO_LATE, [State.ACCEPTED, State.TO_CONFIRM], DueState.TO_CONFIRM),
    (TOO_LATE, [State.ACCEPTED, State.RECEIVED], DueState.CHECKING),
    (TOO_LATE, [State.ACCEPTED, State.WITHDRAWN], DueState.ACCEPTED),
]


@pytest.mark.parametrize(("today", "deliveries", "state"), CASES)
def test_the_state_of_a_cell(today, deliveries, state):
    assert delivery_state(DUE, GRACE, today, deliveries) == state


def test_without_a_term_nothing_is_late():
    assert delivery_state(None, 0, date(2030, 1, 1), []) == DueState.NOT_ASKED
    assert delivery_state(None, 0, date(2030, 1, 1), [State.ACCEPTED]) == DueState.ACCEPTED


def test_every_state_of_the_calendar_is_in_the_table():
    assert {state for *_, state in CASES} | {DueState.NOT_ASKED} == set(DueState)


def test_a_term_counts_from_the_month_after_the_levermaand(settings):
    settings.DEADLINES = "R01=1+4"
    found = deadline("R01", Stand.of_month("2025-12"))
    assert (found.due_on, found.last_day) == (date(2026, 1, 1), date(2026, 1, 5))


def test_a_day_that_the_month_does_not_have_is_its_last(settings):
    settings.DEADLINES = "R01=31+0"
    assert deadline("R01", Stand.of_month("2026-01")).due_on == date(2026, 2, 28)


def test_a_new_term_does_not_touch_earlier_months(settings):
    settings.DEADLINES = "R01=1+4,R01@2026-03=10+2"
    assert deadline("R01", Stand.of_month("2026-02")).last_day == date(2026, 3, 5)
    assert deadline("R01", Stand.of_month("2026-03")).last_day == date(2026, 4, 12)


def test_late_months_belong_to_the_year_that_ended():
    assert stand_for("A14", "2026-10") == Stand.parse("2025-2026", "2026-10L")
    assert stand_for("A14", "2026-03") is None
    assert stand_for("R01", "2026-10").teljaar.name == "2026-2027"
    assert stand_for("NRSP", "2026-10") is None


@pytest.mark.parametrize("text", ["R01", "R01=0+4", "R01=32+1", "R01@2026=1+4", "R01=1"])
def test_a_term_that_cannot_be_read_stops_the_portal(text, settings):
    with pytest.raises(NoTerm):
        terms(text)
    settings.DEADLINES = text
    assert [fault.id for fault in deadlines_can_be_read(None)] == ["portal.E004"]
