"""A sheet read column by column: the values of every row, with the faults that one column alone shows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from monitoring.ingest.absence_forms import ABSENCE_FORMS
from monitoring.ingest.columns import FORMS, Fault, Parsed
from monitoring.ingest.findings import Findings
from monitoring.ingest.headings import Matched
from monitoring.ingest.layouts.layout import Column, Layout
from monitoring.ingest.sheet import Sheet
from monitoring.ingest.transition_forms import TRANSITION_FORMS
from monitoring.ingest.translation import UNTRANSLATED, Translation, translated
from monitoring.ingest.values import Coded

READINGS = FORMS | ABSENCE_FORMS | TRANSITION_FORMS
PERSON = "pgn"  # without it nobody knows whom a row is about, whoever made the file


@dataclass(frozen=True)
class Cells:
    """values: per column of the layout one array or series in the order of the rows; "" or NaT where empty.

    filled: per column which rows hold any text at all, also text that could not be read.
    coded: per column its different texts, and which of them every row holds.
    """

    sheet: Sheet
    layout: Layout
    matched: Matched
    findings: Findings
    values: dict[str, Any]
    filled: dict[str, np.ndarray]
    coded: dict[str, tuple[Coded, Parsed]]
    grouped: dict[str, np.ndarray]

    def column(self, name: str) -> Column:
        return next(column for column in self.layout.columns if column.name == name)

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self.matched.places

    def groups(self, name: str) -> np.ndarray:
        """A number for every row of a text column; equal numbers mean equal values."""
        if name not in self.grouped:
            coded, parsed = self.coded[name]
            self.grouped[name] = coded.spread(pd.factorize(parsed.values.array)[0])
        return self.grouped[name]

    def find(self, level: str, name: str, number: int, mask, message, remedy: str) -> None:
        """One finding for every row where `mask` holds, at column `name`."""
        column = self.column(name)
        self.findings.add(
            level,
            f"{self.layout.kind}-{column.code}-{number:02d}",
            mask,
            column=self.matched.heading(column),
            values=written(self.sheet, self.matched, column),
            message=message,
            remedy=remedy,
            secret=column.secret,
        )


def written(sheet: Sheet, matched: Matched, column: Column) -> pd.Series:
    """A column as the school wrote it; empty when the file does not have it."""
    if column.name not in matched.places:
        return pd.Series("", index=sheet.frame.index, dtype="str")
    values = sheet.frame.iloc[:, matched.places[column.name]]
    if column.stand_in not in matched.places:
        return values
    return values.mask(values.str.strip(" 0") == "", sheet.frame.iloc[:, matched.places[column.stand_in]])


def read_cells(
    sheet: Sheet,
    matched: Matched,
    layout: Layout,
    findings: Findings,
    translation: Translation = UNTRANSLATED,
) -> Cells:
    """All columns of the layout, each by its own form; faults become findings."""
    cells = Cells(sheet, layout, matched, findings, {}, {}, {}, {})
    for column in layout.columns:
        coded = Coded.of(written(sheet, matched, column))
        texts = translated(coded.texts, column, translation, findings, layout.kind)
        parsed = READINGS[column.form](texts, column)
        cells.coded[column.name] = (coded, parsed)
        if isinstance(parsed.values, pd.Series):
            cells.values[column.name] = coded.spread_series(parsed.values, sheet.frame.index)
        else:
            cells.values[column.name] = coded.spread(parsed.values)
        cells.filled[column.name] = coded.spread((coded.texts != "").to_numpy())
        _report(cells, column, coded, parsed.faults)
    return cells


def _report(cells: Cells, column: Column, coded: Coded, faults: tuple[Fault, ...]) -> None:
    if column.is_required:
        empty = ~cells.filled[column.name]
        message = f"Hier ontbreekt een waarde: {column.label}."
        level = "fout" if column.name == PERSON else cells.layout.level
        cells.find(level, column.name, 1, empty, message, _fill_in(column))
    for fault in faults:
        if fault.mask.any():
            level = fault.level or cells.layout.level
            cells.find(
                level, column.name, fault.number, coded.spread(fault.mask), fault.message, fault.remedy
            )


def _fill_in(column: Column) -> str:
    example = f", zoals {column.example}" if column.example else ""
    return f"Vul de waarde in{example}. {column.explanation}"
