"""Is this a file of the promised month? And which dates should somebody look at?"""

import numpy as np
import pandas as pd

from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation

YOUNGEST, OLDEST = 10, 60
# Below this number of rows it says nothing that none of them began this school year.
ROWS_TO_JUDGE = 50


def check_month(cells: Cells, expectation: Expectation) -> None:
    """Refuse an R01 without a row of its month; remark what is odd about dates."""
    stand = Stand.of_month(expectation.stand)
    first = np.datetime64(f"{stand.month}-01", "s")
    after = np.datetime64(stand.peildatum, "s")
    started, ended = cells.values["datum_inschrijving"], cells.values["datum_uitschrijving"]
    is_readable = ~np.isnat(started)
    is_active = is_readable & (started < after) & (np.isnat(ended) | (ended > first))
    if is_readable.any() and not is_active.any():
        found = _span(started, ended)
        cells.findings.refuse("BESTAND-24", found=found, expected=stand.label)
        return
    _check_period(cells, stand.teljaar, first)
    _check_future(cells, after)
    check_ages(cells, after)


def _span(started: np.ndarray, ended: np.ndarray) -> str:
    known = pd.Series(np.concatenate([started, ended])).dropna()
    return f"de datums lopen van {known.min():%d-%m-%Y} tot en met {known.max():%d-%m-%Y}"


def _check_period(cells: Cells, teljaar: SchoolYear, first: np.datetime64) -> None:
    """Rows that ended before the teljaar say nothing; a school where nobody began looks like an old file."""
    opens = np.datetime64(teljaar.opens, "s")
    started, ended = cells.values["datum_inschrijving"], cells.values["datum_uitschrijving"]
    message = f"Deze inschrijving eindigde vóór teljaar {teljaar} en telt niet mee."
    remedy = "U hoeft niets te doen; de regel mag de volgende keer weg."
    cells.find("info", "datum_uitschrijving", 4, ended < opens, message, remedy)
    new_year = np.datetime64(f"{teljaar.start}-07-01", "s")
    if len(started) >= ROWS_TO_JUDGE and not (started >= new_year).any():
        cells.findings.whole(
            "let_op",
            f"{cells.layout.kind}-MAAND-01",
            f"Geen inschrijving begon in schooljaar {teljaar}; dit lijkt een bestand van een eerder jaar.",
            "Controleer of de export van de goede maand is.",
        )
    if not cells.has("datum_uitschrijving"):
        cells.findings.whole(
            "let_op",
            f"{cells.layout.kind}-UITSCHRIJVING-05",
            "De kolom datum_uitschrijving ontbreekt: iedereen telt als nog ingeschreven.",
            "Voeg de kolom toe, of bevestig dat niemand sinds 1 oktober is uitgeschreven.",
        )


def _check_future(cells: Cells, after: np.datetime64) -> None:
    far = after + np.timedelta64(365, "D")
    for name in ("datum_inschrijving", "datum_uitschrijving"):
        label = cells.column(name).label
        message = f"De {label} ligt meer dan een jaar na de maand van dit bestand."
        cells.find("let_op", name, 6, cells.values[name] > far, message, "Controleer het jaartal.")


def check_ages(cells: Cells, after: np.datetime64) -> None:
    born = cells.values["geboortedatum"]
    unborn = born >= after
    remedy = "Controleer de geboortedatum, vooral het jaartal."
    cells.find("fout", "geboortedatum", 3, unborn, "De geboortedatum ligt in de toekomst.", remedy)
    age = (after - born) / np.timedelta64(1, "D") / 365.2425
    odd = ~np.isnat(born) & ~unborn & ((age < YOUNGEST) | (age > OLDEST))
    message = f"Deze leerling zou jonger dan {YOUNGEST} of ouder dan {OLDEST} zijn."
    cells.find("let_op", "geboortedatum", 4, odd, message, remedy)
