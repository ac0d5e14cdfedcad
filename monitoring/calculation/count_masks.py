"""Masks of one table of counts that stands beside the catalogue: reason of leaving, destination, age …

Such a table splits a number that readers already know per place (the vsv'ers of figures), so it is tied to it:

* a place whose own number is masked there is `veiled`: all its counts are `.` here, so that whatever the masked
  number may be, counts exist that add up to it (the catalogue keeps every value that it had);
* the counts of 1 to 4 are protected with all row totals taken as known, so they move only among themselves.

Together: a reader of the catalogue and of any number of such tables can compute no more than from each alone.
Without `veiled` the row totals belong to the table itself and are protected with it.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from monitoring.calculation.complementary import complementary
from monitoring.calculation.disclosure_catalogue import (
    COLUMN_TOTAL,
    GRAND_TOTAL,
    GROUP_CELL,
    GROUP_TOTAL,
    MEASURES,
    ROW_TOTAL,
    SUBREGION,
    Catalogue,
    Groups,
    catalogue,
)
from monitoring.calculation.disclosure_network import Attack, Network
from monitoring.calculation.suppression import ANY, COST, COVER, NO_GROUPS, THRESHOLD, VALUES

TABLES = ("municipality", "school")
Veiled = Mapping[str, Iterable[str]]  # table → rows whose own number is masked; the region is row "" of any table
Masks = dict[str, dict[str, str]]  # table → "row|value" → `<5` or `.`; what is shown is left out


def count_masks(
    leaves: pd.DataFrame, *, veiled: Veiled | None, subregions: Groups = NO_GROUPS,
    threshold: int = THRESHOLD, values: int = VALUES,
) -> Masks:  # fmt: skip
    """The masks of `leaves` (brin, municipality, value, n: one line per combination that occurs).

    Row "" is the region; value "" the total of a row, masked here only where the table has totals of its own.
    """
    laid_out = _laid_out(leaves, subregions)
    counts, own_totals = laid_out.values["n"], veiled is None
    is_total = np.isin(laid_out.kind, [ROW_TOTAL, GROUP_TOTAL, GRAND_TOTAL])
    fixed = is_total & (not own_totals)
    hidden_rows = _veiled(laid_out, veiled or {}) & ~fixed
    small = (counts > 0) & (counts < threshold) & ~fixed
    hidden, vague = _chosen(laid_out, small, fixed, hidden_rows, threshold, values)
    return _named(laid_out, hidden, vague, threshold)


def _laid_out(leaves: pd.DataFrame, subregions: Groups) -> Catalogue:
    columns = {"municipality": "municipality", "school": "brin"}
    others = dict.fromkeys([measure for measure in MEASURES if measure != "n"], 0)
    tables = {
        table: leaves[[column, "value", "n"]].set_axis([table, "category", "n"], axis=1).assign(**others)
        for table, column in columns.items()
    }
    return catalogue(tables, subregions)


def _veiled(laid_out: Catalogue, veiled: Veiled) -> np.ndarray:
    """The cells of veiled rows; when the region itself is, every cell."""
    if any("" in set(rows) for rows in veiled.values()):
        return np.ones(len(laid_out.kind), dtype=bool)
    of_rows = [
        (laid_out.cells["table"].eq(table) & laid_out.cells["row"].isin(list(rows))).to_numpy()
        for table, rows in veiled.items()
    ]
    return np.logical_or.reduce(of_rows) if of_rows else np.zeros(len(laid_out.kind), dtype=bool)


def _chosen(
    laid_out: Catalogue, small: np.ndarray, fixed: np.ndarray, hidden_rows: np.ndarray, threshold: int, values: int
) -> tuple[np.ndarray, np.ndarray]:
    """What is hidden, and which of it without saying that it is small: first with `<5` wherever that is safe,
    then with `.` instead where `<5` itself tells too much; what no choice can save hides the whole table."""
    for vague in (hidden_rows, hidden_rows | small):
        network = _network(laid_out, fixed, small & ~vague, threshold)
        cost = np.where(hidden_rows, 0.0, _cost(laid_out))
        cover = complementary(network, small, cost, laid_out.block, values=values)
        hidden = small | cover | hidden_rows
        attack = Attack(network, small, hidden, values)
        if not (small & (attack.rise + attack.fall < values - 1)).any():
            return hidden, vague | (hidden & ~small)
    return ~fixed, ~fixed


def _network(laid_out: Catalogue, fixed: np.ndarray, tellable: np.ndarray, threshold: int) -> Network:
    """A number shown as `<5` is 1 to 4; any other hidden one is 0 or more; a known total can't move."""
    counts = laid_out.values["n"]
    low = np.select([fixed, tellable], [counts, 1], default=0)
    high = np.select([fixed, tellable], [counts, threshold - 1], default=ANY)
    return Network(laid_out.tail, laid_out.head, laid_out.nodes, counts, low, high)


def _cost(laid_out: Catalogue) -> np.ndarray:
    """One per cell and more for sums, the region's most of all; the hidden mass decides between equals."""
    counts = laid_out.values["n"]
    price = COST | {COLUMN_TOTAL: 50.0, GROUP_CELL: 5.0}
    cells = np.select([laid_out.kind == kind for kind in price], list(price.values()), default=1.0)
    return cells + np.round(counts / (1.0 + 2 * counts.max(initial=0)), 3) / 50


def _named(laid_out: Catalogue, hidden: np.ndarray, vague: np.ndarray, threshold: int) -> Masks:
    cells = laid_out.cells[hidden]
    marks = np.where(vague[hidden], COVER, f"<{threshold}")
    keys = cells["row"].astype("str") + "|" + cells["category"].astype("str")
    tables = cells["table"].where(cells["table"].isin([*TABLES, SUBREGION]), "region")
    masks: Masks = {}
    for table, key, mark in zip(tables, keys, marks, strict=True):
        masks.setdefault(str(table), {})[str(key)] = str(mark)
    return masks
