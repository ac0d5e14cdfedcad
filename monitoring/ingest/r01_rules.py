"""R01: what the columns say together, and the rows that remain. One column alone is judged in `columns`."""

import numpy as np
import pandas as pd

from monitoring.calculation.categories import category
from monitoring.ingest.cells import Cells
from monitoring.ingest.codes import (
    MBO_SOORTEN,
    SOORTEN_VO_MET_LEERJAAR,
    STARTKWALIFICATIES,
)
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.month_checks import check_month
from monitoring.ingest.pupil_checks import check_columns, check_named, find_doubles, pupil_keys
from monitoring.ingest.school_checks import (
    check_municipality,
    check_school,
    vestiging_of_rows,
)
from monitoring.ingest.values import cohort

TEXTS = (
    "pgn", "leerlingnummer", "achternaam", "voorvoegsel", "voornaam", "geboortedatum", "geslacht",
    "gemeentecode", "brin", "vestiging", "volgnummer", "onderwijssoort", "leerjaar", "leerweg",
    "opleidingscode", "bekostigd", "datum_inschrijving", "datum_uitschrijving", "reden_uitschrijving",
    "bestemming", "diploma", "datum_diploma",
)  # fmt: skip
NO_DATE = np.datetime64("NaT", "s")


def r01_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """The clean rows of an R01, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    check_columns(cells)
    check_month(cells, expectation)
    if cells.findings.refused:
        return None
    vestiging = vestiging_of_rows(cells, expectation)
    check_municipality(cells, expectation)
    check_pupil(cells)
    check_uitschrijving(cells)
    check_education(cells)
    check_diplomas(cells)
    check_doubles(cells)
    return clean_rows(cells, vestiging)


def check_pupil(cells: Cells) -> None:
    """Every row must say who it is about, and say the same of one pupil everywhere."""
    check_named(cells)
    pgn, born = cells.values["pgn"], pd.Series(cells.values["geboortedatum"])
    known = (pgn != "").to_numpy() & born.notna().to_numpy()
    pupils = pd.DataFrame({"pgn": cells.groups("pgn"), "born": born})[known]
    contradicts = pd.Series(False, index=born.index)
    contradicts.loc[pupils.index] = pupils.duplicated("pgn") & ~pupils.duplicated()
    message = "Dezelfde leerling (PGN) staat in dit bestand ook met een andere geboortedatum."
    remedy = "Kijk welke geboortedatum klopt en of het PGN bij de goede leerling staat."
    cells.find("let_op", "geboortedatum", 5, contradicts.to_numpy(), message, remedy)


def check_uitschrijving(cells: Cells) -> None:
    """Dates in order; a reason and a destination with, and only with, a date."""
    started, ended = cells.values["datum_inschrijving"], cells.values["datum_uitschrijving"]
    message = "De uitschrijving ligt vóór de inschrijving."
    remedy = "Controleer beide datums; de datum van uitschrijving is de eerste dag zonder inschrijving."
    cells.find("fout", "datum_uitschrijving", 3, ended < started, message, remedy)
    has_left = cells.filled["datum_uitschrijving"]
    unknown = {"reden_uitschrijving": "7", "bestemming": "onbekend"}
    for name, way_out in unknown.items():
        label = cells.column(name).label.capitalize()
        message = f"{label} ontbreekt, terwijl er een datum van uitschrijving is."
        remedy = f"Vul {cells.column(name).label} in; weet u die niet, vul dan {way_out} in."
        cells.find("fout", name, 1, has_left & ~cells.filled[name], message, remedy)
        message = f"{label} is ingevuld, maar de datum van uitschrijving ontbreekt."
        remedy = f"Vul de datum van uitschrijving in, of maak {cells.column(name).label} leeg."
        cells.find("fout", name, 3, ~has_left & cells.filled[name], message, remedy)


def check_education(cells: Cells) -> None:
    """Leerjaar belongs to vo, leerweg to mbo."""
    soort = cells.values["onderwijssoort"]
    needs_year = soort.isin(SOORTEN_VO_MET_LEERJAAR).to_numpy() & ~cells.filled["leerjaar"]
    remedy = "Vul het leerjaar in, 1 tot en met 6."
    cells.find("fout", "leerjaar", 1, needs_year, "Het leerjaar ontbreekt bij deze onderwijssoort.", remedy)
    needs_way = soort.isin(MBO_SOORTEN).to_numpy() & ~cells.filled["leerweg"]
    remedy = "Vul BOL, BBL of EX in."
    cells.find("fout", "leerweg", 1, needs_way, "De leerweg ontbreekt bij deze mbo-inschrijving.", remedy)


def check_diplomas(cells: Cells) -> None:
    """As many dates as diplomas, and none without the other."""
    has_diploma, has_date = cells.filled["diploma"], cells.filled["datum_diploma"]
    remedy = "Vul de datum van het diploma in."
    cells.find(
        "fout", "datum_diploma", 1, has_diploma & ~has_date, "De datum van het diploma ontbreekt.", remedy
    )
    remedy = "Vul het diploma in, of maak de datum leeg."
    cells.find(
        "fout", "diploma", 3, has_date & ~has_diploma, "Er is een datum, maar het diploma ontbreekt.", remedy
    )
    diplomas, days = cells.values["diploma"], cells.values["datum_diploma"]
    both = (diplomas != "").to_numpy() & (days != "").to_numpy()
    differs = (diplomas.str.count(r"\+") != days.str.count(r"\+")).to_numpy()
    message = "Het aantal datums is niet gelijk aan het aantal diploma's."
    remedy = "Geef elk diploma een datum, in dezelfde volgorde, met een + ertussen."
    cells.find("fout", "datum_diploma", 3, both & differs, message, remedy)


def check_doubles(cells: Cells) -> None:
    """One inschrijving (pupil and volgnummer) occurs once; the first stays."""
    remedy = "Verwijder een van beide regels, of geef de tweede inschrijving een ander volgnummer."
    find_doubles(cells, pupil_keys(cells, "volgnummer"), "volgnummer", "Deze inschrijving", remedy)


def clean_rows(cells: Cells, vestiging: pd.Series) -> pd.DataFrame:
    """Every row without a fault, with what follows from its columns."""
    index = cells.sheet.frame.index
    rows = pd.DataFrame({name: cells.values[name] for name in TEXTS}, index=index)
    rows["vestiging"] = vestiging
    rows = rows[~cells.findings.faulty]
    qualified, entree = diploma_dates(rows["diploma"], rows["datum_diploma"])
    return rows.assign(
        qualified_on=qualified,
        entree_on=entree,
        cohort=cohort(rows["geboortedatum"].to_numpy()),
        category=categories(cells)[~cells.findings.faulty],
    )


def categories(cells: Cells) -> pd.Series:
    """The counting category of every row; every different combination is judged once."""
    columns = ("onderwijssoort", "leerjaar", "leerweg")
    key = np.zeros(len(cells.sheet.frame), dtype=np.int64)
    for name in columns:
        key = key * (len(cells.coded[name][0].written) + 1) + cells.coded[name][0].codes
    _different, first, codes = np.unique(key, return_index=True, return_inverse=True)
    judged = category(*(cells.values[name].iloc[first] for name in columns))
    return pd.Series(judged.array.take(codes), index=cells.sheet.frame.index)


def diploma_dates(diplomas: pd.Series, days: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The earliest date of a startkwalificatie and of an entree diploma; every different cell read once."""
    codes, uniques = pd.factorize(diplomas + "|" + days)
    qualified = [_earliest(pair, STARTKWALIFICATIES) for pair in uniques]
    entree = [_earliest(pair, {"mbo-1"}) for pair in uniques]
    return (np.array(qualified, dtype="datetime64[s]")[codes], np.array(entree, dtype="datetime64[s]")[codes])


def _earliest(pair: str, wanted: frozenset[str] | set[str]) -> np.datetime64:
    diplomas, days = (part.split("+") for part in pair.split("|"))
    found = [day for diploma, day in zip(diplomas, days, strict=False) if diploma in wanted]
    return np.datetime64(min(found), "s") if found else NO_DATE
