"""R02 and R03 files of invented pupils in memory: one valid base row, and whatever a test wants to differ."""

import csv
import io

from tests.files.r01 import valid_pgn

R02_ROW = {
    "pgn": "100000009", "leerlingnummer": "", "brin": "27GZ", "vestiging": "00", "meldingsnummer": "M0", "soort": "V3",
    "begindatum": "02-03-2026", "einddatum": "20-03-2026", "uren": "18", "status": "B", "reden": "Komt niet opdagen",
    "reden_afsluiting": "",
}  # fmt: skip
R03_ROW = {
    "pgn": "100000009", "leerlingnummer": "", "brin": "27GZ", "vestiging": "00", "week": "2026-W11",
    "ongeoorloofde_uren": "6", "geoorloofde_uren": "2,5",
}  # fmt: skip


def r02_csv(rows: list[dict[str, str]], **overrides: str) -> bytes:
    """A file with `;`: every row is the base row with a pupil and a number of its own, then the values asked for."""
    return csv_of([{**R02_ROW, "pgn": valid_pgn(n), "meldingsnummer": f"M{n}", **overrides, **row}
                 for n, row in enumerate(rows)])  # fmt: skip


def r03_csv(rows: list[dict[str, str]], **overrides: str) -> bytes:
    """The same for missed hours."""
    return csv_of([{**R03_ROW, "pgn": valid_pgn(n), **overrides, **row} for n, row in enumerate(rows)])


def csv_of(rows: list[dict[str, str]]) -> bytes:
    """Rows as CSV with `;`."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
