"""Do published figures agree: a percentage with its counts, a total with its parts, a line with its twin?

A publisher's own rounding is never a finding: percentages to the decimals printed, counts to tens (CBS).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from monitoring.reference.places import municipalities_of, regions
from monitoring.reference.published_rows import ATTENTION, Finding, Published

MEASURES: dict[str, Callable[[Published], int | None]] = {
    "deelnemers": lambda row: row.pupils,
    "vsv": lambda row: row.vsv,
}
PARTS = {  # what a category is the sum of
    "totaal": ("vo", "mbo"),
    "vo": ("vo_onderbouw", "vmbo_bovenbouw", "havovwo_bovenbouw"),
    "mbo": ("mbo1", "mbo2", "mbo34"),
    "mbo34": ("mbo3", "mbo4"),
}
SOMETIMES_PARTS = {"totaal": ("vavo", "onbekend")}  # not every publisher counts them
REGIONS_UNTIL_2017 = frozenset(str(number) for number in range(1, 40))
TENS_ARE_NO_CHANCE = 6  # so many counts that all end in 0


@dataclass(frozen=True)
class Sum:
    """The parts of a total so far: how many were added, and whether none is missing."""

    value: int
    terms: int
    complete: bool


def disagreements(rows: list[Published]) -> list[Finding]:
    """Everything in these rows that cannot all be true, as let op."""
    halves = _half_units(rows)
    findings = [
        *_percentages(rows, halves),
        *_category_sums(rows, halves),
        *_area_sums(rows, halves),
        *_twins(rows),
    ]
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.code, finding.column))


def _half_units(rows: list[Published]) -> dict[tuple[str, str], int]:
    """How far a printed count of a series can be from the true one: 5 where it was rounded to tens."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        counts[row.publisher, row.series] += [value for value in (row.pupils, row.vsv) if value is not None]
    return {series: 5 if _is_rounded_to_tens(series[0], values) else 0 for series, values in counts.items()}


def _is_rounded_to_tens(publisher: str, values: list[int]) -> bool:
    evident = "cbs" in publisher.lower() or len(values) >= TENS_ARE_NO_CHANCE
    return evident and all(value % 10 == 0 for value in values)


def _percentages(rows: list[Published], halves: dict[tuple[str, str], int]) -> Iterator[Finding]:
    for row in rows:
        if row.pupils is None or row.vsv is None or row.percentage is None:
            continue
        if not _follows(row.percentage, row.vsv, row.pupils, halves[row.publisher, row.series]):
            yield _note("CIJFER-11", row, "percentage", str(row.percentage), _percentage_message(row))


def _follows(percentage: Decimal, vsv: int, pupils: int, half: int) -> bool:
    if pupils - half <= 0:
        return half > 0
    slack = Decimal(5).scaleb(int(percentage.as_tuple().exponent) - 1)
    lowest = Decimal(100 * (vsv - half)) / (pupils + half) - slack
    highest = Decimal(100 * (vsv + half)) / (pupils - half) + slack
    return lowest <= percentage <= highest


def _percentage_message(row: Published) -> str:
    if not row.pupils:
        return "Er is een percentage, maar er zijn geen deelnemers."
    computed = f"{100 * Decimal(row.vsv or 0) / row.pupils:.2f}".replace(".", ",")
    return f"Het percentage volgt niet uit de aantallen: {row.vsv} van {row.pupils} is {computed}."


def _category_sums(rows: list[Published], halves: dict[tuple[str, str], int]) -> Iterator[Finding]:
    by_place: dict[tuple[str, ...], dict[str, Published]] = defaultdict(dict)
    for row in rows:
        by_place[*row.scope, row.area_kind, row.area].setdefault(row.category, row)
    for total, (column, measure) in product(rows, MEASURES.items()):
        figures = by_place[*total.scope, total.area_kind, total.area]
        yield from _compared(total, column, _sum_of_parts(total.category, figures, measure), halves)


