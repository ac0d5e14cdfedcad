"""Who owes which month, until when, and since when it is late."""

from datetime import date

import pytest

from monitoring.calculation.school_year import Stand
from monitoring.lateness import due_on, mark_late, owed_months, stands_to_ask
from monitoring.models import DueDelivery, School
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

ON = date(2026, 4, 9)


@pytest.fixture
def roc(schools) -> School:
    return School.objects.get(brin="90BB")


def file() -> bytes:
    return r01_csv([mbo_row(n, "2025-10") for n in range(100, 103)])


def test_a_month_is_due_on_the_fifth_of_the_next():
    assert due_on(Stand.of_month("2026-03")) == date(2026, 4, 5)
    assert due_on(Stand.of_month("2025-12")) == date(2026, 1, 5)


def test_the_last_three_months_are_asked_for():
    assert [stand.code for stand in stands_to_ask(date(2026, 1, 1))] == ["2025-12", "2025-11", "2025-10"]


def test_schools_are_late_after_their_day_and_not_on_it(schools):
    mark_late(on=date(2026, 4, 5))
    assert not DueDelivery.objects.filter(stand="2026-03", late_since__isnull=False).exists()
    mark_late(on=date(2026, 4, 6))
    late = DueDelivery.objects.filter(stand="2026-03", late_since=date(2026, 4, 6))
    assert {due.school.code for due in late} == {"90AA", "90BB"}


def test_a_delivery_takes_the_mark_away(deliver, coen, roc):
    before = mark_late(on=ON)
    deliver("R01_2026-03_90BB.csv", file(), by=coen)
    assert mark_late(on=ON) == before - 1
    assert DueDelivery.objects.get(school=roc, stand="2026-03").late_since is None


def test_marking_twice_is_marking_once(schools):
    assert mark_late(on=ON) == mark_late(on=ON)
    assert DueDelivery.objects.count() == 6


def test_the_page_and_the_night_agree_on_who_is_late(deliver, coen, schools):
    deliver("R01_2026-02_90BB.csv", file(), by=coen)
    mark_late(on=ON)
    at_night = set(DueDelivery.objects.filter(late_since__isnull=False).values_list("school__brin", "stand"))
    owed = owed_months(School.objects.all(), on=ON)
    on_page = {(school.brin, m.stand.code) for school, months in owed.items() for m in months if m.is_late}
    assert on_page == at_night


def test_an_accepted_delivery_goes_before_a_later_refused_one(deliver, coen, roc):
    accepted = deliver("R01_2026-03_90BB.csv", file(), by=coen)
    deliver("R01_2026-03_90BB.csv", b"niets", by=coen)
    march = owed_months([roc], on=ON)[roc][0]
    assert march.delivery == accepted
    assert march.is_delivered


def test_a_school_that_owes_nothing_is_not_asked(schools):
    vestiging = School.objects.get(brin="90AA", vestiging="00")
    assert owed_months([vestiging], on=ON) == {}
