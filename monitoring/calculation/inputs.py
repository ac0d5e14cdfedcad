"""Which accepted deliveries a stand is made of, and which schools it still misses. A pure function of the deliveries.

Source: deliveries.md §1 ("a delivery owns its rows") and §5 (DUO's files per stand).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from monitoring.calculation.school_year import Stand

DUO_FILES = frozenset({"A05", "A04", "A14", "NRSP", "NENR"})  # R02 and R03 feed no figure
RULES_VERSION = "2012.4"  # part of every fingerprint: change it when the counting changes
START_FILES = {"V": "NRSP", "D": "NRSP"}
VSV_FILES = {"V": "NENR", "D": "NENR"}


@dataclass(frozen=True)
class Accepted:
    """An accepted delivery as the calculation knows it."""

    id: int
    kind: str
    brin: str
    vestiging: str
    teljaar: str
    stand: str


@dataclass(frozen=True)
class School:
    """Who owes files every month: a BRIN (vestiging empty) or a vestiging that delivers for itself."""

    brin: str
    vestiging: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Source:
    """A delivery in use, without the rows of vestigingen that delivered for themselves later."""

    delivery: int
    brin: str
    vestiging: str
    stand: str
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CoverageRow:
    """Of when the figures of one school are; `delivered` is empty where it never delivered."""

    brin: str
    vestiging: str
    delivered: str
    covered: bool


@dataclass(frozen=True)
class Inputs:
    """What one stand of one method is computed from.

    regio: `population` gives A, `later` the newer rows that a late stand adds as evidence.
    duo: `population` is the start set, `later` the vsv files.
    """

    method: str
    stand: Stand
    population: tuple[Source, ...]
    later: tuple[Source, ...] = ()
    coverage: tuple[CoverageRow, ...] = field(default=(), compare=False)

    @property
    def fingerprint(self) -> str:
        """Equal for equal deliveries under equal rules (64 hexadecimal characters)."""
        parts = [RULES_VERSION, self.method, self.stand.teljaar.name, self.stand.code]
        for group in (self.population, self.later):
            parts += ["/", *sorted(f"{s.delivery}-{'.'.join(sorted(s.without))}" for s in group)]
        parts += sorted(f"{row.brin}{row.vestiging}={row.delivered}{row.covered}" for row in self.coverage)
        return sha256("|".join(parts).encode()).hexdigest()

    @property
    def brins(self) -> tuple[str, ...]:
        return tuple(sorted({source.brin for source in (*self.population, *self.later)}))


def stands_with_deliveries(accepted: Iterable[Accepted]) -> list[tuple[str, Stand]]:
    """Every (method, stand) for which at least one accepted delivery has exactly that month or annual file."""
    found: set[tuple[str, Stand]] = set()
    for delivery in accepted:
        stand = Stand.parse(delivery.teljaar, delivery.stand)
        if delivery.kind in DUO_FILES:
            found.add(("duo", stand))
        if delivery.kind != "R01":
            continue
        found.add(("regio", stand))
        if stand.number <= 3:  # October to December also bring the late news of the year before
            found.add(("regio", Stand(stand.teljaar.previous(), f"{stand.code}L")))
    late_only = {("regio", stand) for method, stand in found if method == "regio" and stand.is_late}
    september = {stand.teljaar for method, stand in found if method == "regio" and not stand.is_late}
    found -= {(method, stand) for method, stand in late_only if stand.teljaar not in september}
    return sorted(found)


def inputs(method: str, stand: Stand, accepted: Iterable[Accepted], schools: Iterable[School]) -> Inputs:
    """The deliveries that `stand` uses under `method`, with the coverage that every figure must carry."""
    accepted, schools = list(accepted), list(schools)
    return _regio(stand, accepted, schools) if method == "regio" else _duo(stand, accepted, schools)


def _regio(stand: Stand, accepted: list[Accepted], schools: list[School]) -> Inputs:
    own = [delivery for delivery in accepted if delivery.kind == "R01"]
    population = _latest(own, str(stand.start_stand.month))
    newest = _latest(own, str(stand.month))
    known = {source.delivery: source.without for source in population}
    later = (
        tuple(source for source in newest if known.get(source.delivery) != source.without)
        if stand.is_late
        else ()
    )
    units = [school for school in schools if "R01" in school.kinds]
    return Inputs("regio", stand, population, later, _coverage(newest, units, str(stand.month)))


def _duo(stand: Stand, accepted: list[Accepted], schools: list[School]) -> Inputs:
    start_kind, vsv_kind = (
        START_FILES.get(stand.code, "A05"),
        VSV_FILES.get(stand.code, "A14" if stand.is_late else "A04"),
    )
    of_year = [delivery for delivery in accepted if delivery.teljaar == stand.teljaar.name]
    start = _of_duo(of_year, start_kind, stand.start_stand)
    vsv = _of_duo(of_year, vsv_kind, stand)
    both = tuple(source for source in vsv if source.brin in {s.brin for s in start})
    units = [school for school in schools if school.kinds & {start_kind, vsv_kind}]
    return Inputs("duo", stand, start, vsv, _coverage(both, units, stand.code, start, stand.start_stand.code))


def _of_duo(accepted: list[Accepted], kind: str, stand: Stand) -> tuple[Source, ...]:
    """Of each school the latest file of this kind, not after the stand, and of the same teljaar."""
    of_kind = [d for d in accepted if d.kind == kind and d.stand.endswith("L") == stand.is_late]
    if stand.is_annual:
        of_kind = [d for d in of_kind if d.stand == stand.code]
    return _latest(of_kind, stand.code)


def _latest(accepted: Iterable[Accepted], until: str) -> tuple[Source, ...]:
    """Of each school the latest delivery not after `until`; a vestiging's own one goes before the BRIN's of that month."""
    newest: dict[tuple[str, str], Accepted] = {}
    for delivery in accepted:
        key = (delivery.brin, delivery.vestiging)
        if delivery.stand <= until and (key not in newest or delivery.stand > newest[key].stand):
            newest[key] = delivery
    sources = []
    for (brin, vestiging), delivery in sorted(newest.items()):
        whole = newest.get((brin, ""))
        if vestiging and whole and whole.stand > delivery.stand:
            continue
        own = {v for (b, v), d in newest.items() if b == brin and v and d.stand >= delivery.stand}
        sources.append(
            Source(delivery.id, brin, vestiging, delivery.stand, frozenset() if vestiging else frozenset(own))
        )
    return tuple(sources)


def _coverage(
    sources: tuple[Source, ...],
    units: list[School],
    wanted: str,
    start: tuple[Source, ...] | None = None,
    start_wanted: str = "",
) -> tuple[CoverageRow, ...]:
    """One row per school that owes this file or delivered it; covered when it is of the stand's own month."""
    delivered = {(source.brin, source.vestiging): source.stand for source in sources}
    fresh_start = None if start is None else {s.brin for s in start if s.stand == start_wanted}
    owed = {(school.brin, school.vestiging) for school in units}
    by_vestiging = {brin for brin, vestiging in delivered if vestiging}
    rows = []
    for brin, vestiging in sorted(owed | set(delivered)):
        own = delivered.get((brin, vestiging)) or delivered.get((brin, ""), "")
        if not vestiging and not own and brin in by_vestiging:
            continue  # its vestigingen deliver for themselves and have rows of their own here
        covered = own == wanted and (fresh_start is None or brin in fresh_start)
        rows.append(CoverageRow(brin, vestiging, own, covered))
    return tuple(rows)
