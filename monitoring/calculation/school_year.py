"""The calendar of the count: teljaar, its seventeen stands, and the dates that each stand looks at.

Source: deliveries.md §1; the teljaar 1 October – 30 September: Regeling regionale aanpak vsv (BWBR0031387).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, total_ordering

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
ANNUAL = {"V": "voorlopig", "D": "definitief"}
MONTHLY_STANDS = 12


class UnknownPeriod(ValueError):
    """A text that names no teljaar, month or stand; the message is Dutch and for the person who typed it."""


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The teljaar that opens on 1 October `start` and closes on 1 October of the next year."""

    start: int

    @classmethod
    def parse(cls, name: str) -> "SchoolYear":
        """`2025-2026` → SchoolYear(2025). Raises UnknownPeriod."""
        years = re.fullmatch(r"(\d{4})-(\d{4})", name)
        if not years or int(years[2]) != int(years[1]) + 1:
            raise UnknownPeriod(f"‘{name}’ is geen teljaar als 2025-2026")
        return cls(int(years[1]))

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The teljaar in which this day lies: 30 September closes one, 1 October opens the next."""
        return cls(day.year if day.month >= 10 else day.year - 1)

    @property
    def name(self) -> str:
        return f"{self.start}-{self.start + 1}"

    @property
    def opens(self) -> date:
        """t in deliveries.md §6: the day on which start population A is counted."""
        return date(self.start, 10, 1)

    @property
    def closes(self) -> date:
        """t1 in deliveries.md §6: the first day that is no longer of this teljaar."""
        return date(self.start + 1, 10, 1)

    def stands(self) -> tuple["Stand", ...]:
        """The seventeen, in order: twelve months, three late months, V and D."""
        return tuple(Stand(self, code) for code in stand_codes(self.start))

    def previous(self) -> "SchoolYear":
        return SchoolYear(self.start - 1)

    def next(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    def __str__(self) -> str:
        return self.name


@lru_cache
def stand_codes(start: int) -> tuple[str, ...]:
    """The codes of the teljaar that opens in `start`, in order: `2025-10` …, `2026-10L` …, `V`, `D`."""
    opening = [f"{start}-{month}" for month in (10, 11, 12)]
    running = [f"{start + 1}-{month:02}" for month in range(1, 10)]
    late = [f"{start + 1}-{month}L" for month in (10, 11, 12)]
    return (*opening, *running, *late, *ANNUAL)


@total_ordering
@dataclass(frozen=True)
class Stand:
    """What is known up to and including one month, or one annual file of DUO. Raises UnknownPeriod."""

    teljaar: SchoolYear
    code: str

    def __post_init__(self) -> None:
        if self.code not in stand_codes(self.teljaar.start):
            raise UnknownPeriod(f"‘{self.code}’ is geen stand van teljaar {self.teljaar}")

    @classmethod
    def parse(cls, teljaar: SchoolYear | str, code: str) -> "Stand":
        """`("2025-2026", "2026-10L")` → that stand. Raises UnknownPeriod."""
        return cls(SchoolYear.parse(teljaar) if isinstance(teljaar, str) else teljaar, code)

    @classmethod
    def of_month(cls, month: str) -> "Stand":
        """The monthly stand of a levermaand: `2026-03` → that of teljaar 2025-2026. Raises UnknownPeriod."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
            raise UnknownPeriod(f"‘{month}’ is geen maand als 2026-03")
        return cls(SchoolYear.of(_first_day(month)), month)

    @cached_property
    def number(self) -> int:
        """1 (October) … 12 (September), 13–15 late, 16 V, 17 D."""
        return stand_codes(self.teljaar.start).index(self.code) + 1

    @property
    def is_late(self) -> bool:
        return self.code.endswith("L")

    @property
    def is_annual(self) -> bool:
        return self.code in ANNUAL

    @property
    def month(self) -> str | None:
        """The last levermaand that it takes in (`2026-09`; `2026-10` for `2026-10L`); None for V and D."""
        return None if self.is_annual else self.code.removesuffix("L")

    @property
    def start_stand(self) -> "Stand":
        """The stand whose rows give the start population: September's for a late stand, else its own."""
        return self.teljaar.stands()[MONTHLY_STANDS - 1] if self.is_late else self

    @property
    def peildatum(self) -> date:
        """The day on which a pupil must be in education: the first after the month, never past `closes`."""
        if self.month is None or self.is_late:
            return self.teljaar.closes
        first = _first_day(self.month)
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)

    @property
    def diplomas_until(self) -> date:
        """The last day on which a diploma still counts; 31 December for late and annual stands.

        Verlate startkwalificatie, term D4 of Regeling prestatiebox mbo (BWBR0031390), bijlage A.
        """
        if self.is_late or self.is_annual:
            return date(self.teljaar.closes.year, 12, 31)
        return self.peildatum

    @property
    def label(self) -> str:
        """Dutch, for the reader: `maart 2026`, `oktober 2026 (nagekomen)`, `voorlopig`."""
        if self.month is None:
            return ANNUAL[self.code]
        first = _first_day(self.month)
        return f"{MONTHS[first.month - 1]} {first.year}" + (" (nagekomen)" if self.is_late else "")

    def __lt__(self, other: "Stand") -> bool:
        return (self.teljaar, self.number) < (other.teljaar, other.number)

    def __str__(self) -> str:
        return self.code


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
