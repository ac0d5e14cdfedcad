"""N01 and N02 files of invented pupils in memory: one valid base row, and whatever a test wants to differ."""

from tests.files.absence import csv_of
from tests.files.r01 import valid_pgn

N01_ROW = {
    "pgn": "100000009", "leerlingnummer": "", "achternaam": "Vos", "voorvoegsel": "", "voornaam": "Sam",
    "geboortedatum": "14-05-2010", "gemeentecode": "0772", "brin": "27GZ", "vestiging": "00", "onderwijssoort": "vmbo-kb",
    "leerjaar": "4", "examenkandidaat": "J", "examenuitslag": "", "voorgenomen_bestemming": "mbo-3",
    "voorgenomen_brin": "90BB", "extra_ondersteuning": "N", "warme_overdracht": "niet_nodig",
}  # fmt: skip
N02_ROW = {
    "pgn": "100000009", "brin": "27GZ", "aanmeldnummer": "A0", "opleidingscode": "25491", "niveau": "3", "leerweg": "BOL",
    "datum_aanmelding": "02-02-2026", "status": "aangemeld", "datum_status": "02-02-2026", "startdatum": "01-08-2026",
    "verschenen": "",
}  # fmt: skip


def n01_csv(rows: list[dict[str, str]], **overrides: str) -> bytes:
    """Every row is the base row with a pupil of its own, then the values asked for."""
    return csv_of([{**N01_ROW, "pgn": valid_pgn(n), **overrides, **row} for n, row in enumerate(rows)])


def n02_csv(rows: list[dict[str, str]], **overrides: str) -> bytes:
    """The same for aanmeldingen, each with a number of its own."""
    return csv_of([{**N02_ROW, "pgn": valid_pgn(n), "aanmeldnummer": f"A{n}", **overrides, **row}
                   for n, row in enumerate(rows)])  # fmt: skip
