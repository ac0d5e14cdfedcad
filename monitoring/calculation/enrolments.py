"""Inschrijvingen grouped by pupil, so that one row per pupil can be chosen without a loop. Counts nothing.

Rows lie sorted by pupil and, within a pupil, by BRIN, vestiging and volgnummer: the order in which
deliveries.md §6 settles every tie. So the first of equals is always the right one.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

NONE = -1  # the place of a row that is not there
NEVER = 2**22 - 1  # in days since 1970: after every date that a file can hold (31-12-9999 is 2,932,896)
PLACE = ["pupil", "brin", "vestiging", "volgnummer"]
WORST = np.iinfo(np.int64).min


def day_number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


@dataclass(frozen=True)
class Enrolments:
    """A frame of inschrijvingen and the order in which its rows lie; build it with `enrolments_by_pupil`.

    frame: the rows as given; order: their positions, sorted; starts: where each pupil begins in that order.
    """

    frame: pd.DataFrame
    order: np.ndarray
    starts: np.ndarray

    @cached_property
    def pupils(self) -> np.ndarray:
        """Every pupil once, ascending."""
        return self.column("pupil")[self.starts]

    @cached_property
    def started(self) -> np.ndarray:
        return self.days("started_on")

    @cached_property
    def ended(self) -> np.ndarray:
        """First day no longer enrolled, NEVER where there is none."""
        return self.days("ended_on")

    def column(self, name: str) -> np.ndarray:
        return self.frame[name].to_numpy()[self.order]

    def days(self, name: str) -> np.ndarray:
        """A date column in days since 1970, in order; empty becomes NEVER."""
        dates = self.frame[name].to_numpy("datetime64[D]")
        days = np.where(np.isnat(dates), NEVER, dates.astype(np.int64))
        return days[self.order]

    def having(self, name: str, values: tuple[str, ...]) -> np.ndarray:
        """Which rows, in order, have one of these values in a text column."""
        return self.frame[name].isin(values).to_numpy()[self.order]

    def active_on(self, day: date) -> np.ndarray:
        number = day_number(day)
        return (self.started <= number) & (number < self.ended)

    def ended_by(self, day: date) -> np.ndarray:
        return self.ended <= day_number(day)

    def any_of(self, rows: np.ndarray) -> np.ndarray:
        """Per pupil: is there such a row?"""
        return np.logical_or.reduceat(rows, self.starts) if len(rows) else rows

    def best_of(self, rows: np.ndarray, score: np.ndarray) -> np.ndarray:
        """Per pupil: the place (in order) of the highest score among `rows`, NONE without any."""
        if not len(rows):
            return np.empty(0, np.int64)
        score = np.where(rows, score, WORST)
        highest = np.maximum.reduceat(score, self.starts)
        sizes = np.diff(self.starts, append=len(rows))
        is_best = score == np.repeat(highest, sizes)
        places = np.where(is_best, np.arange(len(rows)), len(rows))
        return np.where(highest > WORST, np.minimum.reduceat(places, self.starts), NONE)

    def latest_of(self, rows: np.ndarray) -> np.ndarray:
        """Per pupil: the place of the row that ended last, then started last."""
        return self.best_of(rows, self.ended * 2 * NEVER + self.started)

    def values(self, name: str, places: np.ndarray) -> pd.api.extensions.ExtensionArray:
        """The texts at these places in the dtype of the frame, "" where the place is NONE."""
        column = self.frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype) and "" not in column.cat.categories:
            column = column.cat.add_categories([""])
        return column.array.take(self._positions(places), allow_fill=True, fill_value="")

    def dates(self, name: str, places: np.ndarray) -> np.ndarray:
        """The dates at these places as datetime64[s], NaT where the place is NONE."""
        dates = self.frame[name].to_numpy("datetime64[s]")
        found = np.full(len(places), np.datetime64("NaT", "s"))
        found[places != NONE] = dates[self._positions(places[places != NONE])]
        return found

    def _positions(self, places: np.ndarray) -> np.ndarray:
        """Where these rows stand in the frame; NONE stays NONE."""
        positions = np.append(self.order, NONE)  # NONE is -1: the last of these
        return positions[places]


def enrolments_by_pupil(frame: pd.DataFrame) -> Enrolments:
    """Sorts on the pupil's number alone, and on text only the few pupils who have several inschrijvingen."""
    pupil = frame["pupil"].to_numpy()
    order = np.argsort(pupil, kind="stable")
    ordered = pupil[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(is_first)
    sizes = np.diff(starts, append=len(ordered))
    is_several = np.repeat(sizes > 1, sizes)
    several = order[is_several]
    order[is_several] = several[_place_order(frame[PLACE].iloc[several])]
    return Enrolments(frame, order, starts)


def _place_order(rows: pd.DataFrame) -> np.ndarray:
    volgnummer = _rank(rows["volgnummer"], natural=True)
    return np.lexsort((volgnummer, _rank(rows["vestiging"]), _rank(rows["brin"]), rows["pupil"].to_numpy()))


def _rank(texts: pd.Series, *, natural: bool = False) -> np.ndarray:
    """The rank of every text among the texts that occur; natural: 2 before 10."""
    codes, uniques = pd.factorize(texts)
    found = [str(text) for text in uniques]
    keys = [(_zero_filled(text) if natural else text, text) for text in found]
    ranks = np.empty(len(found), np.int64)
    ranks[sorted(range(len(found)), key=keys.__getitem__)] = np.arange(len(found))
    return ranks[codes]


def _zero_filled(text: str) -> str:
    return re.sub(r"\d+", lambda digits: digits[0].zfill(20), text)
