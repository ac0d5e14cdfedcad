"""Valid files of every kind, and random damage to them: at their structure, their cells, their spelling, their bytes.

One whole number decides one piece of damage, so hypothesis can leave pieces out until only the guilty one is left.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import xlsxwriter

from tests.conftest import mbo_row
from tests.files.absence import r02_csv
from tests.files.r01 import r01_csv, valid_pgn
from tests.fuzz.byte_damage import BOOK_DAMAGE, BYTE_DAMAGE
from tests.fuzz.nasty import HEADINGS, NASTY

PUPILS = range(20, 26)  # the same in every file, so that R02 is about pupils whom R01 knows
ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "latin-1",
    "utf-32",
    "cp500",
    "utf-7",
)
LINE_ENDS = ("\r\n", "\n", "\r", "\n\n", "\r\r\n")


@dataclass
class Table:
    """A file before it is written: its cells, and how they are to be spelled."""

    cells: list[list[str]]
    file_format: str = "csv"
    encoding: str = "utf-8"
    separator: str = ";"
    line_end: str = "\r\n"
    quoting: int = csv.QUOTE_MINIMAL
    numbers: bool = False
    on_bytes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Origin:
    """A valid file: the name it is sent under, its format, and its cells with the headings first."""

    name: str
    file_format: str
    cells: list[list[str]] = field(repr=False)


def _cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def _r01() -> list[list[str]]:
    rows = [mbo_row(n, "2026-03") for n in PUPILS]
    rows[4] |= {"diploma": "mbo-2", "datum_diploma": "12-01-2026"}
    return _cells(r01_csv(rows))


def _a05() -> list[list[str]]:
    header = [
        "VSVSTARTSETID",
        "PGN",
        "ACHTERNAAM",
        "GEBOORTEDATUM",
        "GEMEENTECODE",
        "BRIN",
        "NIVEAU",
        "LEERWEG",
        "RAPPORTAGEMAAND",
    ]
    return [header] + [
        ["1", valid_pgn(n), "Roos", "20060514", "0772", "90BB", "MBO niveau 2", "BOL", "202603"]
        for n in (*PUPILS, PUPILS[0])
    ]


R01 = Origin("R01_2026-03_90BB.csv", "csv", _r01())
R01_BOOK = Origin("R01_2026-03_90BB.xlsx", "xlsx", _r01())
R02 = Origin(
    "R02_2026-03_90BB.csv", "csv", _cells(r02_csv([{"pgn": valid_pgn(n)} for n in PUPILS], brin="90BB"))
)
R02_BOOK = Origin("R02_2026-03_90BB.xlsx", "xlsx", R02.cells)
A05 = Origin("202604A05I90BB.csv", "csv", _a05())
ORIGINS = (R01, R01_BOOK, R02, R02_BOOK, A05)


def damaged(origin: Origin, rows: int, pieces: list[int]) -> bytes:
    """The first rows of the file with this damage; without any it is the file itself."""
    table = Table([list(row) for row in origin.cells[: rows + 1]], origin.file_format)
    for number in pieces:
        chance = Random(number)
        chance.choice(DAMAGE)(table, chance)
    content = (_as_xlsx if table.file_format == "xlsx" else _as_csv)(table)
    for number in table.on_bytes:
        chance = Random(number)
        content = chance.choice(BYTE_DAMAGE if table.file_format == "csv" else BOOK_DAMAGE)(content, chance)
    return content


def _as_csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=table.separator,
        lineterminator=table.line_end,
        quoting=table.quoting,
        quotechar='"',
        escapechar="\\",
    )
    writer.writerows(table.cells)
    return text.getvalue().encode(table.encoding, errors="replace")


def _as_xlsx(table: Table) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_numbers": table.numbers, "strings_to_formulas": table.numbers},
    )
    page = book.add_worksheet("leerlingen")
    for line, row in enumerate(table.cells):
        for place, cell in enumerate(row):
            text = cell.encode("utf-8", errors="replace").decode()
            page.write(line, place, text) if table.numbers else page.write_string(line, place, text)
    book.close()
    return content.getvalue()


def _somewhere(table: Table, chance: Random, *, first: int = 1) -> tuple[list[str], int] | None:
    """A row and a place in it; None when no cell is left."""
    rows = [row for row in table.cells[first:] if row]
    return ((row := chance.choice(rows)), chance.randrange(len(row))) if rows else None


def nasty_cell(table: Table, chance: Random) -> None:
    if spot := _somewhere(table, chance):
        spot[0][spot[1]] = chance.choice(NASTY)


def nasty_column(table: Table, chance: Random) -> None:
    if spot := _somewhere(table, chance, first=0):
        value = chance.choice(NASTY)
        for row in table.cells[1:]:
            if spot[1] < len(row):
                row[spot[1]] = value


def spoiled_cell(table: Table, chance: Random) -> None:
    """Something put in the middle of what was there."""
    if spot := _somewhere(table, chance):
        cell = spot[0][spot[1]]
        at = chance.randint(0, len(cell))
        spot[0][spot[1]] = cell[:at] + chance.choice(NASTY) + cell[at:]


def swapped_cells(table: Table, chance: Random) -> None:
    one, other = _somewhere(table, chance), _somewhere(table, chance)
    if one and other:
        (a, i), (b, j) = one, other
        a[i], b[j] = b[j], a[i]


def other_heading(table: Table, chance: Random) -> None:
    if table.cells and table.cells[0]:
        row = table.cells[0]
        place = chance.randrange(len(row))
        row[place] = chance.choice(
            [*HEADINGS, row[place].upper(), row[place] + " ", row[place][::-1], chance.choice(row)]
        )


def columns_moved(table: Table, chance: Random) -> None:
    """Two columns swapped, one gone, or one there twice."""
    width = len(table.cells[0]) if table.cells else 0
    if width:
        one, other, how = (
            chance.randrange(width),
            chance.randrange(width),
            chance.choice(["swap", "drop", "double", "shuffle"]),
        )
        order = list(range(width))
        if how == "swap":
            order[one], order[other] = other, one
        elif how == "shuffle":
            chance.shuffle(order)
        else:
            order[one : one + 1] = [] if how == "drop" else [one, one]
        table.cells = [[row[place] for place in order if place < len(row)] for row in table.cells]


def rows_moved(table: Table, chance: Random) -> None:
    """A row gone (also the headings), there twice, empty, or in another place."""
    if table.cells:
        one, to = chance.randrange(len(table.cells)), chance.randint(0, len(table.cells))
        how = chance.choice(["drop", "double", "empty", "blank", "move"])
        row = table.cells[one]
        if how in {"drop", "move"}:
            del table.cells[one]
        if how != "drop":
            table.cells.insert(to, {"empty": [], "blank": [""] * len(row)}.get(how, list(row)))


def row_length(table: Table, chance: Random) -> None:
    if table.cells:
        row = chance.choice(table.cells)
        row[chance.randint(0, len(row)) :] = chance.choices(NASTY, k=chance.randint(0, 3))


def answered(table: Table, chance: Random) -> None:
    """As if it were a reply file that comes back."""
    for line, row in enumerate(table.cells):
        row += (
            ["foutcode", "uitleg", "voorstel"]
            if line == 0
            else [chance.choice(["", "R01-PGN-02", "x | y"]), "", "x"]
        )


def other_spelling(table: Table, chance: Random) -> None:
    table.encoding = chance.choice(ENCODINGS)


def other_csv(table: Table, chance: Random) -> None:
    table.separator, table.line_end = chance.choice(";,\t|:"), chance.choice(LINE_ENDS)
    table.quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE])
    table.numbers = chance.random() < 0.5


def bytes_too(table: Table, chance: Random) -> None:
    table.on_bytes.append(chance.randrange(2**32))


Change = Callable[[Table, Random], None]
DAMAGE: tuple[Change, ...] = (
    nasty_cell, nasty_cell, nasty_cell, nasty_column, spoiled_cell, spoiled_cell, swapped_cells, other_heading,
    columns_moved,
    rows_moved, row_length, answered, other_spelling, other_csv, bytes_too, bytes_too,
)  # fmt: skip
