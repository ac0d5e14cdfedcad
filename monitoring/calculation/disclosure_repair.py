"""The last resort of suppression: the cheapest further masks that free one number, over all measures at
once.

Needed where measures hold each other (one vsv'er, onbekend) or where `<5` itself tells too much (four
cells `<5` in a row that adds up to `<5` are four ones). Searches other tables, true in every sum, in
which the betrayed number differs; a shown cell that differs there is hidden, a `<5` that leaves 1 to 4
there becomes `.`."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, hstack, vstack

from monitoring.calculation.disclosure_audit import Hiding, Unknowns
from monitoring.calculation.disclosure_catalogue import SMALLER_THAN, Catalogue

SECONDS = 2.0
VAGUE = 0.5  # price of `.` instead of `<5`, in hidden leaf cells
Found = tuple[float, dict[str, np.ndarray]]
Target = tuple[str, int, int]


def repair(
    catalogue: Catalogue, hiding: Hiding, costs: dict[str, np.ndarray], system: Unknowns, variable: int
) -> None:
    """Mask further cells (in `hiding` itself) until the variable of the audited system can have one
    more value."""
    measure = next(name for name, where in system.where.items() if (where == variable).any())
    cell = int(np.flatnonzero(system.where[measure] == variable)[0])
    seen = np.flatnonzero([int(system.seen[variable]) >> bit & 1 for bit in range(64)])
    targets = [(measure, cell, value) for value in (int(seen[0]) - 1, int(seen[-1]) + 1) if value >= 0]
    found = [_alternative(catalogue, hiding, costs, target) for target in targets]
    possible = [answer for answer in found if answer is not None]
    everyone = catalogue.values["n"] + catalogue.values["b"] > 0
    changed = min(possible, key=lambda answer: answer[0])[1] if possible else dict.fromkeys(costs, everyone)
    if not any(hiding.add(name, cells) for name, cells in changed.items()):
        raise RuntimeError("a number stays computable although everything is hidden")


def _alternative(
    catalogue: Catalogue, hiding: Hiding, costs: dict[str, np.ndarray], target: Target
) -> Found | None:
    """The cheapest cells to mask so that the target may have this value; None if no choice allows it."""
    names = list(costs)
    truth = np.concatenate([catalogue.values[name] for name in names])
    place = names.index(target[0]) * len(catalogue.kind) + target[1]
    step = max(1, int(abs(target[2] - truth[place])))  # one cycle of cells that all move as far as the target
    nobody = np.tile(catalogue.values["n"] + catalogue.values["b"] == 0, len(names))
    low, high = np.where(nobody, 0, np.maximum(-truth, -step)), np.where(nobody, 0, step)
    low[place] = high[place] = target[2] - truth[place]
    price = np.concatenate([_price(hiding, name, costs[name]) for name in names])
    zeros, ones = np.zeros(len(truth)), np.ones(len(truth))
    result = milp(
        np.concatenate([zeros, price]),
        constraints=[_sums(catalogue, names, truth), *_moves(hiding, names, truth, step)],
        integrality=np.ones(2 * len(truth)),
        bounds=Bounds(np.concatenate([low, zeros]), np.concatenate([high, ones])),
        options={"time_limit": SECONDS},
    )
    if result.x is None:
        return None
    masked = result.x[len(truth) :] > 0.5
    return float(price @ masked), dict(zip(names, np.split(masked & (price > 0), len(names)), strict=True))


def _price(hiding: Hiding, name: str, cost: np.ndarray) -> np.ndarray:
    """Nothing for a number that is `.` already."""
    return np.where(hiding.is_vague(name), 0.0, np.where(hiding.small[name], VAGUE, cost))


def _sums(catalogue: Catalogue, names: list[str], truth: np.ndarray) -> LinearConstraint:
    """In every node what flows in still flows out, and the measures keep their order."""
    count, size = len(truth), len(catalogue.kind)
    node = np.repeat(np.arange(len(names)) * catalogue.nodes, size)
    heads, tails = np.tile(catalogue.head, len(names)) + node, np.tile(catalogue.tail, len(names)) + node
    shape = (len(names) * catalogue.nodes, count)
    balance = _signed(np.arange(count), np.arange(count), np.concatenate([heads, tails]), shape)
    pairs = [(names.index(a), names.index(b)) for a, b in SMALLER_THAN if a in names and b in names]
    below = np.concatenate([np.arange(size) + a * size for a, _ in pairs])
    above = np.concatenate([np.arange(size) + b * size for _, b in pairs])
    order = _signed(below, above, np.tile(np.arange(len(below)), 2), (len(below), count))
    unused = csr_matrix((shape[0] + len(below), count))
    zeros = np.zeros(shape[0])
    return LinearConstraint(
        hstack([vstack([balance, order]), unused]).tocsr(),
        np.concatenate([zeros, np.full(len(below), -np.inf)]),
        np.concatenate([zeros, truth[above] - truth[below]]),
    )


def _signed(plus: np.ndarray, minus: np.ndarray, rows: np.ndarray, shape: tuple[int, int]) -> csr_matrix:
    signs = np.repeat([1, -1], len(plus))
    return coo_matrix((signs, (rows, np.concatenate([plus, minus]))), shape=shape).tocsr()


def _moves(hiding: Hiding, names: list[str], truth: np.ndarray, step: int) -> list[LinearConstraint]:
    """A `<5` moves freely within 1 to 4; beyond that, and for any other number, it takes a mask `.`."""
    small = np.concatenate([hiding.small[name] for name in names])
    up = np.where(small, hiding.threshold - 1 - truth, 0)
    down = np.where(small, truth - 1, 0)
    arcs = np.arange(len(truth))
    one = coo_matrix((np.ones(len(truth)), (arcs, arcs)))
    return [
        LinearConstraint(hstack([one, -step * one]).tocsr(), -np.inf, up),
        LinearConstraint(hstack([-one, -step * one]).tocsr(), -np.inf, down),
    ]
