"""N02: what the columns of an aanmelding say together, and the rows that remain."""

import numpy as np
import pandas as pd

from monitoring.calculation.school_year import Stand
from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.pupil_checks import find_doubles
from monitoring.ingest.school_checks import check_school

OUT = (
    "pgn", "brin", "aanmeldnummer", "opleidingscode", "niveau", "leerweg", "datum_aanmelding", "status", "datum_status",
    "startdatum", "verschenen",
)  # fmt: skip
YEAR = np.timedelta64(365, "D")


def n02_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """The clean rows of an N02, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    stand = Stand.of_month(expectation.stand)
    after = np.datetime64(stand.peildatum, "s")
    check_month(cells, stand, after)
    if cells.findings.refused:
        return None
    check_dates(cells)
    check_appearance(cells, after)
    keys = pd.Series(cells.groups("aanmeldnummer"), name="key")[cells.filled["aanmeldnummer"]]
    remedy = "Verwijder een van beide regels, of geef de tweede aanmelding haar eigen nummer."
    find_doubles(cells, keys, "aanmeldnummer", "Dit aanmeldnummer", remedy)
    rows = pd.DataFrame({name: cells.values[name] for name in OUT}, index=cells.sheet.frame.index)
    since = rows["datum_status"].fillna(rows["datum_aanmelding"])
    appeared = rows["verschenen"].map({"J": True, "N": False}).astype("boolean")
    return rows.assign(datum_status=since, verschenen=appeared)[~cells.findings.faulty]


def check_month(cells: Cells, stand: Stand, after: np.datetime64) -> None:
    """Refuse an N02 whose every aanmelding came in after its month; what lies after it wants a look."""
    applied = cells.values["datum_aanmelding"]
    is_readable = ~np.isnat(applied)
    is_later = is_readable & (applied >= after)
    if is_readable.any() and is_later[is_readable].all():
        found = f"de eerste aanmelding is van {pd.Timestamp(applied[is_readable].min()):%d-%m-%Y}"
        cells.findings.refuse("BESTAND-24", found=found, expected=stand.label)
        return
    for name in ("datum_aanmelding", "datum_status"):
        message = f"De {cells.column(name).label} ligt na {stand.label}."
        cells.find("let_op", name, 6, cells.values[name] >= after, message, "Controleer de datum.")
    starts = cells.values["startdatum"]
    message = "De startdatum ligt meer dan een jaar na de maand van dit bestand."
    cells.find("let_op", "startdatum", 6, starts > after + YEAR, message, "Controleer het jaartal.")


def check_dates(cells: Cells) -> None:
    """Nothing about an aanmelding happens before the day on which it came in."""
    applied = cells.values["datum_aanmelding"]
    remedy = "Controleer beide datums."
    for name in ("datum_status", "startdatum"):
        message = f"De {cells.column(name).label} ligt vóór de datum van aanmelding."
        cells.find("fout", name, 3, cells.values[name] < applied, message, remedy)


def check_appearance(cells: Cells, after: np.datetime64) -> None:
    """Whether a student appeared is known only when the programme has begun."""
    starts, told = cells.values["startdatum"], cells.filled["verschenen"]
    message = "Bij verschenen is iets ingevuld, maar de opleiding is nog niet begonnen."
    remedy = "Maak verschenen leeg tot de startdatum, of controleer de startdatum."
    cells.find("fout", "verschenen", 3, told & (starts >= after), message, remedy)
    message = "Bij verschenen is iets ingevuld, maar de startdatum ontbreekt."
    cells.find("let_op", "verschenen", 4, told & np.isnat(starts), message, "Vul de startdatum in.")
