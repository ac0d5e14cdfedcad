"""What chance alone does to a number of vsv'ers of this size: limits, the verdict, the surplus. Numbers in, numbers out.

A place is compared with what the region does. Every deelnemer of a category becomes vsv'er with the regional rate of
that category, independently of the others: the number of vsv'ers is then a sum of binomials. Its limits are exact
(scipy.stats.binom, convolved), no normal approximation. Sources: Spiegelhalter 2005, Funnel plots for comparing
institutional performance (limits at 95 % and 99.8 %); docs/rekenregels.md, Toeval.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.stats import binom, fisher_exact
from statsmodels.stats.multitest import multipletests

RUIS, SIGNAAL, TE_KLEIN = "ruis", "signaal", "te klein om te zeggen"
WORDS = (RUIS, SIGNAAL, TE_KLEIN)
INNER, OUTER = 0.95, 0.998
TAIL = 1e-13  # of a binomial that is left out when adding up: far below both levels
LEAST_DEELNEMERS = 10  # below this the portal gives no percentage either
HANDFUL = 5  # a number below this is not shown to who sees no pupil; a verdict never rests on it alone
FALSE_MOVERS = 0.05  # the share of the named movers that may be chance after all

Mix = tuple[
    tuple[int, float], ...
]  # (deelnemers, regional rate 0–1) per category, and per teljaar when pooled


@dataclass(frozen=True)
class Limits:
    """The numbers of vsv'ers that chance gives: in 95 and in 99.8 of 100 places like this, both ends included."""

    n: int
    expected: float
    deviation: float  # standard deviation of the number
    low: int
    high: int
    far_low: int
    far_high: int

    def distance(self, x: int) -> float:
        """How far x lies outside the 95 % limits, in standard deviations: 0 inside, below them negative."""
        beyond = max(x - self.high, 0) - max(self.low - x, 0)
        return beyond / self.deviation if beyond else 0.0

    def is_far(self, x: int) -> bool:
        return not self.far_low <= x <= self.far_high

    def word(self, x: int | None) -> str:
        """One of WORDS. None is a number that the reader may not know: nothing can be said of it.

        Too small: fewer than ten deelnemers; or both the number and everything that chance gives are below five:
        then not even 0 leaves the limits, and one pupil more or less would make the verdict.
        """
        if x is None or self.n < LEAST_DEELNEMERS or (self.high < HANDFUL and x < HANDFUL):
            return TE_KLEIN
        return RUIS if self.low <= x <= self.high else SIGNAAL


def limits(mix: Mix) -> Limits:
    """The exact limits of the number of vsv'ers of a place with this mix; (0, …) in it adds nothing."""
    return _limits(tuple(sorted((int(n), float(rate)) for n, rate in mix if n)))


@lru_cache(maxsize=16384)
def _limits(mix: Mix) -> Limits:
    n = np.array([each for each, _ in mix], dtype=np.int64)
    rate = np.array([each for _, each in mix], dtype=float)
    first, weights = number_distribution(mix)
    below = np.cumsum(weights) / weights.sum()
    bounds = [(1 - INNER) / 2, (1 + INNER) / 2, (1 - OUTER) / 2, (1 + OUTER) / 2]
    low, high, far_low, far_high = (first + int(np.searchsorted(below, bound)) for bound in bounds)
    deviation = float(np.sqrt((n * rate * (1 - rate)).sum()))
    return Limits(int(n.sum()), float((n * rate).sum()), deviation, low, high, far_low, far_high)


def number_distribution(mix: Mix) -> tuple[int, np.ndarray]:
    """The smallest number that matters, and the probability of it and of each next one: the binomials convolved."""
    first, weights = 0, np.ones(1)
    for n, rate in mix:
        start, end = (int(each) for each in binom.ppf([TAIL, 1 - TAIL], n, rate))
        start = max(start, 0)
        weights = np.convolve(weights, binom.pmf(np.arange(start, end + 1), n, rate))
        first += start
    return first, weights


def funnel(sizes: Sequence[int], rate: float) -> dict[str, np.ndarray]:
    """Per size the first counts outside chance, less a half: a dot beyond such a line is outside, never on it.

    Keys low, high, far_low, far_high; shares of the size (0–1), never below 0.
    """
    n = np.asarray(sizes, dtype=np.int64)
    ends = {
        "low": (1 - INNER) / 2,
        "high": (1 + INNER) / 2,
        "far_low": (1 - OUTER) / 2,
        "far_high": (1 + OUTER) / 2,
    }
    sides = {name: 0.5 if name.endswith("high") else -0.5 for name in ends}
    return {name: np.maximum(binom.ppf(end, n, rate) + sides[name], 0) / n for name, end in ends.items()}


@dataclass(frozen=True)
class Surplus:
    """Which places have more vsv'ers than expected, the largest difference first, and how many make half of it."""

    total: float
    names: tuple[str, ...]  # that together explain half
    share: float  # of the surplus that these explain, 0–1


def surplus(differences: Iterable[tuple[str, float]]) -> Surplus:
    """differences: name and number − expected; only what is more than expected counts. Equals in order of name."""
    more = sorted(
        ((each, name) for name, each in differences if each > 0), key=lambda pair: (-pair[0], pair[1])
    )
    total = sum(each for each, _ in more)
    if not more:
        return Surplus(0.0, (), 0.0)
    running = np.cumsum([each for each, _ in more])
    needed = int(np.searchsorted(running, total / 2 - 1e-9)) + 1
    return Surplus(total, tuple(name for _, name in more[:needed]), float(running[needed - 1] / total))


@dataclass(frozen=True)
class Change:
    """One place in two teljaren: vsv'ers and deelnemers then and now."""

    name: str
    x_before: int
    n_before: int
    x: int
    n: int

    @property
    def points(self) -> float:
        """The change in percentage points."""
        return 100 * (self.x / self.n - self.x_before / self.n_before)


def movers(changes: Iterable[Change]) -> list[Change]:
    """Those that moved more than chance explains, the surest first.

    Fisher's exact test per place; of many tests some are always small, so the procedure of Benjamini and Hochberg
    (1995) keeps the expected share of false ones at 5 %. Handfuls on both sides are left out, as in `Limits.word`.
    """
    told = [
        each for each in changes
        if min(each.n, each.n_before) >= LEAST_DEELNEMERS and max(each.x, each.x_before) >= HANDFUL
    ]  # fmt: skip
    if not told:
        return []
    chances = [change_chance(each.x_before, each.n_before, each.x, each.n) for each in told]
    is_mover = multipletests(chances, alpha=FALSE_MOVERS, method="fdr_bh")[0]
    found = [(chance, each) for chance, each, moved in zip(chances, told, is_mover, strict=True) if moved]
    return [each for _, each in sorted(found, key=lambda pair: (pair[0], -abs(pair[1].points), pair[1].name))]


@lru_cache(maxsize=16384)
def change_chance(x_before: int, n_before: int, x: int, n: int) -> float:
    """The chance of a difference at least this unlikely when nothing changed: Fisher's exact test, two-sided."""
    return float(fisher_exact([[x_before, n_before - x_before], [x, n - x]]).pvalue)
