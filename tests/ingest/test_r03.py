"""Every rule of R03, each with the row that breaks it and the row that just keeps it."""

import numpy as np
import pandas as pd
import pytest

from monitoring.ingest.absence_forms import mondays
from monitoring.ingest.checking import Checked, check
from monitoring.ingest.reading import read
from tests.files.absence import r03_csv
from tests.files.r01 import valid_pgn
from tests.ingest.test_r01_rules import expectation


def checked(rows: list[dict[str, str]], **changed: object) -> Checked:
    return check(read(r03_csv(rows), "R03_2026-03_27GZ.csv"), expectation(kind="R03", **changed))


FAULTS = {
    "nobody": ({"pgn": "", "leerlingnummer": ""}, "R03-PGN-01"),
    "no_week": ({"week": ""}, "R03-WEEK-01"),
    "no_such_week": ({"week": "2026-W54"}, "R03-WEEK-02"),
    "week_in_words": ({"week": "week elf"}, "R03-WEEK-02"),
    "week_53_of_a_short_year": ({"week": "2025-W53"}, "R03-WEEK-02"),
    "week_twice": ({"pgn": valid_pgn(0)}, "R03-WEEK-03"),
    "no_hours": ({"ongeoorloofde_uren": ""}, "R03-ONGEOORLOOFD-01"),
    "hours_below_zero": ({"ongeoorloofde_uren": "-1"}, "R03-ONGEOORLOOFD-02"),
    "three_decimals": ({"geoorloofde_uren": "1,125"}, "R03-GEOORLOOFD-02"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_row_is_named_by_line_and_remedy_and_left_out(name):
    row, code = FAULTS[name]
    result = checked([{}, row, {}])
    found = result.findings
    assert list(found["code"]) == [code]
    assert list(found["line"]) == [3]
    assert (found["level"] == "fout").all()
    assert (found["remedy"] != "").all()
    assert list(result.rows.index) == [2, 4]


VALID = {
    "as_it_is": ({}, "2026-W11"),
    "without_signs": ({"week": "202611"}, "2026-W11"),
    "small_letter": ({"week": "2026-w11"}, "2026-W11"),
    "begins_in_february": ({"week": "2026-W09"}, "2026-W09"),
    "ends_in_april": ({"week": "2026-W14"}, "2026-W14"),
    "no_excused_hours": ({"geoorloofde_uren": ""}, "2026-W11"),
    "a_full_week": ({"ongeoorloofde_uren": "37.5"}, "2026-W11"),
}


@pytest.mark.parametrize("name", VALID)
def test_valid_row_gives_no_finding(name):
    row, week = VALID[name]
    result = checked([row, {}])
    assert result.findings.empty
    assert result.rows["week"].iloc[0] == week
    assert result.rows["geoorloofde_uren"].notna().all()


@pytest.mark.parametrize(
    ("row", "code"),
    [({"week": "2026-W08"}, "R03-WEEK-04"), ({"ongeoorloofde_uren": "38"}, "R03-ONGEOORLOOFD-04")],
)
def test_odd_row_wants_a_look_and_is_kept(row, code):
    result = checked([row, {}])
    assert list(result.findings[["level", "code"]].iloc[0]) == ["let_op", code]
    assert result.rows_used == 2


def test_file_of_another_month_is_refused_whole():
    result = checked([{"week": "2026-W02"}, {"week": "2026-W03"}])
    assert result.refused
    assert "2026-W02 tot en met 2026-W03" in result.findings["message"].iloc[0]


def test_a_week_begins_on_its_monday():
    found = mondays(pd.Series(["2026-W11", "", "2026-W01"], dtype="str"))
    assert list(found[[0, 2]]) == [np.datetime64("2026-03-09", "s"), np.datetime64("2025-12-29", "s")]
    assert np.isnat(found[1])
