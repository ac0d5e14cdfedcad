"""How large an invented region is and which months it delivers: three scales, nothing random."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

EPOCH = "1970-01-01"


def month_range(first: str, last: str) -> tuple[str, ...]:
    """Every month from first to last, both included, as 2025-10."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1))


QUARTERS = {  # of earlier teljaren one month in three: enough to see how a teljaar goes on from its stands
    year: (f"{year}-12", f"{year + 1}-03", f"{year + 1}-06", f"{year + 1}-09") for year in (2022, 2023, 2024)
}


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
    leaving_from: int  # opening year of the first school year with N01 and N02


SCALES = {
    "small": Scale(
        name="small",
        intake=125,
        first_year=2023,
        last_year=2025,
        months=("2022-09", "2023-09", *QUARTERS[2023], "2024-10", *QUARTERS[2024], *month_range("2025-10", "2026-03")),
        duo_months=("2025-09", *month_range("2025-10", "2026-03")),
        duo_years=(2023, 2024),
        leaving_from=2021,
    ),
    "region": Scale(
        name="region",
        intake=6200,
        first_year=2021,
        last_year=2025,
        months=("2022-09", *QUARTERS[2022], *QUARTERS[2023], *month_range("2024-10", "2026-03")),
        duo_months=month_range("2024-10", "2026-03"),
        duo_years=(2021, 2022, 2023, 2024),
        leaving_from=2021,
    ),
    "national": Scale(
        name="national",
        intake=198_000,
        first_year=2025,
        last_year=2025,
        months=("2025-10", "2026-03"),
        duo_months=("2026-03",),
        duo_years=(),
        leaving_from=2025,
    ),
}


def as_on(scale: Scale, today: date) -> Scale:
    """The same region with the months that are over on this day, however early or late."""
    last = str(date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1))[:7]
    if scale.name == "national":
        return scale
    return replace(
        scale,
        last_year=max(scale.last_year, today.year if today.month >= 8 else today.year - 1),
        months=_until(scale.months, last),
        duo_months=_until(scale.duo_months, last),
        duo_years=tuple(range(scale.duo_years[0], max(scale.duo_years[-1], today.year - 2) + 1)),
    )


def _until(months: tuple[str, ...], last: str) -> tuple[str, ...]:
    """The months up to and including the last, every one behind the planned ones too; at least the first."""
    later = month_range(months[-1], last)[1:] if last > months[-1] else ()
    return tuple(month for month in (*months, *later) if month <= last) or months[:1]


def teljaar_of_month(month: str) -> int:
    """Opening year of the teljaar in which a levermaand falls."""
    year, number = int(month[:4]), int(month[5:])
    return year if number >= 10 else year - 1
