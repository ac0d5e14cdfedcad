"""What a reader of all tables can compute about a hidden number: its possible values, over all measures
together.

The reader knows every shown number, that `<5` means 1 to 4 and `.` any whole number from 0, that all
tables add up, and that vsv onbekend ≤ vsv ≤ deelnemers in every cell. Every answer is a whole-number
solution found by HiGHS, so a value that is called possible is possible. The search is apart from the
choice of the cells, so that it can catch its mistakes."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack

from monitoring.calculation.disclosure_catalogue import MEASURES, SMALLER_THAN, Catalogue

UNLIMITED = 1e6  # more than any count of pupils; HiGHS wants an end


@dataclass
class Hiding:
    """Per measure which cells are hidden; small ones (1 to 4) as `<5` unless they are vague, all others
    as `.`."""

    threshold: int
    small: dict[str, np.ndarray]
    hidden: dict[str, np.ndarray]
    vague: dict[str, np.ndarray]

    def is_vague(self, measure: str) -> np.ndarray:
        """Shown as `.`, so that a reader knows no bounds."""
        return self.hidden[measure] & (~self.small[measure] | self.vague[measure])

    def add(self, measure: str, cells: np.ndarray) -> bool:
        """Mask these cells as `.`; whether that changed anything."""
        changed = bool((cells & ~self.is_vague(measure)).any())
        self.hidden[measure] = self.hidden[measure] | cells
        self.vague[measure] = self.vague[measure] | (cells & self.small[measure])
        return changed


@dataclass
class Unknowns:
    """The hidden numbers as variables of one system; `where[measure][cell]` is the variable, -1 where
    shown."""

    truth: np.ndarray
    where: dict[str, np.ndarray]
    bounds: Bounds
    rules: LinearConstraint
    primary: np.ndarray
    seen: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.seen = np.zeros(len(self.truth), dtype=np.int64)
        self._remember(self.truth)

    def extreme(self, variables: np.ndarray, sign: int) -> np.ndarray:
        """Solve for the highest (sign 1) or lowest (sign -1) sum of these variables; remember the
        values met."""
        goal = np.zeros(len(self.truth))
        goal[variables] = -sign
        result = milp(goal, constraints=self.rules, integrality=np.ones(len(goal)), bounds=self.bounds)
        if result.x is None:
            raise RuntimeError(f"HiGHS found no answer in the disclosure audit: {result.message}")
        solution = np.round(result.x).astype(np.int64)
        self._remember(solution)
        return solution

    def _remember(self, solution: np.ndarray) -> None:
        """One bit per value met; only primary cells count, and those are small."""
        self.seen |= np.where(self.primary, np.left_shift(1, np.minimum(solution, 62)), 0)

    def met(self) -> np.ndarray:
        """How many values every unknown was seen to have."""
        return np.bitwise_count(self.seen)


def unknowns(catalogue: Catalogue, hiding: Hiding) -> Unknowns:
    """The system a reader can set up from what is shown."""
    where: dict[str, np.ndarray] = {}
    count = 0
    for measure in MEASURES:
        hidden = hiding.hidden[measure]
        where[measure] = np.where(hidden, np.cumsum(hidden) - 1 + count, -1)
        count += int(hidden.sum())
    truth = _flat(catalogue.values, hiding)
    vague = _flat({measure: hiding.is_vague(measure) for measure in MEASURES}, hiding)
    low, high = np.where(vague, 0.0, 1.0), np.where(vague, UNLIMITED, hiding.threshold - 1.0)
    pairs = [_tighten(catalogue, where, low, high, *pair) for pair in SMALLER_THAN]
    balance = vstack([_balance(catalogue, where[measure], count) for measure in MEASURES])
    order = vstack([_order(pair, count) for pair in pairs])
    flow = balance @ truth
    rules = LinearConstraint(
        vstack([balance, order]).tocsr(),
        np.concatenate([flow, np.full(order.shape[0], -np.inf)]),
        np.concatenate([flow, np.zeros(order.shape[0])]),
    )
    return Unknowns(truth, where, Bounds(low, high), rules, _flat(hiding.small, hiding))


def _flat(values: dict[str, np.ndarray], hiding: Hiding) -> np.ndarray:
    """Of every measure the hidden cells, one after the other."""
    return np.concatenate([values[measure][hiding.hidden[measure]] for measure in MEASURES])


def _balance(catalogue: Catalogue, where: np.ndarray, count: int) -> csr_matrix:
    """Per node of the network: what flows in less what flows out, as far as hidden."""
    arcs = np.flatnonzero(where >= 0)
    rows = np.concatenate([catalogue.head[arcs], catalogue.tail[arcs]])
    signs = np.repeat([1, -1], len(arcs))
    return coo_matrix((signs, (rows, np.tile(where[arcs], 2))), shape=(catalogue.nodes, count)).tocsr()


def _tighten(
    catalogue: Catalogue,
    where: dict[str, np.ndarray],
    low: np.ndarray,
    high: np.ndarray,
    small: str,
    large: str,
) -> np.ndarray:
    """Bounds that a shown number gives to its hidden partner; returns the pairs in which both are hidden."""
    below, above = where[small], where[large]
    only_small, only_large = (below >= 0) & (above < 0), (below < 0) & (above >= 0)
    high[below[only_small]] = np.minimum(high[below[only_small]], catalogue.values[large][only_small])
    low[above[only_large]] = np.maximum(low[above[only_large]], catalogue.values[small][only_large])
    both = (below >= 0) & (above >= 0)
    return np.stack([below[both], above[both]])


def _order(pair: np.ndarray, count: int) -> csr_matrix:
    """Smaller less larger, per cell in which both are hidden."""
    rows = np.arange(pair.shape[1])
    signs = np.repeat([1, -1], len(rows))
    return coo_matrix((signs, (np.tile(rows, 2), pair.ravel())), shape=(len(rows), count)).tocsr()


def unsafe(system: Unknowns, values: int, suspects: np.ndarray) -> np.ndarray:
    """Which of these variables cannot be shown to keep `values` possible values."""
    system_wide_search(system, values, suspects)
    for variable in suspects[system.met()[suspects] < values]:
        for sign in (1, -1):
            if system.met()[variable] < values:
                system.extreme(np.array([variable]), sign)
    return suspects[system.met()[suspects] < values]


def system_wide_search(system: Unknowns, values: int, suspects: np.ndarray) -> None:
    """Move as many suspects as possible with one solution, up and down in turn, while that teaches
    anything."""
    sign, idle = 1, 0
    while idle < 2:
        left = suspects[system.met()[suspects] < values]
        if not left.size:
            return
        before = system.met()[left].sum()
        system.extreme(left, sign)
        idle = idle + 1 if system.met()[left].sum() == before else 0
        sign = -sign


def ranges(catalogue: Catalogue, hiding: Hiding) -> pd.DataFrame:
    """Every small cell of the catalogue with the lowest and highest value that is still possible."""
    system = unknowns(catalogue, hiding)
    suspects = np.flatnonzero(system.primary)
    if suspects.size:
        system_wide_search(system, hiding.threshold - 1, suspects)
    lowest, highest = _exact(system, suspects, -1), _exact(system, suspects, 1)
    frames = []
    for measure, where in system.where.items():
        cells = np.flatnonzero(np.isin(where, suspects))
        place = np.searchsorted(suspects, where[cells])
        part = catalogue.cells.iloc[cells].assign(measure=measure, value=catalogue.values[measure][cells])
        frames.append(part.assign(low=lowest[place], high=highest[place]))
    return pd.concat(frames, ignore_index=True)


def _exact(system: Unknowns, suspects: np.ndarray, sign: int) -> np.ndarray:
    """The end of each range; solved only where the solutions met so far have not reached the bound of
    the mask."""
    bounds = system.bounds.ub if sign > 0 else system.bounds.lb
    ends = []
    for variable, bound in zip(suspects, bounds[suspects], strict=True):
        if bound < UNLIMITED and int(system.seen[variable]) >> int(bound) & 1:
            ends.append(int(bound))
        else:
            ends.append(int(system.extreme(np.array([variable]), sign)[variable]))
    return np.array(ends, dtype=np.int64)
