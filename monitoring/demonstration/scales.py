"""How large an invented region is and which months it delivers: three scales, nothing random."""

from __future__ import annotations

from dataclasses import dataclass

EPOCH = "1970-01-01"


def month_range(first: str, last: str) -> tuple[str, ...]:
    """Every month from first to last, both included, as 2025-10."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1))


@dataclass(frozen=True)
class Scale:
    """Size and calendar of one demonstration."""

    name: str
    intake: int  # pupils of one year of birth who enter secondary education
    first_year: int  # opening year of the first teljaar
    last_year: int  # opening year of the running teljaar
    months: tuple[str, ...]  # levermaanden of R01
    duo_months: tuple[str, ...]  # stands of A05 and A04
    duo_years: tuple[int, ...]  # opening years of NRSP and NenR V


SCALES = {
    "small": Scale(
        name="small",
        intake=125,
        first_year=2023,
        last_year=2025,
        months=("2024-09", "2025-09", *month_range("2025-10", "2026-03")),
        duo_months=("2025-09", *month_range("2025-10", "2026-03")),
        duo_years=(2023, 2024),
    ),
    "region": Scale(
        name="region",
        intake=6200,
        first_year=2021,
        last_year=2025,
        months=("2022-09", "2023-09", "2024-09", *month_range("2024-10", "2026-03")),
        duo_months=month_range("2024-10", "2026-03"),
        duo_years=(2021, 2022, 2023, 2024),
    ),
    "national": Scale(
        name="national",
        intake=198_000,
        first_year=2025,
        last_year=2025,
        months=("2025-10", "2026-03"),
        duo_months=("2026-03",),
        duo_years=(),
    ),
}


def teljaar_of_month(month: str) -> int:
    """Opening year of the teljaar in which a levermaand falls."""
    year, number = int(month[:4]), int(month[5:])
    return year if number >= 10 else year - 1
