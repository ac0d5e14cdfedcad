"""Every rule of R01, each with the row that breaks it and the row that just keeps it."""

import numpy as np
import pandas as pd
import pytest

from monitoring.ingest.checking import Checked, Expectation, check
from monitoring.ingest.findings import COLUMNS
from monitoring.ingest.reading import read
from tests.files.r01 import MUNICIPALITIES, r01_csv, r01_row, valid_pgn

LEFT = {"datum_uitschrijving": "01-02-2026", "reden_uitschrijving": "4", "bestemming": "werk"}
VO = {"onderwijssoort": "havo", "leerweg": "", "opleidingscode": ""}


def expectation(**changed: object) -> Expectation:
    usual = {"kind": "R01", "teljaar": "2025-2026", "stand": "2026-03", "brin": "27GZ", "vestiging": ""}
    return Expectation(**{**usual, "municipalities": MUNICIPALITIES, **changed})


def checked(rows: list[dict[str, str]], **changed: object) -> Checked:
    content = r01_csv(rows)
    return check(read(content, "R01_2026-03_27GZ.csv"), expectation(**changed))


def only(row: dict[str, str]) -> pd.Series:
    """The clean row that comes of one valid row."""
    result = checked([row, {}])
    assert list(result.findings["code"]) == []
    return result.rows.iloc[0]


