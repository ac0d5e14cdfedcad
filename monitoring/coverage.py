"""How many of the schools that feed a figure delivered for its stand, and which did not. Only figures.py asks."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from monitoring.calculation.cells import percentage
from monitoring.remembered import closed
from monitoring.sight import Scope


@dataclass(frozen=True)
class CoverageOf:
    """How many of the schools that feed a figure delivered for its stand."""

    delivered: int
    expected: int

    @property
    def percentage(self) -> Decimal | None:
        return percentage(self.delivered, self.expected)

    @property
    def is_full(self) -> bool:
        return self.delivered == self.expected


@dataclass(frozen=True)
class Silent:
    """A school (or vestiging) that did not deliver for the stand; `latest` is the stand its figures are of, or ""."""

    brin: str
    vestiging: str
    latest: str


def within(computation_id: int, scope: Scope, for_reader: bool) -> pd.DataFrame:
    """The leaf cells of a place; for a reader the municipalities outside the region are one place."""
    kept = closed(computation_id)
    cells = kept.places if for_reader else kept.cells
    for column, value in vars(scope).items():
        if value:
            cells = cells[cells[column] == value]
    return cells


@lru_cache(maxsize=4096)
def coverages(computation_id: int, keys: tuple[str, ...], scope: Scope, for_reader: bool) -> dict:
    """Per value of `keys` the schools that feed it."""
    covered = closed(computation_id).coverage
    cells = within(computation_id, scope, for_reader)
    units = _units(cells[[*dict.fromkeys([*keys, "brin", "vestiging"])]].drop_duplicates(), covered)
    if not keys:
        return {(): _whole(units, covered, scope)}
    once = units.drop_duplicates([*keys, "unit"])
    counts = once.groupby(list(keys))["covered"].agg(["sum", "size"])
    index = counts.index if len(keys) > 1 else [(value,) for value in counts.index]
    return {
        tuple(key): CoverageOf(int(d), int(e))
        for key, d, e in zip(index, counts["sum"], counts["size"], strict=True)
    }


@lru_cache(maxsize=1024)
def silent(computation_id: int, scope: Scope, for_reader: bool) -> tuple[Silent, ...]:
    """Who feeds the figures of this scope and did not deliver for the stand."""
    covered = closed(computation_id).coverage
    missing = covered[~covered["is_covered"]]
    if scope.brin:
        missing = missing[missing["brin"] == scope.brin]
    if scope.municipality or scope.subregion:
        feeding = within(computation_id, scope, for_reader)["brin"].unique()
        missing = missing[missing["brin"].isin(feeding) & (missing["delivered_stand"] != "")]
    rows = missing[["brin", "vestiging", "delivered_stand"]].itertuples(index=False)
    return tuple(Silent(*row) for row in rows)


def _units(cells: pd.DataFrame, covered: pd.DataFrame) -> pd.DataFrame:
    """Each cell with the unit that delivers for it: its vestiging where that delivers for itself, else its BRIN."""
    exact = cells.merge(covered, on=["brin", "vestiging"], how="left")
    by_brin = covered[covered["vestiging"] == ""].set_index("brin")["is_covered"]
    apart = exact["is_covered"].notna().to_numpy()
    whole = cells["brin"].map(by_brin).to_numpy()
    return cells.assign(
        unit=cells["brin"] + cells["vestiging"].where(apart, ""),
        covered=pd.Series(exact["is_covered"].where(apart, whole).to_numpy(), index=cells.index).eq(True),
    )


def _whole(units: pd.DataFrame, covered: pd.DataFrame, scope: Scope) -> CoverageOf:
    """The region: all that should deliver, also a school without pupils that count (it tells where others went).
    A municipality: the schools of its residents."""
    once = units.drop_duplicates("unit")
    others = covered[:0] if scope.municipality or scope.subregion else covered
    if scope.brin:
        others = others[others["brin"] == scope.brin]
    if scope.vestiging:
        others = others[others["vestiging"] == scope.vestiging]
    others = others[~(others["brin"] + others["vestiging"]).isin(once["unit"])]
    return CoverageOf(int(once["covered"].sum() + others["is_covered"].sum()), len(once) + len(others))


def forget() -> None:
    coverages.cache_clear()
    silent.cache_clear()
