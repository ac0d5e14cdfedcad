"""The uploaded file back, same rows and format, with foutcode, uitleg and voorstel behind every line.

Mended in a spreadsheet and uploaded again it is accepted: those three columns are ignored on reading.
"""

import csv
import io
import re

import pandas as pd
import xlsxwriter

from monitoring.ingest.headings import REPLY_COLUMNS
from monitoring.ingest.sheet import Sheet
from monitoring.ingest.values import squeezed

SEPARATOR = " | "
WHOLE_FILE = "Hele bestand: "
# A spreadsheet would run these as a formula; an apostrophe makes text of them.
FORMULA = re.compile(r"[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-(?![0-9., ]*$)")


def reply(content: bytes, sheet: Sheet, findings: pd.DataFrame, name: str) -> bytes:
    """The file with three more columns. `content` and `name` are those of the upload."""
    frame = sheet.frame.loc[:, [squeezed(heading) not in REPLY_COLUMNS for heading in sheet.frame.columns]]
    remarks = remarks_per_line(findings, frame.index)
    table = [[*frame.columns, *REPLY_COLUMNS]]
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    cells = zip(*columns, strict=True) if columns else [()] * len(frame)
    table += [[*row, *remark] for row, remark in zip(cells, remarks, strict=True)]
    lines = [1, *frame.index]
    if sheet.file_format == "xlsx":
        return _xlsx(table, lines)
    return _csv(table, lines, sheet, crlf=b"\r\n" in content[:100_000] or sheet.encoding == "utf-16")


def remarks_per_line(findings: pd.DataFrame, lines: pd.Index) -> list[tuple[str, ...]]:
    """Codes, explanations and proposals of every line; what holds for the whole file stands on the first."""
    shown = findings[findings["level"] != "info"].copy()
    is_whole = shown["line"].isna()
    shown.loc[is_whole, "message"] = WHOLE_FILE + shown.loc[is_whole, "message"]
    shown["line"] = shown["line"].fillna(lines[0] if len(lines) else 0)
    named = (shown["column"] != "") & ~is_whole
    shown.loc[named, "message"] = shown.loc[named, "column"] + ": " + shown.loc[named, "message"]
    found: dict[int, list[tuple[str, ...]]] = {}
    for line, *remark in zip(*(shown[name] for name in ("line", "code", "message", "remedy")), strict=True):
        found.setdefault(line, []).append(tuple(remark))
    nothing: list[tuple[str, ...]] = [("", "", "")]
    return [tuple(map(SEPARATOR.join, zip(*found.get(line, nothing), strict=True))) for line in lines]


def _csv(table: list[list[str]], lines: list[int], sheet: Sheet, *, crlf: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sheet.separator, lineterminator="\r\n" if crlf else "\n")
    expected = 1
    for line, row in zip(lines, table, strict=True):
        # Empty lines stay, so that the numbers in the findings stay true.
        text.write(("\r\n" if crlf else "\n") * max(0, line - expected))
        writer.writerow([harmless(cell) for cell in row])
        expected = line + 1 + sum(cell.count("\n") for cell in row)
    return text.getvalue().encode(sheet.encoding, errors="replace")


def _xlsx(table: list[list[str]], lines: list[int]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    page = book.add_worksheet("aanlevering")
    for line, row in zip(lines, table, strict=True):
        for place, cell in enumerate(row):
            if cell:
                page.write_string(line - 1, place, cell)
    book.close()
    return content.getvalue()


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet will run."""
    return f"'{cell}" if FORMULA.match(cell) else cell
