"""The one figure service: what a reader may know of a place in a stand. Pages, charts, exports and commands ask here.

A number leaves this room only as `Shown`: its value, or the mark that stands in its place. What is suppressed was
chosen when the computation was closed (masking.py); a closed computation never changes, so its sums are kept in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from django.conf import settings

from monitoring import coverage, remembered
from monitoring.calculation.cells import MEASURES, percentage, sums
from monitoring.calculation.school_year import Stand
from monitoring.coverage import CoverageOf, Silent, coverages, within
from monitoring.models import Computation
from monitoring.sight import REGION, NotForReader, Scope, Sight, suppressed_catalogue

__all__ = [
    "DIMENSIONS", "CoverageOf", "Figure", "NotForReader", "Outside", "Scope", "Shown", "Sight", "Silent",
    "course", "current_computations", "figures", "forget", "outside", "sees_exactly", "silent", "total",
]  # fmt: skip
DIMENSIONS = {
    "region": [],
    "subregion": ["subregion"],
    "municipality": ["municipality"],
    "school": ["brin"],
    "vestiging": ["brin", "vestiging"],
    "category": ["category"],
}
NOT_SHOWN = ""  # a measure that readers who see no pupil never get


@dataclass(frozen=True)
class Shown:
    """A number as this reader may see it: `value`, or None with the mark `<5`, `.` or nothing."""

    value: int | None
    mark: str = ""

    def __str__(self) -> str:
        return self.mark if self.value is None else str(self.value)


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
    subregion: str
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
    coverage: CoverageOf | None  # None in a course, where it is not counted

    @property
    def unknown_percentage(self) -> Decimal | None:
        """The share of vsv'ers whose destination nobody knows; only from shown numbers that are large enough."""
        x, unknown = self.x.value, self.x_unknown.value
        if x is None or unknown is None or x < settings.PERCENTAGE_MINIMUM:
            return None
        return percentage(unknown, x)


def current_computations(method: str | None = None, teljaar: str | None = None) -> list[Computation]:
    """The computations that are shown now, in the order of their stands; without their masks: one light query."""
    found = Computation.objects.filter(is_current=True).only("method", "teljaar", "stand", "closed_at", "definition",
                                                             "missing_from_start")  # fmt: skip
    wanted = [c for c in found if method in (None, c.method) and teljaar in (None, c.teljaar)]
    return sorted(wanted, key=lambda c: (c.method, Stand.parse(c.teljaar, c.stand)))


def figures(
    reader, computation: Computation, by: tuple[str, ...] = (), scope: Scope = REGION
) -> list[Figure]:
    """The figures of `scope` split by the words of DIMENSIONS, as `reader` may see them; None is the operator.

    Raises NotForReader where the reader may not see the scope or the split.
    """
    keys = tuple(dict.fromkeys(key for word in by for key in DIMENSIONS[word]))
    sight = Sight.of(reader)
    sight.check(list(keys), scope)
    covered = coverages(computation.pk, keys, scope, reader is not None)
    lines = [
        _figure(computation, row, covered[tuple(row[key] for key in keys)], sight, scope)
        for row in _lines(computation.pk, keys, scope, reader is not None)
        if "subregion" not in keys or row["subregion"]  # who lives in none is no line of that table
    ]
    return [line for line in lines if sight.may_see(line, scope)]


def total(reader, computation: Computation, scope: Scope = REGION) -> Figure:
    """The one line of the whole scope. Raises NotForReader."""
    return figures(reader, computation, (), scope)[0]


def course(
    reader, computations: Iterable[Computation], scope: Scope = REGION, category: str = ""
) -> list[Figure]:
    """One line per computation, in their order: the whole scope, or one category of it. Raises NotForReader."""
    computations = list(computations)
    remembered.fetch(computation.pk for computation in computations)
    keys = ("category",) if category else ()
    sight = Sight.of(reader)
    sight.check(list(keys), scope)
    lines = [
        _figure(computation, row, None, sight, scope)
        for computation in computations
        for row in _lines(computation.pk, keys, scope, reader is not None)
        if row.get("category", "") == category
    ]
    return [line for line in lines if sight.may_see(line, scope)]


@dataclass(frozen=True)
class Outside:
    """Stands in for a reader where figures leave the house (a mail, a citation): every small number is suppressed."""

    _sight: Sight


