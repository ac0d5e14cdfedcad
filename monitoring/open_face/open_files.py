"""A release as a file: the same printed numbers, with the stand and the source on every line."""

import csv
import io

from monitoring.models import PublishedCell, Release
from monitoring.open_face.printed import place_names

COLUMNS = (
    "vrijgave", "telling", "teljaar", "stand", "soort", "code", "naam", "categorie", "deelnemers", "vsv", "percentage",
    "ingetrokken",
)  # fmt: skip


def row_of(release: Release, cell: PublishedCell, names: dict[str, str]) -> dict:
    """One printed line, as the file and the API tell it."""
    return {
        "vrijgave": release.number, "telling": release.method, "teljaar": release.teljaar, "stand": release.stand,
        "soort": cell.kind, "code": cell.place, "naam": names.get(cell.place, ""), "categorie": cell.category or "totaal",
        "deelnemers": cell.n, "vsv": cell.x, "percentage": cell.percentage, "ingetrokken": bool(release.withdrawn_on),
    }  # fmt: skip


def csv_of(release: Release) -> str:
    """UTF-8 text with a heading; a name that a spreadsheet could take for a formula gets an apostrophe."""
    told, names = io.StringIO(), place_names()
    writer = csv.DictWriter(told, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for cell in release.cells.order_by("kind", "place", "category"):
        row = row_of(release, cell, names)
        writer.writerow(row | {"naam": _plain(row["naam"])})
    return told.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
