"""Does every row say who it is about, and does nothing stand there twice? For every file a school makes itself."""

import numpy as np
import pandas as pd

from monitoring.ingest.cells import Cells


def check_columns(cells: Cells) -> None:
    """Refuse a file that names no pupil at all."""
    if not (cells.has("pgn") or cells.has("leerlingnummer")):
        cells.findings.refuse("BESTAND-20", column="pgn")


def check_named(cells: Cells) -> None:
    """Every row must say who it is about."""
    nameless = ~cells.filled["pgn"] & ~cells.filled["leerlingnummer"]
    message = "Er is geen PGN en geen leerlingnummer: de leerling is niet te herkennen."
    remedy = "Vul het PGN in, of het leerlingnummer als de leerling geen PGN heeft."
    cells.find("fout", "pgn", 1, nameless, message, remedy)


def pupil_keys(cells: Cells, name: str) -> pd.Series:
    """One number for pupil and column `name` together, at the places of the rows that name both."""
    has_pgn = (cells.values["pgn"] != "").to_numpy()
    has_own = ~cells.filled["pgn"] & cells.filled["leerlingnummer"]
    pupil = np.where(has_pgn, cells.groups("pgn"), len(has_pgn) + cells.groups("leerlingnummer"))
    keys = pd.Series(pupil * len(has_pgn) + cells.groups(name), name="key")
    return keys[(has_pgn | has_own) & cells.filled[name]]


def find_doubles(cells: Cells, keys: pd.Series, name: str, what: str, remedy: str) -> None:
    """A fault at column `name` for every row whose key stood there before; it says on which line."""
    again = keys.duplicated()
    if not again.any():
        return
    doubled = np.zeros(len(cells.findings.lines), dtype=bool)
    doubled[keys.index[again]] = True
    first_place = keys.map(keys[~again].reset_index().set_index("key")["index"])
    message = np.full(len(doubled), "", dtype=object)
    message[keys.index] = [f"{what} staat al op regel {cells.findings.lines[at]}." for at in first_place]
    cells.find("fout", name, 3, doubled, message, remedy)
