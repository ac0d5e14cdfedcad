"""What was understood of every column: its heading, date formats and codes, as counts. No value that tells who it is.

Only columns with a code list show what stood in them, and only codes of that list.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.ingest.cells import READINGS
from monitoring.ingest.findings import Findings, hidden
from monitoring.ingest.headings import Matched, match_headings
from monitoring.ingest.layouts.layout import Column, Layout
from monitoring.ingest.sheet import Sheet
from monitoring.ingest.translation import UNTRANSLATED, Translation, translated
from monitoring.ingest.values import DATE_FORMS, Coded, matches, squeezed

DATE_FORMATS = ("dd-mm-jjjj", "jjjj-mm-dd", "jjjjmmdd")
DATES = {"date", "birth_date", "several_dates"}
HEADING_LENGTH = 60


@dataclass(frozen=True)
class Counted:
    """The different texts of one column, and how many rows hold each."""

    texts: pd.Series
    rows: np.ndarray

    @classmethod
    def of(cls, values: pd.Series) -> "Counted":
        coded = Coded.of(values)
        return cls(coded.texts, np.bincount(coded.codes, minlength=len(coded.written)))

    def read_as(self, column: Column, translation: Translation, kind: str) -> "Counted":
        """The same with the school's own words replaced, as the check does."""
        return Counted(translated(self.texts, column, translation, Findings(np.array([])), kind), self.rows)

    @property
    def filled(self) -> int:
        return int(self.rows[(self.texts != "").to_numpy()].sum())


def understood(sheet: Sheet, layout: Layout, translation: Translation = UNTRANSLATED) -> list[dict]:
    """One entry per column of the layout that the file has, in the order of the layout; as plain data for storing.

    column, heading, is_alias · rows, filled · dates: format → rows · codes: [code, label, rows], most frequent
    first · unread: filled rows whose code or date is not known
    """
    matched = match_headings(list(sheet.frame.columns), layout, Findings(np.array([])), translation)
    found = [column for column in layout.columns if column.name in matched.places]
    return [
        _entry(sheet, matched, column, layout) | _contents(sheet, matched, column, layout, translation)
        for column in found
    ]


def _entry(sheet: Sheet, matched: Matched, column: Column, layout: Layout) -> dict:
    heading = matched.heading(column).strip()
    return {
        "column": column.name,
        "heading": hidden(heading)[:HEADING_LENGTH],
        "is_alias": not layout.from_duo and squeezed(heading) != squeezed(column.name),
        "rows": len(sheet.frame),
    }


def _contents(
    sheet: Sheet, matched: Matched, column: Column, layout: Layout, translation: Translation
) -> dict:
    values = sheet.frame.iloc[:, matched.places[column.name]]
    if column.form not in DATES and not column.codes:
        return {"filled": int((values.str.strip() != "").sum())}
    counted = Counted.of(values).read_as(column, translation, layout.kind)
    found = _dates(counted, column) if column.form in DATES else _codes(counted, column)
    return {"filled": counted.filled} | found


def _dates(counted: Counted, column: Column) -> dict:
    """Rows per date format; of several dates in one cell the first shows it."""
    first = counted.texts.str.split("+").str[0].str.strip().fillna("").astype("str")
    spelled = [
        (name, int(counted.rows[matches(first, form)].sum()))
        for name, form in zip(DATE_FORMATS, _plain_forms(), strict=True)
    ]
    values = READINGS[column.form](counted.texts, column)
    unread = int(counted.rows[np.logical_or.reduce([fault.mask for fault in values.faults])].sum())
    return {"dates": {name: rows for name, rows in spelled if rows}, "unread": unread}


def _codes(counted: Counted, column: Column) -> dict:
    parsed = READINGS[column.form](counted.texts, column)
    unread = np.logical_or.reduce([fault.mask for fault in parsed.faults])
    values = parsed.values if isinstance(parsed.values, pd.Series) else _flags(parsed.values, column)
    is_read = (counted.texts != "").to_numpy() & ~unread
    found = pd.DataFrame({"code": values.to_numpy()[is_read], "rows": counted.rows[is_read]})
    found["code"] = found["code"].str.split("+")
    per_code = found.explode("code").groupby("code")["rows"].sum().sort_values(ascending=False, kind="stable")
    codes = [[code, column.codes.get(str(code), ""), int(rows)] for code, rows in per_code.items()]
    return {"codes": codes, "unread": int(counted.rows[unread].sum())}


def _flags(values: np.ndarray, column: Column) -> pd.Series:
    yes, no = column.codes
    return pd.Series(np.where(values, yes, no), dtype="str")


def _plain_forms() -> list[str]:
    """The date patterns without their named groups, which RE2 spells otherwise."""
    return [
        form.replace("?P<day>", "").replace("?P<month>", "").replace("?P<year>", "") for form in DATE_FORMS
    ]
