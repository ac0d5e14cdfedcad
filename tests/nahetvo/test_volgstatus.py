"""The volgstatus: every rule by name, the same as the oracle over random careers, and never a judgement by hand."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from monitoring.calculation.school_year import SchoolYear
from nahetvo.transition.cycle import PHASES, Change, Cycle, PhasesCross, running
from nahetvo.transition.matching import is_vulnerable, of_cycle, unmatched
from nahetvo.transition.statuses import STEPS
from nahetvo.transition.volgstatus import volgstatus
from nahetvo.vocabulary import PhaseCode, TransitionStatus
from tests.nahetvo.careers import DAYS, day, frame_of, regions
from tests.nahetvo.oracle import Application, Enrolment, Leaving, status_of

YEAR = SchoolYear(2025)
CYCLE = Cycle.of(YEAR)
NOBODY = pd.DataFrame({"pupil": pd.Series(dtype="int64"), "step": pd.Series(dtype="int64"),
                       "first_on": pd.Series(dtype="datetime64[s]")})  # fmt: skip
OCTOBER = date(2026, 10, 1)


def statuses(leavings, applied, enrolled, on: date, told: dict[str, date], reached=NOBODY) -> pd.DataFrame:
    frames = [frame_of(kind, rows) for kind, rows in ((Leaving, leavings), (Application, applied), (Enrolment, enrolled))]
    known = {brin: pd.Timestamp(until) for brin, until in told.items()}
    return volgstatus(*frames, reached, known_until=known, cycle=CYCLE, on=on)


@settings(max_examples=60)
@given(region=regions(), on=day, until=day)
def test_rules_agree_with_the_oracle_over_random_careers(region, on, until):
    told = {"90BB": until}
    found = statuses(*region, on, told)
    leavings, applied, enrolled = region
    for pupil, row in zip(leavings, found.itertuples(), strict=True):
        assert (row.status, row.since.date()) == status_of(pupil, applied, enrolled, told, on), (pupil, on)
        assert row.since.date() <= on
        assert row.step == STEPS[row.status]


WANTS = Leaving(1, "mbo-3", date(2025, 10, 1))
APPLIED = Application(1, "90BB", "A1", 3, date(2026, 2, 2), "aangemeld", date(2026, 2, 2), date(2026, 8, 1))
AT_MBO = Enrolment(1, "90BB", "1", "mbo-3", date(2026, 8, 1), None, "", date(2027, 3, 1), "BOL")


def changed(row, **values):
    return type(row)(**{**vars(row), **values})


CASES = {
    "no_aanmelding_yet": ([], [], date(2026, 3, 31), "nog_geen_keuze"),
    "still_none_after_1_april_but_wants_mbo": ([], [], date(2026, 4, 1), "nog_geen_keuze"),
    "applied": ([APPLIED], [], date(2026, 3, 1), "aangemeld"),
    "the_school_moved_it": ([changed(APPLIED, status_on=date(2026, 2, 20))], [], date(2026, 3, 1), "in_intake"),
    "before_it_moved": ([changed(APPLIED, status_on=date(2026, 2, 20))], [], date(2026, 2, 19), "aangemeld"),
    "offered": ([changed(APPLIED, status="onderwijsovereenkomst_aangeboden")], [], date(2026, 5, 1), "aangeboden"),
    "all_closed": ([changed(APPLIED, status="ingetrokken")], [], date(2026, 5, 1), "gesloten"),
    "one_of_two_closed": ([changed(APPLIED, status="ingetrokken"), changed(APPLIED, number="A2")], [], date(2026, 5, 1),
                          "aangemeld"),
    "did_not_appear": ([changed(APPLIED, status="ingeschreven", appeared=False)], [], date(2026, 9, 1), "niet_verschenen"),
    "not_yet_to_appear": ([changed(APPLIED, status="ingeschreven", appeared=False)], [], date(2026, 7, 1), "ingeschreven"),
    "summer_leak": ([changed(APPLIED, status="ingeschreven")], [], OCTOBER, "niet_verschenen"),
    "applied_and_nowhere": ([APPLIED], [], OCTOBER, "niet_in_beeld"),
    "nowhere_at_all": ([], [], OCTOBER, "niet_in_beeld"),
    "started": ([APPLIED], [AT_MBO], date(2026, 9, 1), "gestart"),
    "counted": ([APPLIED], [AT_MBO], OCTOBER, "op_1_oktober"),
    "counted_twice": ([], [AT_MBO], date(2027, 2, 1), "op_1_februari"),
    "left_in_october": ([], [changed(AT_MBO, ended_on=date(2026, 10, 31))], date(2026, 11, 5),
                        "uitgeschreven_voor_1_november"),
    "left_on_1_november": ([], [changed(AT_MBO, ended_on=date(2026, 11, 1))], date(2026, 11, 5), "op_1_oktober"),
    "examination_only_is_no_arrival": ([], [changed(AT_MBO, leerweg="EX")], OCTOBER, "niet_in_beeld"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_status_by_rule(name):
    applied, enrolled, on, expected = CASES[name]
    assert statuses([WANTS], applied, enrolled, on, {"90BB": date(2027, 3, 1)})["status"].tolist() == [expected]


def test_a_school_that_has_not_told_yet_makes_nobody_a_summer_leak():
    placed = changed(APPLIED, status="ingeschreven")
    assert statuses([WANTS], [placed], [], OCTOBER, {"90BB": date(2026, 9, 1)})["status"].tolist() == ["ingeschreven"]


def test_failing_the_examination_counts_unless_entree_is_open():
    failed = changed(WANTS, exam_result="gezakt", result_since=date(2026, 6, 1))
    july = date(2026, 7, 1)
    assert statuses([failed], [APPLIED], [], july, {})["status"].tolist() == ["gezakt"]
    assert statuses([failed], [changed(APPLIED, level=1)], [], july, {})["status"].tolist() == ["aangemeld"]
    assert statuses([changed(failed, intended="doubleren")], [], [], july, {})["status"].tolist() == ["andere_route"]


def test_who_falls_back_keeps_the_step_that_an_earlier_delivery_told():
    reached = pd.DataFrame({"pupil": [1], "step": [4], "first_on": pd.to_datetime(["2026-05-01"]).astype("datetime64[s]")})
    row = statuses([WANTS], [changed(APPLIED, status="ingetrokken", status_on=date(2026, 6, 1))], [], date(2026, 6, 2), {},
                   reached).iloc[0]  # fmt: skip
    assert (row["status"], row["previous_step"], row["step_back_on"].date()) == ("gesloten", 4, date(2026, 6, 1))
    assert pd.isna(statuses([WANTS], [APPLIED], [], date(2026, 6, 2), {}).iloc[0]["previous_step"])


def test_unmatched_aanmeldingen_get_the_likely_reason():
    applied = frame_of(Application, [changed(APPLIED, pupil=pupil, number=str(pupil)) for pupil in range(1, 7)])
    enrolled = frame_of(Enrolment, [changed(AT_MBO, pupil=3), changed(AT_MBO, pupil=4, onderwijssoort="havo"),
                                    changed(AT_MBO, pupil=5, onderwijssoort="vmbo-kb")])  # fmt: skip
    found = unmatched(applied, frame_of(Leaving, [WANTS]), {2}, enrolled)
    reasons = ["ander_schooljaar", "al_in_mbo", "havo_vwo", "niet_in_n01", "buiten_regio"]
    assert list(zip(found["pupil"], found["reason"], strict=True)) == list(zip(range(2, 7), reasons, strict=True))


def test_an_aanmelding_belongs_to_the_year_in_which_it_came_in_and_a_late_start_to_the_year_before():
    made = [
        changed(APPLIED, applied_on=date(2025, 9, 30)), changed(APPLIED, applied_on=date(2026, 9, 30)),
        changed(APPLIED, applied_on=date(2026, 10, 5), starts_on=date(2026, 11, 1)),
        changed(APPLIED, applied_on=date(2026, 10, 5), starts_on=date(2027, 8, 1)),
    ]  # fmt: skip
    assert list(of_cycle(frame_of(Application, made), CYCLE, date(2027, 2, 2)).index) == [1, 2]


def test_vulnerable_are_those_from_pro_vso_and_vmbo_bb_and_those_bound_for_entree():
    soort, intended = pd.Series(["pro", "vmbo-kb", "vmbo-kb", "vmbo-kb"]), pd.Series(["", "mbo-1", "mbo-2", "mbo-2"])
    assert list(is_vulnerable(soort, intended, pd.Series([None, None, 1, 2], dtype="Int16"))) == [True, True, True, False]


def test_the_cycle_has_every_day_in_one_phase():
    days = pd.date_range("2025-10-01", "2027-02-28").date
    assert all(sum(dated.holds(each) for dated in CYCLE.phases) == 1 for each in days)
    assert CYCLE.phase(date(2026, 7, 10)).phase.code == "zomer"
    assert CYCLE.phase(date(2025, 9, 30)) is None
    assert all(phase.owner and phase.source for phase in PHASES)


def test_a_region_dates_a_phase_of_practice_otherwise_but_not_one_of_law():
    own = Cycle.of(YEAR, [Change("uitslag", 6, 18), Change("na_1_april", 5, 1, "mentor")])
    assert own.begins("uitslag") == date(2026, 6, 18)
    assert own.begins("na_1_april") == date(2026, 4, 1)
    assert own.phases[2].phase.owner == "mentor"
    with pytest.raises(PhasesCross, match="examenuitslag"):
        Cycle.of(YEAR, [Change("uitslag", 3, 1)])


def test_at_most_three_school_years_move_at_once():
    assert [str(year) for year in running(date(2026, 7, 10))] == ["2025-2026", "2024-2025"]
    assert [str(year) for year in running(date(2026, 10, 1))] == ["2026-2027", "2025-2026"]


def test_the_vocabulary_has_the_codes_of_the_rules():
    assert list(STEPS) == [*TransitionStatus.values]
    assert [phase.code for phase in PHASES] == [*PhaseCode.values]
    assert len(DAYS) == len(set(DAYS))
