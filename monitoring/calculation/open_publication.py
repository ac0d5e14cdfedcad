"""Which numbers of a new release stay blank, so that no reader of all releases can compute a number of 1 to 4.

The reader knows all that was ever printed, that all tables add up, that vsv ≤ deelnemers, and – where it is so – that
within a teljaar vsv only rises, deelnemers only fall, and that a corrected stand leaves alone what it does not change.
Releases of different lines (method and teljaar) share no pupil count and are puzzles of their own. An earlier release
is out: only the new one can be blanked. Ranges are whole-number solutions found by HiGHS (trust.md §4.3). A school or
municipality that also knows its own exact numbers can't compute one of another from the new release (open_insiders.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, coo_matrix, csr_matrix, vstack

from monitoring.calculation.open_insiders import Insiders
from monitoring.calculation.open_numbers import (
    BLANK,
    KEYS,
    LIMITLESS,
    MUNICIPALITY,
    REGION,
    THRESHOLD,
    Stand,
    bounds,
    marks,
)  # fmt: skip

VALUES, VALUES_BETWEEN = 4, 3  # possible values of a small number, and of a small difference between two releases


class Unsafe(Exception):
    """Whatever is blanked in the new release, a small number can be computed."""


@dataclass(frozen=True)
class Release:
    """A stand and what is printed of it, in the order of `stand.printed`."""

    stand: Stand
    shown: pd.Series


@dataclass
class Puzzle:
    """All releases of one line as one system; `questions` are the sums that must stay uncertain, `least` how far."""

    rules: LinearConstraint
    truth: np.ndarray
    questions: csr_matrix
    least: np.ndarray

    def __post_init__(self) -> None:
        self.low = self.questions @ self.truth
        self.high = self.low.copy()

    def after(self, before: "Puzzle | None") -> "Puzzle":
        """What was once seen as possible stays so when more is blanked."""
        if before is not None:
            self.low, self.high = before.low, before.high
        return self

    def betrayed(self) -> np.ndarray:
        """The questions whose answer is too narrow."""
        for sign in (1, -1):
            self._solve(np.asarray(self.questions[self._narrow()].sum(axis=0)).ravel() * sign)
        for question in self._narrow():
            for sign in (1, -1):
                if question in self._narrow():
                    self._solve(self.questions[[question]].toarray().ravel() * sign)
        return self._narrow()

    def _narrow(self) -> np.ndarray:
        return np.flatnonzero(self.high - self.low < self.least)

    def _solve(self, goal: np.ndarray) -> None:
        if not goal.any():
            return
        found = milp(-goal, constraints=self.rules, integrality=np.ones(len(goal)), bounds=Bounds(0, LIMITLESS))
        if found.x is None:
            raise RuntimeError(f"HiGHS found no answer in the audit of the open figures: {found.message}")
        answers = self.questions @ np.round(found.x)
        self.low, self.high = np.minimum(self.low, answers), np.maximum(self.high, answers)


def publication(
    stand: Stand, earlier: Sequence[Release] = (), threshold: int = THRESHOLD, *, repaired: bool = True
) -> Release:
    """What may be printed of this stand after all `earlier` releases, oldest first. Raises Unsafe.

    `repaired=False` leaves out the blanks: only for the test that shows why they are needed.
    """
    release = Release(stand, marks(stand.printed["value"], threshold))
    line = [each for each in earlier if each.stand.line == stand.line]
    puzzle: Puzzle | None = None
    insiders: Insiders | None = None
    while repaired:
        puzzle = _puzzle([*line, release], threshold).after(puzzle)
        asked, betrayed = puzzle, puzzle.betrayed()
        if not betrayed.size:
            asked = _puzzle([release], threshold)
            insiders = _insiders(asked, stand).after(insiders)
            betrayed = insiders.first_betrayed()
        if not betrayed.size:
            break
        release = Release(stand, _blanked(stand, release.shown, asked, betrayed))
    return release


def audit(releases: Sequence[Release], threshold: int = THRESHOLD) -> int:
    """How many small numbers and small differences a reader of all these releases can pin down. 0 is safe."""
    lines = dict.fromkeys(release.stand.line for release in releases)
    return sum(
        _puzzle([each for each in releases if each.stand.line == line], threshold).betrayed().size for line in lines
    )


def is_safe_inside(release: Release, threshold: int = THRESHOLD) -> bool:
    """No school or municipality can compute a small number of another in this release."""
    return not _insiders(_puzzle([release], threshold), release.stand).first_betrayed().size


def _insiders(puzzle: Puzzle, stand: Stand) -> Insiders:
    """A category in which one school (or municipality) is alone counts its pupils only, in the other table too."""
    leaves = stand.leaves
    owner, groups = leaves["kind"] + leaves["place"], leaves["measure"] + leaves["category"]
    owns = np.array([owner.eq(one) for one in owner.unique()])
    alone = leaves.groupby([groups.rename("group"), "kind"])["place"].transform("nunique").eq(1).to_numpy()
    also = [groups.isin(groups[own & alone]).to_numpy() for own in owns]
    return Insiders(puzzle.rules, puzzle.truth, puzzle.questions, owns | np.array(also), len(stand.printed))


def _puzzle(releases: list[Release], threshold: int) -> Puzzle:
    stands = [release.stand for release in releases]
    sums = block_diag([stand.sums for stand in stands], format="csr")
    ends = [bounds(release.shown, threshold) for release in releases]
    even = block_diag([_both_tables(stand) for stand in stands], format="csr")
    order = _order(stands)
    rules = LinearConstraint(
        vstack([sums, even, order]).tocsr(),
        np.concatenate([*(low for low, _ in ends), np.zeros(even.shape[0]), np.full(order.shape[0], -np.inf)]),
        np.concatenate([*(high for _, high in ends), np.zeros(even.shape[0] + order.shape[0])]),
    )
    truth = np.concatenate([stand.leaves["value"].to_numpy(float) for stand in stands])
    rows, least = _questions(stands, sums, truth, threshold)
    return Puzzle(rules, truth, rows, least)


def _both_tables(stand: Stand) -> csr_matrix:
    """Municipalities and schools count the same pupils: per measure and category one sum less the other is 0."""
    leaves = stand.leaves
    sign = np.where(leaves["kind"].eq(MUNICIPALITY), 1.0, -1.0)
    group, names = pd.factorize(leaves["measure"] + " " + leaves["category"])
    rows = coo_matrix((sign, (group, np.arange(len(leaves)))), shape=(len(names), len(leaves))).tocsr()
    return rows[np.flatnonzero(rows @ leaves["value"].to_numpy(float) == 0)]


def _order(stands: list[Stand]) -> csr_matrix:
    """Rows `smaller − larger ≤ 0` over all leaves: what the reader takes for granted, wherever it is true."""
    starts = np.cumsum([0, *(len(stand.leaves) for stand in stands)])
    pairs = [_pairs(stand.leaves, stand.leaves, starts[i], starts[i], "x", "n") for i, stand in enumerate(stands)]
    for i, (before, after) in enumerate(pairwise(stands)):
        a, b, here, there = before.leaves, after.leaves, starts[i], starts[i + 1]
        pairs += [_pairs(a, b, here, there, "x", "x"), _pairs(b, a, there, here, "n", "n")]
        if before.name == after.name:  # a correction: what is equal is taken to be unchanged
            pairs += [_pairs(b, a, there, here, "x", "x"), _pairs(a, b, here, there, "n", "n")]
    small, large = np.concatenate(pairs, axis=1)
    rows = np.arange(len(small))
    signs = np.repeat([1.0, -1.0], len(rows))
    return coo_matrix((signs, (np.tile(rows, 2), np.concatenate([small, large]))), shape=(len(rows), starts[-1])).tocsr()


def _pairs(
    small: pd.DataFrame, large: pd.DataFrame, small_from: int, large_from: int, of_small: str, of_large: str
) -> np.ndarray:
    """The leaves of two measures or two stands whose values are in this order."""
    keys = KEYS[:3]
    left = small[small["measure"].eq(of_small)].assign(at=lambda frame: frame.index + small_from)
    right = large[large["measure"].eq(of_large)].assign(at=lambda frame: frame.index + large_from)
    both = left.merge(right, on=keys, suffixes=("", "_of_large"))
    both = both[both["value"] <= both["value_of_large"]]
    return both[["at", "at_of_large"]].to_numpy().T


def _questions(stands: list[Stand], sums: csr_matrix, truth: np.ndarray, threshold: int) -> tuple[csr_matrix, np.ndarray]:
    """Every small printed number, every small rest (deelnemers without vsv) and every small difference in time."""
    starts = np.cumsum([0, *(len(stand.printed) for stand in stands)])
    places = [pd.Series(range(start, start + len(s.printed)), index=pd.MultiIndex.from_frame(s.printed[KEYS]))
              for start, s in zip(starts, stands, strict=False)]  # fmt: skip
    rests = [_less(place.xs("n", level=3), place.xs("x", level=3)) for place in places]
    between = [_less(after, before) for before, after in pairwise(places)]
    moved = np.concatenate(between) if between else np.empty((0, 2), dtype=int)
    lesser = np.concatenate(rests)
    asked = [sums, sums[lesser[:, 0]] - sums[lesser[:, 1]], sums[moved[:, 0]] - sums[moved[:, 1]]]
    rows = vstack(asked).tocsr()
    least = np.repeat([VALUES - 1, VALUES - 1, VALUES_BETWEEN - 1], [part.shape[0] for part in asked])
    size = np.abs(rows @ truth)
    is_small = (size > 0) & (size < threshold)
    return rows[np.flatnonzero(is_small)], least[is_small]


def _less(of: pd.Series, than: pd.Series) -> np.ndarray:
    """The rows of the same number, side by side."""
    return np.array(pd.concat([of, than], axis=1, join="inner"), dtype=int).reshape(-1, 2)


def _blanked(stand: Stand, shown: pd.Series, puzzle: Puzzle, betrayed: np.ndarray) -> pd.Series:
    """For every betrayed number the smallest printed number on a line with it goes blank; the region's last."""
    printed, shown = stand.printed, shown.copy()
    own = np.flatnonzero(np.isin(np.arange(puzzle.questions.shape[1]), _last(puzzle, stand)))
    order = np.lexsort((printed.index, printed["value"], printed["value"].eq(0), printed["kind"].eq(REGION)))
    fresh: set[int] = set()
    for question in betrayed:
        touched = _leaves_of(stand, puzzle.questions[[question]].toarray().ravel(), own)
        near, free = _free(stand, shown, touched, order)
        if not free or fresh & set(near):  # first see what the blank just made does for this one too
            continue
        wide = [at for at in free if not str(shown.iat[at]).startswith("<")]
        shown.iat[(wide or free)[0]] = BLANK
        fresh.add((wide or free)[0])
    if not fresh:
        raise Unsafe("Deze stand kan niet openbaar worden zonder dat een klein aantal uit te rekenen is.")
    return shown


def _free(stand: Stand, shown: pd.Series, touched: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Printed numbers that share a leaf with the question; else those of its categories in both tables; else all."""
    keys = stand.leaves["measure"] + " " + stand.leaves["category"]
    akin = keys.isin(keys[touched > 0]).to_numpy(float)
    near = np.array([], dtype=int)
    for leaves in (touched, akin, np.ones(len(keys))):
        near = np.flatnonzero(np.asarray(stand.sums @ leaves).ravel() > 0)
        free = [int(at) for at in order if at in near and shown.iat[at] != BLANK]
        if free:
            return near, free
    return near, []


def _last(puzzle: Puzzle, stand: Stand) -> np.ndarray:
    """The variables of the new release: the last ones."""
    total = puzzle.questions.shape[1]
    return np.arange(total - len(stand.leaves), total)


def _leaves_of(stand: Stand, question: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The leaves of the new release that the question is about; of one about an earlier release: all."""
    touched = np.abs(question[own])
    return touched if touched.any() else np.ones(len(stand.leaves))
