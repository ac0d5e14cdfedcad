"""The region's municipalities on a map, each with its percentage and whether that is more than chance.

Equal tiles, or their outlines where the operator loaded those (`manage.py outlines`).

Drawn by the server as SVG. A shade tells the verdict, never the raw number: a small municipality is not marked for
one pupil. Only what the reader may see; a municipality that it may not see keeps its place without a number.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.conf import settings

from monitoring import presenters
from monitoring.figures import Figure, NotForReader, figures
from monitoring.models import Computation
from monitoring.outline_drawing import Drawing, Shape, drawing
from monitoring.reference.places import municipalities_of
from monitoring.reference.tile_grid import Position, positions
from monitoring.verdicts import SIGNAAL, TE_KLEIN, rates, verdict

TILE, GAP = 120, 6
LINE, TOP, ON_A_LINE = 15, 26, 13  # of the name on a tile; a wide letter leaves room for so many
ABOVE, BELOW, CHANCE, SMALL, ABSENT = "boven", "onder", "toeval", "klein", "afwezig"
CLASSES = {
    ABOVE: "meer vsv dan toeval alleen geeft", CHANCE: "binnen wat toeval geeft",
    BELOW: "minder vsv dan toeval alleen geeft", SMALL: "te klein om te zeggen", ABSENT: "niet te zien voor u",
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """One municipality: what is told of it and where it stands, in units of the drawing."""

    code: str
    name: str
    percentage: str
    kind: str
    sentence: str
    x: int
    y: int
    shape: Shape | None = None

    @property
    def meaning(self) -> str:
        return CLASSES[self.kind]

    @property
    def lines(self) -> list[dict]:
        """The name, broken over at most three lines of the tile."""
        return [
            {"text": text, "x": self.x + 10, "y": self.y + TOP + LINE * i}
            for i, text in enumerate(wrap(self.name, ON_A_LINE)[:3])
        ]

    @property
    def number(self) -> dict:
        if self.shape:
            return {"x": self.shape.x, "y": self.shape.y}
        return {"x": self.x + 10, "y": self.y + TILE - 14}


@dataclass(frozen=True)
class RegionMap:
    """All tiles, by name, and the size of the drawing."""

    tiles: list[Tile]
    width: int
    height: int
    source: str = ""

    @property
    def title(self) -> str:
        """The finding: where it is more than chance gives."""
        told = [tile for tile in self.tiles if tile.kind != ABSENT]
        if len(told) == 1:
            return f"{told[0].name}: {told[0].percentage}, {told[0].meaning}"
        above = [tile.name for tile in told if tile.kind == ABOVE]
        where = "geen" if not above else above[0] if len(above) == 1 else f"{len(above)} van de {len(told)} gemeenten"
        return f"In {where}{' gemeente' if not above else ''} is het meer dan toeval alleen geeft"

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The kinds that occur."""
        return [(kind, meaning) for kind, meaning in CLASSES.items() if any(t.kind == kind for t in self.tiles)]

    @property
    def rows(self) -> list[list[str]]:
        return [[tile.name, tile.percentage, tile.meaning, tile.sentence] for tile in self.tiles if tile.kind != ABSENT]


def region_map(reader, computation: Computation) -> RegionMap | None:
    """The map as `reader` may see it; None where it sees no municipality."""
    try:
        whole = {line.municipality: line for line in figures(reader, computation, ("municipality",))}
    except NotForReader:
        return None
    places = municipalities_of(str(settings.RMC_REGION))
    if not any(place.code in whole for place in places):
        return None
    by_category: dict[str, list[Figure]] = {}
    for line in figures(reader, computation, ("municipality", "category")):
        by_category.setdefault(line.municipality, []).append(line)
    regional = rates(figures(reader, computation, ("category",)))
    at, drawn = positions(places), drawing([place.code for place in places])
    tiles = [
        _tile(place.name, at[place.code], drawn, whole.get(place.code), by_category.get(place.code, []), regional)
        for place in sorted(places, key=lambda place: place.name)
    ]
    if drawn:
        return RegionMap(tiles, drawn.width, drawn.height, drawn.source)
    side = TILE + GAP
    return RegionMap(tiles, max(t.x for t in tiles) + side, max(t.y for t in tiles) + side)


def _tile(
    name: str, at: Position, drawn: Drawing | None, figure: Figure | None, by_category: list[Figure], regional: dict
) -> Tile:  # fmt: skip
    shape = drawn.shapes[at.code] if drawn else None
    x, y = at.column * (TILE + GAP), at.row * (TILE + GAP)
    if figure is None:
        return Tile(at.code, name, "", ABSENT, "", x, y, shape)
    found = verdict(figure, by_category, regional)
    side = ABOVE if found.distance > 0 else BELOW
    kind = side if found.word == SIGNAAL else SMALL if found.word == TE_KLEIN else CHANCE
    return Tile(at.code, name, presenters.percentage(figure), kind, found.sentence, x, y, shape)
