"""Two deliveries of one school and kind beside each other: who appeared, who vanished, and in which columns rows differ."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Difference:
    """Pupil ids, ascending. `changed`: column → pupils with an inschrijving that both have and that differs in it."""

    appeared: np.ndarray
    vanished: np.ndarray
    changed: dict[str, np.ndarray]
    before: int
    after: int

    @property
    def counts(self) -> dict[str, int]:
        """The numbers alone, for who may not know which pupils they are."""
        changed = {column: len(pupils) for column, pupils in self.changed.items()}
        return {"appeared": len(self.appeared), "vanished": len(self.vanished), **changed}


def difference(earlier: pd.DataFrame, later: pd.DataFrame, *, key: list[str]) -> Difference:
    """Compare the rows of two deliveries, in any order.

    Both frames have the same columns: `pupil` (int64), those of `key` (with `pupil` they tell one row from
    another; doubles count by their first), and the columns to compare. Empty equals empty.
    """
    old, new = earlier["pupil"].unique(), later["pupil"].unique()
    columns = [column for column in later if column not in {"pupil", *key}]
    rows = earlier.drop_duplicates(["pupil", *key]).merge(
        later.drop_duplicates(["pupil", *key]), on=["pupil", *key], suffixes=("_old", "_new")
    )
    return Difference(
        appeared=np.sort(np.setdiff1d(new, old)),
        vanished=np.sort(np.setdiff1d(old, new)),
        changed={str(column): _differing(rows, str(column)) for column in columns},
        before=len(old),
        after=len(new),
    )


def _differing(rows: pd.DataFrame, column: str) -> np.ndarray:
    """The pupils whose two rows do not have the same value."""
    old, new = rows[f"{column}_old"], rows[f"{column}_new"]
    if isinstance(old.dtype, pd.CategoricalDtype) or isinstance(new.dtype, pd.CategoricalDtype):
        old, new = old.astype("str"), new.astype("str")
    differs = (old != new) & ~(old.isna() & new.isna())
    return np.sort(rows.loc[differs.fillna(True).to_numpy(bool), "pupil"].unique())
