"""One measure of the catalogue as a network of arcs with room: which small numbers can still move, what
stands in the way.

A hidden cell can have another value exactly when a cycle of hidden cells with room runs through it. Where
there is no such cycle, a cut of shown cells stands in the way, and at least one of those must be hidden
too."""

from collections import deque
from dataclasses import dataclass

import numpy as np

Path = list[tuple[int, int]]


@dataclass(frozen=True)
class Network:
    """Arcs with their true flow, and the bounds a reader would know if the arc were hidden."""

    tail: np.ndarray
    head: np.ndarray
    nodes: int
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def can_rise(self) -> np.ndarray:
        return self.high - self.value

    @property
    def can_fall(self) -> np.ndarray:
        return self.value - self.low


@dataclass(frozen=True)
class Cut:
    """A primary cell is safe only if sum(weight · hidden) ≥ need over the cells of the cut."""

    cells: np.ndarray
    weights: np.ndarray
    need: int


class Residual:
    """The room that hidden arcs have around the true flow, with the searches through it."""

    def __init__(self, network: Network, hidden: np.ndarray) -> None:
        self.tail, self.head = network.tail.tolist(), network.head.tolist()
        self.room = {1: network.can_rise.tolist(), -1: network.can_fall.tolist()}
        self.steps: list[list[tuple[int, int, int]]] = [[] for _ in range(network.nodes)]
        for arc in np.flatnonzero(hidden).tolist():
            self.steps[self.tail[arc]].append((arc, 1, self.head[arc]))
            self.steps[self.head[arc]].append((arc, -1, self.tail[arc]))

    def path(self, start: int, goal: int, without: int) -> tuple[Path | None, set[int]]:
        """Shortest way with room from start to goal, and all nodes met; without the arc that is attacked."""
        came: dict[int, tuple[int, int, int]] = {start: (-1, 0, -1)}
        queue = deque([start])
        while queue and goal not in came:
            node = queue.popleft()
            for arc, sign, other in self.steps[node]:
                if other not in came and arc != without and self.room[sign][arc] > 0:
                    came[other] = (arc, sign, node)
                    queue.append(other)
        return (self._back(came, goal) if goal in came else None), set(came)

    def before(self, goal: int, without: int) -> set[int]:
        """All nodes from which goal can be reached."""
        met, queue = {goal}, deque([goal])
        while queue:
            for arc, sign, other in self.steps[queue.popleft()]:
                if other not in met and arc != without and self.room[-sign][arc] > 0:
                    met.add(other)
                    queue.append(other)
        return met

    def push(self, path: Path, amount: int) -> None:
        for arc, sign in path:
            self.room[sign][arc] -= amount
            self.room[-sign][arc] += amount

    @staticmethod
    def _back(came: dict[int, tuple[int, int, int]], node: int) -> Path:
        path = []
        while came[node][0] >= 0:
            arc, sign, node = came[node]
            path.append((arc, sign))
        return path


class Attack:
    """A reader's attempt on every primary cell: how far can it move, and which cells stand in the way."""

    def __init__(self, network: Network, primary: np.ndarray, hidden: np.ndarray, values: int) -> None:
        self.network, self.primary, self.need = network, primary, values - 1
        self.residual = Residual(network, hidden)
        self.rise = np.zeros(len(primary), dtype=np.int64)
        self.fall = np.zeros(len(primary), dtype=np.int64)
        self.cuts: dict[int, list[Cut]] = {}
        for cell in np.flatnonzero(primary).tolist():
            if self.rise[cell] + self.fall[cell] < self.need:
                self._attack(cell)

    def _attack(self, cell: int) -> None:
        up = self._move(cell, 1)
        down = self._move(cell, -1) if self.rise[cell] + self.fall[cell] < self.need else None
        if self.rise[cell] + self.fall[cell] >= self.need:
            return
        self.cuts[cell] = [self._cut(cell, up and up[side], down and down[side]) for side in (0, 1)]

    def _move(self, cell: int, sign: int) -> tuple[set[int], set[int]] | None:
        """Push the cell up or down as far as needed; if cells stand in the way, the two sets of
        nodes that show it."""
        residual, pushed = self.residual, []
        start, goal = (residual.head[cell], residual.tail[cell])[::sign]
        reach = self.rise if sign > 0 else self.fall
        own, moved = residual.room[sign][cell], 0
        sides = None
        while moved < min(own, self.need):
            path, met = residual.path(start, goal, cell)
            if path is None:
                everything = set(range(self.network.nodes))
                sides = (met, everything - residual.before(goal, cell))
                break
            amount = min([residual.room[s][arc] for arc, s in path] + [own - moved])
            if not moved:
                self._witness(path, amount)
            residual.push(path, amount)
            pushed.append((path, amount))
            moved += amount
        for path, amount in reversed(pushed):
            residual.push(path, -amount)
        reach[cell] = max(reach[cell], moved)
        return sides

    def _witness(self, path: Path, amount: int) -> None:
        """One cycle moves all cells on it at once."""
        for arc, sign in path:
            reach = self.rise if sign > 0 else self.fall
            reach[arc] = max(reach[arc], amount)

    def _cut(self, cell: int, up: set[int] | None, down: set[int] | None) -> Cut:
        capacity = np.zeros(len(self.primary), dtype=np.int64)
        fixed = 0
        for side, own in ((up, self.network.can_rise[cell]), (down, self.network.can_fall[cell])):
            if side is None:
                fixed += int(own)
            else:
                capacity += self._crossing(side)
        capacity[cell] = 0
        fixed += int(capacity[self.primary].sum())
        need = self.need - fixed
        cells = np.flatnonzero((capacity > 0) & ~self.primary)
        return Cut(cells, np.minimum(capacity[cells], need), need)

    def _crossing(self, side: set[int]) -> np.ndarray:
        network = self.network
        inside = np.zeros(network.nodes, dtype=bool)
        inside[list(side)] = True
        leaves, enters = (
            inside[network.tail] & ~inside[network.head],
            ~inside[network.tail] & inside[network.head],
        )
        return np.where(leaves, network.can_rise, 0) + np.where(enters, network.can_fall, 0)