FAULTS = {
    "pgn_missing": ({"pgn": ""}, "R01-PGN-01", "pgn"),
    "pgn_elfproef": ({"pgn": "100000008"}, "R01-PGN-02", "pgn"),
    "pgn_letters": ({"pgn": "1000ABC08"}, "R01-PGN-03", "pgn"),
    "pgn_with_dots": ({"pgn": "1000.00.009"}, "R01-PGN-03", "pgn"),
    "pgn_of_ten_digits": ({"pgn": "1000000090"}, "R01-PGN-03", "pgn"),
    "pgn_rounded": ({"pgn": "1,00E+08"}, "R01-PGN-04", "pgn"),
    "pgn_zero": ({"pgn": "0"}, "R01-PGN-05", "pgn"),
    "achternaam_missing": ({"achternaam": " "}, "R01-ACHTERNAAM-01", "achternaam"),
    "voornaam_missing": ({"voornaam": ""}, "R01-VOORNAAM-01", "voornaam"),
    "birth_date_missing": ({"geboortedatum": ""}, "R01-GEBOORTEDATUM-01", "geboortedatum"),
    "birth_date_impossible": ({"geboortedatum": "31-04-2008"}, "R01-GEBOORTEDATUM-02", "geboortedatum"),
    "born_in_1899": ({"geboortedatum": "01-01-1899"}, "R01-GEBOORTEDATUM-02", "geboortedatum"),
    "birth_date_in_the_future": ({"geboortedatum": "01-04-2026"}, "R01-GEBOORTEDATUM-03", "geboortedatum"),
    "geslacht_unknown": ({"geslacht": "X"}, "R01-GESLACHT-02", "geslacht"),
    "geslacht_missing": ({"geslacht": ""}, "R01-GESLACHT-01", "geslacht"),
    "gemeente_missing": ({"gemeentecode": ""}, "R01-GEMEENTE-01", "gemeentecode"),
    "gemeente_in_words": ({"gemeentecode": "Eindhoven"}, "R01-GEMEENTE-02", "gemeentecode"),
    "gemeente_unknown": ({"gemeentecode": "9999"}, "R01-GEMEENTE-03", "gemeentecode"),
    "brin_missing": ({"brin": ""}, "R01-BRIN-01", "brin"),
    "brin_malformed": ({"brin": "27GZ00"}, "R01-BRIN-02", "brin"),
    "brin_of_another_school": ({"brin": "01AA"}, "R01-BRIN-03", "brin"),
    "vestiging_malformed": ({"vestiging": "A1"}, "R01-VESTIGING-02", "vestiging"),
    "volgnummer_missing": ({"volgnummer": ""}, "R01-VOLGNUMMER-01", "volgnummer"),
    "soort_missing": ({"onderwijssoort": ""}, "R01-SOORT-01", "onderwijssoort"),
    "soort_unknown": ({"onderwijssoort": "mbo-5"}, "R01-SOORT-02", "onderwijssoort"),
    "leerjaar_missing_in_vo": ({**VO, "leerjaar": ""}, "R01-LEERJAAR-01", "leerjaar"),
    "leerjaar_seven": ({**VO, "leerjaar": "7"}, "R01-LEERJAAR-02", "leerjaar"),
    "leerweg_missing_in_mbo": ({"leerweg": ""}, "R01-LEERWEG-01", "leerweg"),
    "leerweg_unknown": ({"leerweg": "OVO"}, "R01-LEERWEG-02", "leerweg"),
    "opleidingscode_of_three_digits": ({"opleidingscode": "251"}, "R01-OPLEIDING-02", "opleidingscode"),
    "bekostigd_unknown": ({"bekostigd": "misschien"}, "R01-BEKOSTIGD-02", "bekostigd"),
    "inschrijving_missing": ({"datum_inschrijving": ""}, "R01-INSCHRIJVING-01", "datum_inschrijving"),
    "inschrijving_impossible": (
        {"datum_inschrijving": "31-6-2025"}, "R01-INSCHRIJVING-02", "datum_inschrijving"
    ),
    "uitschrijving_impossible": (
        {**LEFT, "datum_uitschrijving": "2026-13-01"}, "R01-UITSCHRIJVING-02", "datum_uitschrijving"
    ),
    "uitschrijving_before_inschrijving": (
        {**LEFT, "datum_uitschrijving": "31-07-2025"}, "R01-UITSCHRIJVING-03", "datum_uitschrijving"
    ),
    "reden_missing": ({**LEFT, "reden_uitschrijving": ""}, "R01-REDEN-01", "reden_uitschrijving"),
    "reden_unknown": ({**LEFT, "reden_uitschrijving": "10"}, "R01-REDEN-02", "reden_uitschrijving"),
    "reden_without_date": ({"reden_uitschrijving": "4"}, "R01-REDEN-03", "reden_uitschrijving"),
    "bestemming_missing": ({**LEFT, "bestemming": ""}, "R01-BESTEMMING-01", "bestemming"),
    "bestemming_unknown": ({**LEFT, "bestemming": "wereldreis"}, "R01-BESTEMMING-02", "bestemming"),
    "bestemming_without_date": ({"bestemming": "werk"}, "R01-BESTEMMING-03", "bestemming"),
    "diploma_unknown": ({"diploma": "gymnasium", "datum_diploma": "01-02-2026"}, "R01-DIPLOMA-02", "diploma"),
    "diploma_without_date": ({"diploma": "havo"}, "R01-DIPLOMADATUM-01", "datum_diploma"),
    "date_without_diploma": ({"datum_diploma": "01-02-2026"}, "R01-DIPLOMA-03", "diploma"),
    "diploma_date_impossible": (
        {"diploma": "havo", "datum_diploma": "30-02-2026"}, "R01-DIPLOMADATUM-02", "datum_diploma"
    ),
    "fewer_dates_than_diplomas": (
        {"diploma": "havo+vwo", "datum_diploma": "01-02-2026"}, "R01-DIPLOMADATUM-03", "datum_diploma"
    ),
    "name_starts_a_formula": ({"achternaam": "@SUM(A1)"}, "R01-ACHTERNAAM-05", "achternaam"),
    "name_is_endless": ({"achternaam": "x" * 101}, "R01-ACHTERNAAM-06", "achternaam"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_row_that_breaks_a_rule_is_faulty_and_its_neighbours_are_not(name):
    values, code, column = FAULTS[name]
    result = checked([{}, values, {}])
    assert list(result.rows.index) == [2, 4]
    assert (result.rows_read, result.rows_used, result.rows_faulty) == (3, 2, 1)
    finding = result.findings.set_index("code").loc[code]
    assert (finding["level"], finding["line"], finding["column"]) == ("fout", 3, column)


WARNINGS = {
    "nine_years_old": ({"geboortedatum": "01-05-2016"}, "R01-GEBOORTEDATUM-04"),
    "sixty_one_years_old": ({"geboortedatum": "01-02-1965"}, "R01-GEBOORTEDATUM-04"),
    "begins_in_two_years": ({"datum_inschrijving": "01-08-2028"}, "R01-INSCHRIJVING-06"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_odd_row_is_kept_and_must_be_looked_at(name):
    values, code = WARNINGS[name]
    result = checked([{}, values])
    assert list(result.findings["code"]) == [code]
    assert list(result.findings["level"]) == ["let_op"]
    assert result.rows_used == 2


def test_pupil_of_sixty_or_ten_is_nothing_to_look_at():
    assert checked([{"geboortedatum": "01-05-1966"}, {"geboortedatum": "01-01-2016"}]).findings.empty


READINGS = {
    "date_dashes": ({"datum_inschrijving": "2025-08-01"}, "datum_inschrijving", pd.Timestamp("2025-08-01")),
    "date_digits": ({"datum_inschrijving": "20250801"}, "datum_inschrijving", pd.Timestamp("2025-08-01")),
    "date_short": ({"datum_inschrijving": "1-8-2025"}, "datum_inschrijving", pd.Timestamp("2025-08-01")),
    "birth_day_unknown": ({"geboortedatum": "00-05-2008"}, "geboortedatum", pd.Timestamp("2008-05-01")),
    "birth_month_unknown": ({"geboortedatum": "20080000"}, "geboortedatum", pd.Timestamp("2008-01-01")),
    "leap_day": ({"geboortedatum": "29-02-2008"}, "geboortedatum", pd.Timestamp("2008-02-29")),
    "reden_padded": ({**LEFT, "reden_uitschrijving": "02"}, "reden_uitschrijving", "2"),
    "bekostigd_empty": ({"bekostigd": ""}, "bekostigd", True),
    "bekostigd_ja": ({"bekostigd": "Ja"}, "bekostigd", True),
    "bekostigd_nee": ({"bekostigd": "nee"}, "bekostigd", False),
    "bekostigd_zero": ({"bekostigd": "0"}, "bekostigd", False),
    "bekostigd_true": ({"bekostigd": "TRUE"}, "bekostigd", True),
    "soort_in_capitals": ({"onderwijssoort": "MBO 2"}, "onderwijssoort", "mbo-2"),
    "gemeente_padded": ({"gemeentecode": "772"}, "gemeentecode", "0772"),
    "gemeente_with_gm": ({"gemeentecode": "GM0772"}, "gemeentecode", "0772"),
    "vestiging_padded": ({"vestiging": "3"}, "vestiging", "03"),
    "vestiging_with_brin": ({"vestiging": "27GZ03"}, "vestiging", "03"),
    "brin_in_small_letters": ({"brin": "27gz"}, "brin", "27GZ"),
    "pgn_padded": ({"pgn": "10000"}, "pgn", "000010000"),
    "onderwijsnummer": ({"pgn": "100000095"}, "pgn", "100000095"),
    "spaces_in_name": ({"achternaam": " de  Vries\u00a0"}, "achternaam", "de Vries"),
    "diplomas": (
        {"diploma": "MBO-1 + vmbo-bb", "datum_diploma": "01-02-2026+2025-06-12"}, "diploma", "mbo-1+vmbo-bb"
    ),
    "diploma_dates": (
        {"diploma": "mbo-1+vmbo-bb", "datum_diploma": "01-02-2026+20250612"},
        "datum_diploma", "2026-02-01+2025-06-12"
    ),
    "entree_on": (
        {"diploma": "vmbo-bb+mbo-1", "datum_diploma": "12-06-2025+01-02-2026"},
        "entree_on", pd.Timestamp("2026-02-01")
    ),
    "qualified_on_is_the_earliest": (
        {"diploma": "mbo-3+havo", "datum_diploma": "01-02-2026+12-06-2025"},
        "qualified_on", pd.Timestamp("2025-06-12")
    ),
    "born_on_1_october": ({"geboortedatum": "01-10-2003"}, "cohort", 2003),
    "born_on_2_october": ({"geboortedatum": "02-10-2003"}, "cohort", 2004),
    "category_of_mbo": ({}, "category", "mbo2"),
    "category_of_an_examinee": ({"leerweg": "ex"}, "category", ""),
    "category_of_havo": ({**VO, "leerjaar": "4"}, "category", "havovwo_bovenbouw"),
    "category_of_havo_3": ({**VO, "leerjaar": "3"}, "category", "vo_onderbouw"),
}  # fmt: skip


@pytest.mark.parametrize("name", READINGS)
def test_value_is_read_as_meant(name):
    values, column, expected = READINGS[name]
    assert only(values)[column] == expected


def test_diploma_that_is_no_startkwalificatie_gives_no_date_of_one():
    assert pd.isna(only({"diploma": "vmbo-tl", "datum_diploma": "12-06-2025"})["qualified_on"])


def test_leerjaar_may_be_empty_outside_vo_and_is_a_small_whole_number():
    rows = checked([{"leerjaar": ""}, {"leerjaar": "2"}]).rows
    assert str(rows["leerjaar"].dtype) == "Int8"
    assert rows["leerjaar"].tolist() == [pd.NA, 2]


def test_pupil_without_pgn_is_known_by_leerlingnummer():
    row = only({"pgn": "", "leerlingnummer": "A-17"})
    assert (row["pgn"], row["leerlingnummer"]) == ("", "A-17")


def test_second_row_of_an_inschrijving_is_faulty_and_names_the_first():
    result = checked([{}, {"pgn": valid_pgn(0)}, {"pgn": valid_pgn(0), "volgnummer": "2"}])
    finding = result.findings.iloc[0]
    assert (finding["code"], finding["line"]) == ("R01-VOLGNUMMER-03", 3)
    assert "regel 2" in finding["message"]
    assert list(result.rows.index) == [2, 4]


def test_doubles_are_found_by_leerlingnummer_and_whatever_the_padding_of_the_pgn():
    without = {"pgn": "", "leerlingnummer": "7"}
    assert list(checked([{}, without, without]).findings["line"]) == [4]
    assert list(checked([{"pgn": "10000"}, {"pgn": "000010000"}]).findings["line"]) == [3]


def test_one_pgn_with_two_birth_dates_must_be_looked_at():
    result = checked([{}, {"pgn": valid_pgn(0), "volgnummer": "2", "geboortedatum": "15-05-2008"}])
    assert list(result.findings["code"]) == ["R01-GEBOORTEDATUM-05"]


def test_in_a_delivery_of_one_vestiging_others_are_faulty_and_none_means_that_one():
    result = checked([{}, {"vestiging": "03"}, {"vestiging": ""}], vestiging="00")
    assert list(result.findings["code"]) == ["R01-VESTIGING-03"]
    assert list(result.rows["vestiging"]) == ["00", "00"]


@pytest.mark.parametrize(
    "heading", ["BSN", "#pgn", " Pgn ", "Burgerservice nummer", "persoonsgebonden-nummer"]
)
def test_heading_is_matched_whatever_its_spelling(heading):
    content = r01_csv([{}]).replace(b"pgn", heading.encode(), 1)
    result = check(read(content, "x.csv"), expectation())
    assert (result.rows_used, len(result.findings)) == (1, 0)


def test_unknown_column_is_remarked_once_and_never_reaches_the_rows():
    result = checked([{"hobby": "schaken"}, {"hobby": "dammen"}])
    assert list(result.findings["level"]) == ["info"]
    assert "hobby" not in result.rows.columns


def test_missing_column_of_leaving_dates_must_be_confirmed():
    content = r01_csv([{}]).replace(b"datum_uitschrijving", b"weggelaten", 1)
    findings = check(read(content, "x.csv"), expectation()).findings
    assert "R01-UITSCHRIJVING-05" in set(findings[findings["level"] == "let_op"]["code"])


def test_row_that_ended_before_the_teljaar_is_only_remarked():
    early = {**LEFT, "datum_inschrijving": "01-08-2024", "datum_uitschrijving": "01-09-2025"}
    result = checked([{}, early])
    assert list(result.findings["level"]) == ["info"]
    assert result.rows_used == 2


def test_file_in_which_nobody_began_this_school_year_must_be_looked_at():
    result = checked([{"datum_inschrijving": "01-08-2024"} for _ in range(50)])
    assert list(result.findings["code"]) == ["R01-MAAND-01"]


def test_file_without_anybody_active_in_its_month_is_refused():
    result = checked([{**LEFT, "datum_uitschrijving": "01-03-2026"}] * 3)
    assert (result.refused, result.rows) == (True, None)
    assert list(result.findings["code"]) == ["BESTAND-24"]
    assert "maart 2026" in result.findings["message"].iloc[0]


def test_pupil_who_left_on_the_second_day_of_the_month_was_active_in_it():
    assert not checked([{**LEFT, "datum_uitschrijving": "02-03-2026"}]).refused


def test_refused_file_names_the_school_that_was_expected():
    result = checked([{"brin": "01AA"}] * 3)
    assert "01AA" in result.findings["message"].iloc[0]
    assert "27GZ" in result.findings["message"].iloc[0]


def test_no_pgn_survives_in_a_finding():
    wrong = "100000008"
    rows = [{"pgn": wrong}, {"leerjaar": wrong}, {"volgnummer": wrong * 4}, {"pgn": f"{wrong}X"}]
    found = checked([{}, *rows, {wrong: wrong}]).findings
    assert not found.astype("str").apply(lambda column: column.str.contains(wrong)).to_numpy().any()
    assert "#########" in set(found["value"])


def test_findings_have_the_agreed_columns_and_line_is_empty_for_the_whole_file():
    findings = checked([{"hobby": "x"}, {"pgn": "1"}]).findings
    assert list(findings.columns) == COLUMNS
    assert str(findings["line"].dtype) == "Int64"
    assert findings["line"].isna().tolist() == [True, False]


def test_thousands_of_equal_findings_are_one_array():
    result = checked([{"geslacht": "?"}, {}] * 2000)
    assert (result.rows_faulty, len(result.findings)) == (2000, 2000)
    assert result.findings["line"].tolist() == list(range(2, 4002, 2))


def test_clean_rows_have_the_agreed_columns_and_types():
    rows = checked([{}]).rows
    expected = {
        "geboortedatum": "datetime64[s]", "datum_inschrijving": "datetime64[s]",
        "qualified_on": "datetime64[s]", "entree_on": "datetime64[s]", "datum_uitschrijving": "datetime64[s]",
        "cohort": "int16", "bekostigd": "bool",
        "leerjaar": "Int8", "category": "str", "pgn": "str", "diploma": "str",
    }  # fmt: skip
    assert {name: str(rows[name].dtype) for name in expected} == expected
    assert set(r01_row()) <= set(rows.columns)
    assert rows["cohort"].dtype == np.int16
