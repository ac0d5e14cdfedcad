"""Leaf cells: how many pupils per school, woongemeente and category; sums over them, and percentages.

Every number on a screen is a sum of leaf cells, so all screens agree (deliveries.md §6). Hides nothing:
suppression happens when a number is shown.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
import pandas as pd

CELL_KEY = ["brin", "vestiging", "municipality", "category"]
MEASURES = ["a", "b", "c_confirmed", "c_reported", "d", "x", "x_unknown"]
MEASURE_OF = {"B": "b", "C_bevestigd": "c_confirmed", "C_opgegeven": "c_reported", "D": "d", "X": "x"}
PERSON_IN_FILE = ["pupil", "brin"]
Whole = TypeVar("Whole", int, np.ndarray)


@dataclass(frozen=True)
class DuoCells:
    """The leaf cells of DUO's files, and how many vsv'ers stand in no start set of their school."""

    cells: pd.DataFrame
    missing: int


def cells(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Method regio: `outcomes.outcomes(...)` → one row per CELL_KEY that occurs, ascending; MEASURES int64.

    a = b + c_confirmed + c_reported + d + x in every row; x_unknown is part of x.
    """
    group = [*CELL_KEY, "outcome", "unknown"]
    counted = outcomes.groupby(group, observed=True, dropna=False).size().rename("pupils").reset_index()
    counted["a"] = counted["pupils"]
    for outcome, measure in MEASURE_OF.items():
        counted[measure] = counted["pupils"].where(counted["outcome"] == outcome, 0)
    counted["x_unknown"] = counted["pupils"].where(counted["unknown"], 0)
    return sums(counted.astype(dict.fromkeys(CELL_KEY, "str")), CELL_KEY)


def duo_cells(start: pd.DataFrame | None, vsv: pd.DataFrame | None) -> DuoCells:
    """Method duo: the rows of start sets (A05, NRSP) and of vsv files (A04, A14, NenR) → leaf cells.

    Columns in: pupil, brin, municipality, category. None is a file that was not delivered. A person counts
    once per school (the first row stays); a and x are counted apart, each by its own row's municipality and
    category, and b, c and d are 0: DUO does not tell them. vestiging is "". `missing` looks only at schools
    whose start set is there.
    """
    started, left = _persons(start), _persons(vsv)
    counts = pd.concat([_counts(started, "a"), _counts(left, "x")])
    return DuoCells(sums(counts, CELL_KEY), _missing(left, started))


def sums(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """MEASURES added up per value of `by`, ascending; without columns one row: the whole."""
    if not by:
        return cells[MEASURES].sum().astype("int64").to_frame().T
    return cells.groupby(by, observed=True, dropna=False)[MEASURES].sum().astype("int64").reset_index()


def percentage(x: int, n: int) -> Decimal | None:
    """100 · x / n with two decimals, half up; None where n is 0.

    Regeling prestatiebox mbo (BWBR0031390), art. 13 lid 4: two decimals. Whole numbers throughout, so 0.125 %
    becomes 0.13 and no binary fraction comes between.
    """
    return Decimal(_hundredths(x, n)).scaleb(-2) if n else None


def percentages(x: pd.Series, n: pd.Series) -> pd.Series:
    """`percentage` for whole columns, as float; NaN where n is 0."""
    total = n.to_numpy(np.int64)
    hundredths = _hundredths(x.to_numpy(np.int64), np.where(total == 0, 1, total))
    return pd.Series(np.where(total == 0, np.nan, hundredths / 100), index=x.index)


def _hundredths(x: Whole, n: Whole) -> Whole:
    """Hundredths of a percent, half up: ⌊10000·x/n + ½⌋."""
    return (20_000 * x + n) // (2 * n)


def _persons(rows: pd.DataFrame | None) -> pd.DataFrame:
    if rows is None:
        return pd.DataFrame(columns=[*PERSON_IN_FILE, "municipality", "category"])
    return rows.drop_duplicates(PERSON_IN_FILE)


def _counts(persons: pd.DataFrame, measure: str) -> pd.DataFrame:
    key = ["brin", "municipality", "category"]
    counted = persons.astype(dict.fromkeys(key, "str")).groupby(key, dropna=False).size().rename("persons")
    cells = counted.reset_index().assign(vestiging="", **dict.fromkeys(MEASURES, 0))
    cells[measure] = cells["persons"]
    return cells.astype({"vestiging": "str"})


def _missing(left: pd.DataFrame, started: pd.DataFrame) -> int:
    compared = left[left["brin"].isin(started["brin"])]
    known = started[PERSON_IN_FILE].assign(known=True)
    return int(compared.merge(known, on=PERSON_IN_FILE, how="left")["known"].isna().sum())
