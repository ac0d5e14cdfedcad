"""What was promised about a file, by its name or by whoever uploads it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expectation:
    """kind, teljaar (`2025-2026`), stand (`2026-03`), school, and the CBS codes that exist.

    An empty `brin` takes the file at its word; empty `municipalities` leaves the codes unjudged.
    """

    kind: str
    teljaar: str
    stand: str
    brin: str
    vestiging: str
    municipalities: frozenset[str]
