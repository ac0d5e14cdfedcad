"""What a reader can compute: shown sums over unknown whole numbers, and which hidden sums they pin down.

Knows nothing of how masks are chosen: only what is printed goes in (`tell`), and HiGHS tries every hidden sum.
"""

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

ROOM = 10_000  # more than any count in a test


class Puzzle:
    """Unknown whole numbers ≥ 0, and the sums of them that were printed. The truth serves only to say what is small."""

    def __init__(self, truth: pd.Series) -> None:
        self.truth = truth.to_numpy(dtype=float)
        self.sums: dict[bytes, tuple[np.ndarray, str]] = {}
        self.orders: list[np.ndarray] = []

    def tell(self, cells: pd.Series, mark: str) -> None:
        """Print the sum of these numbers: itself, or `<5`, or `.`; a sum that is told twice is known from the best."""
        chosen = cells.to_numpy(dtype=float)
        told = self.sums.get(chosen.tobytes())
        if told is None or (told[1] == "." and mark != ".") or mark == "":
            self.sums[chosen.tobytes()] = (chosen, mark)

    def tell_at_most(self, less: pd.Series, more: pd.Series) -> None:
        """Say of two sums, printed or not, that the first can't be more than the second."""
        self.orders.append((less - more).to_numpy(dtype=float))

    @property
    def attacked(self) -> list[np.ndarray]:
        """The hidden sums that are really 1 to 4."""
        return [cells for cells, mark in self.sums.values() if mark and 1 <= cells @ self.truth <= 4]

    def solved(self) -> list[tuple[int, np.ndarray]]:
        """The small hidden sums that can have one value only, each with its unknowns."""
        rules = self._rules()
        found = []
        for cells in self.attacked:
            truth = int(cells @ self.truth)
            if not any(self._possible(rules, cells, low, high) for low, high in ((0, truth - 1), (truth + 1, ROOM))):
                found.append((truth, cells))
        return found

    def _rules(self) -> list[LinearConstraint]:
        rows = np.array([cells for cells, _ in self.sums.values()])
        totals = rows @ self.truth
        marks = [mark for _, mark in self.sums.values()]
        low = np.array([{"": t, "<5": 1}.get(mark, 0) for t, mark in zip(totals, marks, strict=True)])
        high = np.array([{"": t, "<5": 4}.get(mark, ROOM) for t, mark in zip(totals, marks, strict=True)])
        orders = [LinearConstraint(np.array(self.orders), -np.inf, 0)] if self.orders else []
        return [LinearConstraint(rows, low, high), *orders]

    def _possible(self, rules: list[LinearConstraint], cells: np.ndarray, low: int, high: int) -> bool:
        answer = milp(
            np.zeros(len(self.truth)), constraints=[*rules, LinearConstraint(cells, low, high)],
            integrality=np.ones(len(self.truth)), bounds=Bounds(0, ROOM),
        )  # fmt: skip
        return answer.x is not None
