"""The reply file: the upload back, with three columns; mended, it is accepted."""

import pytest

from monitoring.ingest.checking import Checked, check
from monitoring.ingest.reading import Sheet, read
from monitoring.ingest.reply import harmless, reply
from tests.files.r01 import r01_csv
from tests.files.workbooks import pupils, workbook
from tests.ingest.test_r01_rules import expectation


def answered(content: bytes) -> tuple[bytes, Sheet, Checked]:
    sheet = read(content, "x.csv")
    result = check(sheet, expectation())
    return reply(content, sheet, result.findings, "x.csv"), sheet, result


FILES = {
    "csv": r01_csv([{}, {"pgn": "100000008"}, {}]),
    "windows_1252": r01_csv([{}, {"pgn": "100000008", "achternaam": "Çelik"}, {}]).decode().encode("cp1252"),
    "utf16": r01_csv([{}, {"pgn": "100000008"}, {}]).decode().encode("utf-16"),
    "bom": b"\xef\xbb\xbf" + r01_csv([{}, {"pgn": "100000008"}, {}]),
    "xlsx": workbook([pupils()[0], {**pupils()[1], "pgn": "100000008"}, pupils()[2]]),
}


@pytest.mark.parametrize("name", FILES)
def test_reply_has_the_same_rows_and_format_and_says_what_is_wrong(name):
    content, sheet, _result = answered(FILES[name])
    back = read(content, "x")
    assert (back.file_format, back.encoding, back.separator) == (
        sheet.file_format,
        sheet.encoding,
        sheet.separator,
    )
    assert back.frame[sheet.frame.columns].equals(sheet.frame)
    assert list(back.frame["foutcode"]) == ["", "R01-PGN-02", ""]
    assert "elfproef" in back.frame["uitleg"].iloc[1]
    assert back.frame["voorstel"].iloc[1]


@pytest.mark.parametrize("name", FILES)
def test_reply_can_be_uploaded_again_and_gives_the_same_findings(name):
    content, _sheet, result = answered(FILES[name])
    again, _sheet, second = answered(content)
    assert second.findings.equals(result.findings)
    if name != "xlsx":  # a workbook carries the moment it was made
        assert again == content


def test_empty_lines_stay_where_they_were():
    content = r01_csv([{}, {"pgn": "100000008"}]).replace(b"\r\n", b"\r\n\r\n")
    answer, sheet, _result = answered(content)
    assert list(read(answer, "x.csv").frame.index) == list(sheet.frame.index) == [3, 5]


def test_finding_about_the_whole_file_stands_on_the_first_line():
    content, _sheet, _result = answered(r01_csv([{"brin": "01AA"}, {"brin": "01AA"}]))
    back = read(content, "x.csv").frame
    assert list(back["foutcode"]) == ["BESTAND-23", ""]
    assert back["uitleg"].iloc[0].startswith("Hele bestand: ")


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "@x", "-1+cmd|x", "\tx", "\n=1", "\uff1d1+1"])
def test_formula_in_a_cell_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Jansen", "-", "-12,5", "'t Hart", "", "a=b"])
def test_ordinary_cell_stays_as_it_was(cell):
    assert harmless(cell) == cell


def test_sheet_of_nothing_but_the_three_columns_keeps_its_rows():
    content = b"foutcode;uitleg;voorstel\nx;y;z\n"
    sheet = read(content, "x.csv")
    back = reply(content, sheet, check(sheet, expectation()).findings, "x.csv")
    assert len(read(back, "x.csv").frame) == 1
