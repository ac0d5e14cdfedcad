"""The one service of counts of the followed group and of kwetsbare jongeren: what a reader may know of a place.

A count leaves this room only as `Shown`. Readers who see no pupil get what count_masks.py chose when the group was
followed last (following.py); a table without masks is hidden from them whole.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.conf import settings

from monitoring import frames
from monitoring.calculation.vulnerable import INSIDE, OUT, OUTSIDE
from monitoring.figures import Scope, Shown, Sight
from monitoring.following import VULNERABLE
from monitoring.masking import with_places
from monitoring.models import Computation, FollowedCell, FollowRun, ProtectedTable, VulnerableCell

HIDDEN = Shown(None, ".")
TOTAL = ""
PLACES = {"brin": "str", "vestiging": "str", "municipality": "str"}
FOLLOWED_COLUMNS = {"name": "str", **PLACES, "value": "str", "n": "int"}
VULNERABLE_COLUMNS = {"computation_id": "int", **PLACES, "kind": "str", "whereabouts": "str", "n": "int"}

Counts = dict[str, Shown]  # value → number; TOTAL: all together


@dataclass(frozen=True)
class CountTable:
    """The cells of one table (PLACES, value, n) and what is hidden of it; masks None: everything."""

    cells: pd.DataFrame
    masks: dict | None

    def counts(self, reader, scope: Scope) -> Counts:
        """The counts of a place. Raises NotForReader."""
        sight = Sight.of(reader)
        sight.check([], scope)
        return self._place(sight, scope) if sight.may_see(scope, scope) else {}

    def by(self, reader, column: str, scope: Scope) -> dict[str, Counts]:
        """Per municipality or school (`column`: municipality, brin) within the scope, as far as the reader may see it."""
        sight = Sight.of(reader)
        sight.check([column], scope)
        places = {place: _narrowed(scope, column, place) for place in _within(self.cells, scope)[column].unique()}
        return {place: self._place(sight, line) for place, line in places.items() if sight.may_see(line, line)}

    def _place(self, sight: Sight, scope: Scope) -> Counts:
        numbers = _within(self.cells, scope).groupby("value")["n"].sum()
        values = {value: int(numbers.get(value, 0)) for value in self.cells["value"].unique()}
        values[TOTAL] = int(numbers.sum())
        exact = sight.is_exact(scope, scope)
        return {value: Shown(n) if exact else self._shown(scope, value, n) for value, n in values.items()}

    def _shown(self, scope: Scope, value: str, n: int) -> Shown:
        table, row = ("municipality", scope.municipality) if scope.municipality else ("school", scope.brin)
        if self.masks is None:
            return HIDDEN
        mark = self.masks.get(table if row else "region", {}).get(f"{row}|{value}", "")
        is_small = 0 < n < settings.SUPPRESSION_THRESHOLD
        return Shown(None, mark or f"<{settings.SUPPRESSION_THRESHOLD}") if mark or is_small else Shown(n)


@dataclass(frozen=True)
class FollowedGroup:
    """The tables of one kind (volggroep or kwetsbare jongeren) as they were on that day."""

    on: date
    tables: dict[str, CountTable]


def followed_group(kind: str) -> FollowedGroup | None:
    """None before anybody was followed."""
    run = FollowRun.objects.order_by("-pk").first()
    if run is None:
        return None
    cells = frames.read(FollowedCell.objects.filter(run_id=run.pk, kind=kind), FOLLOWED_COLUMNS)
    found = with_places(cells)
    names = [key.split("|")[1] for key in run.masks if key.startswith(f"{kind}|")]
    masks = {name: run.masks[f"{kind}|{name}"] for name in names}
    return FollowedGroup(run.on, {name: CountTable(found[found["name"] == name], masks[name]) for name in names})


@dataclass(frozen=True)
class VulnerableGroup:
    """The kwetsbare jongeren of one stand: in mbo or out of education (INSIDE, OUTSIDE), and kind/whereabouts."""

    whole: CountTable
    detail: CountTable


def vulnerable_groups(computations: list[Computation]) -> dict[int, VulnerableGroup]:
    """Per computation: two queries for all of them."""
    wanted = [each.pk for each in computations]
    cells = frames.read(VulnerableCell.objects.filter(computation_id__in=wanted), VULNERABLE_COLUMNS)
    cells = with_places(cells)
    half = cells["whereabouts"].isin(OUT).map({True: OUTSIDE, False: INSIDE})
    both = {"whole": cells.assign(value=half), "detail": cells.assign(value=cells["kind"] + "/" + cells["whereabouts"])}
    kept = ProtectedTable.objects.filter(computation_id__in=wanted, name=VULNERABLE)
    masks = dict(kept.values_list("computation_id", "masks"))
    return {
        pk: VulnerableGroup(**{
            name: CountTable(each[each["computation_id"] == pk], masks.get(pk, {}).get(name))
            for name, each in both.items()
        })
        for pk in wanted
    }  # fmt: skip


def added(counts: Counts, *values: str) -> Shown:
    """The sum of some values; hidden as soon as one of them is."""
    found = [counts.get(value, Shown(0)) for value in values]
    return HIDDEN if any(each.value is None for each in found) else Shown(sum(each.value for each in found))


def _within(cells: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    for column, value in vars(scope).items():
        if value:
            cells = cells[cells[column] == value]
    return cells


def _narrowed(scope: Scope, column: str, place: str) -> Scope:
    return Scope(**{**vars(scope), column: place})
