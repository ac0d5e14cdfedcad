"""N01: what the columns of a leaving pupil say together, and the rows that remain."""

import numpy as np
import pandas as pd

from monitoring.calculation.school_year import Stand
from monitoring.ingest.cells import Cells
from monitoring.ingest.codes import MBO_BESTEMMINGEN
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.month_checks import check_ages
from monitoring.ingest.pupil_checks import check_columns, check_named, find_doubles, pupil_keys
from monitoring.ingest.school_checks import check_municipality, check_school, vestiging_of_rows
from monitoring.ingest.values import cohort

OUT = (
    "pgn", "leerlingnummer", "achternaam", "voorvoegsel", "voornaam", "geboortedatum", "gemeentecode", "brin",
    "onderwijssoort", "leerjaar", "examenkandidaat", "examenuitslag", "voorgenomen_bestemming", "voorgenomen_brin",
    "extra_ondersteuning", "warme_overdracht",
)  # fmt: skip
FIRST_RESULTS = 5  # May: before it no exam of this school year has a result
SCHOOL_EXAM_MONTHS = range(FIRST_RESULTS, 10)


def n01_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """The clean rows of an N01, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    check_columns(cells)
    if cells.findings.refused:
        return None
    stand = Stand.of_month(expectation.stand)
    vestiging = vestiging_of_rows(cells, expectation)
    check_municipality(cells, expectation)
    check_named(cells)
    check_ages(cells, np.datetime64(stand.peildatum, "s"))
    check_examination(cells, stand)
    check_intention(cells)
    remedy = "Verwijder een van beide regels: een leerling staat één keer in dit bestand."
    find_doubles(cells, pupil_keys(cells, "brin"), "leerlingnummer", "Deze leerling", remedy)
    rows = pd.DataFrame({name: cells.values[name] for name in OUT}, index=cells.sheet.frame.index)
    rows = rows.assign(vestiging=vestiging, cohort=cohort(rows["geboortedatum"].to_numpy()))
    return rows[~cells.findings.faulty]


def check_examination(cells: Cells, stand: Stand) -> None:
    """A result belongs to a candidate, and to the months after the examination."""
    result = cells.values["examenuitslag"]
    has_result = (~result.isin(["", "onbekend"])).to_numpy()
    message = "Er is een examenuitslag, maar de leerling is geen examenkandidaat."
    remedy = "Vul bij examenkandidaat J in, of maak de uitslag leeg."
    cells.find("fout", "examenuitslag", 3, has_result & ~cells.values["examenkandidaat"], message, remedy)
    is_early = int(stand.code[5:7]) not in SCHOOL_EXAM_MONTHS
    message = f"In {stand.label} is er nog geen uitslag van het examen van dit schooljaar."
    remedy = "Staat hier de uitslag van een eerder jaar? Maak de cel dan leeg."
    early = has_result & is_early & (result != "teruggetrokken").to_numpy()
    cells.find("let_op", "examenuitslag", 4, early, message, remedy)


def check_intention(cells: Cells) -> None:
    """Whoever wants to go to the mbo wants to go to a school; anybody else to none."""
    to_mbo = cells.values["voorgenomen_bestemming"].isin(MBO_BESTEMMINGEN).to_numpy()
    has_brin = cells.filled["voorgenomen_brin"]
    message = "De leerling wil naar het mbo, maar de school ontbreekt."
    remedy = "Vul de BRIN van de mbo-school in. Weet u die nog niet, dan mag de cel leeg blijven."
    cells.find("let_op", "voorgenomen_brin", 4, to_mbo & ~has_brin, message, remedy)
    message = "Hier staat een mbo-school, maar de voorgenomen bestemming is geen mbo."
    remedy = "Kies mbo-1 tot en met mbo-4, of maak de BRIN leeg."
    cells.find("let_op", "voorgenomen_brin", 5, ~to_mbo & has_brin, message, remedy)
