"""R01 files of invented pupils in memory: one valid base row, and whatever a test wants to differ."""

import csv
import io

PGN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
MUNICIPALITIES = frozenset({"0772", "0518", "0794", "0855", "1999"})

BASE_ROW: dict[str, str] = {
    "pgn": "100000009",
    "leerlingnummer": "",
    "achternaam": "Jansen",
    "voorvoegsel": "van",
    "voornaam": "Sam",
    "geboortedatum": "14-05-2008",
    "geslacht": "V",
    "gemeentecode": "0772",
    "brin": "27GZ",
    "vestiging": "00",
    "volgnummer": "1",
    "onderwijssoort": "mbo-2",
    "leerjaar": "1",
    "leerweg": "BOL",
    "opleidingscode": "25187",
    "bekostigd": "J",
    "datum_inschrijving": "01-08-2025",
    "datum_uitschrijving": "",
    "reden_uitschrijving": "",
    "bestemming": "",
    "diploma": "",
    "datum_diploma": "",
}


def valid_pgn(n: int) -> str:
    """The n-th of nine million different numbers that pass the elfproef of a BSN, from 100000009 on."""
    head = f"{1_000_000 + n:07d}"
    remainder = sum(int(digit) * weight for digit, weight in zip(head, PGN_WEIGHTS, strict=False)) % 11
    # A remainder of ten fits no last digit: an eighth digit 1 (weight 2) turns it into one.
    return f"{head}11" if remainder == 10 else f"{head}0{remainder}"


def r01_row(n: int = 0, **values: str) -> dict[str, str]:
    """The base row with the PGN of pupil `n`, and the values a test asks for."""
    return {**BASE_ROW, "pgn": valid_pgn(n), **values}


def r01_csv(rows: list[dict[str, str]], **overrides: str) -> bytes:
    """A UTF-8 file with `;`: every row is the base row, then `overrides`, then its own values.

    A row that names no `pgn` gets one of its own. Keys outside the layout become extra columns.
    """
    full = [r01_row(n, **{**overrides, **row}) for n, row in enumerate(rows)]
    extra = [key for row in full for key in row if key not in BASE_ROW]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*BASE_ROW, *dict.fromkeys(extra)], restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(full)
    return text.getvalue().encode()
