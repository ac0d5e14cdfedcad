"""The one figure service: what a reader may know of a place in a stand. Pages, charts, exports and commands ask here.

A number leaves this room only as `Shown`: its value, or the mark that stands in its place. What is suppressed was
chosen when the computation was closed (masking.py); a closed computation never changes, so its sums are kept in memory.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import pandas as pd
from django.conf import settings

from monitoring import access, frames
from monitoring.access import Subject
from monitoring.calculation.cells import MEASURES, percentage, sums
from monitoring.calculation.school_year import Stand
from monitoring.masking import ELSEWHERE, MASKED, leaf_cells, with_places
from monitoring.models import Computation, Coverage, Municipality

DIMENSIONS = {
    "region": [],
    "municipality": ["municipality"],
    "school": ["brin"],
    "vestiging": ["brin", "vestiging"],
    "category": ["category"],
}
NOT_SHOWN = ""  # a measure that readers who see no pupil never get


class NotForReader(Exception):
    """A split that this reader may not see at all."""


@dataclass(frozen=True)
class Shown:
    """A number as this reader may see it: `value`, or None with the mark `<5`, `.` or nothing."""

    value: int | None
    mark: str = ""

    def __str__(self) -> str:
        return self.mark if self.value is None else str(self.value)


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
class Figure:
    """One line of figures: of a place, a category, or both; keys that were not asked for are empty."""

    computation: int
    method: str
    teljaar: str
    stand: str
    municipality: str
    brin: str
    vestiging: str
    category: str
    a: Shown
    b: Shown
    c_confirmed: Shown
    c_reported: Shown
    d: Shown
    x: Shown
    x_unknown: Shown
    n: Shown
    percentage: Decimal | None
    coverage: CoverageOf


@dataclass(frozen=True)
class Scope:
    """Of which place: the whole region when empty, else one municipality, school or vestiging."""

    municipality: str = ""
    brin: str = ""
    vestiging: str = ""


def current_computations(method: str | None = None, teljaar: str | None = None) -> list[Computation]:
    """The computations that are shown now, in the order of their stands; without their masks: one light query."""
    found = Computation.objects.filter(is_current=True).only("method", "teljaar", "stand", "closed_at", "definition",
                                                             "missing_from_start")  # fmt: skip
    wanted = [c for c in found if method in (None, c.method) and teljaar in (None, c.teljaar)]
    return sorted(wanted, key=lambda c: (c.method, Stand.parse(c.teljaar, c.stand)))


def figures(
    reader, computation: Computation, by: tuple[str, ...] = (), scope: Scope = Scope()
) -> list[Figure]:
    """The figures of `scope` split by the words of DIMENSIONS, as `reader` may see them; None is the operator.

    Raises NotForReader where the reader may not see the scope or the split.
    """
    keys = [key for word in by for key in DIMENSIONS[word]]
    keys = list(dict.fromkeys(keys))
    table = _summed(computation.pk, tuple(keys), scope, reader is not None)
    sight = Sight.of(reader)
    sight.check(keys, scope)
    covered = _coverages(computation.pk, tuple(keys), scope, reader is not None)
    lines = [_figure(computation, row, covered, sight, scope) for row in table.to_dict("records")]
    return [line for line in lines if sight.may_see(line, scope)]


def total(reader, computation: Computation, scope: Scope = Scope()) -> Figure:
    """The one line of the whole scope. Raises NotForReader."""
    return figures(reader, computation, (), scope)[0]


@dataclass(frozen=True)
class Sight:
    """What one reader sees, fetched once: everything (the operator), or by its memberships."""

    everything: bool
    region: bool
    municipalities: frozenset[str]
    schools: bool
    exact_municipalities: frozenset[str]
    exact_schools: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, reader) -> "Sight":
        if reader is None:
            return cls(True, True, frozenset(), True, frozenset(), frozenset())
        if not hasattr(reader, "_sight"):
            seen = Municipality.objects.visible_to(reader).values_list("code", flat=True)
            elsewhere = {ELSEWHERE} if any(h is access.Reach.REGION for _, h in access.reach(reader, Subject.MUNICIPALITY)) else set()
            reader._sight = cls(
                everything=False,
                region=access.may_see(reader, Subject.REGION),
                municipalities=frozenset(seen) | elsewhere,
                schools=any(h is access.Reach.REGION for _, h in access.reach(reader, Subject.SCHOOL)),
                exact_municipalities=frozenset(access.exact_municipalities(reader)),
                exact_schools=frozenset(access.exact_schools(reader)),
            )
        return reader._sight

    def check(self, keys: list[str], scope: Scope) -> None:
        if self.everything:
            return
        if scope.municipality and scope.municipality not in self.municipalities | self.exact_municipalities:
            raise NotForReader("Deze gemeente hoort niet bij uw rol.")
        if scope.brin and not self.schools and not self._owns(scope.brin, scope.vestiging):
            raise NotForReader("Deze school hoort niet bij uw rol.")
        if not (scope.brin or scope.municipality or "brin" in keys or "municipality" in keys or self.region):
            raise NotForReader("Cijfers van de regio horen niet bij uw rol.")

    def may_see(self, line: Figure, scope: Scope) -> bool:
        """Whether this line, in this scope, is one of the catalogue for this reader."""
        if self.everything:
            return True
        municipality, brin = line.municipality or scope.municipality, line.brin or scope.brin
        if municipality and municipality not in self.municipalities | self.exact_municipalities:
            return self._owns(brin, line.vestiging or scope.vestiging) if brin else False
        if brin and not self.schools and not self._owns(brin, line.vestiging or scope.vestiging):
            return False
        crossed = bool(municipality and brin) or bool(line.vestiging or scope.vestiging)
        return not crossed or self.is_exact(line, scope)

    def is_exact(self, line: Figure, scope: Scope) -> bool:
        """Whether small numbers are shown: to those who may see the pupils themselves (trust.md §4.3)."""
        if self.everything:
            return True
        municipality, brin = line.municipality or scope.municipality, line.brin or scope.brin
        own_school = bool(brin) and self._owns(brin, line.vestiging or scope.vestiging)
        return own_school or (bool(municipality) and municipality in self.exact_municipalities)

    def _owns(self, brin: str, vestiging: str) -> bool:
        return (brin, "") in self.exact_schools or (bool(vestiging) and (brin, vestiging) in self.exact_schools)


def _figure(computation: Computation, row: dict, covered: dict, sight: Sight, scope: Scope) -> Figure:
    keys = {name: row.get(name, "") for name in ("municipality", "brin", "vestiging", "category")}
    numbers = {name: Shown(int(row[name])) for name in MEASURES}
    figure = Figure(
        computation=computation.pk, method=computation.method, teljaar=computation.teljaar, stand=computation.stand,
        **keys, **numbers, n=Shown(int(row["a"] - row["b"])),
        percentage=percentage(int(row["x"]), int(row["a"] - row["b"])),
        coverage=covered[tuple(row[key] for key in covered["keys"])],
    )  # fmt: skip
    return figure if sight.is_exact(figure, scope) else _suppressed(figure, scope)


def _suppressed(figure: Figure, scope: Scope) -> Figure:
    """The figure with marks where masking.py chose them, and a percentage only from shown numbers."""
    place = figure.municipality or scope.municipality
    brin = figure.brin or scope.brin
    table, row = ("municipality", place) if place else ("school", brin)
    masks = _masks(figure.computation)[table].get(f"{row}|{figure.category}", ["", "", "", ""])
    n, b, x, u = (
        Shown(None, mask) if mask else shown
        for shown, mask in zip((figure.n, figure.b, figure.x, figure.x_unknown), masks, strict=True)
    )
    both = n.value is not None and b.value is not None
    tellable = n.value is not None and x.value is not None and n.value >= settings.PERCENTAGE_MINIMUM
    hidden = Shown(None, NOT_SHOWN)
    return replace(
        figure, n=n, b=b, x=x, x_unknown=u, a=figure.a if both else Shown(None, "."),
        c_confirmed=hidden, c_reported=hidden, d=hidden, percentage=figure.percentage if tellable else None,
    )  # fmt: skip


@lru_cache(maxsize=128)
def _leaf(computation_id: int) -> pd.DataFrame:
    return leaf_cells(computation_id)


@lru_cache(maxsize=128)
def _masks(computation_id: int) -> dict:
    return Computation.objects.values_list("masks", flat=True).get(pk=computation_id)


@lru_cache(maxsize=4096)
def _summed(computation_id: int, keys: tuple[str, ...], scope: Scope, for_reader: bool) -> pd.DataFrame:
    return sums(_within(computation_id, scope, for_reader), list(keys))


def _within(computation_id: int, scope: Scope, for_reader: bool) -> pd.DataFrame:
    """The leaf cells of a place; for a reader the municipalities outside the region are one place."""
    cells = with_places(_leaf(computation_id)) if for_reader else _leaf(computation_id)
    for column, value in vars(scope).items():
        if value:
            cells = cells[cells[column] == value]
    return cells


@lru_cache(maxsize=128)
def _coverage(computation_id: int) -> pd.DataFrame:
    rows = Coverage.objects.filter(computation_id=computation_id)
    return frames.read(rows, {"brin": "str", "vestiging": "str", "delivered_stand": "str", "is_covered": "bool"})


@lru_cache(maxsize=4096)
def _coverages(computation_id: int, keys: tuple[str, ...], scope: Scope, for_reader: bool) -> dict:
    """Per value of `keys` the schools that feed it; `keys` itself under "keys". Schools that never delivered count
    where nothing but the region or the school itself limits the figure."""
    covered = _coverage(computation_id)
    cells = _within(computation_id, scope, for_reader)
    units = cells[[*dict.fromkeys([*keys, "brin", "vestiging"])]].drop_duplicates()
    exact = units.merge(covered, on=["brin", "vestiging"], how="left")
    whole = units.assign(whole="").merge(
        covered.rename(columns={"vestiging": "whole", "is_covered": "whole_covered"}), on=["brin", "whole"], how="left"
    )
    units = units.assign(
        unit=units["brin"] + units["vestiging"].where(exact["is_covered"].notna().to_numpy(), ""),
        covered=exact["is_covered"].where(exact["is_covered"].notna(), whole["whole_covered"]).fillna(False).to_numpy(dtype=bool),
    )
    return {"keys": keys, **_counted(units, list(keys), covered, scope)}


def _counted(units: pd.DataFrame, keys: list[str], covered: pd.DataFrame, scope: Scope) -> dict:
    if keys:
        once = units.drop_duplicates([*keys, "unit"])
        counts = once.groupby(keys)["covered"].agg(["sum", "size"])
        index = counts.index if len(keys) > 1 else [(value,) for value in counts.index]
        return {tuple(key): CoverageOf(int(d), int(e)) for key, d, e in zip(index, counts["sum"], counts["size"], strict=True)}
    once = units.drop_duplicates("unit")
    silent = covered[(covered["delivered_stand"] == "")]
    if scope.municipality:
        silent = silent[:0]
    if scope.brin:
        silent = silent[silent["brin"] == scope.brin]
    silent = silent[~(silent["brin"] + silent["vestiging"]).isin(once["unit"])]
    return {(): CoverageOf(int(once["covered"].sum()), len(once) + len(silent))}


def forget() -> None:
    """Empty the memory: for tests, where primary keys come back."""
    for kept in (_leaf, _masks, _summed, _coverage, _coverages):
        kept.cache_clear()

