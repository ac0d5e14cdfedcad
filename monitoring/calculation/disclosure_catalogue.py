"""The fixed catalogue of tables a reader may see, laid out as one network in which every printed number is
an arc.

Per measure the catalogue holds municipality × category and school × category with their totals. Both have
the same column totals, so together they are a flow: region → municipality → category → category → school
→ region. Municipalities may be taken together in subregions: a subregion's numbers are arcs between those of
its municipalities and those of the region. What flows in flows out; that is exactly what a reader can
compute with. A network has integer corners, so bounds are exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

MEASURES = ("n", "b", "x", "u")
SMALLER_THAN = (("u", "x"), ("x", "n"))  # vsv onbekend ≤ vsv ≤ deelnemers, in every cell
LEAF, ROW_TOTAL, COLUMN_TOTAL, GRAND_TOTAL, GROUP_CELL, GROUP_TOTAL = range(6)
REGION, SUBREGION = "regio", "subregion"
Groups = Mapping[str, str]  # row of the first table → its subregion; who is not in it belongs to none


@dataclass(frozen=True)
class Catalogue:
    """Cell i is the arc tail[i] → head[i], block[i] its table (0: shared totals); `cells` names it
    (table, row, category), `values` holds its true numbers."""

    tables: tuple[str, ...]
    cells: pd.DataFrame
    kind: np.ndarray
    block: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    nodes: int
    values: dict[str, np.ndarray]


def catalogue(tables: Mapping[str, pd.DataFrame], groups: Groups = MappingProxyType({})) -> Catalogue:
    """One or two tables (by the name of their row column) that count the same pupils."""
    categories = sorted({str(name) for frame in tables.values() for name in frame["category"].unique()})
    grids = {rows: _grid(frame, rows, categories) for rows, frame in tables.items()}
    parts = _parts(grids, groups)
    cells = pd.concat(parts, ignore_index=True)
    labels = pd.concat([cells["tail"], cells["head"]])
    codes, names = pd.factorize(labels)
    return Catalogue(
        tables=tuple(tables),
        cells=cells[["table", "row", "category"]],
        kind=cells["kind"].to_numpy(),
        block=cells["table"].map(_blocks(tables)).to_numpy(),
        tail=codes[: len(cells)],
        head=codes[len(cells) :],
        nodes=len(names),
        values={measure: cells[measure].to_numpy(dtype=np.int64) for measure in MEASURES},
    )


def _blocks(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Subregions stand in the block of the first table, whose rows they add up."""
    return {REGION: 0, SUBREGION: 1} | {name: 1 + i for i, name in enumerate(tables)}


def _grid(frame: pd.DataFrame, rows: str, categories: list[str]) -> pd.DataFrame:
    """Every row with every category, in alphabetical order, so that the order of delivery changes nothing."""
    summed = frame.groupby([rows, "category"])[list(MEASURES)].sum()
    names = sorted(str(name) for name in frame[rows].unique())
    full = pd.MultiIndex.from_product([names, categories], names=["row", "category"])
    return summed.reindex(full, fill_value=0).reset_index()


def _parts(grids: dict[str, pd.DataFrame], groups: Groups) -> list[pd.DataFrame]:
    first, *rest = grids
    columns = _sums(grids[first], "category").assign(row="", table=REGION, kind=COLUMN_TOTAL)
    for other in rest:
        if not _sums(grids[other], "category").equals(_sums(grids[first], "category")):
            raise ValueError(f"{first} and {other} do not count the same pupils per category")
    columns["tail"] = "category of " + first + " " + columns["category"]
    columns["head"] = ("category of " + rest[0] + " " + columns["category"]) if rest else "sink"
    parts = [*_table(grids[first], first, groups, forward=True), *_grouped(grids[first], first, groups), columns]
    for other in rest:
        parts += _table(grids[other], other, {}, forward=False)
    grand = grids[first][list(MEASURES)].sum().to_frame().T
    parts.append(
        grand.assign(row="", category="", table=REGION, kind=GRAND_TOTAL, tail="sink", head="source")
    )
    return parts


def _table(grid: pd.DataFrame, rows: str, groups: Groups, *, forward: bool) -> list[pd.DataFrame]:
    """Leaf cells and row totals; the first table flows from its rows to the categories, the second back."""
    ends = ["tail", "head"] if forward else ["head", "tail"]
    leaf = grid.assign(table=rows, kind=LEAF)
    leaf[ends[0]] = f"row of {rows} " + leaf["row"]
    leaf[ends[1]] = _column_node(rows, leaf["category"], _group_of(leaf["row"], groups))
    total = _sums(grid, "row").assign(category="", table=rows, kind=ROW_TOTAL)
    group = _group_of(total["row"], groups)
    total[ends[0]] = (f"{SUBREGION} " + group).where(group != "", "source" if forward else "sink")
    total[ends[1]] = f"row of {rows} " + total["row"]
    return [leaf, total]


def _grouped(grid: pd.DataFrame, rows: str, groups: Groups) -> list[pd.DataFrame]:
    """The subregions: their cells flow from those of their rows to the region's, their totals to those rows."""
    members = grid[grid["row"].isin(list(groups))]
    if members.empty:
        return []
    named = members.assign(row=_group_of(members["row"], groups))
    cell = named.groupby(["row", "category"])[list(MEASURES)].sum().reset_index()
    cell = cell.assign(table=SUBREGION, kind=GROUP_CELL)
    cell["tail"] = _column_node(rows, cell["category"], cell["row"])
    cell["head"] = f"category of {rows} " + cell["category"]
    total = _sums(named, "row").assign(category="", table=SUBREGION, kind=GROUP_TOTAL, tail="source")
    total["head"] = f"{SUBREGION} " + total["row"]
    return [cell, total]


def _column_node(rows: str, category: pd.Series, group: pd.Series) -> pd.Series:
    """Where a leaf cell flows to: its category, first within its subregion where it has one."""
    within = f"{SUBREGION} " + group + " category " + category
    return within.where(group != "", f"category of {rows} " + category)


def _group_of(rows: pd.Series, groups: Groups) -> pd.Series:
    return rows.map(lambda row: groups.get(row, "")).astype("str")


def _sums(grid: pd.DataFrame, by: str) -> pd.DataFrame:
    return grid.groupby(by, sort=True)[list(MEASURES)].sum().reset_index()
