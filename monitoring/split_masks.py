"""Masks of tables that split a number which another table already shows or hides; chosen when a count is stored.

The choice itself is calculation/count_masks.py's. `whole` and the results are its Masks.
"""

import pandas as pd
from django.conf import settings

from monitoring.calculation.count_masks import count_masks


def by_group(leaves: pd.DataFrame, group: pd.Series, whole: dict) -> dict:
    """Masks of values that add up, per group, to a number that `whole` shows or hides: where that is hidden, so is a 0."""
    together: dict[str, dict] = {}
    for name in group.unique():
        own, veiled = leaves[group == name], veiled_by(whole, name)
        for table, rows in veiled.items():
            hidden = {f"{row}|{value}": "." for row in rows if row for value in own["value"].unique()}
            together.setdefault(table, {}).update(hidden)
        for table, marks in masked(own, veiled).items():
            together.setdefault(table, {}).update(marks)
    return together


def masked(leaves: pd.DataFrame, veiled: dict | None) -> dict:
    if leaves.empty:
        return {}
    if veiled and leaves["value"].nunique() == 1:  # the same number as the total, hidden where that is
        only = leaves["value"].iloc[0]
        hidden = {table: {f"{row}|{only}": "." for row in rows if row} for table, rows in veiled.items()}
        return hidden | ({"region": {f"|{only}": "."}} if "" in veiled["municipality"] else {})
    summed = leaves.groupby(["brin", "municipality", "value"], as_index=False)["n"].sum()
    return count_masks(summed, veiled=veiled, threshold=settings.SUPPRESSION_THRESHOLD)


def veiled_by(masks: dict, value: str = "") -> dict[str, list[str]]:
    """The places of which this number ("": the total) is hidden; the region is row "" of any table."""
    rows = {
        table: [row for row, _, of in (key.partition("|") for key in masks.get(table, {})) if of == value]
        for table in ("municipality", "school")
    }
    return rows | ({"municipality": [""]} if f"|{value}" in masks.get("region", {}) else {})
