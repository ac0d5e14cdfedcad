"""Line numbers, values and limits: what the reader promises about the school's own file."""

import pytest

from monitoring.ingest.reading import Limits, Unreadable, read
from tests.files.build import CASES
from tests.files.r01 import BASE_ROW, r01_csv, valid_pgn
from tests.files.workbooks import real_cells, workbook

ROWS = r01_csv([{}, {}, {}]).decode().split("\r\n")


def lines_of(text: str) -> list[int]:
    return list(read(text.encode(), "x.csv").frame.index)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_those_of_the_file_whatever_ends_a_line(end):
    assert lines_of(end.join(ROWS)) == [2, 3, 4]


def test_empty_lines_count_in_the_numbering():
    assert lines_of("\n".join([ROWS[0], "", ROWS[1], "", "", ROWS[2], ""])) == [3, 6]


def test_line_of_separators_counts_in_the_numbering_and_is_no_row():
    assert lines_of("\n".join([ROWS[0], ROWS[1], ";" * 21, ROWS[2]])) == [2, 4]


def test_empty_lines_before_the_header_count():
    assert lines_of("\n\n" + "\n".join(ROWS)) == [4, 5, 6]


def test_record_over_two_lines_moves_the_lines_below_it():
    quoted = ROWS[1].replace("Jansen", '"Jan\nsen"')
    sheet = read("\n".join([ROWS[0], quoted, ROWS[2]]).encode(), "x.csv")
    assert list(sheet.frame.index) == [2, 4]
    assert sheet.frame["achternaam"].iloc[0] == "Jan\nsen"


def test_unclosed_quote_is_reported_on_its_own_line():
    with pytest.raises(Unreadable) as refusal:
        read("\n".join([*ROWS[:2], ROWS[2].replace("Jansen", '"Jansen'), ROWS[3]]).encode(), "x.csv")
    assert "regel 3" in refusal.value.message


def test_both_readers_give_the_same_frame():
    quick = read(r01_csv([{}] * 5), "x.csv").frame
    exact = read(r01_csv([{}] * 5) + b'"";' + b";" * 20 + b"\r\n" + b'";";', "x.csv").frame
    assert exact.iloc[:5].equals(quick)


def test_sheet_says_how_the_file_was_written():
    sheet = read(r01_csv([{"achternaam": "Çelik"}]).decode().replace(";", "\t").encode("cp1252"), "x.csv")
    assert (sheet.file_format, sheet.encoding, sheet.separator) == ("csv", "cp1252", "\t")
    assert sheet.frame["achternaam"].iloc[0] == "Çelik"


def test_cells_of_a_spreadsheet_read_as_the_school_would_write_them():
    sheet = read(workbook(real_cells()), "x.xlsx")
    row = sheet.frame.iloc[0]
    assert (row["pgn"], row["leerjaar"], row["geboortedatum"]) == (valid_pgn(0), "1", "14-05-2008")
    assert (row["gemeentecode"], row["voorvoegsel"], row["leerlingnummer"]) == ("772", "van", "")
    assert list(sheet.frame.index) == [2]
    assert list(sheet.frame.columns) == list(BASE_ROW)


def test_note_beside_the_table_of_a_spreadsheet_shifts_nothing():
    sheet = read(workbook([dict(BASE_ROW)], finish=lambda book, page: page.write(1, 24, "let op")), "x.xlsx")
    assert sheet.frame["brin"].iloc[0] == "27GZ"
    assert not sheet.long


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(bytes=100), "BESTAND-03"),
        (Limits(rows=2), "BESTAND-04"),
        (Limits(columns=10), "BESTAND-05"),
    ],
)
def test_limits_are_those_of_the_operator(limits, code):
    for content in (r01_csv([{}] * 3), workbook([dict(BASE_ROW)] * 3)):
        with pytest.raises(Unreadable) as refusal:
            read(content, "x.csv", limits)
        assert refusal.value.code == code


def test_unpacked_size_has_a_limit_of_its_own():
    with pytest.raises(Unreadable) as refusal:
        read(CASES["xlsx_plain"].content, "x.xlsx", Limits(unpacked_bytes=1000))
    assert refusal.value.code == "BESTAND-17"
