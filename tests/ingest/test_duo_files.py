"""DUO's own files load as they are: one row per person, and little that anybody must mend."""

from pathlib import Path

import pandas as pd
import pytest

from monitoring.ingest.checking import Checked, Expectation, check
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.reading import read
from tests.files.r01 import MUNICIPALITIES, valid_pgn

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "duo"
needs_data = pytest.mark.skipif(not FOLDER.exists(), reason="shared/data/duo is not on this machine")
PERSONS = {
    "202211A04I99XA.csv": 30,
    "202211A05I99XA.csv": 15558,
    "202212A04I99XA.csv": 100,
    "202301A04I99XA.csv": 200,
    "202302A04I99XA.csv": 397,
    "202303A04I99XA.csv": 493,
    "202304A04I99XA.csv": 589,
    "202311A14I99XA.csv": 1255,
    "NRSP2023VI99XA.csv": 15558,
    "NenR2023VI99XA.csv": 1100,
}
COLUMNS = {
    "pgn", "achternaam", "voorvoegsel", "voornaam", "geboortedatum", "gemeentecode", "brin", "category",
    "leerweg", "opleidingscode", "datum_uitschrijving", "reden_uitschrijving", "vanaf",
}  # fmt: skip
NRSP = "#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;ACHTERNAAM;GEMCODE;BRIN;NIVEAU;ONDERWIJSSOORT"
A04 = (
    "#BRIN_NR;RAPPORTAGEMAAND;PERSOONSGEBONDENNUMMER;GEBOORTEDATUM;GEMEENTECODE;NIVEAU;"
    "REDEN_UITSTROOM;VANAF_WANNEER"
)


def checked(content: bytes, name: str) -> Checked:
    said = parse_file_name(name)
    expected = Expectation(said.kind, said.teljaar, said.stand, said.brin, said.vestiging, MUNICIPALITIES)
    return check(read(content, name), expected)


def nrsp(*lines: str) -> Checked:
    return checked("\n".join([NRSP, *lines]).encode(), "NRSP2023VI27GZ.csv")


def a04(*months: str) -> Checked:
    lines = [
        f"27GZ;{month};{valid_pgn(n)};01-02-2006;772;Mbo2 opleidingen;02;{month}"
        for n, month in enumerate(months)
    ]
    return checked("\n".join([A04, *lines]).encode(), "202304A04I27GZ.csv")


@needs_data
@pytest.mark.parametrize("name", PERSONS)
def test_sample_of_duo_loads_as_it_is(name):
    result = checked((FOLDER / name).read_bytes(), name)
    assert not result.refused
    assert (result.rows_used, result.rows["pgn"].nunique()) == (PERSONS[name], PERSONS[name])
    assert set(result.rows.columns) == COLUMNS
    assert "onbekend" not in set(result.rows["category"])
    assert set(result.findings["level"]) == {"let_op"}


def test_onderwijsnummer_stands_in_where_the_bsn_is_zero_or_empty():
    number = "100000095"
    rows = nrsp(
        f"0;{number};20060201;Bos;0772;27GZ;Mbo4 opleidinge;BOL",
        f"{valid_pgn(1)};{number};01-02-2006;Bos;0772;27GZ;VMBO bovenbouw;",
        f";{valid_pgn(2)};01-02-2006;Bos;0772;27GZ;Mbo niveau 3;Bbl3",
    ).rows
    assert list(rows["pgn"]) == [number, valid_pgn(1), valid_pgn(2)]
    assert list(rows["category"]) == ["mbo4", "vmbo_bovenbouw", "mbo3"]
    assert list(rows["leerweg"]) == ["BOL", "", "BBL"]
    assert rows["geboortedatum"].nunique() == 1


def test_person_counts_once_and_the_first_row_stays():
    result = nrsp(
        *[f"{valid_pgn(0)};0;20060201;{name};772;27GZ;Mbo1 opleidingen;BOL" for name in ("Bos", "Berg")]
    )
    assert (result.rows_read, result.rows_used, result.rows_faulty) == (2, 1, 0)
    assert list(result.rows["achternaam"]) == ["Bos"]
    assert list(result.findings["level"]) == ["info"]


def test_unreadable_niveau_counts_as_onbekend_and_is_reported():
    result = nrsp(f"{valid_pgn(0)};0;20060201;Bos;772;27GZ;Iets anders;BOL")
    assert list(result.rows["category"]) == ["onbekend"]
    assert list(result.findings["code"]) == ["NRSP-NIVEAU-02"]


def test_wrong_number_and_unknown_municipality_are_only_remarked():
    result = nrsp("123456789;0;20060201;Bos;88;27GZ;Mbo1 opleidingen;BOL")
    assert list(result.rows["gemeentecode"]) == ["0088"]
    assert set(result.findings["level"]) == {"let_op"}


def test_row_without_any_number_is_lost():
    result = nrsp(f"{valid_pgn(0)};0;20060201;Bos;772;27GZ;Mbo1;BOL", "0;0;20060201;Bos;772;27GZ;Mbo1;BOL")
    assert (result.rows_used, result.rows_faulty) == (1, 1)
    assert list(result.findings["level"]) == ["fout"]


def test_birth_date_that_cannot_be_read_does_not_lose_the_person():
    result = nrsp(f"{valid_pgn(0)};0;onbekend;Bos;772;27GZ;Mbo1;BOL")
    assert pd.isna(result.rows["geboortedatum"].iloc[0])
    assert result.rows_used == 1


def test_file_of_another_school_is_refused():
    assert nrsp(f"{valid_pgn(0)};0;20060201;Bos;772;01AA;Mbo1;BOL").refused


def test_file_of_another_teljaar_is_refused():
    result = a04("202110", "202109")
    assert list(result.findings["code"]) == ["BESTAND-24"]


def test_months_of_one_teljaar_together_are_remarked():
    assert list(a04("202303", "202302").findings["code"]) == ["A04-MAAND-01"]
    assert a04("202303", "202303").findings.empty


def test_missing_heading_is_named_as_duo_writes_it():
    content = b"BRIN_NR;NIVEAU;GEMEENTECODE\n27GZ;Mbo1;0772\n"
    result = checked(content, "202304A04I27GZ.csv")
    assert result.refused
    assert "PERSOONSGEBONDENNUMMER" in result.findings["message"].iloc[0]


def test_workload_keeps_reason_and_first_month():
    row = a04("202303").rows.iloc[0]
    assert (row["reden_uitschrijving"], row["vanaf"], row["brin"]) == ("02", "202303", "27GZ")


def test_line_that_is_too_long_does_not_take_the_place_of_a_good_one():
    line = f"{valid_pgn(1)};;14-05-2006;Roos;0772;27GZ;MBO niveau 2;MBO"
    result = nrsp(f"{line};1;2", line)
    assert (result.rows_used, result.rows_faulty, list(result.rows.index)) == (1, 1, [3])
