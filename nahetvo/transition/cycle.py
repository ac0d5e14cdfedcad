"""The year of Na het VO as dated phases: what happens from when until when, who owns it, which list belongs to it.

Source: domain.md §6.3 (swvadam.nl, vo-raad.nl, vsvregio35.nl). Dates marked as practice differ per region, so every
one can be set otherwise (`PhaseSetting`); 1 April and 1 October are law.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitoring.calculation.school_year import SchoolYear


@dataclass(frozen=True)
class Phase:
    """One phase. begins, ends: (years after the opening year of the school year, month, day), both included.

    list_of: the status or list that its owner works on; is_law: no practice but a date that the law or the count sets.
    """

    code: str
    label: str
    owner: str
    begins: tuple[int, int, int]
    ends: tuple[int, int, int]
    list_of: str
    source: str
    is_law: bool = False


PHASES = (
    Phase("orientatie", "Oriëntatie en keuze", "decaan en mentor (vo)", (0, 10, 1), (1, 1, 14), "nog_geen_keuze",
          "domain.md §6.3; swvadam.nl"),
    Phase("aanmelden", "Aanmelden", "leerling, decaan (vo) en mbo", (1, 1, 15), (1, 3, 31), "nog_geen_keuze",
          "vo-raad.nl"),
    Phase("na_1_april", "Nog niet aangemeld", "decaan (vo), met afschrift aan leerplicht", (1, 4, 1), (1, 6, 10),
          "nog_geen_keuze", "Wet vroegtijdige aanmelddatum en toelatingsrecht mbo: 1 april", is_law=True),
    Phase("uitslag", "Examenuitslag", "decaan (vo)", (1, 6, 11), (1, 6, 30), "gezakt", "praktijk; half juni"),
    Phase("zomer", "Zomerlijst", "leerplicht (tot 18) en Doorstroompunt (vanaf 18)", (1, 7, 1), (1, 7, 31), "gesloten",
          "praktijk; 1 juli"),
    Phase("start", "Start van de opleiding", "mbo", (1, 8, 1), (1, 9, 30), "niet_verschenen", "praktijk; 1 augustus"),
    Phase("teldatum", "Teldatum 1 oktober", "leerplicht en Doorstroompunt", (1, 10, 1), (1, 10, 31), "niet_in_beeld",
          "teldatum mbo: 1 oktober", is_law=True),
    Phase("terugkoppeling", "Terugkoppeling aan het vo", "mbo", (1, 11, 1), (2, 1, 31), "uitgeschreven_voor_1_november",
          "praktijk; 1 november"),
    Phase("tweede_teldatum", "Nog ingeschreven op 1 februari", "mbo en regio", (2, 2, 1), (2, 2, 28), "op_1_februari",
          "tweede teldatum mbo: 1 februari", is_law=True),
)  # fmt: skip
CODES = tuple(phase.code for phase in PHASES)


@dataclass(frozen=True)
class Dated:
    """A phase in one school year; `until` is the last day of it."""

    phase: Phase
    since: date
    until: date

    def holds(self, on: date) -> bool:
        return self.since <= on <= self.until


class PhasesCross(ValueError):
    """A phase would begin before the one that it follows; the message is Dutch and for the person who set it."""


@dataclass(frozen=True)
class Change:
    """What a region sets otherwise: the first day of a phase (month and day), and who owns it."""

    code: str
    month: int
    day: int
    owner: str = ""


@dataclass(frozen=True)
class Cycle:
    """The phases of the pupils who leave in the summer of `year`. `of` raises PhasesCross."""

    year: SchoolYear
    phases: tuple[Dated, ...]

    @classmethod
    def of(cls, year: SchoolYear, changes: Iterable[Change] = ()) -> "Cycle":
        changed = {change.code: change for change in changes}
        known = [_changed(phase, changed.get(phase.code)) for phase in PHASES]
        begins = [_day(year, phase.begins) for phase in known]
        crossing = next((n for n in range(1, len(begins)) if begins[n] <= begins[n - 1]), None)
        if crossing is not None:
            label = known[crossing].label.lower()
            raise PhasesCross(f"De fase ‘{label}’ zou niet later beginnen dan de fase ervoor.")
        ends = [first - timedelta(days=1) for first in begins[1:]] + [_day(year, known[-1].ends)]
        return cls(year, tuple(Dated(*three) for three in zip(known, begins, ends, strict=True)))

    def begins(self, code: str) -> date:
        return self.phases[CODES.index(code)].since

    def phase(self, on: date) -> Dated | None:
        """The phase of a day; None before and after the cycle."""
        return next((dated for dated in self.phases if dated.holds(on)), None)

    @property
    def opens(self) -> date:
        return self.year.opens

    @property
    def leaves_sight(self) -> date:
        """From 1 February after leaving the sending school no longer sees its leavers."""
        return date(self.year.start + 2, 2, 1)

    @property
    def closes(self) -> date:
        """The first day after which nothing changes any more: the second count date has been delivered."""
        return date(self.year.start + 2, 10, 1)


def running(on: date) -> list[SchoolYear]:
    """The school years whose transitions still move on day `on`, latest first: at most three."""
    latest = SchoolYear.of(on)
    years = [SchoolYear(latest.start - back) for back in range(3)]
    return [year for year in years if on < Cycle.of(year).closes]


def _changed(phase: Phase, change: Change | None) -> Phase:
    """The phase as the region has it; a phase of law keeps its day."""
    if change is None:
        return phase
    owner = change.owner or phase.owner
    return replace(phase, owner=owner) if phase.is_law else replace(
        phase, owner=owner, begins=(phase.begins[0], change.month, change.day)
    )  # fmt: skip


def _day(year: SchoolYear, when: tuple[int, int, int]) -> date:
    after, month, day = when
    return date(year.start + after, month, day)
