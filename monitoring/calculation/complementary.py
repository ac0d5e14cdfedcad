"""Which further cells to hide so that no small number can be computed: the cheapest choice, with HiGHS.

First a search by shortest paths gives a safe choice. Then a covering problem (scipy.optimize.milp) looks
for a cheaper one: choose, audit, add the cuts that the audit found, repeat. If it proves that there is
none, or takes too long, the search's choice stands. One measure at a time."""

from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

from monitoring.calculation.disclosure_network import Attack, Cut, Network
from monitoring.calculation.disclosure_search import found_cover

ROUNDS = 3
LARGE = 12  # covers of more cells: the search is within a few percent, and a proof would take minutes
NODE_LIMIT = 5  # a count, not a clock, so that the same table always gets the same masks
SECONDS = 20.0  # an emergency brake only; what is hidden may not depend on the clock


def complementary(
    network: Network, primary: np.ndarray, cost: np.ndarray, blocks: np.ndarray, *, values: int
) -> np.ndarray:
    """The cells to hide besides the primary ones, at the least cost that could be proved or found.

    Blocks (a number per cell) are the tables, 0 for the totals that they share. A primary cell that no choice
    within these bounds can save stays as it is; the audit over all measures deals with it."""
    fallback = found_cover(network, primary, cost, values)
    linked = bool((primary | fallback)[blocks == 0].any())
    parts = (
        [np.ones(len(primary), dtype=bool)] if linked else [blocks == block for block in np.unique(blocks)]
    )
    hidden = fallback.copy()
    for part in parts:
        small = primary & part
        known = float(cost[fallback & part].sum())
        solvable = 0 < (fallback & part).sum() <= LARGE
        better = _cheaper(network, small, cost, part, values, known) if solvable else None
        if better is not None:
            hidden[part] = better[part]
    return hidden


def _cheaper(
    network: Network, primary: np.ndarray, cost: np.ndarray, free: np.ndarray, values: int, known: float
) -> np.ndarray | None:
    """A cover within the free cells that is cheaper than the known one; None if there is none, or not
    soon."""
    until = monotonic() + SECONDS
    cover = Cover(network, primary, cost, free)
    cuts = _open_cuts(Attack(network, primary, primary, values), primary)
    if not cuts:  # nothing can be computed back, or nothing would help
        return np.zeros_like(primary)
    for _ in range(ROUNDS):
        chosen = cover.solve(cuts, known, until - monotonic())
        if chosen is None:
            return None
        found = _open_cuts(Attack(network, primary, chosen, values), chosen)
        if not found:
            return chosen & ~primary
        cuts += found
    return None


def _open_cuts(attack: Attack, chosen: np.ndarray) -> list[Cut]:
    """Cuts that the present choice does not meet and that some choice can meet, each once."""
    found: dict[bytes, Cut] = {}
    for pair in attack.cuts.values():
        if any(cut.weights.sum() < cut.need for cut in pair):
            continue
        for cut in pair:
            if cut.weights[chosen[cut.cells]].sum() < cut.need:
                found.setdefault(cut.cells.tobytes() + cut.weights.tobytes(), cut)
    return list(found.values())


class Cover:
    """The covering problem: the cheapest cells that meet all cuts."""

    def __init__(self, network: Network, primary: np.ndarray, cost: np.ndarray, free: np.ndarray) -> None:
        self.primary, self.cost = primary, np.round(cost)  # whole costs let the solver round its bound up
        self.free = np.flatnonzero(free & ~primary & (network.can_rise + network.can_fall > 0))
        self.no_dead_ends = self._no_dead_ends(network)

    def solve(self, cuts: list[Cut], known: float, seconds: float) -> np.ndarray | None:
        """Cells to hide that cost less than known, primary ones included; None if there are none,
        or not soon."""
        columns = np.concatenate([cut.cells for cut in cuts])
        rows = np.repeat(np.arange(len(cuts)), [len(cut.cells) for cut in cuts])
        weights = np.concatenate([cut.weights for cut in cuts])
        matrix = csr_matrix((weights, (rows, columns)), shape=(len(cuts), len(self.cost)))
        needs = LinearConstraint(matrix[:, self.free], lb=np.array([cut.need for cut in cuts], dtype=float))
        cost = self.cost[self.free]
        result = milp(
            cost,
            constraints=[
                needs,
                self.no_dead_ends,
                LinearConstraint(csr_matrix(cost), ub=np.round(known) - 1.0),
            ],
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, 1),
            options={"node_limit": NODE_LIMIT, "time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        if result.x is None:
            return None
        chosen = self.primary.copy()
        chosen[self.free[result.x > 0.5]] = True
        return chosen

    def _no_dead_ends(self, network: Network) -> LinearConstraint:
        """A cover alone in its line covers nothing and asks for a second one, unless a primary cell
        is there."""
        hosts = np.zeros(network.nodes, dtype=bool)
        hosts[network.tail[self.primary]] = hosts[network.head[self.primary]] = True
        tail, head = network.tail[self.free], network.head[self.free]
        parts = [csr_matrix((0, len(self.free)))]
        for node in np.flatnonzero(~hosts):
            arcs = np.flatnonzero((tail == node) | (head == node))
            line = np.zeros((len(arcs), len(self.free)))
            line[:, arcs] = 1.0 - 2.0 * np.eye(len(arcs))
            parts.append(csr_matrix(line))
        return LinearConstraint(vstack(parts).tocsr(), lb=0.0)
