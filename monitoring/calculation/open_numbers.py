"""The fixed catalogue of numbers that anybody may read of one stand, and how each is printed.

Printed are the region, region × category, every municipality, municipality × category and every school, each with
deelnemers (n) and vsv (x). A number of 1 to 4 is `<5`, 0 is 0, all others the nearest multiple of 5, `.` is not told.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

MEASURES = ("n", "x")
REGION, MUNICIPALITY, SCHOOL = "regio", "gemeente", "school"
BASE = 5  # trust.md §4.3
THRESHOLD = 5
BLANK = "."
PERCENTAGE_FROM = 10  # shown deelnemers
DECIMAL_FROM = 2000  # rounding to 5 then moves it by an eighth of a percent at most
BOTTOM, TOP = 5, 95  # whole percents
LIMITLESS = 1e6


@dataclass(frozen=True)
class Stand:
    """The true numbers of one stand: `places` (municipality, category, n, x), `schools` (brin, category, n, x).

    Stands of one `line` (a method and a teljaar) count the same pupils; `name` tells them apart.
    """

    line: str
    name: str
    places: pd.DataFrame
    schools: pd.DataFrame

    @cached_property
    def leaves(self) -> pd.DataFrame:
        """The smallest numbers: kind, place, category, measure, value. All printed numbers are sums of these.

        Which categories a school has is known to everybody, so its leaves are per category too.
        """
        places = self.places.rename(columns={"municipality": "place"}).assign(kind=MUNICIPALITY)
        schools = self.schools.rename(columns={"brin": "place"}).assign(kind=SCHOOL)
        both = pd.concat([places, schools], ignore_index=True)
        keys = ["kind", "place", "category"]
        summed = both.groupby(keys, sort=True)[list(MEASURES)].sum().reset_index()
        return summed.melt(keys, list(MEASURES), "measure", "value").reset_index(drop=True)

    @cached_property
    def printed(self) -> pd.DataFrame:
        """Every number of the catalogue, in its order: kind, place, category, measure, value."""
        frames = [part.assign(leaf=part.index) for part in self._tables()]
        return pd.concat(frames).groupby(KEYS, sort=False)["value"].sum().reset_index()

    @cached_property
    def sums(self) -> csr_matrix:
        """Which leaves (columns) each printed number (row) is the sum of."""
        order = pd.MultiIndex.from_frame(self.printed[KEYS])
        parts = [(order.get_indexer(pd.MultiIndex.from_frame(part[KEYS])), part.index) for part in self._tables()]
        rows, leaves = (np.concatenate(side) for side in zip(*parts, strict=True))
        return csr_matrix((np.ones(len(rows)), (rows, leaves)), shape=(len(order), len(self.leaves)))

    def _tables(self) -> list[pd.DataFrame]:
        """The leaves once per table, named after the number they are counted in."""
        places = self.leaves[self.leaves["kind"].eq(MUNICIPALITY)]
        return [
            places.assign(kind=REGION, place="", category=""),
            places.assign(kind=REGION, place=""),
            places.assign(category=""),
            places,
            self.leaves[self.leaves["kind"].eq(SCHOOL)].assign(category=""),  # never school × category
        ]


KEYS = ["kind", "place", "category", "measure"]


def marks(values: pd.Series, threshold: int = THRESHOLD) -> pd.Series:
    """Whole numbers → what is printed before any repair. Raises ValueError for a threshold under 5."""
    if threshold < THRESHOLD:
        raise ValueError(f"a threshold below {THRESHOLD} is not allowed")
    rounded = ((values + BASE // 2) // BASE * BASE).clip(lower=threshold).astype("str")
    return rounded.where(values >= threshold, f"<{threshold}").where(values != 0, "0").astype("str")


def bounds(shown: pd.Series, threshold: int = THRESHOLD) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest number that each mark can stand for."""
    small, blank = shown.str.startswith("<").to_numpy(), shown.eq(BLANK).to_numpy()
    number = pd.to_numeric(shown, errors="coerce").fillna(0).to_numpy()
    low = np.where(number > 0, np.maximum(number - BASE // 2, threshold), 0.0)
    high = np.where(number > 0, number + BASE // 2, 0.0)
    return np.where(small, 1.0, low), np.select([small, blank], [threshold - 1.0, LIMITLESS], high)


def percentage(n: str, x: str) -> str:
    """`2,1`, `7`, `≤5`, `≥95` or `.`, from what is printed alone: it tells nothing that the reader could not work out.

    One decimal from 2,000 deelnemers on, else whole percents coded at both ends (trust.md §0.3, §4.3).
    """
    if not (n.isdigit() and x.isdigit()) or int(n) < PERCENTAGE_FROM or int(n) - int(x) < BASE:
        return BLANK
    if int(n) >= DECIMAL_FROM:
        return f"{100 * int(x) / int(n):.1f}".replace(".", ",")
    share = int(100 * int(x) / int(n) + 0.5)
    return f"≤{BOTTOM}" if share <= BOTTOM else f"≥{TOP}" if share >= TOP else str(share)
