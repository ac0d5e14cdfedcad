"""A reply file that comes back is recognised, and every one of its rows is accounted for."""

import io

import openpyxl
import pytest

from monitoring.ingest.checking import check
from monitoring.ingest.mending import LINES_KEPT, mending
from monitoring.ingest.reading import read
from monitoring.ingest.reply import reply
from tests.files.r01 import BASE_ROW, r01_csv
from tests.files.workbooks import pupils, workbook
from tests.ingest.test_r01_rules import expectation

WRONG = {"gemeentecode": "9876"}


def checked(content: bytes):
    sheet = read(content, "x")
    return sheet, check(sheet, expectation()).findings


def answered(content: bytes) -> bytes:
    sheet, findings = checked(content)
    return reply(content, sheet, findings, "x")


def compared(content: bytes) -> dict:
    return mending(*checked(content))


def test_a_file_that_is_no_reply_says_nothing():
    assert compared(r01_csv([WRONG, {}])) == {}


def test_a_file_with_two_of_the_three_columns_is_no_reply():
    assert compared(r01_csv([{"foutcode": "R01-PGN-02", "uitleg": "x"}])) == {}


def test_mended_faulty_new_and_untouched_rows_are_told_apart():
    back = answered(r01_csv([WRONG, WRONG, {}, {}, {}])).decode()
    lines = back.split("\r\n")
    lines[1] = lines[1].replace("9876", "0772")
    lines[3] = lines[3].replace(";0772;", ";9876;")
    found = compared("\r\n".join(lines).encode())
    assert found == {"mended": 1, "faulty": 2, "attention": 0, "anew": 1, "untouched": 2, "lines": [2]}


def test_a_mended_workbook_is_recognised_too():
    rows = pupils()
    rows[1] = {**rows[1], "gemeentecode": "9876"}
    book = openpyxl.load_workbook(io.BytesIO(answered(workbook(rows))))
    book.active.cell(3, 1 + list(BASE_ROW).index("gemeentecode")).value = "0772"
    mended = io.BytesIO()
    book.save(mended)
    found = compared(mended.getvalue())
    assert (found["mended"], found["faulty"], found["lines"]) == (1, 0, [3])


def test_what_holds_for_the_whole_file_is_no_mended_row():
    back = answered(r01_csv([{"brin": "01AA"}, {"brin": "01AA"}]))
    found = compared(back.replace(b"01AA", b"27GZ"))
    assert (found["mended"], found["untouched"], found["lines"]) == (0, 2, [])


def test_a_row_that_wants_a_look_is_not_faulty():
    back = answered(r01_csv([{"geboortedatum": "14-05-1950"}, {}]))
    found = compared(back)
    assert (found["mended"], found["faulty"], found["attention"]) == (0, 0, 1)


@pytest.mark.parametrize("rows", [1, LINES_KEPT + 5])
def test_no_more_lines_are_kept_than_fit(rows):
    back = answered(r01_csv([WRONG] * rows)).replace(b";9876;", b";0772;")
    found = compared(back)
    assert found["mended"] == rows
    assert len(found["lines"]) == min(rows, LINES_KEPT)