def outside(reader, scope: Scope) -> Outside:
    """Whom to ask the figures of this place for when they leave the house. Raises NotForReader."""
    Sight.of(reader).check([], scope)
    if scope.vestiging:  # no table of the catalogue has vestigingen
        raise NotForReader("Cijfers van een vestiging verlaten het portaal niet.")
    return Outside(suppressed_catalogue())


def sees_exactly(reader, scope: Scope) -> bool:
    """Whether this reader sees small numbers of this place."""
    return Sight.of(reader).is_exact(scope, scope)


def silent(reader, computation: Computation, scope: Scope = REGION) -> list[Silent]:
    """The schools behind a figure that did not deliver for its stand, for who may know of all schools."""
    sight = Sight.of(reader)
    sight.check([], scope)
    if not sight.schools and not (scope.brin and sight.owns(scope.brin, scope.vestiging)):
        return []
    return list(coverage.silent(computation.pk, scope, reader is not None))


def _figure(
    computation: Computation, row: dict, covered: CoverageOf | None, sight: Sight, scope: Scope
) -> Figure:
    keys = {name: row.get(name, "") for name in ("municipality", "brin", "vestiging", "subregion", "category")}
    numbers = {name: Shown(row[name]) for name in MEASURES}
    n = row["a"] - row["b"]
    figure = Figure(
        computation=computation.pk, method=computation.method, teljaar=computation.teljaar, stand=computation.stand,
        **keys, **numbers, n=Shown(n), percentage=percentage(row["x"], n), coverage=covered,
    )  # fmt: skip
    return figure if sight.is_exact(figure, scope) else _suppressed(figure, scope)


def _suppressed(figure: Figure, scope: Scope) -> Figure:
    """The figure with marks where masking.py chose them, and a percentage only from shown numbers.

    The start population and uit populatie stay hidden: of a place the former is the same in every stand of a teljaar,
    so with the deelnemers of each stand it would give away a small uit populatie (docs/decisions.md).
    """
    n, _, x, u = (
        _marked(shown, mask)
        for shown, mask in zip((figure.n, figure.b, figure.x, figure.x_unknown), _masks(figure, scope), strict=True)
    )
    tellable = n.value is not None and x.value is not None and n.value >= settings.PERCENTAGE_MINIMUM
    hidden = Shown(None, NOT_SHOWN)
    return replace(
        figure, n=n, x=x, x_unknown=u, a=hidden, b=hidden, c_confirmed=hidden, c_reported=hidden, d=hidden,
        percentage=figure.percentage if tellable else None,
    )  # fmt: skip


def _masks(figure: Figure, scope: Scope) -> list[str]:
    """The marks of n, b, x and u; everything is hidden of a place that the computation knows no masks for."""
    named = {
        "municipality": figure.municipality or scope.municipality,
        "school": figure.brin or scope.brin,
        "subregion": figure.subregion or scope.subregion,
    }
    table = next((name for name, row in named.items() if row), "school")
    stored = remembered.closed(figure.computation).masks
    if table not in stored:
        return ["."] * 4
    return stored[table].get(f"{named[table]}|{figure.category}", [""] * 4)


def _marked(shown: Shown, mask: str) -> Shown:
    """The number or its mark. A small number never leaves, also where DUO names a vsv'er without a start row and
    the masks were therefore chosen on a larger n than is shown."""
    is_small = shown.value is not None and 0 < shown.value < settings.SUPPRESSION_THRESHOLD
    return Shown(None, mask or f"<{settings.SUPPRESSION_THRESHOLD}") if mask or is_small else shown


@lru_cache(maxsize=8192)
def _lines(computation_id: int, keys: tuple[str, ...], scope: Scope, for_reader: bool) -> tuple[dict, ...]:
    """Sums per value of `keys` within the scope, as plain rows: nobody may change them."""
    limits = {column: value for column, value in vars(scope).items() if value}
    if not limits:
        return tuple(sums(within(computation_id, scope, for_reader), list(keys)).to_dict("records"))
    wider = tuple(dict.fromkeys([*limits, *keys]))
    found = tuple(
        row
        for row in _lines(computation_id, wider, REGION, for_reader)
        if all(row[column] == value for column, value in limits.items())
    )
    return found if found or keys else (dict.fromkeys(MEASURES, 0),)


def forget() -> None:
    """Empty the memory: for tests, where primary keys come back."""
    remembered.forget()
    coverage.forget()
    _lines.cache_clear()
