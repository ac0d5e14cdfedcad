"""Numbers too small to show, and the totals that would betray them: the masks of the internal dashboards.

For readers who may see no pupil. A number of 1 to 4 is shown as `<5`; further numbers are shown as `.`
until no `<5` can be computed from all tables of the catalogue together (see disclosure_audit for what
such a reader is assumed to know).

Vsv onbekend ≤ vsv ≤ deelnemers ties the measures together, so judging each measure by itself is not safe:
a hidden vsv onbekend beside a shown vsv of 0 hides nothing. Therefore each measure is first protected
while the others keep their true numbers, and where that is not possible (one vsv'er, onbekend) the audit
looks at all measures at once and hides more if needed. A cell without anybody (deelnemers and uit
populatie both 0) is taken as known and never serves as cover."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from monitoring.calculation.complementary import complementary
from monitoring.calculation.disclosure_audit import Hiding, ranges, unknowns, unsafe
from monitoring.calculation.disclosure_catalogue import (
    COLUMN_TOTAL,
    GRAND_TOTAL,
    GROUP_CELL,
    GROUP_TOTAL,
    MEASURES,
    REGION,
    ROW_TOTAL,
    SUBREGION,
    Catalogue,
    Groups,
    catalogue,
)
from monitoring.calculation.disclosure_network import Attack, Network
from monitoring.calculation.disclosure_repair import repair

THRESHOLD = 5
VALUES = 2
SHOWN, COVER = "", "."
COST = {
    ROW_TOTAL: 3.0,
    COLUMN_TOTAL: 1000.0,
    GRAND_TOTAL: 5000.0,
    GROUP_CELL: 4.0,
    GROUP_TOTAL: 100.0,
}  # in leaf cells; a row total is what people look for
NO_GROUPS: Groups = MappingProxyType({})
ANY = 10**6  # room of a hidden number without a bound


def masks(
    cells: pd.DataFrame, *, rows: str, threshold: int = THRESHOLD, values: int = VALUES
) -> pd.DataFrame:
    """Masks of one table when it is all that is shown."""
    return _masks({rows: cells}, threshold, values)[rows]


def catalogue_masks(
    by_municipality: pd.DataFrame,
    by_school: pd.DataFrame,
    *,
    subregions: Groups = NO_GROUPS,
    threshold: int = THRESHOLD,
    values: int = VALUES,
) -> dict[str, pd.DataFrame]:
    """Masks of both tables, safe for who reads both; keys `municipality` and `school`, equal where row
    is ''. With `subregions` (municipality → subregion) also those of `subregion`, safe for who reads all three."""
    return _masks({"municipality": by_municipality, "school": by_school}, threshold, values, subregions)


def audit(
    tables: Mapping[str, pd.DataFrame], masked: Mapping[str, pd.DataFrame], *, threshold: int = THRESHOLD,
    subregions: Groups = NO_GROUPS,
) -> pd.DataFrame:  # fmt: skip
    """Every number of 1 to 4 with the lowest and highest value that a reader of these tables can still
    believe."""
    laid_out = catalogue(tables, subregions)
    return ranges(laid_out, _hiding(laid_out, masked, threshold))


def primary_masks(
    tables: Mapping[str, pd.DataFrame], *, threshold: int = THRESHOLD
) -> dict[str, pd.DataFrame]:
    """Only the small numbers hidden: not safe to show, the yardstick of what safety costs."""
    laid_out = catalogue(tables)
    return _frames(laid_out, _start(laid_out, threshold))


def shown(number: int, mask: str) -> str:
    """What may be printed instead of one number."""
    return mask or str(int(number))


def _masks(
    tables: dict[str, pd.DataFrame], threshold: int, values: int, subregions: Groups = NO_GROUPS
) -> dict[str, pd.DataFrame]:
    _check(tables, threshold, values)
    laid_out = catalogue(tables, subregions)
    hiding = _start(laid_out, threshold)
    doubtful = {measure: _choose(laid_out, hiding, measure, values) for measure in MEASURES}
    _mend(laid_out, hiding, doubtful, values)
    return _frames(laid_out, hiding)


def _start(laid_out: Catalogue, threshold: int) -> Hiding:
    """The small numbers hidden, nothing else."""
    small = {name: (numbers > 0) & (numbers < threshold) for name, numbers in laid_out.values.items()}
    nothing = {name: np.zeros(len(laid_out.kind), dtype=bool) for name in MEASURES}
    return Hiding(threshold, small, dict(small), nothing)


def _check(tables: dict[str, pd.DataFrame], threshold: int, values: int) -> None:
    if threshold < THRESHOLD:
        raise ValueError(f"a threshold below {THRESHOLD} is not allowed")
    if not 2 <= values < threshold:
        raise ValueError(f"values must be between 2 and {threshold - 1}")
    for name, cells in tables.items():
        ordered = (
            (cells["u"] >= 0) & (cells["u"] <= cells["x"]) & (cells["x"] <= cells["n"]) & (cells["b"] >= 0)
        )
        if not ordered.all():
            raise ValueError(f"{name}: a cell breaks 0 ≤ u ≤ x ≤ n or 0 ≤ b")


def _choose(laid_out: Catalogue, hiding: Hiding, measure: str, values: int) -> np.ndarray:
    """Hide the cover of one measure; returns its small cells whose safety still depends on the other
    measures."""
    small, cost = hiding.small[measure], _cost(laid_out, measure)
    if not small.any():
        return small
    loose = _network(laid_out, hiding, measure, others_fixed=False)
    hiding.add(measure, complementary(loose, small, cost, laid_out.block, values=values))
    strict = _network(laid_out, hiding, measure, others_fixed=True)
    attack = Attack(strict, small, hiding.hidden[measure], values)
    return small & (attack.rise + attack.fall < values - 1)


def _network(laid_out: Catalogue, hiding: Hiding, measure: str, *, others_fixed: bool) -> Network:
    """What a hidden number may be: with the other measures at their true numbers, or as free as their
    masks allow."""
    numbers, small, most = laid_out.values, hiding.small, hiding.threshold - 1
    low, high = np.where(small[measure], 1, 0), np.where(small[measure], most, ANY)
    if measure == "n":
        low = np.maximum(low, numbers["x"])
    if measure == "x":
        high = np.minimum(high, numbers["n"])
        low = np.maximum(low, np.where(small["u"] & (not others_fixed), 1, numbers["u"]))
    if measure == "u":
        free = np.select([small["x"], hiding.hidden["x"]], [most, ANY], default=numbers["x"])
        high = np.minimum(high, numbers["x"] if others_fixed else np.minimum(free, numbers["n"]))
    nobody = numbers["n"] + numbers["b"] == 0
    flow = numbers[measure]
    return Network(laid_out.tail, laid_out.head, laid_out.nodes, flow, low, np.where(nobody, 0, high))


def _cost(laid_out: Catalogue, measure: str) -> np.ndarray:
    """One per cell, totals more; the hidden mass only decides between choices of equal number."""
    numbers = laid_out.values[measure]
    cells = np.select([laid_out.kind == kind for kind in COST], list(COST.values()), default=1.0)
    return cells + np.round(numbers / (1.0 + 2 * numbers.max()), 3) / 50


def _mend(laid_out: Catalogue, hiding: Hiding, doubtful: dict[str, np.ndarray], values: int) -> None:
    """Look at the doubtful cells over all measures at once, and hide more where they can still be
    computed."""
    costs = {measure: _cost(laid_out, measure) for measure in MEASURES}
    while any(cells.any() for cells in doubtful.values()):
        system = unknowns(laid_out, hiding)
        suspects = np.concatenate([system.where[measure][doubtful[measure]] for measure in MEASURES])
        betrayed = unsafe(system, values, suspects)
        if not betrayed.size:
            return
        repair(laid_out, hiding, costs, system, int(betrayed[0]))
        doubtful = {name: cells & np.isin(system.where[name], betrayed) for name, cells in doubtful.items()}


def _hiding(laid_out: Catalogue, masked: Mapping[str, pd.DataFrame], threshold: int) -> Hiding:
    """The masks again as flags per cell of the catalogue."""
    tables = [
        frame.assign(table=np.where(frame["row"] == "", REGION, name)) for name, frame in masked.items()
    ]
    flat = pd.concat(tables).drop_duplicates(["table", "row", "category"])
    joined = laid_out.cells.merge(flat, on=["table", "row", "category"], how="left", validate="one_to_one")
    hiding = _start(laid_out, threshold)
    for measure in MEASURES:
        hiding.hidden[measure] = joined[measure].ne(SHOWN).to_numpy()
        hiding.vague[measure] = joined[measure].eq(COVER).to_numpy() & hiding.small[measure]
    return hiding


def _frames(laid_out: Catalogue, hiding: Hiding) -> dict[str, pd.DataFrame]:
    cells = laid_out.cells.copy()
    for measure in MEASURES:
        kinds = [hiding.is_vague(measure), hiding.hidden[measure]]
        cells[measure] = np.select(kinds, [COVER, f"<{hiding.threshold}"], default=SHOWN)
        cells[measure] = cells[measure].astype("str")
    region = cells["table"].eq(REGION)
    return {
        name: cells[region | cells["table"].eq(name)].drop(columns="table").reset_index(drop=True)
        for name in _names(laid_out)
    }


def _names(laid_out: Catalogue) -> list[str]:
    return [*laid_out.tables, *([SUBREGION] if laid_out.cells["table"].eq(SUBREGION).any() else [])]
