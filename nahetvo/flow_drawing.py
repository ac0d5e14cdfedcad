"""The Sankey of a place as a drawing: from leerweg, by how it went, to level or route. Coordinates only; no script needed.

A number that is not shown draws nothing: a band is as thick as what the table beneath it says.
"""

from dataclasses import dataclass, field, replace

from monitoring.presenters import whole

WIDTH, HEIGHT, GAP, THICK = 950, 420, 8, 12
LINE = 17  # between the labels of two nodes, however thin those are
LEFT, RIGHT = 205, 250  # room for labels
COLUMNS = (LEFT, (LEFT + WIDTH - RIGHT) // 2, WIDTH - RIGHT - THICK)  # left edge of the nodes
Bands = dict[tuple[str, str], int]


@dataclass
class Node:
    """A place in a column: left edge, top, height in pixels, its label and where that stands; filled from the top."""

    label: str
    number: int
    x: float
    y: float
    height: float
    anchor: str
    is_partial: bool  # a part of it is not shown
    used: dict[str, float] = field(default_factory=lambda: {"in": 0.0, "out": 0.0})

    @property
    def width(self) -> int:
        return THICK

    @property
    def text(self) -> str:
        return f"{self.label} ({'≥ ' if self.is_partial else ''}{whole(self.number)})"

    @property
    def label_x(self) -> float:
        return self.x - 6 if self.anchor == "end" else self.x + THICK + 6

    @property
    def label_y(self) -> float:
        return round(self.y + self.height / 2 + 4, 1)

    def take(self, side: str, height: float) -> float:
        top = self.y + self.used[side]
        self.used[side] += height
        return top


@dataclass(frozen=True)
class Band:
    """One band: its path, from where to where, how many, and whether they switched or stopped."""

    path: str
    start: str
    end: str
    number: int
    is_broken: bool
    url: str = ""  # the pupils of this band, for who may see them

    @property
    def title(self) -> str:
        return f"{self.start} → {self.end}: {whole(self.number)}"


@dataclass(frozen=True)
class Drawing:
    """Nodes and bands of the whole."""

    nodes: list[Node]
    bands: list[Band]
    width: int = WIDTH

    @property
    def height(self) -> float:
        return round(max(node.y + node.height for node in self.nodes) + 2 * GAP, 1)


def drawing(
    left: Bands, right: Bands, broken: set[str], urls: dict[tuple[str, str], str], partial: set[str]
) -> Drawing | None:
    """left: (leerweg, place) → number; right: (place, destination) → number; None where nothing is shown. urls: per band;
    partial: the places of which a part is not shown.

    A place that nothing leads to on the right ends in the middle column.
    """
    columns = [_totals(left, 0), _most(_totals(left, 1), _totals(right, 0)), _totals(right, 1)]
    most = max((sum(column.values()) for column in columns), default=0)
    if not most:
        return None
    room = HEIGHT - GAP * max(len(column) for column in columns)
    scale = room / most
    nodes = [_column(column, place, scale, partial) for place, column in enumerate(columns)]
    bands = [_band(nodes[0][a], nodes[1][b], number * scale, number, b in broken) for (a, b), number in left.items()]
    bands += [_band(nodes[1][a], nodes[2][b], number * scale, number, a in broken) for (a, b), number in right.items()]
    linked = [replace(band, url=urls.get((band.start, band.end), "")) for band in bands]
    return Drawing([node for column in nodes for node in column.values()], linked)


def _totals(bands: Bands, side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for pair, number in bands.items():
        found[pair[side]] = found.get(pair[side], 0) + number
    return found


def _most(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: max(one.get(name, 0), other.get(name, 0)) for name in {**one, **other}}


def _column(totals: dict[str, int], place: int, scale: float, partial: set[str]) -> dict[str, Node]:
    found, y = {}, float(GAP)
    for name, number in totals.items():
        height = round(max(number * scale, 1.0), 1)
        anchor = "end" if place == 0 else "start"
        top = y + max(0.0, (LINE - GAP - height) / 2)
        found[name] = Node(name, number, COLUMNS[place], round(top, 1), height, anchor, name in partial)
        y += max(height + GAP, LINE)
    return found


def _band(a: Node, b: Node, height: float, number: int, is_broken: bool) -> Band:
    top, end, middle = a.take("out", height), b.take("in", height), (a.x + THICK + b.x) / 2
    x, to = a.x + THICK, b.x
    path = (f"M{x:.1f} {top:.1f}C{middle:.1f} {top:.1f} {middle:.1f} {end:.1f} {to:.1f} {end:.1f}V{end + height:.1f}"
            f"C{middle:.1f} {end + height:.1f} {middle:.1f} {top + height:.1f} {x:.1f} {top + height:.1f}Z")  # fmt: skip
    return Band(path, a.label, b.label, number, is_broken)
