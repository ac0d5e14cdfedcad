"""Every rule of N01 and N02, each with the row that breaks it and the row that just keeps it."""

import pandas as pd
import pytest

from monitoring.ingest.checking import Checked, check
from monitoring.ingest.reading import read
from tests.files.transition import n01_csv, n02_csv
from tests.ingest.test_r01_rules import expectation


def checked(kind: str, rows: list[dict[str, str]], **changed: object) -> Checked:
    made = {"N01": n01_csv, "N02": n02_csv}[kind](rows)
    return check(read(made, f"{kind}_2026-03_27GZ.csv"), expectation(kind=kind, **changed))


FAULTS = {
    "nobody": ("N01", {"pgn": ""}, "N01-PGN-01"),
    "pgn_elfproef": ("N01", {"pgn": "100000008"}, "N01-PGN-02"),
    "no_birth_date": ("N01", {"geboortedatum": ""}, "N01-GEBOORTEDATUM-01"),
    "born_tomorrow": ("N01", {"geboortedatum": "01-05-2026"}, "N01-GEBOORTEDATUM-03"),
    "mbo_in_a_vo_file": ("N01", {"onderwijssoort": "mbo-2"}, "N01-SOORT-02"),
    "unknown_municipality": ("N01", {"gemeentecode": "0000"}, "N01-GEMEENTE-03"),
    "unknown_intention": ("N01", {"voorgenomen_bestemming": "hbo"}, "N01-VOORNEMEN-02"),
    "result_of_no_candidate": ("N01", {"examenkandidaat": "N", "examenuitslag": "gezakt"}, "N01-UITSLAG-03"),
    "other_school": ("N01", {"brin": "01AA"}, "N01-BRIN-03"),
    "application_of_nobody": ("N02", {"pgn": ""}, "N02-PGN-01"),
    "number_twice": ("N02", {"aanmeldnummer": "A0"}, "N02-AANMELDING-03"),
    "no_number": ("N02", {"aanmeldnummer": ""}, "N02-AANMELDING-01"),
    "level_five": ("N02", {"niveau": "5"}, "N02-NIVEAU-02"),
    "no_level": ("N02", {"niveau": ""}, "N02-NIVEAU-01"),
    "examination_only": ("N02", {"leerweg": "EX"}, "N02-LEERWEG-02"),
    "sixth_status": ("N02", {"status": "in_intake"}, "N02-STATUS-02"),
    "status_before_applying": ("N02", {"datum_status": "01-02-2026"}, "N02-STATUSDATUM-03"),
    "start_before_applying": ("N02", {"startdatum": "01-02-2026"}, "N02-START-03"),
    "appeared_before_the_start": ("N02", {"verschenen": "J"}, "N02-VERSCHENEN-03"),
    "appeared_perhaps": ("N02", {"verschenen": "misschien", "startdatum": "03-02-2026"}, "N02-VERSCHENEN-02"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_row_is_named_by_line_and_remedy_and_left_out(name):
    kind, row, code = FAULTS[name]
    result = checked(kind, [{}, row, {}])
    assert code in list(result.findings["code"])
    assert set(result.findings["line"]) == {3}
    assert (result.findings["remedy"] != "").all()
    assert list(result.rows.index) == [2, 4]


VALID = {
    "by_number": ("N01", {"pgn": "", "leerlingnummer": "77"}),
    "no_intention_yet": ("N01", {"voorgenomen_bestemming": "", "voorgenomen_brin": ""}),
    "repeats": ("N01", {"voorgenomen_bestemming": "doubleren", "voorgenomen_brin": ""}),
    "withdrew_from_the_examination": ("N01", {"examenuitslag": "teruggetrokken"}),
    "no_candidate": ("N01", {"examenkandidaat": ""}),
    "status_on_the_day_itself": ("N02", {"status": "ingetrokken", "datum_status": "02-02-2026"}),
    "no_status_date": ("N02", {"datum_status": ""}),
    "appeared": ("N02", {"verschenen": "J", "startdatum": "02-02-2026"}),
    "not_appeared": ("N02", {"verschenen": "nee", "startdatum": "02-02-2026"}),
    "level_in_words": ("N02", {"niveau": "mbo-4"}),
}


@pytest.mark.parametrize("name", VALID)
def test_valid_row_gives_no_finding(name):
    kind, row = VALID[name]
    result = checked(kind, [row, {}])
    assert result.findings.empty, result.findings
    assert result.rows_used == 2


LOOKS = {
    "mbo_without_school": ("N01", {"voorgenomen_brin": ""}, "N01-VOORGENOMENBRIN-04"),
    "school_without_mbo": ("N01", {"voorgenomen_bestemming": "werk"}, "N01-VOORGENOMENBRIN-05"),
    "result_in_march": ("N01", {"examenuitslag": "geslaagd"}, "N01-UITSLAG-04"),
    "status_after_the_month": ("N02", {"datum_status": "01-04-2026"}, "N02-STATUSDATUM-06"),
    "applied_after_the_month": ("N02", {"datum_aanmelding": "01-04-2026", "datum_status": ""}, "N02-AANMELDDATUM-06"),
    "starts_in_years": ("N02", {"startdatum": "01-08-2027"}, "N02-START-06"),
    "appeared_without_start": ("N02", {"verschenen": "J", "startdatum": ""}, "N02-VERSCHENEN-04"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_odd_wants_a_look_and_is_kept(name):
    kind, row, code = LOOKS[name]
    result = checked(kind, [row, {}])
    assert list(result.findings[["level", "code"]].itertuples(index=False, name=None)) == [("let_op", code)]
    assert result.rows_used == 2


def test_a_pupil_stands_once_in_an_n01():
    result = checked("N01", [{"pgn": "100000009"}, {"pgn": "100000009"}])
    assert list(result.findings[["code", "line"]].iloc[0]) == ["N01-LEERLINGNUMMER-03", 3]


def test_file_of_aanmeldingen_that_are_still_to_come_is_refused_whole():
    result = checked("N02", [{"datum_aanmelding": "02-05-2026", "datum_status": ""}] * 3)
    assert result.refused
    assert list(result.findings["code"]) == ["BESTAND-24"]


def test_rows_carry_codes_dates_and_answers():
    rows = checked("N02", [{"niveau": "niveau 2", "datum_status": ""}, {"verschenen": "N", "startdatum": "03-02-2026"}]).rows
    assert list(rows["niveau"]) == [2, 3]
    assert rows["datum_status"].iloc[0] == pd.Timestamp("2026-02-02")
    assert pd.isna(rows["verschenen"].iloc[0])
    assert not rows["verschenen"].iloc[1]


def test_a_school_year_ends_in_the_months_that_have_results():
    result = checked("N01", [{"examenuitslag": "gezakt"}], stand="2026-06")
    assert result.findings.empty
