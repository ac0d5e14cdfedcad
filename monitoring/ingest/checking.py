"""A frame of strings in, clean rows and findings out. What is faulty never reaches the rows."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.ingest.cells import Cells, read_cells
from monitoring.ingest.duo_rules import duo_rows
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.findings import Findings
from monitoring.ingest.headings import match_headings
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.n01_rules import n01_rows
from monitoring.ingest.n02_rules import n02_rows
from monitoring.ingest.r01_rules import r01_rows
from monitoring.ingest.r02_rules import r02_rows
from monitoring.ingest.r03_rules import r03_rows
from monitoring.ingest.sheet import Sheet
from monitoring.ingest.translation import UNTRANSLATED, Translation

__all__ = ["Checked", "Expectation", "check"]

ROWS_OF = {  # any other kind is one of DUO's
    "R01": r01_rows, "R02": r02_rows, "R03": r03_rows, "N01": n01_rows, "N02": n02_rows,
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """rows: the clean ones, None when the file is refused. findings: see `findings.COLUMNS`.

    rows_read == rows_used + rows_faulty in a school's own file; DUO's also have dropped doubles of a person.
    """

    rows: pd.DataFrame | None
    findings: pd.DataFrame
    rows_read: int
    rows_used: int
    rows_faulty: int
    refused: bool


def check(sheet: Sheet, expectation: Expectation, translation: Translation = UNTRANSLATED) -> Checked:
    """Judge every line of a file of the promised kind; `translation` holds the school's own words."""
    layout = LAYOUTS[expectation.kind]
    findings = Findings(sheet.frame.index.to_numpy())
    matched = match_headings(list(sheet.frame.columns), layout, findings, translation)
    rows = None
    if not findings.refused:
        cells = read_cells(sheet, matched, layout, findings, translation)
        _report_width(cells, 1, sheet.frame.index.isin(list(sheet.long)), "meer")
        rows = ROWS_OF.get(layout.kind, duo_rows)(cells, expectation)
        _report_width(cells, 2, sheet.frame.index.isin(list(sheet.short)) & findings.faulty, "minder")
    if findings.refused or rows is None:
        return Checked(None, findings.frame(), len(sheet.frame), 0, 0, refused=True)
    # What is wrong with a line may only be known now.
    rows = rows.loc[~rows.index.isin(findings.lines[findings.faulty])]
    faulty = int(findings.faulty.sum())
    return Checked(rows, findings.frame(), len(sheet.frame), len(rows), faulty, refused=False)


def _report_width(cells: Cells, number: int, mask: np.ndarray, words: str) -> None:
    """Lines with more fields than headings are shifted; with fewer only when something else is wrong too.

    Spreadsheets leave out the separators of empty cells at the end of a line, so short alone is no fault.
    Too long is said first: such a line may not take the place of a good one about the same person.
    """
    width = len(cells.sheet.frame.columns)
    cells.findings.add(
        "fout",
        f"{cells.layout.kind}-REGEL-{number:02d}",
        mask,
        column="",
        values=[""] * len(mask),
        message=f"Deze regel heeft {words} velden dan de kopregel ({width}); de waarden zijn verschoven.",
        remedy="Kijk of er een puntkomma te veel of te weinig staat; zet zo nodig aanhalingstekens.",
    )
