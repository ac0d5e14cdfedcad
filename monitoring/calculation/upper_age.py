"""The day on which somebody grows out of the followed group: a birthday, by the law of that day. Knows no law itself."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd


class AgeLimit(Protocol):
    """The age at which following ends, from a day on (None: since before our records)."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def age(self) -> int: ...


def followed_until(born_on: pd.Series, limits: Sequence[AgeLimit]) -> pd.Series:
    """The first day on which somebody has the age that is the limit on that day; NaT without a birth date.

    limits: oldest first. Who grew out under an older, lower limit does not come back under a higher one.
    """
    born = born_on.to_numpy("datetime64[D]")
    first = np.full(len(born), np.datetime64("NaT"), "datetime64[D]")
    for place, limit in enumerate(limits):
        day = birthday(born, limit.age)
        if limit.valid_from:
            day = np.maximum(day, np.datetime64(limit.valid_from, "D"))
        later = limits[place + 1 :]
        holds = np.isnat(first) & (day < np.datetime64(later[0].valid_from, "D") if later else True)
        first = np.where(holds, day, first)
    return pd.Series(first.astype("datetime64[s]"), index=born_on.index)


def birthday(born: np.ndarray, age: int) -> np.ndarray:
    """The day on which each becomes `age`; who is born on 29 February on 1 March in other years."""
    years = born.astype("datetime64[Y]")
    months = born.astype("datetime64[M]")
    month, day = months - years.astype("datetime64[M]"), born - months.astype("datetime64[D]")
    target = (years + np.timedelta64(age, "Y")).astype("datetime64[M]") + month
    return target.astype("datetime64[D]") + day  # 29 February runs on into 1 March
