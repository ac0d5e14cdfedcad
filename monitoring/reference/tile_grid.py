"""Where each municipality stands on a map of equal tiles: drawn for two regions, in alphabetical order elsewhere.

The drawn positions are our own, after the lie of the land (Zuidoost-Brabant and Haaglanden)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt

from monitoring.reference.places import Municipality
from monitoring.reference.tables import rows_of


@dataclass(frozen=True)
class Position:
    """A tile: whole columns from the west, whole rows from the north."""

    code: str
    column: int
    row: int


@cache
def drawn_positions() -> dict[str, Position]:
    """By CBS code."""
    return {position.code: position for position in rows_of("tile_grid", Position)}


def positions(places: Iterable[Municipality]) -> dict[str, Position]:
    """A tile for each of these municipalities; drawn only when all of them are."""
    listed = sorted(places, key=lambda place: place.name)
    drawn = drawn_positions()
    if all(place.code in drawn for place in listed):
        return {place.code: drawn[place.code] for place in listed}
    width = ceil(sqrt(len(listed))) or 1
    return {place.code: Position(place.code, i % width, i // width) for i, place in enumerate(listed)}
