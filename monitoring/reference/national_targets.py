"""What the country agreed: a number of new vsv'ers in OCW's count, and what that is as a share. No region is judged here."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from monitoring.reference.published import published
from monitoring.reference.published_rows import Published
from monitoring.reference.tables import rows_of

SERIES, COUNTRY, WHOLE = "Landelijke vsv-cijfers", "land", "totaal"


@dataclass(frozen=True)
class NationalTarget:
    """Fewer new vsv'ers than this in the whole country, in one teljaar."""

    teljaar: str
    fewer_than: int
    label: str
    source: str


@dataclass(frozen=True)
class Share:
    """A target as a percentage, by the deelnemers of the teljaar in `counted`: the last that OCW published in full."""

    percentage: Decimal
    counted: Published


@cache
def national_targets() -> tuple[NationalTarget, ...]:
    """All targets with a teljaar, oldest first."""
    return rows_of("national_targets", NationalTarget)


def target_from(teljaar: str) -> NationalTarget | None:
    """The first target for this teljaar or later; None where the country has none."""
    return next((each for each in national_targets() if each.teljaar >= teljaar), None)


@cache
def share(target: NationalTarget) -> Share | None:
    """With one decimal: the number of deelnemers of a teljaar to come is not known."""
    whole = [
        row for row in published()
        if (row.series, row.area_kind, row.category) == (SERIES, COUNTRY, WHOLE)
        and row.vsv and row.percentage and row.teljaar <= target.teljaar
    ]  # fmt: skip
    if not whole:
        return None
    counted = max(whole, key=lambda row: row.teljaar)
    percentage = target.fewer_than * Decimal(counted.percentage or 0) / (counted.vsv or 1)
    return Share(round(percentage, 1), counted)
