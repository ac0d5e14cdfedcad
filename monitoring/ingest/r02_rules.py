"""R02: what the columns of a verzuimmelding say together, and the rows that remain."""

import numpy as np
import pandas as pd

from monitoring.calculation.school_year import Stand
from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.findings import hidden
from monitoring.ingest.pupil_checks import check_columns, check_named, find_doubles
from monitoring.ingest.school_checks import check_school, vestiging_of_rows

OUT = (
    "pgn", "leerlingnummer", "brin", "vestiging", "meldingsnummer", "soort", "begindatum", "einddatum", "uren",
    "status", "reden", "reden_afsluiting",
)  # fmt: skip
CLOSED = ("G", "K", "I")
SIXTEEN_HOURS = ("V3", "V4")
LPW_21A_HOURS = 16  # Leerplichtwet 1969, art. 21a


def r02_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """The clean rows of an R02, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    check_columns(cells)
    check_month(cells, Stand.of_month(expectation.stand))
    if cells.findings.refused:
        return None
    vestiging = vestiging_of_rows(cells, expectation)
    check_named(cells)
    check_dates(cells)
    check_closing(cells)
    check_hours(cells)
    check_numbers(cells)
    rows = pd.DataFrame({name: cells.values[name] for name in OUT}, index=cells.sheet.frame.index)
    rows = rows.assign(vestiging=vestiging)[~cells.findings.faulty]
    return rows.assign(reden=rows["reden"].map(hidden).astype("str"))


def check_month(cells: Cells, stand: Stand) -> None:
    """Refuse an R02 without any melding of its month; what ended before it says nothing."""
    first, after = np.datetime64(f"{stand.month}-01", "s"), np.datetime64(stand.peildatum, "s")
    began, ended = cells.values["begindatum"], cells.values["einddatum"]
    is_readable = ~np.isnat(began)
    is_past = is_readable & (ended < first)
    if is_readable.any() and is_past[is_readable].all():
        found = f"de laatste melding eindigde op {pd.Timestamp(ended[is_past].max()):%d-%m-%Y}"
        cells.findings.refuse("BESTAND-24", found=found, expected=stand.label)
        return
    message = f"Deze melding eindigde vóór {stand.label} en is niet meer nodig."
    remedy = "U hoeft niets te doen; de regel mag de volgende keer weg."
    cells.find("info", "einddatum", 4, is_past, message, remedy)
    far = after + np.timedelta64(365, "D")
    for name in ("begindatum", "einddatum"):
        message = f"De {cells.column(name).label} ligt meer dan een jaar na de maand van dit bestand."
        cells.find("let_op", name, 6, cells.values[name] > far, message, "Controleer het jaartal.")


def check_dates(cells: Cells) -> None:
    """Verzuim ends on or after the day on which it began."""
    is_turned = cells.values["einddatum"] < cells.values["begindatum"]
    message, remedy = "De einddatum ligt vóór de begindatum.", "Controleer beide datums."
    cells.find("fout", "einddatum", 3, is_turned, message, remedy)


def check_closing(cells: Cells) -> None:
    """A reason for closing belongs to a melding that is closed."""
    is_closed = cells.values["status"].isin(CLOSED).to_numpy()
    is_known = (cells.values["status"] != "").to_numpy()
    has_reason = cells.filled["reden_afsluiting"]
    message = "Er is een reden van afsluiting, maar de melding is nog open."
    remedy = "Vul status G, K of I in, of maak de reden van afsluiting leeg."
    cells.find("fout", "reden_afsluiting", 3, has_reason & is_known & ~is_closed, message, remedy)
    is_unexplained = (cells.values["status"] == "G").to_numpy() & ~has_reason
    message = "De melding is afgesloten zonder reden van afsluiting."
    remedy = "Vul de reden in als u die kent (1 tot en met 7); het mag ook leeg blijven."
    cells.find("info", "reden_afsluiting", 4, is_unexplained, message, remedy)


def check_hours(cells: Cells) -> None:
    """The two kinds of sixteen hours in four weeks are reported from sixteen hours on."""
    is_sixteen = cells.values["soort"].isin(SIXTEEN_HOURS).to_numpy()
    is_less = is_sixteen & (cells.values["uren"] < LPW_21A_HOURS)
    message = f"Een melding V3 of V4 is van {LPW_21A_HOURS} uur of meer; hier staan minder uren."
    cells.find("let_op", "uren", 4, is_less, message, "Controleer de uren, of kies soort O (overig verzuim).")


def check_numbers(cells: Cells) -> None:
    """A meldingsnummer stands there once."""
    keys = pd.Series(cells.groups("meldingsnummer"), name="key")[cells.filled["meldingsnummer"]]
    remedy = "Verwijder een van beide regels, of geef de tweede melding haar eigen nummer."
    find_doubles(cells, keys, "meldingsnummer", "Dit meldingsnummer", remedy)
