"""What the delivery desk promises about any file, as functions that fail where it breaks its word."""

import csv
import io
import re
import zipfile

import pandas as pd

from monitoring.ingest.headings import REPLY_COLUMNS
from monitoring.ingest.reading import Sheet, Unreadable, read
from monitoring.ingest.values import squeezed
from tests.files.r01 import valid_pgn
from tests.fuzz.mutations import PUPILS

NUMBERS = [valid_pgn(n) for n in PUPILS]
ABOUT_THE_FILE = re.compile(r"BESTAND-|\w+-(KOLOM|VERTAALD|MAAND)-|R01-UITSCHRIJVING-05|R0[23]-PGN-08")
RUNS = re.compile(r"[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-(?![0-9., ]*$)")
FORMULA_CELL = re.compile(rb"<f[ >]")


def findings_are_of_use(findings: pd.DataFrame, sheet: Sheet | None) -> None:
    """Each has words and a remedy, and a line of the file unless it is about the file; none holds a PGN."""
    for finding in findings.to_dict("records"):
        assert finding["message"].strip(), finding
        assert finding["remedy"].strip(), finding
        assert finding["level"] in {"fout", "let_op", "info"}, finding
        if pd.isna(finding["line"]):
            assert ABOUT_THE_FILE.match(finding["code"]), finding
        else:
            assert finding["line"] in (() if sheet is None else sheet.frame.index), finding
    holds_no_pgn(findings.to_csv(index=False))


def refusal_is_of_use(refusal: Unreadable) -> None:
    assert refusal.code.startswith("BESTAND-")
    assert refusal.message.strip()
    assert refusal.remedy.strip()
    holds_no_pgn(refusal.message)


def holds_no_pgn(text: str) -> None:
    found = [number for number in NUMBERS if number in text]
    assert not found, text


def adds_up(read_rows: int, used: int, faulty: int, findings: pd.DataFrame) -> None:
    """Every row of the file is used, faulty, or (in DUO's files) the double of a person."""
    doubles = int(((findings["level"] == "info") & findings["code"].str.endswith("-PGN-06")).sum())
    assert read_rows == used + faulty + doubles, (read_rows, used, faulty, doubles)


def reply_is_harmless(answer: bytes, sheet: Sheet) -> None:
    """No cell that a spreadsheet would run; and it can be sent back: what the school wrote, on the same lines."""
    if sheet.file_format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(answer)) as book:
            assert not any(
                FORMULA_CELL.search(book.read(name)) for name in book.namelist() if "worksheets/" in name
            )
    else:
        text = io.StringIO(answer.decode(sheet.encoding), newline="")
        wild = [
            cell for row in csv.reader(text, delimiter=sheet.separator) for cell in row if RUNS.match(cell)
        ]
        assert not wild, wild
    again = read(answer, "antwoord")
    own = sheet.frame.loc[:, [squeezed(heading) not in REPLY_COLUMNS for heading in sheet.frame.columns]]
    filled = own.index[own.map(str.strip).ne("").any(axis=1)]
    assert set(filled) <= set(again.frame.index) <= set(sheet.frame.index)
