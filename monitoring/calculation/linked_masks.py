"""Which of a few linked counts may be shown to readers who see no pupil: totals, and the parts they are made of.

For counts that belong to no computation (what officers did); figures of a computation are suppression.py's. A number
of 1 to 4 becomes `<5`; further numbers become `.` until none of 1 to 4 is certain for who adds and subtracts.
Found as in disclosure_audit: a whole-number solution by HiGHS, so a value that is called possible is possible.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Key = tuple[str, ...]
Sum = tuple[Key, tuple[Key, ...]]  # a total, and the parts that add up to it

THRESHOLD = 5
SHOWN, COVER = "", "."
UNLIMITED = 1e6  # more than any count of pupils; HiGHS wants an end


def linked_masks(
    numbers: Mapping[Key, int], sums: Iterable[Sum] = (), *, unshown: Iterable[Key] = (), threshold: int = THRESHOLD
) -> dict[Key, str]:
    """Per key the mark that stands in the place of its number; empty where it may be shown.

    `unshown` are the remainders that no page prints ("not contacted"): nobody reads them, and who subtracts may not
    find them either. Raises ValueError where a sum does not hold.
    """
    sums = tuple(sums)
    if any(numbers[total] != sum(numbers[part] for part in parts) for total, parts in sums):
        raise ValueError("a total differs from the sum of its parts")
    return dict(_chosen(tuple(numbers.items()), sums, frozenset(unshown), threshold))


@lru_cache(maxsize=64)
def _chosen(counted: tuple[tuple[Key, int], ...], sums: tuple[Sum, ...], unshown: frozenset[Key], threshold: int):
    numbers = dict(counted)
    small = {key for key, number in counted if 0 < number < threshold}
    marks = {key: f"<{threshold}" if key in small else SHOWN for key in numbers} | dict.fromkeys(unshown, COVER)
    unsettled = small & {key for total, parts in sums for key in (total, *parts)}
    while (betrayed := _betrayed(numbers, sums, marks, unsettled, threshold)) is not None:
        marks[_cover(betrayed, numbers, sums, marks)] = COVER
    return tuple(marks.items())


def _betrayed(
    numbers: dict[Key, int], sums: tuple[Sum, ...], marks: dict[Key, str], unsettled: set[Key], threshold: int
) -> Key | None:
    """A small number that only one value fits; takes the others out of `unsettled`. More hiding never unsettles them."""
    hidden = [key for key, mark in marks.items() if mark != SHOWN]
    if not unsettled:
        return None
    truth = np.array([numbers[key] for key in hidden])
    vague = np.array([marks[key] == COVER for key in hidden])
    bounds = Bounds(np.where(vague, 0, 1), np.where(vague, UNLIMITED, threshold - 1))
    rules = _rules(hidden, truth, sums)
    for key in sorted(unsettled):
        for sign in (1, -1) if key in unsettled else ():
            goal = np.array([sign * (each == key) for each in hidden], dtype=float)
            found = milp(goal, constraints=rules, integrality=np.ones(len(hidden)), bounds=bounds)
            other = np.rint(found.x) != truth
            unsettled -= {each for each, differs in zip(hidden, other, strict=True) if differs}
            if key not in unsettled:
                break
        if key in unsettled:
            return key
    return None


def _rules(hidden: list[Key], truth: np.ndarray, sums: tuple[Sum, ...]) -> LinearConstraint:
    """Every sum as the reader sees it: the hidden parts less a hidden total are what the shown numbers leave."""
    place = {key: index for index, key in enumerate(hidden)}
    rows = np.zeros((max(len(sums), 1), len(hidden)))
    for row, (total, parts) in zip(rows, sums, strict=False):
        for key, sign in [(total, -1), *((part, 1) for part in parts)]:
            if key in place:
                row[place[key]] += sign
    return LinearConstraint(rows, rows @ truth, rows @ truth)


def _cover(betrayed: Key, numbers: dict[Key, int], sums: tuple[Sum, ...], marks: dict[Key, str]) -> Key:
    """What to hide next: the smallest shown number beside it, then its own bounds, then farther away, then a zero."""
    totals = {total for total, _ in sums}
    near: set[Key] = {betrayed}
    while True:
        wider = near | {key for total, parts in sums if near & {total, *parts} for key in (total, *parts)}
        shown = [key for key in wider if marks[key] == SHOWN and numbers[key]]
        bounded = [key for key in wider if marks[key] not in (SHOWN, COVER)]
        if shown or bounded:
            return min(shown or bounded, key=lambda key: (key != betrayed, key in totals, numbers[key], key))
        if wider == near:
            return min(key for key in wider if marks[key] == SHOWN)
        near = wider
