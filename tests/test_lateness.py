"""Who owes which file, until when, and since when it is late."""

from datetime import date

import pytest

from monitoring.lateness import mark_late, months_until, owed
from monitoring.models import DueDelivery, School
from monitoring.vocabulary import DueState
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

ON = date(2026, 4, 9)


@pytest.fixture
def roc(schools) -> School:
    return School.objects.get(brin="90BB")


@pytest.fixture(autouse=True)
def _only_r01(settings):
    settings.DEADLINES = "R01=1+4"


def file() -> bytes:
    return r01_csv([mbo_row(n, "2025-10") for n in range(100, 103)])


def march(school: School):
    return owed([school], ["2026-03"], on=ON)[0]


def test_the_last_three_months_are_asked_for():
    assert months_until(date(2026, 1, 1), 3) == ["2025-12", "2025-11", "2025-10"]


def test_schools_are_late_after_their_last_day_and_not_on_it(schools):
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


def test_every_kind_that_a_school_delivers_is_asked_for(schools, settings):
    settings.DEADLINES = "R01=1+4,A05=15+10,A04=15+10,A14=15+10"
    files = owed(School.objects.all(), ["2026-03", "2025-11"], on=ON)
    asked = {(one.school.code, one.kind, one.stand.code) for one in files}
    assert asked == {
        ("90AA", "R01", "2026-03"), ("90BB", "R01", "2026-03"), ("90BB", "A05", "2026-03"),
        ("90BB", "A04", "2026-03"), ("90AA", "R01", "2025-11"), ("90BB", "R01", "2025-11"),
        ("90BB", "A05", "2025-11"), ("90BB", "A04", "2025-11"), ("90BB", "A14", "2025-11L"),
    }  # fmt: skip
    assert mark_late(on=ON) == 2 * 3 + 2 * 2  # the DUO files of March have until 25 April


def test_the_page_and_the_night_agree_on_who_is_late(deliver, coen, schools):
    deliver("R01_2026-02_90BB.csv", file(), by=coen)
    mark_late(on=ON)
    at_night = set(DueDelivery.objects.filter(late_since__isnull=False).values_list("school__brin", "stand"))
    files = owed(School.objects.all(), months_until(ON, 3), on=ON)
    assert {(one.school.brin, one.stand.code) for one in files if one.is_late} == at_night


def test_an_accepted_delivery_goes_before_a_later_refused_one(deliver, coen, roc):
    accepted = deliver("R01_2026-03_90BB.csv", file(), by=coen)
    deliver("R01_2026-03_90BB.csv", b"niets", by=coen)
    assert march(roc).latest == accepted
    assert march(roc).state == DueState.ACCEPTED


def test_a_refused_file_leaves_the_month_late(deliver, coen, roc):
    deliver("R01_2026-03_90BB.csv", b"niets", by=coen)
    assert march(roc).is_refused
    assert march(roc).state == DueState.LATE


def test_a_second_version_shows_as_replaced(deliver, coen, roc):
    deliver("R01_2026-03_90BB.csv", file(), by=coen)
    second = deliver("R01_2026-03_90BB.csv", file() + b"\n", by=coen)
    assert march(roc).state == DueState.REPLACED
    assert march(roc).latest == second


def test_older_months_are_shown_but_never_late(roc):
    old = owed([roc], ["2025-10"], on=ON)[0]
    assert old.state == DueState.NOT_ASKED
    assert not old.is_late


def test_a_school_that_owes_nothing_is_not_asked(schools):
    vestiging = School.objects.get(brin="90AA", vestiging="00")
    assert owed([vestiging], ["2026-03"], on=ON) == []
