"""One cell of a file with published figures: what was written becomes what is meant, or is refused."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from monitoring.reference.places import municipalities, regions, rmc_code

AREA_KINDS = {"land": "Land", "rmc": "RMC-regio", "gemeente": "Gemeente", "instelling": "Instelling"}
STATUSES = {"voorlopig": "Voorlopig", "definitief": "Definitief"}
CATEGORIES = {
    "totaal": "Totaal",
    "vo": "Vo",
    "vo_onderbouw": "Vo onderbouw",
    "vmbo_bovenbouw": "Vmbo bovenbouw",
    "havovwo_bovenbouw": "Havo/vwo bovenbouw",
    "mbo": "Mbo",
    "mbo1": "Mbo 1 (entree)",
    "mbo2": "Mbo 2",
    "mbo34": "Mbo 3 en 4",
    "mbo3": "Mbo 3",
    "mbo4": "Mbo 4",
    "vavo": "Vavo",
    "onbekend": "Onbekend",
}
OTHER_SPELLINGS = {
    "vobovenbouwvmbo": "vmbo_bovenbouw",
    "vobovenbouwhavovwo": "havovwo_bovenbouw",
    "onderbouw": "vo_onderbouw",
    "entree": "mbo1",
    "mbo1entree": "mbo1",
    "mboentree": "mbo1",
    "mbo2basisberoeps": "mbo2",
    "mbo3en4": "mbo34",
}
NATION = "NL"
COUNT = re.compile(r"\d{1,9}|\d{1,3}(\.\d{3}){1,2}")  # 1326387 or, as Dutch pages print it, 1.326.387
PERCENTAGE = re.compile(r"(\d{1,3}(?:[.,]\d{1,9})?)\s*%?")
SCHOOL_YEAR = re.compile(r"(?P<start>\d{4})\s*[-/–]\s*'?(?P<end>\d{4}|\d{2})")
BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")


class Unfit(ValueError):
    """A cell that cannot be used: what is wrong, and how to mend it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def text(written: str) -> str:
    if not written:
        raise Unfit("Deze cel is leeg.", "Vul deze cel in.")
    return written


def count(written: str) -> int | None:
    if not written:
        return None
    if not COUNT.fullmatch(written):
        raise Unfit(
            f"‘{written}’ is geen aantal.", "Schrijf een heel getal, zoals 29701, of laat de cel leeg."
        )
    return int(written.replace(".", ""))


def percentage(written: str) -> Decimal | None:
    """With all decimals that were printed: 6.0 is more precise than 6."""
    if not written:
        return None
    match = PERCENTAGE.fullmatch(written)
    if not match:
        raise Unfit(f"‘{written}’ is geen percentage.", "Schrijf een getal zoals 2,34 of laat de cel leeg.")
    value = Decimal(match[1].replace(",", "."))
    if value > 100:
        raise Unfit(f"‘{written}’ is meer dan 100 procent.", "Controleer de komma: 2,34 en niet 234.")
    return value


def school_year(written: str) -> str:
    match = SCHOOL_YEAR.fullmatch(written)
    start = int(match["start"]) if match else 0
    if not match or int(match["end"]) not in (start + 1, (start + 1) % 100):
        raise Unfit(f"‘{written}’ is geen schooljaar.", "Schrijf het schooljaar als 2022-2023.")
    return f"{start}-{start + 1}"


def area_kind(written: str) -> str:
    return _one_of(AREA_KINDS, written.lower(), "gebiedsoort")


def status(written: str) -> str:
    return _one_of(STATUSES, written.lower(), "status")


def category(written: str) -> str:
    bare = re.sub(r"niveau|[\W_]", "", written.lower())
    known = {key.replace("_", ""): key for key in CATEGORIES} | OTHER_SPELLINGS
    return known[bare] if bare in known else _one_of(CATEGORIES, written, "categorie")


def area(kind: str, written: str) -> str:
    """The code of an area: NL, an RMC number, a CBS code or a BRIN. Full names are understood too."""
    if kind not in AREA_READERS:
        raise Unfit("Zonder gebiedsoort is dit gebied niet te herkennen.", "Vul eerst de gebiedsoort in.")
    found = AREA_READERS[kind](written)
    if found is None:
        raise Unfit(f"‘{written}’ is geen gebied van de soort {kind}.", AREA_REMEDIES[kind])
    return found


def _one_of(known: dict[str, str], written: str, what: str) -> str:
    if text(written) not in known:
        raise Unfit(f"‘{written}’ is geen bekende {what}.", f"Kies uit: {', '.join(known)}.")
    return written


def _nation(written: str) -> str | None:
    return NATION if written.lower() in ("", "nl", "nl00", "nl01", "nederland") else None


def _region(written: str) -> str | None:
    return rmc_code(written) or _region_by_name().get(written.lower())


def _municipality(written: str) -> str | None:
    bare = re.sub(r"^GM(?=\d)", "", written, flags=re.IGNORECASE)
    return bare.zfill(4) if re.fullmatch(r"\d{1,4}", bare) else _municipality_by_name().get(written.lower())


def _institution(written: str) -> str | None:
    return written.upper() if BRIN.fullmatch(written.upper()) else None


AREA_READERS: dict[str, Callable[[str], str | None]] = {
    "land": _nation,
    "rmc": _region,
    "gemeente": _municipality,
    "instelling": _institution,
}
AREA_REMEDIES = {
    "land": "Schrijf NL.",
    "rmc": "Schrijf het nummer van de regio uit de wet (1 tot en met 40) of de code van het CBS, zoals MC41.",
    "gemeente": "Schrijf de CBS-code van vier cijfers, zoals 0772.",
    "instelling": "Schrijf het BRIN, zoals 27GZ, of BRIN en vestiging, zoals 27GZ00.",
}


@cache
def _region_by_name() -> dict[str, str]:
    return {each.name.lower(): each.code for each in regions()}


@cache
def _municipality_by_name() -> dict[str, str]:
    return {each.name.lower(): each.code for each in municipalities()}
