"""Tables of counts beside the leaf cells (reason of leaving, age, volggroep …), as a reader may see them.

How to use it: describe the table once as a `Table` and ask `counts(reader, computation, table, scope)`.

    REASON = Table("reden", leaves)               # splits the vsv'ers (x) that figures.py shows
    GROUP = Table("volggroep", leaves, of=None)   # a table with totals of its own

`leaves(computation_id)` gives a frame of brin, vestiging, municipality, value, n; values as text, one line per
combination that occurs. Where some values add up to a number of figures.py by themselves (bol and bbl to the vsv'ers
of the mbo), give it a column `group` and name those numbers in `groups`. Masks are chosen once per computation and
table name (calculation/count_masks.py) and kept; change the name when the values change. `fetch` has several tables
at hand in one query. Whoever may see the pupils sees whole numbers. Nothing is drawn or worded here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from django.conf import settings
from django.db import IntegrityError, transaction

from monitoring import remembered
from monitoring.calculation.count_masks import Masks, count_masks
from monitoring.calculation.disclosure_catalogue import SUBREGION
from monitoring.figures import NotForReader, Scope, Shown, Sight
from monitoring.masking import MASKED, subregions, with_places
from monitoring.models import Computation, ProtectedTable
from monitoring.sight import REGION

Known = tuple[str, str]  # a measure of MASKED (n, b, x or u) and a category, "" for all together
VSV: Known = ("x", "")
HIDDEN = "."
LIMIT = 400  # tables of one computation, some ten kilobytes each


@dataclass(frozen=True)
class Table:
    """One table: its name, its leaf counts, and the number of figures.py that it splits (None: of itself)."""

    name: str
    leaves: Callable[[int], pd.DataFrame]
    of: Known | None = VSV
    groups: Mapping[str, tuple[Known, ...]] = field(default_factory=dict, hash=False)

    def parts(self, leaves: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, tuple[Known, ...]]]:
        """Per group its leaves and the numbers of figures.py that give its total away."""
        whole = (self.of,) if self.of else ()
        if not self.groups:
            return {"": (leaves, whole)}
        return {name: (leaves[leaves["group"] == name], known) for name, known in self.groups.items()}


@dataclass(frozen=True)
class Counts:
    """The counts of one place: the total and each value that occurs in the region, in the order of the table."""

    total: Shown
    values: dict[str, Shown]


def counts(reader, computation: Computation, table: Table, scope: Scope = REGION) -> Counts:
    """The counts of `scope` as `reader` may see them; None is the operator. Raises NotForReader."""
    sight = Sight.of(reader)
    sight.check([], scope)
    if not sight.may_see(scope, scope):
        raise NotForReader("Deze uitsplitsing hoort niet bij uw rol.")
    leaves = _leaves(computation, table)
    numbers = _within(leaves, scope).groupby("value")["n"].sum()
    values = {value: int(numbers.get(value, 0)) for value in sorted(leaves["value"].unique())}
    total = sum(values.values())
    if sight.is_exact(scope, scope):
        return Counts(Shown(total), {value: Shown(number) for value, number in values.items()})
    place, row = _row(scope)
    masks = _masks(computation, table, leaves)
    if place == SUBREGION and place not in remembered.closed(computation.pk).masks:
        return Counts(Shown(None, HIDDEN), {value: Shown(None, HIDDEN) for value in values})
    marks = masks.get(place, {})
    shown = {value: _shown(number, marks.get(f"{row}|{value}", "")) for value, number in values.items()}
    return Counts(_shown(total, _total_mark(computation, table, marks, place, row)), shown)


def fetch(computation: Computation, tables: Iterable[Table]) -> None:
    """Have the masks of these tables at hand: one query for all that were chosen before."""
    missing = [table.name for table in tables if (computation.pk, table.name) not in _kept_masks]
    if not missing:
        return
    found = ProtectedTable.objects.filter(computation_id=computation.pk, name__in=missing)
    for name, masks in found.values_list("name", "masks"):
        _keep(_kept_masks, (computation.pk, name), masks)


def protect(computation: Computation, tables: Iterable[Table]) -> None:
    """Choose the masks of these tables beforehand: the worker does so for a new stand."""
    tables = list(tables)
    fetch(computation, tables)
    for table in tables:
        _masks(computation, table, _leaves(computation, table))


def forget() -> None:
    """Empty the memory: for tests, where primary keys come back."""
    _kept_masks.clear()
    _kept_leaves.clear()


_kept_masks: dict[tuple[int, str], Masks] = {}
_kept_leaves: dict[tuple[int, str], pd.DataFrame] = {}


def _keep(kept: dict, key: tuple[int, str], value) -> None:
    if len(kept) >= LIMIT:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


def _leaves(computation: Computation, table: Table) -> pd.DataFrame:
    key = (computation.pk, table.name)
    if key not in _kept_leaves:
        _keep(_kept_leaves, key, with_places(table.leaves(computation.pk)))
    return _kept_leaves[key]


def _within(leaves: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    for column, value in vars(scope).items():
        if value:
            leaves = leaves[leaves[column] == value]
    return leaves


def _row(scope: Scope) -> tuple[str, str]:
    """The table of the catalogue that this place is a row of."""
    for table, row in (("municipality", scope.municipality), ("school", scope.brin), (SUBREGION, scope.subregion)):
        if row:
            return table, row
    return "region", ""


def _masks(computation: Computation, table: Table, leaves: pd.DataFrame) -> Masks:
    key = (computation.pk, table.name)
    fetch(computation, [table])
    if key not in _kept_masks:
        _keep(_kept_masks, key, _chosen(computation, table, leaves))
        try:
            with transaction.atomic():
                ProtectedTable.objects.get_or_create(
                    computation_id=computation.pk, name=table.name, defaults={"masks": _kept_masks[key]}
                )
        except IntegrityError:  # a newer computation took its place: nobody will ask for this one again
            pass
    return _kept_masks[key]


def _chosen(computation: Computation, table: Table, leaves: pd.DataFrame) -> Masks:
    """The same leaves and the same masks of figures.py always give the same choice."""
    stored = remembered.closed(computation.pk).masks
    grouping = subregions() if SUBREGION in stored else {}
    together: Masks = {}
    for part, known in table.parts(leaves).values():
        if part.empty:
            continue
        veiled = _veiled(stored, known) if table.of else None
        summed = part.groupby(["brin", "municipality", "value"], as_index=False)["n"].sum()
        chosen = count_masks(summed, veiled=veiled, subregions=grouping, threshold=settings.SUPPRESSION_THRESHOLD)
        for place, marks in chosen.items():
            together.setdefault(place, {}).update(marks)
    return together


def _veiled(stored: dict, known: tuple[Known, ...]) -> dict[str, list[str]]:
    """Per table the rows of which one of these numbers is masked in figures.py; row "" is the region."""
    wanted = {category: [MASKED.index(m) for m, of in known if of == category] for _, category in known}
    return {
        table: [
            key.split("|")[0]
            for key, marks in masks.items()
            if any(marks[place] for place in wanted.get(key.split("|")[1], ()))
        ]
        for table, masks in stored.items()
    }


def _total_mark(computation: Computation, table: Table, marks: dict[str, str], place: str, row: str) -> str:
    if table.of is None:
        return marks.get(f"{row}|", "")
    measure, category = table.of
    of_figures = remembered.closed(computation.pk).masks["school" if place == "region" else place]
    masked = of_figures.get(f"{row}|{category}")
    return masked[MASKED.index(measure)] if masked else ""


def _shown(number: int, mark: str) -> Shown:
    """A small number never leaves, whatever the masks say."""
    is_small = 0 < number < settings.SUPPRESSION_THRESHOLD
    return Shown(None, mark or f"<{settings.SUPPRESSION_THRESHOLD}") if mark or is_small else Shown(number)
