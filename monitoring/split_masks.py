"""Masks of tables that split a number which another table already shows or hides; chosen when a count is stored.

The choice itself is calculation/count_masks.py's. `whole` and the results are its Masks.
"""

import pandas as pd
from django.conf import settings

from monitoring.calculation.count_masks import count_masks
from monitoring.calculation.suppression import COVER


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
    """A place whose own number is hidden shows none of the values, not even that it has none of them."""
    if leaves.empty:
        return {}
    values = leaves["value"].unique()
    hidden = {
        table: {f"{row}|{value}": COVER for row in rows if row for value in values} for table, rows in (veiled or {}).items()
    }
    if veiled and len(values) == 1:  # the same number as the total, hidden where that is
        return hidden | ({"region": {f"|{values[0]}": COVER}} if "" in veiled["municipality"] else {})
    summed = leaves.groupby(["brin", "municipality", "value"], as_index=False)["n"].sum()
    chosen = count_masks(summed, veiled=veiled, threshold=settings.SUPPRESSION_THRESHOLD)
    return {table: hidden.get(table, {}) | chosen.get(table, {}) for table in (*hidden, *(chosen.keys() - hidden.keys()))}


def veiled_by(masks: dict, value: str = "") -> dict[str, list[str]]:
    """The places of which this number ("": the total) is hidden; the region is row "" of any table."""
    rows = {
        table: [row for row, _, of in (key.partition("|") for key in masks.get(table, {})) if of == value]
        for table in ("municipality", "school")
    }
    whole = [""] if f"|{value}" in masks.get("region", {}) else []
    return rows | {"municipality": [*rows["municipality"], *whole]}
