"""Hours in four school weeks, against an oracle of plain loops."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.absence import distances
from monitoring.reference.school_weeks import AREAS, holidays, school_mondays
from tests import oracle_flags

MONDAYS = tuple(m for m in school_mondays("zuid") if date(2025, 8, 1) <= m < date(2026, 8, 1))


def iso(monday: date) -> str:
    return "{}-W{:02}".format(*monday.isocalendar())


weeks = st.integers(0, 25).map(lambda n: date(2025, 9, 29) + timedelta(weeks=n))
rows = st.lists(
    st.fixed_dictionaries({
        "pupil": st.integers(1, 3), "brin": st.sampled_from(["90AA", "90BB"]), "vestiging": st.just("00"),
        "week": weeks.map(iso), "unauthorised": st.sampled_from([0.0, 0.1, 1.5, 3.33, 4.0, 8.0]),
        "month": st.sampled_from(["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]),
    }), max_size=20,
).map(lambda found: list({(r["pupil"], r["brin"], r["week"], r["month"]): r for r in found}.values()))  # fmt: skip


@settings(max_examples=40)
@given(hours=rows)
def test_sums_are_those_of_plain_loops(hours):
    found = distances(pd.DataFrame(hours), MONDAYS)
    ours = {(r.pupil, r.brin): (r.hours, r.highest, r.weeks, r.days_left) for r in found.itertuples()}
    theirs = oracle_flags.distances(hours, MONDAYS)
    assert ours.keys() == theirs.keys()
    for key, (now, most, span, left) in theirs.items():
        assert ours[key][:2] == (pytest.approx(now), pytest.approx(most))
        assert ours[key][2] == span
        assert left == (None if pd.isna(ours[key][3]) else ours[key][3])


def missed(*of_weeks: tuple[str, float], month: str = "2026-03") -> pd.DataFrame:
    return pd.DataFrame([
        {"pupil": 1, "brin": "90AA", "vestiging": "00", "week": week, "month": month, "unauthorised": hours}
        for week, hours in of_weeks
    ])  # fmt: skip


def test_twelve_of_sixteen_hours_in_four_weeks():
    found = distances(missed(("2026-W10", 3), ("2026-W11", 3), ("2026-W12", 3), ("2026-W13", 3)), MONDAYS).iloc[0]
    assert (found["hours"], found["weeks"], found["days_left"]) == (12, 4, 7)  # 4 hours at 0.6 a day


def test_holiday_week_does_not_count_among_the_four():
    around = [("2026-W06", 8.0), ("2026-W07", 3.0), ("2026-W08", 5.0), ("2026-W09", 3.0), ("2026-W10", 2.0)]
    found = distances(missed(*around, month="2026-02"), MONDAYS).iloc[0]  # week 8: voorjaarsvakantie in the south
    assert found["hours"] == 16


def test_sixteen_is_reached_to_the_hundredth():
    found = distances(missed(("2026-W10", 15.99), ("2026-W11", 0.01)), MONDAYS).iloc[0]
    assert (found["hours"], found["days_left"]) == (16, 0)


@pytest.mark.parametrize("area", AREAS)
def test_every_school_year_has_forty_school_weeks_or_so(area):
    for year in (2023, 2024, 2025, 2026):
        of_year = [m for m in school_mondays(area) if date(year, 8, 1) <= m < date(year + 1, 8, 1)]
        assert 39 <= len(of_year) <= 43


def test_holidays_are_whole_weeks_from_saturday_to_sunday():
    assert {(each.first.weekday(), each.last.weekday()) for each in holidays()} == {(5, 6)}
