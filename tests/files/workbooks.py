"""XLSX files and other zips in memory, sound and unsound, for the cases in `build`."""

import io
import zipfile
from datetime import date

import xlsxwriter

from tests.files.r01 import BASE_ROW, r01_row, valid_pgn


def workbook(
    rows: list[dict[str, object]], *, finish=None, first_sheet_empty: bool = False, **options
) -> bytes:
    """An XLSX of these rows; `finish` may add to the book and its sheet."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "dd-mm-yyyy", **options})
    if first_sheet_empty:
        book.add_worksheet("leeg")
    page = book.add_worksheet("leerlingen")
    for place, heading in enumerate(BASE_ROW):
        page.write_string(0, place, heading)
    for line, row in enumerate(rows, start=1):
        for place, heading in enumerate(BASE_ROW):
            page.write(line, place, row[heading])
    if finish:
        finish(book, page)
    book.close()
    return content.getvalue()


def pupils() -> list[dict[str, object]]:
    return [dict(r01_row(n)) for n in range(3)]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    """A workbook with some of its members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, **changed})


def far_cell() -> bytes:
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return repacked(workbook(pupils()), {"xl/worksheets/sheet1.xml": sheet})


def encrypted_member() -> bytes:
    """A zip whose members say that they are encrypted."""
    content = bytearray(workbook(pupils()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(signature, start + 4)
    return bytes(content)


def formulas(book, page) -> None:
    page.write_formula(1, list(BASE_ROW).index("leerjaar"), "=1+1", None, 2)


def merged(book, page) -> None:
    place = list(BASE_ROW).index("achternaam")
    page.merge_range(1, place, 2, place, "Jansen", book.add_format({"bold": True}))


def second_sheet(book, page) -> None:
    book.add_worksheet("toelichting").write_string(0, 0, "Dit tabblad telt niet mee.")


def real_cells() -> list[dict[str, object]]:
    """Numbers and dates as a spreadsheet keeps them, with the leading zeros lost."""
    real = {
        "pgn": float(valid_pgn(0)),
        "gemeentecode": 772.0,
        "leerjaar": 1.0,
        "vestiging": 0.0,
        "volgnummer": 1.0,
        "geboortedatum": date(2008, 5, 14),
        "datum_inschrijving": date(2025, 8, 1),
    }
    return [{**r01_row(0), **real}]
