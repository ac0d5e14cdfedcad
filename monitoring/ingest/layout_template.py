"""The file to fill in: every column of a layout, one filled example, and drop-downs for the codes in XLSX."""

import csv
import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from monitoring.ingest.layouts.layout import Column, Layout

ROWS_WITH_HELP = 20_000  # rows of the workbook that have drop-downs
LONGEST_MESSAGE, LONGEST_TITLE = 255, 32  # what Excel shows
WIDTH, WIDEST = 12, 60
LISTED = {"code", "reason", "flag", "answer"}  # one code per cell; Excel's list knows no `vmbo-bb+havo`


def template_csv(layout: Layout) -> bytes:
    """Headings and one filled example, in UTF-8 with BOM and `;` so that a spreadsheet opens it as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in layout.columns)
    writer.writerow(column.example for column in layout.columns)
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(layout: Layout) -> bytes:
    """The same as a workbook of text cells, with a sheet that explains the columns and one with the codes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(layout.kind)
    explanation, codes = book.add_worksheet("Uitleg"), book.add_worksheet("Codes")
    lists = _write_codes(codes, layout, bold)
    for place, column in enumerate(layout.columns):
        page.set_column(place, place, max(WIDTH, len(column.name) + 2), text)
        page.write_string(0, place, column.name, bold)
        if column.example:
            page.write_string(1, place, column.example, text)
        page.data_validation(1, place, ROWS_WITH_HELP, place, _help(column, lists.get(column.name)))
    page.freeze_panes(1, 0)
    _write_explanation(explanation, layout, bold, wrapped)
    book.close()
    return content.getvalue()


def _help(column: Column, codes: str | None) -> dict:
    """What Excel says at a cell of this column, and the list to choose from."""
    shown = {
        "input_title": column.name[:LONGEST_TITLE],
        "input_message": f"{column.explanation} Verplicht: {column.required}."[:LONGEST_MESSAGE],
    }
    if codes is None:
        return shown | {"validate": "any"}
    return shown | {
        "validate": "list",
        "source": codes,
        "error_type": "warning",
        "error_title": column.name[:LONGEST_TITLE],
        "error_message": "Deze code staat niet in de lijst. Kies een code uit de lijst.",
    }


def _write_codes(page: Worksheet, layout: Layout, bold) -> dict[str, str]:
    """Per column with codes: the code and what it means. Returns where the list of each drop-down stands."""
    lists, place = {}, 0
    for column in layout.columns:
        if not column.codes:
            continue
        page.set_column(place, place, 24)
        page.set_column(place + 1, place + 1, 46)
        page.write_string(0, place, column.name, bold)
        page.write_string(0, place + 1, "betekenis", bold)
        for row, (code, label) in enumerate(column.codes.items(), start=1):
            page.write_string(row, place, code)
            page.write_string(row, place + 1, label)
        if column.form in LISTED:
            letter = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
            lists[column.name] = f"=Codes!{letter}$2:{letter}${len(column.codes) + 1}"
        place += 2
    return lists


def _write_explanation(page: Worksheet, layout: Layout, bold, wrapped) -> None:
    page.set_column(0, 1, 24, wrapped)
    page.set_column(2, 2, WIDEST, wrapped)
    page.set_column(3, 3, 24, wrapped)
    for place, heading in enumerate(("kolom", "verplicht", "betekenis", "voorbeeld")):
        page.write_string(0, place, heading, bold)
    for row, column in enumerate(layout.columns, start=1):
        for place, text in enumerate((column.name, column.required, column.explanation, column.example)):
            page.write_string(row, place, text, wrapped)
