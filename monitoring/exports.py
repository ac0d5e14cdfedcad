"""The list on the screen as a file: the same rows, order, columns and marks. Built from nothing: no template, no formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter

Cell = str | int | Decimal
FORMULA = re.compile(r"\s*[=+\-@\t\r\0]")  # also after leading blanks: spreadsheets skip them
WIDTH = (12, 48)


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula (OWASP CSV injection; ASVS 1.2.10)."""
    return f"'{text}" if FORMULA.match(text) else text


def csv_file(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """For a Dutch spreadsheet: UTF-8 with its mark, semicolons, a comma before the decimals."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], facts: Sequence[tuple[str, str]]
) -> bytes:
    """Two sheets: the list, and what it is a list of. Only texts and numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    figures, about = book.add_worksheet("Cijfers"), book.add_worksheet("Toelichting")
    formats = {int: book.add_format({"num_format": "#,##0"}), Decimal: book.add_format({"num_format": "0.00"}),
               str: book.add_format({"align": "right"})}  # fmt: skip
    for column, heading in enumerate(headings):
        figures.write_string(0, column, harmless(heading), bold)
        figures.set_column(column, column, _width([heading, *(row[column] for row in rows)]))
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(figures, line, column, cell, formats)
    figures.freeze_panes(1, 1)
    for line, (name, value) in enumerate(facts):
        about.write_string(line, 0, harmless(name), bold)
        about.write_string(line, 1, harmless(value))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 80)
    book.close()
    return out.getvalue()


def file_name(*parts: str) -> str:
    """`vsv_eindhoven_scholen_2025-2026_2026-03_regio`: safe on every disk."""
    plain = (
        unicodedata.normalize("NFKD", "_".join(part for part in parts if part))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-").lower()


def _text(cell: Cell) -> str:
    return harmless(cell) if isinstance(cell, str) else str(cell).replace(".", ",")


def _write(sheet, line: int, column: int, cell: Cell, formats: dict) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, column, harmless(cell), formats[str] if column else None)
    else:
        sheet.write_number(line, column, float(cell), formats[type(cell)])


def _width(cells: Sequence[Cell]) -> int:
    least, most = WIDTH
    return min(most, max(least, *(len(str(cell)) + 2 for cell in cells)))
