"""Is this a file of the promised school? A file of another school is refused whole."""

import numpy as np
import pandas as pd

from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation


def expected_brin(cells: Cells, expectation: Expectation) -> str:
    """The promised BRIN, or else the one that the file itself names most."""
    if expectation.brin:
        return expectation.brin
    named = cells.values["brin"].replace("", pd.NA).mode()
    return str(named.iloc[0]) if len(named) else ""


def check_school(cells: Cells, expectation: Expectation) -> None:
    """Refuse a file that is mostly of another BRIN; a few lines of another BRIN are faulty lines."""
    brin = cells.values["brin"]
    expected = expected_brin(cells, expectation)
    is_other = ((brin != expected) & (brin != "")).to_numpy()
    if not is_other.any():
        return
    is_own = (brin == expected).to_numpy()
    if is_other.sum() > is_own.sum():
        others = ", ".join(sorted(brin[is_other].unique())[:3])
        heading = cells.matched.heading(cells.column("brin"))
        cells.findings.refuse("BESTAND-23", column=heading, found=others, expected=expected)
        return
    remedy = "Verwijder de regel, of lever hem aan bij de school waar hij hoort."
    cells.find("fout", "brin", 3, is_other, f"Deze regel is van een andere school dan {expected}.", remedy)


def vestiging_of_rows(cells: Cells, expectation: Expectation) -> pd.Series:
    """The vestiging of every row; in a delivery of one vestiging, another is faulty and none means it."""
    vestiging = cells.values["vestiging"]
    if not expectation.vestiging:
        return vestiging
    is_other = (~vestiging.isin(["", expectation.vestiging])).to_numpy()
    message = f"Deze levering is van vestiging {expectation.vestiging}; deze regel is van een andere."
    remedy = "Verwijder de regel, of lever hem aan met het bestand van die vestiging."
    cells.find("fout", "vestiging", 3, is_other, message, remedy)
    return vestiging.mask(vestiging == "", expectation.vestiging)


def check_municipality(cells: Cells, expectation: Expectation) -> None:
    """A code that CBS does not have."""
    if not expectation.municipalities:
        return
    codes = cells.values["gemeentecode"]
    unknown = ~codes.isin([*expectation.municipalities, ""]).to_numpy()
    remedy = "Zoek de code van de woongemeente op bij het CBS. In het buitenland of onbekend: 1999."
    message = "Deze gemeentecode bestaat niet of niet meer."
    cells.find(cells.layout.level, "gemeentecode", 3, np.asarray(unknown), message, remedy)
