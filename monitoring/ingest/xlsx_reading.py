"""The first sheet of an XLSX file to a Sheet, after the zip has been searched for traps.

calamine lays a sheet out as one block of cells: one cell at XFD1048576 in a file of 1 kB would take all
memory. So sizes and far cells are judged on the XML, before calamine sees the file.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook

from monitoring.ingest.csv_reading import kept_columns, without_surplus
from monitoring.ingest.refusals import Unreadable
from monitoring.ingest.sheet import MB, Limits, Sheet

MAX_MEMBERS = 60
MAX_RATIO = 100
RATIO_FROM = 1 * MB  # below this size no ratio can hurt
ROOM = 5_000_000  # cells that may be laid out without asking how many are filled
EMPTY_PER_CELL = 20  # beyond ROOM: empty cells per filled one

# Nothing to count in a sheet up to column Z and line 199999: it fits in memory even when it is empty.
FAR = re.compile(rb' r="(?:[A-Za-z]{2}|[A-Za-z]?(?:\d{7}|[2-9]\d{5})|[A-Za-z0-9]*&)')
UNUSUAL = (b"r='", b"r =", b"\tr=", b"\nr=", b"\rr=", b"r\t=", b"r\n=", b"r\r=")  # FAR would not see these
CELL = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d+)["']""")
DISGUISED = re.compile(rb"""\sr\s*=\s*["'][^"']{0,40}&""")


def read_xlsx(content: bytes, limits: Limits) -> Sheet:
    """The first sheet of a workbook. Raises Unreadable."""
    guard(content, limits)
    rows = [[cell if type(cell) is str else as_written(cell) for cell in row] for row in first_sheet(content)]
    numbered = [(line, row) for line, row in enumerate(rows, start=1) if "".join(row).strip()]
    if not numbered:
        raise Unreadable("BESTAND-19")
    header, body = numbered[0][1], numbered[1:]
    columns = kept_columns(header, limits)
    if len(body) > limits.rows:
        raise Unreadable("BESTAND-04", limit=limits.rows)
    by_column = zip(*(row for _line, row in body), strict=True)
    data = {place: pd.array(cells, dtype="str") for place, cells in enumerate(by_column)}
    frame = pd.DataFrame(data, index=[line for line, _row in body])
    return (
        Sheet(without_surplus(frame, header, columns), "xlsx", "", "")
        if body
        else Sheet(frame, "xlsx", "", "")
    )


def guard(content: bytes, limits: Limits) -> None:
    """Refuse a zip that is no workbook, or that would not fit in memory. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _guard_members(archive, limits)
            for member in archive.infolist():
                _guard_cells(archive.read(member), limits)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("BESTAND-15") from error


def _guard_members(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("BESTAND-06")
    if "content.xml" in names or "mimetype" in names:
        raise Unreadable("BESTAND-08")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("BESTAND-16")
    if "xl/workbook.bin" in names:
        raise Unreadable("BESTAND-09", found="een binair Excel-bestand (.xlsb)")
    if "xl/workbook.xml" not in names:
        raise Unreadable("BESTAND-09", found="een zip-bestand of een ander soort document")
    is_bomb = any(
        m.file_size > RATIO_FROM and m.file_size > MAX_RATIO * max(1, m.compress_size) for m in members
    )
    is_large = sum(member.file_size for member in members) > limits.unpacked_bytes
    if is_bomb or is_large or len(members) > MAX_MEMBERS:
        raise Unreadable("BESTAND-17")


def _guard_cells(xml: bytes, limits: Limits) -> None:
    """Whatever its name: a member that holds rows may not reach far beyond what it fills."""
    if b"\x00" in xml[:4] and b"<" in xml[:4]:
        raise Unreadable("BESTAND-15")
    if not any(spelling in xml for spelling in UNUSUAL) and not FAR.search(xml):
        return
    if DISGUISED.search(xml):
        raise Unreadable("BESTAND-15")
    cells = CELL.findall(xml)
    width = max(map(_column_number, {letters for letters, _row in cells}), default=0)
    last_row = max(map(int, {row for _letters, row in cells}.union(ROW.findall(xml))), default=0)
    filled = len(cells)
    if width * last_row > ROOM and width * last_row > EMPTY_PER_CELL * filled:
        raise Unreadable("BESTAND-18")
    if width > 5 * limits.columns:
        raise Unreadable("BESTAND-05", found=width, limit=limits.columns)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def first_sheet(content: bytes) -> list[list[Any]]:
    """All cells from A1 on. Raises Unreadable when calamine cannot read it."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in the Rust code is no Exception
        raise Unreadable("BESTAND-15") from error


def as_written(cell: object) -> str:
    """The text of a cell as the school would write it: whole numbers without .0, dates dd-mm-jjjj."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y" if cell.time() == time() else "%d-%m-%Y %H:%M:%S")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return "" if cell is None else str(cell)
