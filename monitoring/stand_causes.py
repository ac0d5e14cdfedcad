"""Why the number of nieuwe vsv'ers of a place changed between two stands: the pupils that came and went, by cause.

Only pupils whose class changed are counted again from their rows, so a whole region costs a few queries. Who sees no
pupil gets causes of the region alone, between neighbouring stands alone, and pooled: a smaller place or a longer span
could be subtracted from another. And only where enough came and went in the same cells (`causes.room`).
"""

from dataclasses import dataclass

import pandas as pd
from django.conf import settings

from monitoring import recomputation
from monitoring.calculation.causes import CAUSES, TOGETHER, pooled, room, steps
from monitoring.calculation.school_year import Stand
from monitoring.figures import Figure, Scope, course, sees_exactly
from monitoring.models import Computation, Outcome
from monitoring.vocabulary import Method
from monitoring.vocabulary import Outcome as OutcomeClass

LEAF = ["brin", "municipality", "category"]
ROOM = 2  # times the threshold: a round of alternatives moves one in each of at most so many cells
LABELS = {**{name: label.capitalize() for name, label in CAUSES.items()}, TOGETHER: "Andere oorzaken samen"}


@dataclass(frozen=True)
class Between:
    """Two stands of one place: the figures at both ends and the steps between; `causes` is None where not told."""

    before: Figure
    after: Figure
    causes: dict[str, int] | None  # label → step
    reason: str  # why there are no causes

    @property
    def stands(self) -> tuple[Stand, Stand]:
        return tuple(Stand.parse(line.teljaar, line.stand) for line in (self.before, self.after))


def choices(computations: tuple[Computation, ...], teljaar: str) -> list[Computation]:
    """The stands between which causes can be told: of this teljaar, counted from schools' own rows."""
    return [c for c in computations if c.method == Method.REGIO and c.teljaar == teljaar]


def between(
    reader, pair: tuple[Computation, Computation], own: list[Computation], scope: Scope, category: str
) -> Between | None:
    """What changed from the first to the second; `own` are all stands of the teljaar. Raises NotForReader."""
    ends = [line for each in pair for line in course(reader, [each], scope, category)]
    if len(ends) < 2:
        return None
    before, after = ends
    if before.x.value is None or after.x.value is None:
        return Between(before, after, None, "Een van de twee aantallen is te klein om te tonen.")
    if sees_exactly(reader, scope):
        counted = _steps(*pair, scope, category).groupby("cause")["step"].sum()
        return Between(before, after, {LABELS[name]: int(counted.get(name, 0)) for name in CAUSES}, "")
    if scope != Scope() or category or not _are_neighbours(pair, own):
        return Between(before, after, None, "De oorzaken ziet u van de hele regio, van alle categorieën samen en tussen "
                       "twee standen na elkaar. Bij minder zijn zij te herleiden tot enkele jongeren.")  # fmt: skip
    outcomes = _outcomes(*pair, scope, category)
    told = pooled(steps(*outcomes, brin=""), settings.SUPPRESSION_THRESHOLD)
    if told is None or (told and room(*outcomes, LEAF) < ROOM * settings.SUPPRESSION_THRESHOLD):
        return Between(before, after, None, "Er kwamen en gingen zo weinig jongeren tegelijk, dat de "
                       "oorzaken niet te tonen zijn: kleine aantallen zouden eruit volgen.")  # fmt: skip
    return Between(before, after, {LABELS[name]: step for name, step in told.items()}, "")


def _are_neighbours(pair: tuple[Computation, Computation], own: list[Computation]) -> bool:
    places = [own.index(each) for each in pair]
    return abs(places[0] - places[1]) == 1


def _steps(before: Computation, after: Computation, scope: Scope, category: str) -> pd.DataFrame:
    return steps(*_outcomes(before, after, scope, category), brin=scope.brin)


def _outcomes(before: Computation, after: Computation, scope: Scope, category: str) -> list[pd.DataFrame]:
    """Of the pupils that changed, in both stands."""
    changed = _changed(before, after, scope, category)
    whole = Computation.objects.in_bulk([before.pk, after.pk])  # with the deliveries that they were counted from
    found = (recomputation.outcomes_of(whole[each.pk], changed) for each in (before, after))
    return [_of_place(outcomes, scope, category) for outcomes in found]


def _changed(before: Computation, after: Computation, scope: Scope, category: str) -> list[int]:
    """The pupils that are nieuwe vsv'er of this place in exactly one of the two."""
    limits = {name: value for name, value in _limits(scope, category).items() if value}
    rows = Outcome.objects.filter(computation_id__in=[before.pk, after.pk], outcome=OutcomeClass.X, **limits)
    seen: dict[int, int] = {}
    for pupil in rows.values_list("pupil_id", flat=True):
        seen[pupil] = seen.get(pupil, 0) + 1
    return sorted(pupil for pupil, times in seen.items() if times == 1)


def _of_place(outcomes: pd.DataFrame, scope: Scope, category: str) -> pd.DataFrame:
    for column, value in _limits(scope, category).items():
        if value:
            outcomes = outcomes[outcomes[column].astype("str") == value]
    return outcomes


def _limits(scope: Scope, category: str) -> dict[str, str]:
    return {**vars(scope), "category": category}
