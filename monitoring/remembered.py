"""Closed computations, kept in memory: a closed computation never changes, so it is fetched once per process.

Many are fetched in as few queries as one: the course of a teljaar needs all its stands. Nothing is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

import pandas as pd

from monitoring import frames
from monitoring.masking import CELL_COLUMNS, with_places, with_subregion
from monitoring.models import Cell, Computation, Coverage

LIMIT = 200  # five teljaren of both methods; about a quarter of a megabyte each
COVERAGE_COLUMNS = {"brin": "str", "vestiging": "str", "delivered_stand": "str", "is_covered": "bool"}
KEY = {"computation_id": "int"}


@dataclass(frozen=True)
class Closed:
    """What one computation holds; `places` are the cells with all places outside the region under one name."""

    cells: pd.DataFrame
    places: pd.DataFrame
    masks: dict
    coverage: pd.DataFrame


_kept: dict[int, Closed] = {}
_lock = Lock()


def closed(computation_id: int) -> Closed:
    if computation_id not in _kept:
        fetch([computation_id])
    return _kept[computation_id]


def fetch(computation_ids: Iterable[int]) -> None:
    """Have these at hand: three queries for all that are not."""
    missing = [pk for pk in dict.fromkeys(computation_ids) if pk not in _kept]
    if not missing:
        return
    cells = _apart(Cell.objects.filter(computation_id__in=missing), CELL_COLUMNS, missing)
    coverage = _apart(Coverage.objects.filter(computation_id__in=missing), COVERAGE_COLUMNS, missing)
    masks = dict(Computation.objects.filter(pk__in=missing).values_list("pk", "masks"))
    found = {
        pk: Closed(with_subregion(cells[pk]), with_places(cells[pk]), masks[pk], coverage[pk])
        for pk in missing
        if pk in masks
    }
    with _lock:
        for oldest in list(_kept)[: max(0, len(_kept) + len(found) - LIMIT)]:
            del _kept[oldest]
        _kept.update(found)


def forget() -> None:
    """Empty the memory: for tests, where primary keys come back."""
    _kept.clear()


def _apart(rows, columns: dict[str, str], wanted: list[int]) -> dict[int, pd.DataFrame]:
    frame = frames.read(rows, KEY | columns)
    groups = dict(list(frame.groupby("computation_id")))
    empty = frame[:0]
    return {pk: groups.get(pk, empty).drop(columns="computation_id").reset_index(drop=True) for pk in wanted}