def _sum_of_parts(
    category: str, figures: dict[str, Published], measure: Callable[[Published], int | None]
) -> Sum:
    sums = [_value_of(part, figures, measure) for part in PARTS.get(category, ())]
    extra = [_value_of(part, figures, measure) for part in SOMETIMES_PARTS.get(category, ())]
    return Sum(
        sum(each.value for each in sums + extra),
        sum(each.terms for each in sums + extra),
        bool(sums) and all(each.complete for each in sums),
    )


def _value_of(
    category: str, figures: dict[str, Published], measure: Callable[[Published], int | None]
) -> Sum:
    """As published, else as the sum of its own parts."""
    value = measure(figures[category]) if category in figures else None
    return Sum(value, 1, True) if value is not None else _sum_of_parts(category, figures, measure)


def _area_sums(rows: list[Published], halves: dict[tuple[str, str], int]) -> Iterator[Finding]:
    by_category: dict[tuple[str, ...], dict[tuple[str, str], Published]] = defaultdict(dict)
    for row in rows:
        by_category[*row.scope, row.category].setdefault((row.area_kind, row.area), row)
    totals = [row for row in rows if row.area_kind in ("land", "rmc")]
    for total, (column, measure) in product(totals, MEASURES.items()):
        figures = by_category[*total.scope, total.category]
        yield from _compared(total, column, _sum_of_areas(total, figures, measure), halves)


def _sum_of_areas(
    total: Published, figures: dict[tuple[str, str], Published], measure: Callable[[Published], int | None]
) -> Sum:
    kind = "rmc" if total.area_kind == "land" else "gemeente"
    inside = None if total.area_kind == "land" else {place.code for place in municipalities_of(total.area)}
    values = {
        area: value
        for (each_kind, area), row in figures.items()
        if each_kind == kind and (inside is None or area in inside) and (value := measure(row)) is not None
    }
    return Sum(sum(values.values()), len(values), _covers(set(values), inside))


def _covers(found: set[str], inside: set[str] | None) -> bool:
    if inside is not None:
        return found == inside
    return found in (REGIONS_UNTIL_2017, {place.code for place in regions()})


def _compared(
    total: Published, column: str, parts: Sum, halves: dict[tuple[str, str], int]
) -> Iterator[Finding]:
    value = MEASURES[column](total)
    if value is None or not parts.terms:
        return
    slack = halves[total.publisher, total.series] * (parts.terms + 1)
    difference = parts.value - value
    if difference > slack or (parts.complete and -difference > slack):
        message = (
            f"Het totaal is niet de som van zijn delen. Het totaal is {value}, de delen samen {parts.value}."
        )
        yield _note("CIJFER-12", total, column, str(value), message)


def _twins(rows: list[Published]) -> Iterator[Finding]:
    first_of: dict[tuple[str, ...], Published] = {}
    for row in rows:
        first = first_of.setdefault(row.key, row)
        for column in _contradictions(first, row):
            message = f"Regel {first.line} noemt een ander cijfer voor dezelfde reeks, plaats en categorie."
            yield _note("CIJFER-13", row, column, _printed(row, column), message)


def _contradictions(first: Published, second: Published) -> Iterator[str]:
    for column, measure in MEASURES.items():
        one, other = measure(first), measure(second)
        if one is not None and other is not None and one != other:
            yield column
    if first.percentage is None or second.percentage is None:
        return
    slack = sum(
        Decimal(5).scaleb(int(each.as_tuple().exponent) - 1) for each in (first.percentage, second.percentage)
    )
    if abs(first.percentage - second.percentage) > slack:
        yield "percentage"


def _printed(row: Published, column: str) -> str:
    return str(row.percentage if column == "percentage" else MEASURES[column](row))


REMEDIES = {
    "CIJFER-11": "Vergelijk de aantallen en het percentage met de bron. Neem over wat de uitgever schrijft.",
    "CIJFER-12": "Vergelijk het totaal en de delen met de bron. Misschien ontbreekt een deel, zoals vavo.",
    "CIJFER-13": "Kies één van beide, of geef een van beide een eigen reeks.",
}


def _note(code: str, row: Published, column: str, value: str, message: str) -> Finding:
    return Finding(ATTENTION, code, row.line, column, value, message, REMEDIES[code])
