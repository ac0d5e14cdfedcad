"""DUO's files: one row per person, with a category. No school can mend these, so little here is a fault."""

import re
from typing import Any

import numpy as np
import pandas as pd

from monitoring.calculation.categories import UNKNOWN, category_of_niveau
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.school_checks import (
    check_municipality,
    check_school,
    expected_brin,
)

OUT = (
    "pgn", "achternaam", "voorvoegsel", "voornaam", "geboortedatum", "gemeentecode", "brin", "category",
    "leerweg", "opleidingscode", "datum_uitschrijving", "reden_uitschrijving", "vanaf",
)  # fmt: skip
NOTHING_TO_MEND = "U hoeft niets te doen; DUO maakt dit bestand."


def duo_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """One clean row per person, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    check_reported_months(cells, expectation)
    if cells.findings.refused:
        return None
    check_municipality(cells, expectation)
    categories = category_of_niveau(cells.values["niveau"])
    message = "Het niveau is niet te lezen; deze persoon telt bij onbekend."
    cells.find("let_op", "niveau", 2, (categories == UNKNOWN).to_numpy(), message, NOTHING_TO_MEND)
    index = cells.sheet.frame.index
    empty = {"datum_uitschrijving": np.datetime64("NaT", "s"), "reden_uitschrijving": "", "vanaf": ""}
    values: dict[str, Any] = {name: cells.values.get(name, empty.get(name)) for name in OUT}
    values["category"] = categories
    values["brin"] = values["brin"].mask(values["brin"] == "", expected_brin(cells, expectation))
    rows = pd.DataFrame(values, index=index)[list(OUT)]
    kinds = dict.fromkeys(("reden_uitschrijving", "vanaf"), "str") | {"datum_uitschrijving": "datetime64[s]"}
    return once_per_person(cells, rows.astype(kinds))


def check_reported_months(cells: Cells, expectation: Expectation) -> None:
    """RAPPORTAGEMAAND must be of the teljaar; where it is of several months, somebody may look."""
    if "rapportagemaand" not in cells.values or not cells.has("rapportagemaand"):
        return
    stand = Stand.parse(expectation.teljaar, expectation.stand)
    months = cells.values["rapportagemaand"]
    is_named = (months != "").to_numpy()
    is_inside = months.isin(reported_months(stand.teljaar, is_late=stand.is_late)).to_numpy()
    heading = cells.matched.heading(cells.column("rapportagemaand"))
    named = ", ".join(sorted(months[is_named].unique())[:3])
    if is_named.any() and not (is_named & is_inside).any():
        found = f"de rapportagemaand is {named}"
        expected = f"{stand.label} (teljaar {stand.teljaar})"
        cells.findings.refuse("BESTAND-24", column=heading, found=found, expected=expected)
    elif (is_named & ~is_inside).any() or (not stand.is_late and months[is_named].nunique() > 1):
        cells.findings.whole(
            "let_op",
            f"{cells.layout.kind}-MAAND-01",
            f"Er staan regels van meer maanden in ({named} …). Alle regels tellen bij {stand.label}.",
            NOTHING_TO_MEND,
            column=heading,
        )


def reported_months(teljaar: SchoolYear, *, is_late: bool) -> list[str]:
    """The months, as yyyymm, that a file of this teljaar may report."""
    stands = [stand for stand in teljaar.stands() if stand.month and (is_late or not stand.is_late)]
    return [re.sub(r"\D", "", str(stand.month)) for stand in stands]


def once_per_person(cells: Cells, rows: pd.DataFrame) -> pd.DataFrame:
    """The first row of every person; the others are remarked and dropped."""
    usable = rows[~cells.findings.faulty]
    doubled = usable["pgn"].duplicated()
    mask = pd.Series(False, index=rows.index)
    mask.loc[usable.index] = doubled
    message = "Deze persoon staat al eerder in het bestand en telt één keer."
    cells.find("info", "pgn", 6, mask.to_numpy(), message, NOTHING_TO_MEND)
    return usable[~doubled]
