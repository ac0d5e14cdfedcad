"""Outlines of municipalities from a TopoJSON or GeoJSON file: bytes in, rings of longitude and latitude out.

Formats: RFC 7946 (GeoJSON) and the TopoJSON specification 1.0 (arcs of differences, a scale and a translation).
Nothing is drawn or stored here.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

Point = tuple[float, float]
Ring = list[Point]

CODE = re.compile(r"^(?:GM)?(\d{4})$")  # CBS writes GM0772
NAMES = ("statcode", "code", "gemeentecode", "gm_code", "id")  # under which publishers keep the code
LONGEST = 10_000  # points of one ring; more is no outline for a screen


class UnreadableOutlines(ValueError):
    """Says in Dutch what is wrong with the file."""


@dataclass(frozen=True)
class Outline:
    """One municipality: its CBS code and its rings, the outer and any holes alike."""

    code: str
    rings: list[Ring]


def outlines(content: bytes) -> list[Outline]:
    """Every municipality of the file, in its order. Raises UnreadableOutlines."""
    try:
        read = json.loads(content)
    except ValueError:
        raise UnreadableOutlines("Dit bestand is geen JSON. Lever TopoJSON of GeoJSON.") from None
    kind = read.get("type") if isinstance(read, dict) else None
    if kind not in ("Topology", "FeatureCollection"):
        raise UnreadableOutlines("Dit is geen TopoJSON (Topology) of GeoJSON (FeatureCollection).")
    try:
        found = [*_topology(read)] if kind == "Topology" else [*_collection(read["features"])]
    except (KeyError, TypeError, IndexError, ValueError) as fault:
        raise UnreadableOutlines(f"De vorm van dit bestand klopt niet ({type(fault).__name__}).") from None
    if not found:
        raise UnreadableOutlines("In dit bestand staat geen gemeente met een CBS-code, zoals GM0772 of 0772.")
    return found


def _topology(read: dict) -> Iterator[Outline]:
    arcs = [*_arcs(read)]
    for layer in read["objects"].values():
        for shape in layer.get("geometries", [layer]):
            code = _code(shape)
            if code:
                parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
                yield Outline(code, [_checked(_joined(arcs, ring)) for part in parts for ring in part])


def _arcs(read: dict) -> Iterator[Ring]:
    scale, shift = (read.get("transform", {}).get(name, plain) for name, plain in (("scale", [1, 1]), ("translate", [0, 0])))
    for arc in read["arcs"]:
        told = [[point[axis] for point in arc] for axis in (0, 1)]
        xs, ys = ([*accumulate(axis)] for axis in told) if "transform" in read else told
        yield [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(xs, ys, strict=True)]


def _joined(arcs: list[Ring], numbers: Iterable[int]) -> Ring:
    """Arcs in a row; a negative number (~n) means arc n backwards. Each begins where the one before ended."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _collection(features: list[dict]) -> Iterator[Outline]:
    for feature in features:
        code, shape = _code(feature), feature["geometry"]
        if code:
            parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            yield Outline(code, [_checked([(float(x), float(y)) for x, y, *_ in ring]) for part in parts for ring in part])


def _checked(ring: Ring) -> Ring:
    if not 4 <= len(ring) <= LONGEST:
        raise ValueError("ring")
    return ring


def _code(shape: dict) -> str:
    known = {str(name).lower(): value for name, value in (shape.get("properties") or {}).items()} | {"id": shape.get("id")}
    found = (CODE.match(str(known.get(name, ""))) for name in NAMES)
    return next((match[1] for match in found if match), "")
