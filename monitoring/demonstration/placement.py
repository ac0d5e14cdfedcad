"""Which vestiging a pupil goes to: near home if one there teaches it, larger ones more often."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from monitoring.demonstration.kinds import MBO1, SOORTEN
from monitoring.demonstration.places import NEIGHBOURS, PLACES, home_codes
from monitoring.demonstration.schools import schools

SAME_PLACE, SAME_SUBREGION, ELSEWHERE = 30.0, 4.0, 0.4
TROUBLED = {"96VW": 1.7, "99RB": 1.3, "91FG": 1.4}  # schools whose drop-out really is higher


@dataclass
class Placement:
    """The vestigingen as arrays, and for each kind of education the chances per home municipality."""

    brin: np.ndarray  # number of the BRIN of each vestiging
    brins: list[str]
    vestiging: np.ndarray  # "00", "01"
    teaches: np.ndarray  # bool, vestiging x onderwijssoort
    risk: np.ndarray  # factor on drop-out
    chances: dict[int, tuple[np.ndarray, np.ndarray, int]] = field(repr=False)

    def choose(self, soort: np.ndarray, home: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """A vestiging for each pupil; one sorted search over the stacked cumulative chances per kind."""
        chosen = np.zeros(len(soort), dtype=np.int32)
        for kind in np.unique(soort):
            these = np.flatnonzero(soort == kind)
            places, stacked, width = self.chances[int(kind)]
            where = np.searchsorted(stacked, home[these] + rng.random(len(these)) * 0.999999)
            chosen[these] = places[np.minimum(where - home[these] * width, width - 1)]
        return chosen


def _subregions(municipalities: list[str] | None) -> list[str]:
    codes = home_codes(municipalities)
    if municipalities is None:
        return [PLACES[code][1] if code in PLACES else NEIGHBOURS[code][1] for code in codes]
    return [str(number // 8) for number in range(len(codes))]


def _stacked(taught_at: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Cumulative chances of all municipalities after one another, each one unit higher."""
    part = weights[:, taught_at]
    cumulative = np.cumsum(part, axis=1) / part.sum(axis=1, keepdims=True)
    return (taught_at, (cumulative + np.arange(len(part))[:, None]).ravel(), len(taught_at))


def placement(scale: str, municipalities: list[str] | None, rng: np.random.Generator) -> Placement:
    """Everything that choosing a vestiging needs, for one scale."""
    rows = [row for row in schools(scale, municipalities) if row.vestiging]
    brins = list(dict.fromkeys(row.brin for row in rows))
    codes, regions = home_codes(municipalities), _subregions(municipalities)
    region_of = dict(zip(codes, regions, strict=True))
    at, near = (
        np.array([row.gemeentecode for row in rows]),
        np.array([region_of[row.gemeentecode] for row in rows]),
    )
    far = ELSEWHERE if municipalities is None else 1e-6
    weights = np.where(
        np.array(codes)[:, None] == at,
        SAME_PLACE,
        np.where(np.array(regions)[:, None] == near, SAME_SUBREGION, far),
    )
    weights = weights * np.array([row.size for row in rows])
    teaches = np.array([[soort in row.teaches for soort in SOORTEN] for row in rows])
    mbo = teaches[:, MBO1:].any(axis=1)
    weights = np.where(mbo, weights**0.5, weights)  # mbo pupils travel further
    brin = np.array([brins.index(row.brin) for row in rows])
    noise = np.exp(rng.normal(0, 0.06, len(brins)))
    risk = np.array([TROUBLED.get(code, 1.0) for code in brins]) * noise
    kinds = [kind for kind in range(1, len(SOORTEN)) if teaches[:, kind].any()]
    chances = {kind: _stacked(np.flatnonzero(teaches[:, kind]), weights) for kind in kinds}
    return Placement(brin, brins, np.array([row.vestiging for row in rows]), teaches, risk[brin], chances)
