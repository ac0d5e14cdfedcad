"""Where a stand is expected to end, from how earlier teljaren went on from the same stand; and how often that held.

Pure arithmetic on counts of one place, one method and one category. What it is told may be shown, so what it tells
may be shown too: it never sees a number that the reader does not see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, skellam

BAND = 0.8  # of the ends, four in five should lie within the range
YEAR_SPREAD = {1: 0.25, 2: 0.15}  # least difference between teljaren, as a share: few years cannot show it themselves
LEAST_SPREAD = 0.10
TURNOVER = 0.2  # of the vsv'ers of now so many are taken to go back, and as many others to come: a net hides both
TAIL = 1e-6  # of a distribution that is left out when adding up
HALF = 0.5  # Jeffreys: a growth that was never seen may still come
ENDS = {"regio": (12, 13, 14, 15), "duo": (16, 17)}  # numbers of the stands at which a teljaar ends


@dataclass(frozen=True)
class Count:
    """x nieuwe vsv'ers among n deelnemers."""

    x: int
    n: int


@dataclass(frozen=True)
class Past:
    """One earlier teljaar: what it counted at this stand, and at the later one."""

    here: Count
    later: Count

    @property
    def growth(self) -> int:
        return self.later.x - self.here.x


@dataclass(frozen=True)
class Expected:
    """The middle of what is expected and the BAND around it, in nieuwe vsv'ers; `years` earlier teljaren tell it."""

    low: int
    middle: int
    high: int
    years: int


@dataclass(frozen=True)
class Covered:
    """Of how many cases at one stand the end that came lay within the range that was told."""

    stand: int
    cases: int
    within: int


Course = Mapping[int, Count]  # number of the stand → what was counted


def expected(now: Count, past: Iterable[Past], band: float = BAND) -> Expected | None:
    """What the later stand will count; None without an earlier teljaar.

    Where the number grew, the same number per deelnemer is expected to be added; where it shrank, the same share
    of the vsv'ers of now is expected to leave it. How many is negative binomial: Poisson chance, plus what a few
    years leave unknown of the mean, plus what one teljaar differs from another (at least YEAR_SPREAD). On top of that
    come those who go while others come: the difference of two Poisson numbers (Skellam) of TURNOVER each.
    """
    known = [each for each in past if each.here.n > 0]
    seen = sum(each.growth for each in known)
    base = sum(each.here.n if seen >= 0 else each.here.x for each in known)
    if not known or not base:
        return None
    mean = (abs(seen) + HALF) / base * (now.n if seen >= 0 else now.x)
    size = 1 / (_spread(known, seen) ** 2 + 1 / (abs(seen) + HALF))
    first, chances = _steps(mean, size, 1 if seen >= 0 else -1, TURNOVER * now.x)
    below = np.cumsum(chances) / chances.sum()
    shares = ((1 - band) / 2, 0.5, (1 + band) / 2)
    ends = (now.x + first + int(np.searchsorted(below, share)) for share in shares)
    low, middle, high = (min(max(end, 0), max(now.n, now.x)) for end in ends)
    return Expected(low, middle, high, len(known))


def end_number(method: str, here: int, years: Iterable[Course]) -> int | None:
    """At which stand the end is expected: that which most earlier teljaren have beside this one, else the latest."""
    years = list(years)
    told = {end: sum(here in year and end in year for year in years) for end in ENDS[method] if end > here}
    found = [end for end, count in told.items() if count]
    return max(found, key=lambda end: (told[end], end), default=None)


def past_of(years: Iterable[Course], here: int, later: int) -> list[Past]:
    """The earlier teljaren that have both stands."""
    return [Past(year[here], year[later]) for year in years if here in year and later in year]


def backtest(method: str, places: Iterable[Mapping[str, Course]], band: float = BAND) -> list[Covered]:
    """Per stand how often the end lay within the range, each teljaar of each place foretold from the others.

    places: per place teljaar → course. A teljaar counts where it has the stand and the end.
    """
    counted: dict[int, list[bool]] = {}
    for years in places:
        for name, course in years.items():
            others = [other for year, other in years.items() if year != name]
            for here, now in course.items():
                end = end_number(method, here, others)
                if end is None or end not in course:
                    continue
                told = expected(now, past_of(others, here, end), band)
                if told:
                    counted.setdefault(here, []).append(told.low <= course[end].x <= told.high)
    return [Covered(stand, len(held), sum(held)) for stand, held in sorted(counted.items())]


def _spread(past: list[Past], seen: int) -> float:
    """How much one teljaar differs from another beyond chance, as a share of the mean; never less than we assume."""
    least = YEAR_SPREAD.get(len(past), LEAST_SPREAD)
    bases = [each.here.n if seen >= 0 else each.here.x for each in past]
    means = [abs(seen) * base / sum(bases) for base in bases]
    squares = sum(mean**2 for mean in means)
    if len(past) == 1 or not squares:
        return least
    sign = 1 if seen >= 0 else -1
    beyond = sum((sign * each.growth - mean) ** 2 - mean for each, mean in zip(past, means, strict=True))
    return max(least, (max(0.0, beyond) * len(past) / (len(past) - 1) / squares) ** 0.5)


def _steps(mean: float, size: float, sign: int, turnover: float) -> tuple[int, np.ndarray]:
    """The smallest step that matters, and the probability of it and of each next one: the two parts convolved."""
    chance = size / (size + mean)
    net = nbinom.pmf(np.arange(int(nbinom.ppf(1 - TAIL, size, chance)) + 1), size, chance)
    net = net if sign > 0 else net[::-1]
    first = 0 if sign > 0 else 1 - len(net)
    if not turnover:
        return first, net
    reach = int(skellam.ppf(1 - TAIL, turnover, turnover))
    return first - reach, np.convolve(net, skellam.pmf(np.arange(-reach, reach + 1), turnover, turnover))
