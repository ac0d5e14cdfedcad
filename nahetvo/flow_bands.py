"""The bands of the Sankey: per pair of places how many, and which values of the tables that number is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from monitoring.followed_figures import Counts
from nahetvo.flow_words import TOLD, middle, order

Pair = tuple[str, str]


@dataclass(frozen=True)
class Flow:
    """pair → number, of what is shown; pair → the values it is made of, as streams.py reads them; `partial`: the ends of
    which a part is not shown."""

    bands: dict[Pair, int]
    streams: dict[Pair, list[str]]
    partial: set[str]

    @classmethod
    def of(cls, table: str, counts: Counts, ends: Callable[[str, str, str], Pair]) -> "Flow":
        """counts: whereabouts/first_year/value → number; ends: from where to where such a value leads."""
        bands: dict[Pair, int] = {}
        streams: dict[Pair, list[str]] = {}
        partial: set[str] = set()
        for value in sorted(filter(None, counts), key=order):
            number, pair = counts[value].value, ends(*value.split("/"))
            partial |= set(pair) if number is None else set()
            if number and pair[0] != pair[1]:
                bands[pair] = bands.get(pair, 0) + number
                streams.setdefault(pair, []).append(f"{table}.{value}")
        return cls(bands, streams, partial)


def from_soort(place: str, year: str, soort: str) -> Pair:
    return TOLD.get(soort, soort), middle(place, year)


def to_destination(place: str, year: str, destination: str) -> Pair:
    """What has no place on the right but itself ends in the middle."""
    return middle(place, year), TOLD.get(destination, destination)
