"""This delivery against the school's previous one: who vanishes, appears, or moves to another category."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Changes:
    """Pupils of the new delivery against those of the previous one that could still be expected."""

    appeared: int
    vanished: int
    moved: int
    compared: int


def changes(previous: pd.DataFrame, current: pd.DataFrame, *, since: date) -> Changes:
    """Compare two deliveries of one school and kind.

    Both frames: pupil (int64), category (str), ended_on (datetime64, NaT while enrolled). A row of `previous`
    that ended before `since` (1 October of the current teljaar) may be gone: after the turn of the year it
    belongs in no delivery any more.
    """
    old = _categories(previous[_is_expected(previous["ended_on"], since)])
    new = _categories(current)
    before, now = set(old["pupil"]), set(new["pupil"])
    in_one_only = pd.concat([old, new]).drop_duplicates(keep=False)["pupil"]
    moved = len(set(in_one_only) & before & now)
    return Changes(len(now - before), len(before - now), moved, len(before))


def vanishing(previous: pd.Series, current: pd.Series) -> Changes:
    """Which keys of `previous` are gone; new ones come every month and say nothing."""
    gone = ~previous.isin(current)
    return Changes(appeared=0, vanished=int(gone.sum()), moved=0, compared=len(previous))


def needs_confirmation(found: Changes, *, share: float = 0.05, pupils: int = 20) -> bool:
    """Whether a person must say that this is right: more than the share, and more than the number, of pupils.

    A first delivery compares with nothing and is not held up.
    """
    if not found.compared:
        return False
    largest = max(found.appeared, found.vanished, found.moved)
    return largest > pupils and largest > share * found.compared


def _is_expected(ended_on: pd.Series, since: date) -> pd.Series:
    return ended_on.isna() | (ended_on >= np.datetime64(since, "s"))


def _categories(rows: pd.DataFrame) -> pd.DataFrame:
    """Every pupil with every category of its inschrijvingen, once."""
    return rows[["pupil", "category"]].astype({"category": "str"}).drop_duplicates()
