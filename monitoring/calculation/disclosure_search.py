"""A safe and nearly cheapest set of further cells to hide, each small number gets a cycle to move on.

Per small number the cheapest cycle, given what is hidden already; then every hidden cell is taken away
once more to see whether its users find something cheaper. No solver, no clock: the same table always
gives the same answer."""

from heapq import heappop, heappush

import numpy as np

from monitoring.calculation.disclosure_network import Network, Path

PASSES = 3
PER_STEP = 1e-4  # of two ways at the same price, the shorter


def found_cover(network: Network, primary: np.ndarray, cost: np.ndarray, values: int) -> np.ndarray:
    """The cells to hide besides the primary ones."""
    search = Search(network, primary, cost, values - 1)
    search.protect_all()
    for _ in range(PASSES):
        if not search.improve():
            break
    cover = np.zeros(len(primary), dtype=bool)
    cover[list(search.cover())] = True
    return cover


class Search:
    """Hidden cells, and for every small number the cells by which it can move (its witness)."""

    def __init__(self, network: Network, primary: np.ndarray, cost: np.ndarray, need: int) -> None:
        self.primary, self.cost, self.need = primary, cost.tolist(), need
        self.tail, self.head = network.tail.tolist(), network.head.tolist()
        self.room = {1: network.can_rise.tolist(), -1: network.can_fall.tolist()}
        self.price = np.where(primary, 0.0, cost).tolist()
        self.witness: dict[int, set[int]] = {}
        self.steps: list[list[tuple[int, int, int]]] = [[] for _ in range(network.nodes)]
        for arc in np.flatnonzero(primary | (network.can_rise + network.can_fall > 0)).tolist():
            self.steps[self.tail[arc]].append((arc, 1, self.head[arc]))
            self.steps[self.head[arc]].append((arc, -1, self.tail[arc]))

    def cover(self) -> set[int]:
        """The cells that some witness needs, without the small ones."""
        used = set().union(*self.witness.values())
        return {cell for cell in used if not self.primary[cell]}

    def protect_all(self) -> None:
        """A witness for every small number that can have one."""
        for cell in np.flatnonzero(self.primary).tolist():
            if cell not in self.witness and (found := self._cheapest(cell)) is not None:
                self._keep(cell, found)

    def improve(self) -> bool:
        """Try to do without each hidden cell, the dearest first; whether that gained anything."""
        gained = False
        for cell in sorted(self.cover(), key=lambda arc: (-self.cost[arc], arc)):
            gained = (self.price[cell] == 0.0 and self._without(cell)) or gained
        return gained

    def _keep(self, cell: int, cells: set[int]) -> None:
        """Hide the witness; a cycle that moves one small number by one moves all small numbers on it."""
        self.witness[cell] = cells
        for other in cells:
            self.price[other] = 0.0
            if self.need == 1 and self.primary[other]:
                self.witness.setdefault(other, cells)

    def _without(self, cell: int) -> bool:
        before, old_price = dict(self.witness), self.price.copy()
        rooms = {sign: self.room[sign][cell] for sign in (1, -1)}
        old_cost = sum(self.cost[arc] for arc in self.cover())
        users = [small for small, cells in before.items() if cell in cells]
        self.room[1][cell] = self.room[-1][cell] = 0
        for small in users:
            del self.witness[small]
        for small in users:
            if small not in self.witness and (cells := self._cheapest(small)) is not None:
                self._keep(small, cells)
        for sign, room in rooms.items():
            self.room[sign][cell] = room
        cover = self.cover()
        if len(self.witness) == len(before) and sum(self.cost[arc] for arc in cover) < old_cost - 1e-9:
            self._reprice(cover)
            return True
        self.witness, self.price = before, old_price
        return False

    def _reprice(self, cover: set[int]) -> None:
        self.price = [
            0.0 if self.primary[arc] or arc in cover else self.cost[arc] for arc in range(len(self.cost))
        ]

    def _cheapest(self, cell: int) -> set[int] | None:
        """The cells to hide so that this number can have `need` other values, upwards and downwards
        together."""
        best: tuple[float, set[int]] | None = None
        for rise in range(self.need, -1, -1):
            up, down = self._moved(cell, 1, rise), self._moved(cell, -1, self.need - rise)
            if up is None or down is None:
                continue
            cells = up | down | {cell}
            price = sum(self.price[arc] for arc in cells) + PER_STEP * len(cells)
            if best is None or price < best[0]:
                best = price, cells
        return best and best[1]

    def _moved(self, cell: int, sign: int, amount: int) -> set[int] | None:
        """The cells of the cheapest ways to move this number so far; None if it cannot."""
        if self.room[sign][cell] < amount:
            return None
        start, goal = (self.head[cell], self.tail[cell])[::sign]
        pushed: list[tuple[Path, int]] = []
        prices: dict[int, float] = {}
        left = amount
        while left and (path := self._way(start, goal, cell)) is not None:
            step = min([left, *(self.room[s][arc] for arc, s in path)])
            self._push(path, step)
            pushed.append((path, step))
            for arc, _ in path:
                prices.setdefault(arc, self.price[arc])
                self.price[arc] = 0.0
            left -= step
        for path, step in pushed:
            self._push(path, -step)
        for arc, price in prices.items():
            self.price[arc] = price
        return None if left else {arc for path, _ in pushed for arc, _ in path}

    def _push(self, path: Path, amount: int) -> None:
        for arc, sign in path:
            self.room[sign][arc] -= amount
            self.room[-sign][arc] += amount

    def _way(self, start: int, goal: int, without: int) -> Path | None:
        """Dijkstra over arcs with room; hidden arcs cost nothing."""
        best = {start: 0.0}
        came: dict[int, tuple[int, int, int]] = {}
        heap, done = [(0.0, start)], set()
        while heap:
            far, node = heappop(heap)
            if node == goal:
                return self._back(came, start, goal)
            if node in done:
                continue
            done.add(node)
            for arc, sign, other in self.steps[node]:
                total = far + self.price[arc] + PER_STEP
                if arc != without and self.room[sign][arc] > 0 and total < best.get(other, np.inf):
                    best[other], came[other] = total, (arc, sign, node)
                    heappush(heap, (total, other))
        return None

    @staticmethod
    def _back(came: dict[int, tuple[int, int, int]], start: int, node: int) -> Path:
        path = []
        while node != start:
            arc, sign, node = came[node]
            path.append((arc, sign))
        return path
