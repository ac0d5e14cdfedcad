"""The outlines of the region's municipalities as paths on one drawing: projected, scaled, each with a place for a number.

Equirectangular with the cosine of the middle latitude: over one region that is within a pixel of the national grid.
"""

from dataclasses import dataclass
from math import cos, radians

from monitoring.models import Outline

WIDTH, MARGIN = 760, 6


@dataclass(frozen=True)
class Shape:
    """A municipality: SVG path data, and where its number stands (the middle of its largest ring)."""

    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Every shape by CBS code, and the size of the whole."""

    shapes: dict[str, Shape]
    width: int
    height: int
    source: str


def drawing(codes: list[str]) -> Drawing | None:
    """Of these municipalities; None where the outline of one is missing."""
    found = {each.code: each for each in Outline.objects.filter(code__in=codes)}
    if len(found) < len(codes):
        return None
    points = [point for each in found.values() for ring in each.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)

    def at(point: list[float]) -> tuple[int, int]:
        return round(MARGIN + (point[0] - west) * squeeze * scale), round(MARGIN + (north - point[1]) * scale)

    shapes = {code: _shape([[at(point) for point in ring] for ring in each.rings]) for code, each in found.items()}
    height = round(2 * MARGIN + (north - south) * scale)
    return Drawing(shapes, WIDTH, height, next(iter(found.values())).source)


def _shape(rings: list[list[tuple[int, int]]]) -> Shape:
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
    return Shape(path, *_middle(max(rings, key=lambda ring: abs(_area(ring)))))


def _area(ring: list[tuple[int, int]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: list[tuple[int, int]]) -> tuple[int, int]:
    """The centroid of a polygon; of a line without a surface the mean of its points."""
    area = _area(ring)
    if not area:
        return round(sum(x for x, _ in ring) / len(ring)), round(sum(y for _, y in ring) / len(ring))
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    return round(x), round(y)
