"""The whole count once more, as plain as it can be: loops, dicts, dates and fractions; no pandas, no numpy.

Written from deliveries.md §1 and §6, not from monitoring/calculation: one mistake is not made twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import groupby

EQUAL_TO_EDUCATION = {
    "vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk",
}  # fmt: skip
STARTKWALIFICATIE = {"havo", "vwo", "mbo-2", "mbo-3", "mbo-4"}


@dataclass(frozen=True)
class Row:
    """One inschrijving as a school delivers it, with the birth date of its pupil."""

    pupil: int
    born_on: date
    municipality: str
    brin: str
    vestiging: str
    volgnummer: str
    onderwijssoort: str
    started_on: date
    leerjaar: int | None = None
    leerweg: str = ""
    bekostigd: bool = True
    ended_on: date | None = None
    destination: str = ""
    diplomas: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The class of one pupil and why."""

    pupil: int
    brin: str
    vestiging: str
    municipality: str
    category: str
    outcome: str = "X"
    unknown: bool = False
    evidence: str = "geen"
    evidence_brin: str = ""
    evidence_on: date | None = None
    destination: str = ""
    left_on: date | None = None


def monthly_codes(year: int) -> list[str]:
    return [f"{year}-{m}" for m in (10, 11, 12)] + [f"{year + 1}-0{m}" for m in range(1, 10)]


def late_codes(year: int) -> list[str]:
    return [f"{year + 1}-{m}L" for m in (10, 11, 12)]


def peildatum(year: int, code: str) -> date:
    """Day by day to the end of the month; late and annual stands look at 1 October after the year."""
    if code in late_codes(year) or code in ("V", "D"):
        return date(year + 1, 10, 1)
    day = date(int(code[:4]), int(code[5:7]), 1)
    month = day.month
    while day.month == month:
        day += timedelta(days=1)
    return day


def last_day_for_diplomas(year: int, code: str) -> date:
    return peildatum(year, code) if code in monthly_codes(year) else date(year + 1, 12, 31)


def age(born_on: date, day: date) -> int:
    had_birthday = (born_on.month, born_on.day) <= (day.month, day.day)
    return day.year - born_on.year - (0 if had_birthday else 1)


def category(onderwijssoort: str, leerjaar: int | None, leerweg: str) -> str:
    year = leerjaar or 0
    if onderwijssoort == "brugjaar":
        return "vo_onderbouw"
    if onderwijssoort == "isk":
        return "vo_onderbouw" if year >= 2 else ""
    if onderwijssoort.startswith("vmbo"):
        return {0: "", 1: "vo_onderbouw", 2: "vo_onderbouw"}.get(year, "vmbo_bovenbouw")
    if onderwijssoort in ("havo", "vwo"):
        return {0: "", 1: "vo_onderbouw", 2: "vo_onderbouw", 3: "vo_onderbouw"}.get(year, "havovwo_bovenbouw")
    if onderwijssoort.startswith("mbo-"):
        return "" if leerweg == "EX" else "mbo" + onderwijssoort[-1]
    return "vavo" if onderwijssoort == "vavo" else ""


def is_active(row: Row, day: date) -> bool:
    return row.started_on <= day and (row.ended_on is None or day < row.ended_on)


def has_ended(row: Row, day: date) -> bool:
    return row.ended_on is not None and row.ended_on <= day


def school_order(row: Row) -> tuple[str, str, str]:
    """BRIN, vestiging, volgnummer ascending; volgnummer 2 before 10."""
    parts = ("".join(part) for _, part in groupby(row.volgnummer, str.isdigit))
    return row.brin, row.vestiging, "".join(part.rjust(12, "0") if part.isdigit() else part for part in parts)


def start_row(rows: Iterable[Row], year: int) -> Row | None:
    """The row that puts a pupil in A: the best of those that count on 1 October."""
    t = date(year, 10, 1)
    best = None
    for row in rows:
        if age(row.born_on, t) >= 22 or not row.bekostigd or not is_active(row, t):
            continue
        if category(row.onderwijssoort, row.leerjaar, row.leerweg) == "":
            continue
        if best is None or comes_before(row, best):
            best = row
    return best


def comes_before(row: Row, other: Row) -> bool:
    """Mbo, vo, vavo; then started last; then the highest niveau; then the order of schools."""
    sectors = [
        0 if r.onderwijssoort[:3] == "mbo" else 2 if r.onderwijssoort == "vavo" else 1 for r in (row, other)
    ]
    if sectors[0] != sectors[1]:
        return sectors[0] < sectors[1]
    if row.started_on != other.started_on:
        return row.started_on > other.started_on
    levels = [int(r.onderwijssoort[-1]) if r.onderwijssoort[:3] == "mbo" else 0 for r in (row, other)]
    if levels[0] != levels[1]:
        return levels[0] > levels[1]
    return school_order(row) < school_order(other)


def latest_ended(rows: Iterable[Row], p: date) -> Row | None:
    latest = None
    for row in sorted((row for row in rows if has_ended(row, p)), key=school_order):
        if latest is None or (row.ended_on, row.started_on) > (latest.ended_on, latest.started_on):
            latest = row
    return latest


