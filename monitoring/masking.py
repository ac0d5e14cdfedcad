"""Which numbers of a computation are hidden from readers who see no pupil: chosen once, when it is closed.

The choice is calculation/suppression.py's; here it is only fetched and kept. It is used by figures.py alone.
"""

import pandas as pd
from django.conf import settings

from monitoring import frames
from monitoring.calculation.disclosure_catalogue import SUBREGION
from monitoring.calculation.suppression import catalogue_masks
from monitoring.models import Cell, Computation
from monitoring.reference.places import municipalities_of

TABLES = {"municipality": "municipality", "school": "brin"}
CELL_COLUMNS = {
    "brin": "str", "vestiging": "str", "municipality": "str", "category": "str", "a": "int", "b": "int",
    "c_confirmed": "int", "c_reported": "int", "d": "int", "x": "int", "x_unknown": "int",
}  # fmt: skip
MASKED = ["n", "b", "x", "u"]
ELSEWHERE = "elders"  # all municipalities outside the region, as one place


def leaf_cells(computation_id: int) -> pd.DataFrame:
    """All leaf cells of one computation."""
    return frames.read(Cell.objects.filter(computation_id=computation_id), CELL_COLUMNS)


def masks_of(computation: Computation) -> dict[str, dict[str, list[str]]]:
    """`{"municipality": {"0772|mbo1": ["", "<5", ".", ""]}, "school": …}` for n, b, x, u; what is shown is left out.

    Where the region has subregions, those have a table of their own (`subregion`).
    """
    cells = with_places(leaf_cells(computation.pk))
    chosen = catalogue_masks(*(_summed(cells, column) for column in TABLES.values()), subregions=subregions(),
                             threshold=settings.SUPPRESSION_THRESHOLD)  # fmt: skip
    return {SUBREGION: {}} | {table: _kept(masks) for table, masks in chosen.items()}


def with_places(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with every municipality outside the region under one name: readers see the region's own apart."""
    own = {place.code for place in municipalities_of(str(settings.RMC_REGION))}
    within = cells["municipality"].where(cells["municipality"].isin(own), ELSEWHERE)
    return with_subregion(cells.assign(municipality=within))


def with_subregion(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with the subregion of each municipality, "" where it has none."""
    named = subregions()
    return cells.assign(subregion=cells["municipality"].map(lambda code: named.get(code, "")).astype("str"))


def subregions() -> dict[str, str]:
    """Municipality → subregion, where the region has more than one: a single one is the region itself."""
    places = municipalities_of(str(settings.RMC_REGION))
    named = {place.code: place.subregion for place in places if place.subregion}
    return named if len(set(named.values())) > 1 else {}


def _summed(cells: pd.DataFrame, column: str) -> pd.DataFrame:
    name = "municipality" if column == "municipality" else "school"
    # DUO may name a vsv'er without a start row. Mended per leaf cell, so that both tables count the same pupils.
    named = cells.assign(n=(cells["a"] - cells["b"]).clip(lower=cells["x"]))
    summed = named.groupby([column, "category"], as_index=False)[["n", "b", "x", "x_unknown"]].sum()
    return summed.rename(columns={column: name, "x_unknown": "u"})[[name, "category", *MASKED]]


def _kept(masks: pd.DataFrame) -> dict[str, list[str]]:
    hidden = masks[(masks[MASKED] != "").any(axis=1)]
    keys = hidden["row"] + "|" + hidden["category"]
    return dict(zip(keys, hidden[MASKED].to_numpy().tolist(), strict=True))
