"""Which further cells to hide so that no small number can be computed: the cheapest choice, with HiGHS.

First a search by shortest paths gives a safe choice. Then a covering problem (scipy.optimize.milp) looks for a cheaper
one: choose, audit, add the cuts that the audit found, repeat. If it proves that there is none, or takes too long, the
search's choice stands. One measure at a time."""

from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

from monitoring.calculation.disclosure_network import Attack, Cut, Network
from monitoring.calculation.disclosure_search import found_cover

ROUNDS = 8
NODE_LIMIT = 50  # a count, not a clock, so that the same table always gets the same masks
LEAST_GAIN = 0.5  # half a leaf cell; less is not worth the search


def complementary(
    network: Network, primary: np.ndarray, cost: np.ndarray, *, values: int, seconds: float
) -> np.ndarray:
    """The cells to hide besides the primary ones, at the least cost that could be proved or found.

    A primary cell that no choice within these bounds can save stays as it is; the audit over all measures deals with it."""
    until = monotonic() + seconds
    fallback = found_cover(network, primary, cost, values)
    cover = Cover(network, primary, cost, float(cost[fallback].sum()))
    cuts = _open_cuts(Attack(network, primary, primary, values), primary)
    for _ in range(ROUNDS):
        left = until - monotonic()
        chosen = cover.solve(cuts, left) if cuts and left > 0 else None
        if chosen is None:
            return fallback
        found = _open_cuts(Attack(network, primary, chosen, values), chosen)
        if not found:
            return chosen & ~primary
        cuts += found
    return fallback


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

    def __init__(self, network: Network, primary: np.ndarray, cost: np.ndarray, known: float) -> None:
        self.primary, self.cost = primary, cost
        self.cheaper = LinearConstraint(csr_matrix(cost), ub=known - LEAST_GAIN)
        self.free = ~primary & (network.can_rise + network.can_fall > 0)
        self.no_dead_ends = self._no_dead_ends(network)

    def solve(self, cuts: list[Cut], seconds: float) -> np.ndarray | None:
        """The cells to hide, primary ones included; None if nothing cheaper exists or was found in time."""
        columns = np.concatenate([cut.cells for cut in cuts])
        rows = np.repeat(np.arange(len(cuts)), [len(cut.cells) for cut in cuts])
        weights = np.concatenate([cut.weights for cut in cuts])
        matrix = csr_matrix((weights, (rows, columns)), shape=(len(cuts), len(self.cost)))
        needs = LinearConstraint(matrix, lb=np.array([cut.need for cut in cuts], dtype=float))
        result = milp(
            self.cost,
            constraints=[needs, self.no_dead_ends, self.cheaper],
            integrality=np.ones(len(self.cost)),
            bounds=Bounds(0.0, self.free.astype(float)),
            options={"node_limit": NODE_LIMIT, "time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        return None if result.x is None else self.primary | (result.x > 0.5)

    def _no_dead_ends(self, network: Network) -> LinearConstraint:
        """A cover that is alone in its line covers nothing: it asks for a second one, unless a primary cell is there."""
        hosts = np.zeros(network.nodes, dtype=bool)
        hosts[network.tail[self.primary]] = hosts[network.head[self.primary]] = True
        parts = []
        for node in np.flatnonzero(~hosts):
            arcs = np.flatnonzero(((network.tail == node) | (network.head == node)) & self.free)
            line = np.zeros((len(arcs), len(self.cost)))
            line[:, arcs] = 1.0 - 2.0 * np.eye(len(arcs))
            parts.append(csr_matrix(line))
        matrix = vstack([csr_matrix((0, len(self.cost))), *parts])
        return LinearConstraint(matrix.tocsr(), lb=0.0)
