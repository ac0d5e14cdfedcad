"""Every rule of R02, each with the row that breaks it and the row that just keeps it."""

import pandas as pd
import pytest

from monitoring.ingest.checking import Checked, check
from monitoring.ingest.reading import read
from tests.files.absence import r02_csv
from tests.files.r01 import valid_pgn
from tests.ingest.test_r01_rules import expectation

CLOSED = {"status": "G", "reden_afsluiting": "1"}


def checked(rows: list[dict[str, str]], **changed: object) -> Checked:
    return check(read(r02_csv(rows), "R02_2026-03_27GZ.csv"), expectation(kind="R02", **changed))


FAULTS = {
    "nobody": ({"pgn": "", "leerlingnummer": ""}, "R02-PGN-01"),
    "pgn_elfproef": ({"pgn": "100000008"}, "R02-PGN-02"),
    "no_number": ({"meldingsnummer": ""}, "R02-MELDING-01"),
    "number_twice": ({"meldingsnummer": "M0"}, "R02-MELDING-03"),
    "unknown_kind": ({"soort": "V9"}, "R02-SOORT-02"),
    "no_kind": ({"soort": ""}, "R02-SOORT-01"),
    "no_begin": ({"begindatum": ""}, "R02-BEGIN-01"),
    "impossible_begin": ({"begindatum": "31-02-2026"}, "R02-BEGIN-02"),
    "ends_before_it_begins": ({"begindatum": "21-03-2026"}, "R02-EINDE-03"),
    "hours_in_words": ({"uren": "achttien"}, "R02-UREN-02"),
    "hours_below_zero": ({"uren": "-2"}, "R02-UREN-02"),
    "hours_of_years": ({"uren": "2001"}, "R02-UREN-03"),
    "unknown_status": ({"status": "X"}, "R02-STATUS-02"),
    "long_reason": ({"reden": "a" * 201}, "R02-REDEN-06"),
    "unknown_closing": ({"status": "G", "reden_afsluiting": "8"}, "R02-AFSLUITING-02"),
    "closed_but_open": ({"status": "R", "reden_afsluiting": "1"}, "R02-AFSLUITING-03"),
    "other_school": ({"brin": "01AA"}, "R02-BRIN-03"),
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
    "as_it_is": {},
    "still_going": {"einddatum": ""},
    "one_day": {"einddatum": "02-03-2026"},
    "sixteen_hours": {"uren": "16"},
    "no_hours": {"uren": ""},
    "half_hours": {"uren": "16,5"},
    "closed": CLOSED,
    "closed_padded": {"status": "g", "reden_afsluiting": "01"},
    "withdrawn": {"status": "I", "reden_afsluiting": "7"},
    "by_number": {"pgn": "", "leerlingnummer": "123"},
    "few_hours_of_another_kind": {"soort": "O", "uren": "3"},
    "two_hundred_letters": {"reden": "a" * 200},
}


@pytest.mark.parametrize("name", VALID)
def test_valid_row_gives_no_finding(name):
    result = checked([VALID[name], {}])
    assert result.findings.empty
    assert result.rows_used == 2


def test_less_than_sixteen_hours_wants_a_look():
    assert list(checked([{"uren": "15,5"}]).findings[["level", "code"]].iloc[0]) == ["let_op", "R02-UREN-04"]


def test_closed_without_reason_and_ended_before_the_month_are_remarks():
    old = {"begindatum": "02-02-2026", "einddatum": "20-02-2026", "status": "G"}
    result = checked([old, {}])
    assert set(result.findings["code"]) == {"R02-AFSLUITING-04", "R02-EINDE-04"}
    assert set(result.findings["level"]) == {"info"}
    assert result.rows_used == 2


def test_file_of_an_earlier_month_is_refused_whole():
    result = checked([{"begindatum": "02-02-2026", "einddatum": "28-02-2026"}] * 3)
    assert result.refused
    assert list(result.findings["code"]) == ["BESTAND-24"]
    assert "28-02-2026" in result.findings["message"].iloc[0]


def test_rows_carry_codes_dates_and_hours():
    row = checked([{"soort": "lrv", "einddatum": "", "uren": "20,5"}]).rows.iloc[0]
    assert (row["soort"], row["status"], row["uren"]) == ("LRV", "B", 20.5)
    assert row["begindatum"] == pd.Timestamp("2026-03-02")
    assert pd.isna(row["einddatum"])


def test_a_pgn_in_the_free_text_is_not_kept():
    row = checked([{"reden": f"zie ook {valid_pgn(7)}"}]).rows.iloc[0]
    assert row["reden"] == "zie ook #########"