def earliest_diploma(rows: Iterable[Row], kinds: set[str], until: date) -> tuple[Row, date] | None:
    earliest = None
    for row in sorted(rows, key=school_order):
        for kind, day in row.diplomas:
            if kind in kinds and day <= until and (earliest is None or day < earliest[1]):
                earliest = (row, day)
    return earliest


def outcome(start: Row, rows: list[Row], year: int, code: str) -> Outcome:
    """B, C, D or X of a pupil whose row in A is `start`, from all that is known of the pupil."""
    latest = latest_ended(rows, peildatum(year, code))
    pupil = Outcome(
        pupil=start.pupil,
        brin=start.brin,
        vestiging=start.vestiging,
        municipality=start.municipality,
        category=category(start.onderwijssoort, start.leerjaar, start.leerweg),
        destination=latest.destination if latest else "",
        left_on=latest.ended_on if latest else None,
    )
    for verdict in reasons(start, rows, latest, year, code):
        kind, evidence, row, day = verdict
        return replace(
            pupil, outcome=kind, evidence=evidence, evidence_on=day, evidence_brin=row.brin if row else ""
        )
    return replace(pupil, unknown=pupil.destination in ("", "onbekend"))


Reason = tuple[str, str, Row | None, date | None]


def reasons(start: Row, rows: list[Row], latest: Row | None, year: int, code: str) -> Iterator[Reason]:
    """Every reason not to be a vsv'er, in the order of testing."""
    p = peildatum(year, code)
    if start.municipality == "1999":
        yield "B", "woongemeente_1999", None, date(year, 10, 1)
    if not any(is_active(row, p) for row in rows):
        out = ("overleden", "emigratie", "buitenland", "vrijstelling")
        gone = latest_ended([row for row in rows if row.destination in out], p)
        if gone:
            yield "B", "uit_populatie", gone, gone.ended_on
    learning = [row for row in rows if is_active(row, p)]
    learning = [row for row in learning if not (row.onderwijssoort[:3] == "mbo" and row.leerweg == "EX")]
    if learning:
        newest = max(row.started_on for row in learning)
        seen = min((row for row in learning if row.started_on == newest), key=school_order)
        yield "C_bevestigd", "inschrijving", seen, newest
    if latest and latest.destination in EQUAL_TO_EDUCATION:
        yield "C_opgegeven", "bestemming", latest, latest.ended_on
    until = last_day_for_diplomas(year, code)
    qualified = earliest_diploma(rows, STARTKWALIFICATIE, until)
    if qualified:
        yield "D", "diploma", *qualified
    entree = earliest_diploma(rows, {"mbo-1"}, until)
    if entree and latest and latest.destination == "werk":
        yield "D", "entree_werk", *entree


def outcomes(population: list[Row], evidence: list[Row], year: int, code: str) -> dict[int, Outcome]:
    """Every pupil of A with its class."""
    known: dict[int, list[Row]] = {}
    for row in evidence:
        known.setdefault(row.pupil, []).append(row)
    candidates: dict[int, list[Row]] = {}
    for row in population:
        candidates.setdefault(row.pupil, []).append(row)
    starts = {pupil: start_row(rows, year) for pupil, rows in candidates.items()}
    return {pupil: outcome(row, known[pupil], year, code) for pupil, row in starts.items() if row}


def late_evidence(september: list[Row], later: list[Row]) -> list[Row]:
    replaced = {(row.pupil, row.brin, row.volgnummer) for row in later}
    return [row for row in september if (row.pupil, row.brin, row.volgnummer) not in replaced] + later


Cells = dict[tuple[str, str, str, str], Counter[str]]


def cells(outcomes: Iterable[Outcome]) -> Cells:
    """(brin, vestiging, municipality, category) → counts."""
    measures = {"B": "b", "C_bevestigd": "c_confirmed", "C_opgegeven": "c_reported", "D": "d", "X": "x"}
    counted: Cells = {}
    for pupil in outcomes:
        cell = counted.setdefault(
            (pupil.brin, pupil.vestiging, pupil.municipality, pupil.category), Counter()
        )
        cell["a"] += 1
        cell[measures[pupil.outcome]] += 1
        cell["x_unknown"] += pupil.unknown
    return counted


DuoRow = tuple[int, str, str, str]  # pupil, brin, municipality, category


def duo_cells(start: list[DuoRow], vsv: list[DuoRow]) -> tuple[Cells, int]:
    """Counts, and how many vsv'ers are not in the start set of a school that has one."""
    counted: Cells = {}
    persons: dict[str, set[tuple[int, str]]] = {"a": set(), "x": set()}
    for measure, rows in (("a", start), ("x", vsv)):
        for pupil, brin, municipality, kind in rows:
            if (pupil, brin) in persons[measure]:
                continue
            persons[measure].add((pupil, brin))
            counted.setdefault((brin, "", municipality, kind), Counter())[measure] += 1
    schools = {brin for _, brin, _, _ in start}
    return counted, sum(brin in schools for _, brin in persons["x"] - persons["a"])


def percentage(x: int, n: int) -> Decimal | None:
    if n == 0:
        return None
    share = Fraction(100 * x, n)
    with localcontext(prec=60):
        return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
