"""What a file name says about a delivery: kind, school and levermaand. Nothing is opened here."""

import re
from dataclasses import dataclass
from datetime import date

from monitoring.calculation.school_year import SchoolYear

BRIN = r"(?P<brin>\d{2}[A-Z]{2})(?P<vestiging>\d{2})?(?![A-Z0-9])"
OWN = re.compile(
    rf"(?<![A-Z0-9])(?P<kind>R0[1-3]|N0[12])[-_ ](?P<year>\d{{4}})-?(?P<month>\d{{2}})[-_ ]{BRIN}"
)
OWN_KIND = re.compile(r"(?<![A-Z0-9])(?P<kind>R0[1-3]|N0[12])(?![A-Z0-9])")
MONTHLY = re.compile(rf"(?<![A-Z0-9])(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<kind>A0[45]|A14)I{BRIN}")
ANNUAL = re.compile(rf"(?<![A-Z0-9])(?P<kind>NRSP|NENR)(?P<year>\d{{4}})(?P<stand>[VD])I{BRIN}")


@dataclass(frozen=True)
class FileName:
    """All that the name says; None where it says nothing."""

    kind: str | None = None
    teljaar: str | None = None
    stand: str | None = None
    brin: str | None = None
    vestiging: str = ""


def parse_file_name(name: str) -> FileName:
    """Read `R01_2026-03_27GZ00.xlsx`, `202311A05I27GZ.csv` or `NRSP2023VI27GZ.csv`."""
    # Only the last part of a path counts; an underscore is a separator and not a letter.
    base = re.split(r"[/\\]", name)[-1].upper().rsplit(".", 1)[0].replace("_", " ")
    for pattern, reading in ((OWN, _own), (MONTHLY, _monthly), (ANNUAL, _annual)):
        if match := pattern.search(base):
            return reading(match.groupdict())
    if match := OWN_KIND.search(base):
        return FileName(kind=match["kind"])
    return FileName()


def _own(said: dict[str, str]) -> FileName:
    year, month = int(said["year"]), int(said["month"])
    if not 1 <= month <= 12:
        return FileName(said["kind"], None, None, said["brin"], said["vestiging"] or "")
    stand = f"{year}-{month:02d}"
    return FileName(
        said["kind"], SchoolYear.of(date(year, month, 1)).name, stand, said["brin"], said["vestiging"] or ""
    )


def _monthly(said: dict[str, str]) -> FileName:
    year, month = int(said["year"]), int(said["month"])
    if not 1 <= month <= 12:
        return FileName(said["kind"], None, None, said["brin"], said["vestiging"] or "")
    # DUO names a file after the month in which it is delivered: one after the month it describes.
    year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    teljaar, stand = SchoolYear.of(date(year, month, 1)).name, f"{year}-{month:02d}"
    if said["kind"] == "A14":
        if month < 10:
            return FileName("A14", None, None, said["brin"], said["vestiging"] or "")
        teljaar, stand = f"{year - 1}-{year}", f"{stand}L"
    return FileName(said["kind"], teljaar, stand, said["brin"], said["vestiging"] or "")


def _annual(said: dict[str, str]) -> FileName:
    year = int(said["year"])
    return FileName(said["kind"], f"{year - 1}-{year}", said["stand"], said["brin"], said["vestiging"] or "")
