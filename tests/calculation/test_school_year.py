"""The calendar against the oracle's, and the words in which it is written."""

from datetime import date, timedelta

import pytest

from monitoring.calculation.school_year import SchoolYear, Stand, UnknownPeriod
from tests import oracle

YEAR = SchoolYear(2025)


def test_teljaar_runs_from_1_october_to_30_september():
    assert SchoolYear.of(date(2025, 9, 30)) == SchoolYear(2024)
    assert SchoolYear.of(date(2025, 10, 1)) == YEAR
    assert (YEAR.opens, YEAR.closes) == (date(2025, 10, 1), date(2026, 10, 1))


def test_teljaar_is_written_and_read_as_two_years():
    assert SchoolYear.parse("2025-2026") == YEAR
    assert (YEAR.name, YEAR.previous().name, YEAR.next().name) == ("2025-2026", "2024-2025", "2026-2027")


def test_teljaar_has_seventeen_stands_in_order():
    codes = [*oracle.monthly_codes(2025), *oracle.late_codes(2025), "V", "D"]
    assert [stand.code for stand in YEAR.stands()] == codes
    assert [stand.number for stand in YEAR.stands()] == list(range(1, 18))
    assert sorted(YEAR.stands(), key=str) != sorted(YEAR.stands()) == list(YEAR.stands())
    assert SchoolYear(2024).stands()[-1] < YEAR.stands()[0]


@pytest.mark.parametrize("start", [2023, 2025, 2099])
def test_every_stand_looks_at_the_days_of_the_oracle(start):
    for stand in SchoolYear(start).stands():
        assert stand.peildatum == oracle.peildatum(start, stand.code)
        assert stand.diplomas_until == oracle.last_day_for_diplomas(start, stand.code)


def test_late_stands_draw_their_start_population_from_september():
    late = Stand.parse("2025-2026", "2026-11L")
    assert (late.start_stand.code, late.month, late.is_late) == ("2026-09", "2026-11", True)
    assert Stand.of_month("2026-03").start_stand == Stand.of_month("2026-03")
    assert Stand.parse(YEAR, "D").start_stand.code == "D"


def test_every_monthly_stand_is_found_by_its_month():
    for stand in YEAR.stands()[:12]:
        assert Stand.of_month(stand.month) == stand
        assert SchoolYear.of(stand.peildatum - timedelta(days=1)) == YEAR


def test_labels_are_dutch():
    labels = [Stand.parse(YEAR, code).label for code in ("2026-03", "2026-10L", "V", "D")]
    assert labels == ["maart 2026", "oktober 2026 (nagekomen)", "voorlopig", "definitief"]


@pytest.mark.parametrize("name", ["2025", "2025-2027", "2025/2026", "", "20 25-2026"])
def test_wrong_teljaar_is_refused_in_dutch(name):
    with pytest.raises(UnknownPeriod, match="geen teljaar"):
        SchoolYear.parse(name)


@pytest.mark.parametrize("code", ["2026-10", "2025-09", "2025-10L", "v", "", "2026-9"])
def test_stand_of_another_teljaar_is_refused(code):
    with pytest.raises(UnknownPeriod, match="geen stand van teljaar 2025-2026"):
        Stand.parse("2025-2026", code)


@pytest.mark.parametrize("month", ["2026-13", "2026-3", "maart", "2026-00"])
def test_wrong_month_is_refused(month):
    with pytest.raises(UnknownPeriod, match="geen maand"):
        Stand.of_month(month)
