"""Municipalities and RMC regions, with the names and codes that were valid at the time."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import opening_day, rows_of

ABROAD_OR_UNKNOWN = "1999"
RMC_SPELLING = re.compile(r"(?P<scheme>MC|REGIO|RMC)?[\s-]*0*(?P<number>[1-9]\d?)", re.IGNORECASE)


@dataclass(frozen=True)
class Region:
    """One RMC region of the list of 2025; `code` is the law's own number."""

    code: str
    name: str
    cbs_code: str
    duo_code: str
    valid_from: date
    source: str


@dataclass(frozen=True)
class EarlierName:
    """What an RMC code meant before the list of 2025; a source shows it until `last_seen`."""

    code: str
    name: str
    valid_from: date
    last_seen: date
    source: str


@dataclass(frozen=True)
class Municipality:
    """One municipality of 2023: where it lies and how many people live there."""

    code: str
    name: str
    rmc_code: str
    subregion: str
    inhabitants: int
    valid_from: date
    source: str


@cache
def regions() -> tuple[Region, ...]:
    """The forty RMC regions, by number."""
    return rows_of("rmc_regions", Region)


@cache
def earlier_names() -> tuple[EarlierName, ...]:
    return rows_of("rmc_regions_earlier", EarlierName)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 342 municipalities of 2023, by CBS code."""
    return rows_of("municipalities", Municipality)


@cache
def municipality_codes() -> frozenset[str]:
    """The CBS codes that a delivery may name as woongemeente, without 1999 (abroad or unknown)."""
    return frozenset(place.code for place in municipalities())


def municipality(code: str) -> Municipality | None:
    """By CBS code; a code that lost its zeros in a spreadsheet is understood."""
    return _municipality_by_code().get(code.strip().zfill(4))


def region(code: str) -> Region | None:
    """By the law's number (`37`)."""
    return _region_by_code().get(code)


def region_of(municipality_code: str) -> Region | None:
    place = municipality(municipality_code)
    return region(place.rmc_code) if place else None


def municipalities_of(rmc_code: str) -> tuple[Municipality, ...]:
    return tuple(place for place in municipalities() if place.rmc_code == rmc_code)


def rmc_code(written: str) -> str | None:
    """The law's number behind any of the three codings: `14`, `MC41` and `REGIO 41` are Arnhem."""
    match = RMC_SPELLING.fullmatch(written.strip())
    if not match:
        return None
    number, scheme = match["number"], (match["scheme"] or "").upper()
    if scheme == "MC":
        return _law_code_by_cbs_code().get(f"MC{int(number):02}")
    if scheme == "REGIO":
        return _law_code_by_duo_code().get(f"REGIO {number}", number if region(number) else None)
    return number if region(number) else None


def region_name(code: str, teljaar: str) -> str | None:
    """The name under which a region was published in a teljaar: code 14 once held Nijmegen too."""
    opens = opening_day(teljaar)
    for earlier in earlier_names():
        if earlier.code == code and opens <= earlier.last_seen:
            return earlier.name
    found = region(code)
    return found.name if found else None


@cache
def _municipality_by_code() -> dict[str, Municipality]:
    return {place.code: place for place in municipalities()}


@cache
def _region_by_code() -> dict[str, Region]:
    return {place.code: place for place in regions()}


@cache
def _law_code_by_cbs_code() -> dict[str, str]:
    return {place.cbs_code: place.code for place in regions()}


@cache
def _law_code_by_duo_code() -> dict[str, str]:
    return {place.duo_code: place.code for place in regions()}
