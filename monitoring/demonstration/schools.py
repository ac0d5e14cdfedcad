"""The invented schools: BRINs from 90 to 99, names that say Voorbeeld, Verzonnen or Denkbeeldig."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitoring.demonstration.kinds import SOORTEN
from monitoring.demonstration.places import PLACES

OWN_KINDS = ("R01", "R02", "R03")
DUO_KINDS = ("A05", "A04", "A14", "NRSP", "NENR")

BREED = ["brugjaar", "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo"]
VMBO = ["vmbo-bb", "vmbo-kb", "vmbo-gl"]
MAVO_UP = ["brugjaar", "vmbo-tl", "havo", "vwo"]
HAVO_VWO = ["brugjaar", "havo", "vwo"]
MBO_12 = ["mbo-1", "mbo-2"]
MBO_ALL = ["mbo-1", "mbo-2", "mbo-3", "mbo-4"]


@dataclass(frozen=True)
class DemoSchool:
    """One line of the organisations file: a whole BRIN (vestiging "") or one vestiging."""

    brin: str
    vestiging: str
    naam: str
    gemeentecode: str
    soorten: tuple[str, ...]
    levert: tuple[str, ...]
    teaches: tuple[str, ...] = ()  # onderwijssoorten, on a vestiging only
    size: float = 1.0  # its pull on pupils, on a vestiging only


# BRIN: (name, delivers per vestiging, [(vestiging, CBS code, onderwijssoorten, size)])
REGION = {
    "90AB": (
        "Voorbeeldcollege De Peel",
        True,
        [
            ("Zonlaan", "0794", BREED, 1.4),
            ("Molenveld", "0762", [*VMBO, "vmbo-tl"], 0.8),
            ("Heidepark", "0743", MAVO_UP, 0.7),
        ],
    ),
    "90CK": (
        "Verzonnen Lyceum Helmond",
        False,
        [
            ("Kasteelpark", "0794", HAVO_VWO, 1.2),
            ("Kanaalzijde", "0794", MAVO_UP, 0.9),
            ("Welkomklas", "0794", ["isk"], 1),
        ],
    ),
    "91CD": (
        "Denkbeeldig Lyceum Eindhoven",
        False,
        [
            ("Stadsrand", "0772", HAVO_VWO, 1.3),
            ("Genderoever", "0772", MAVO_UP, 1.2),
            ("Lichtplein", "0772", ["internationaal"], 1),
            ("Noordpoort", "0848", HAVO_VWO, 0.6),
        ],
    ),
    "91FG": (
        "Scholengroep Voorbeeld Eindhoven",
        False,
        [
            ("Dommelbocht", "0772", BREED, 1.2),
            ("Tongelreep", "0772", VMBO, 1.0),
            ("Strijp", "0772", [*VMBO, "vmbo-tl"], 0.9),
            ("Taalschool", "0772", ["isk"], 1.6),
            ("Weverij", "1771", BREED, 0.8),
        ],
    ),
    "92EF": (
        "Voorbeeldcollege De Kempen",
        False,
        [
            ("Bladel", "1728", BREED, 0.9),
            ("Eersel", "0770", MAVO_UP, 0.8),
            ("Reusel", "1667", VMBO, 0.5),
            ("Bergeijk", "1724", [*VMBO, "vmbo-tl"], 0.5),
        ],
    ),
    "93GH": (
        "Verzonnen College Veldhoven",
        False,
        [
            ("Kromstraat", "0861", BREED, 1.1),
            ("Zeelst", "0861", VMBO, 0.6),
            ("Oirschot", "0823", MAVO_UP, 0.5),
        ],
    ),
    "94JK": (
        "Denkbeeldig College Valkenswaard",
        False,
        [
            ("Merenland", "0858", BREED, 0.9),
            ("Cranendonck", "1706", [*VMBO, "vmbo-tl"], 0.6),
            ("Heeze", "1658", MAVO_UP, 0.6),
            ("Waalre", "0866", HAVO_VWO, 0.5),
        ],
    ),
    "95LM": (
        "Voorbeeldcollege Gemert-Laarbeek",
        False,
        [("Ridderhof", "1652", BREED, 1.1), ("Beek", "1659", MAVO_UP, 0.6), ("Someren", "0847", BREED, 0.7)],
    ),
    "96NP": (
        "Verzonnen Scholen Best en Nuenen",
        False,
        [("Best", "0753", BREED, 1.0), ("Nuenen", "0820", BREED, 0.8), ("Son", "0848", VMBO, 0.4)],
    ),
    "97PR": (
        "Praktijkschool Voorbeeld",
        False,
        [
            ("Helmond", "0794", ["pro"], 1.0),
            ("Eindhoven", "0772", ["pro"], 1.4),
            ("Eersel", "0770", ["pro"], 0.6),
        ],
    ),
    "97VS": (
        "Voorbeeld Speciaal Onderwijs Kempen",
        False,
        [
            ("Eindhoven-Noord", "0772", ["vso"], 1.2),
            ("Eindhoven-Zuid", "0772", ["vso"], 1.0),
            ("Veldhoven", "0861", ["vso"], 0.5),
        ],
    ),
    "98VP": (
        "Verzonnen Speciaal Onderwijs De Peel",
        False,
        [("Helmond", "0794", ["vso"], 1.0), ("Deurne", "0762", ["vso"], 0.4)],
    ),
    "98PD": (
        "Praktijkcollege Denkbeeld",
        False,
        [
            ("Deurne", "0762", ["pro"], 0.6),
            ("Gemert", "1652", ["pro"], 0.5),
            ("Valkenswaard", "0858", ["pro"], 0.5),
        ],
    ),
    "96VW": (
        "Denkbeeldig Vakcollege Helmond",
        False,
        [("Techniekweg", "0794", VMBO, 1.0), ("Zorgplein", "0794", VMBO, 0.6)],
    ),
    "99RA": (
        "ROC Voorbeeld Kempen",
        False,
        [("Sterrenlaan", "0772", [*MBO_ALL, "vavo"], 3.0), ("Keizersgracht", "0772", MBO_12, 1.0)],
    ),
    "99RB": (
        "ROC Denkbeeld De Peel",
        False,
        [("Spoorzone", "0794", [*MBO_ALL, "vavo"], 1.8), ("Deurne", "0762", MBO_12, 0.5)],
    ),
    "99RC": ("Verzonnen Vakschool voor Techniek", False, [("Eindhoven", "0772", MBO_ALL[1:], 1.0)]),
    "99RD": ("Groen Voorbeeldcollege mbo", False, [("Helmond", "0794", MBO_ALL[1:], 0.6)]),
}
SMALL = ("90AB", "91CD", "91FG", "92EF", "93GH", "97PR", "97VS", "99RA", "99RB")


def _sector(soort: str) -> str:
    return "mbo" if soort.startswith("mbo") else soort if soort in ("pro", "vso", "vavo") else "vo"


def _sectors(soorten: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({_sector(soort) for soort in soorten}, key=("vo", "pro", "vso", "mbo", "vavo").index))


def _rows(
    brin: str, naam: str, apart: bool, places: list[tuple], own: tuple[str, ...] = OWN_KINDS
) -> list[DemoSchool]:
    soorten = [soort for _, _, taught, _ in places for soort in taught]
    sectors = _sectors(soorten)
    duo = DUO_KINDS if "mbo" in sectors else ()
    is_monthly = own == OWN_KINDS  # a country only delivers what is counted
    own = (*own, "N01") if is_monthly and {"vo", "pro", "vso"} & set(sectors) else own
    central = ("N02", *duo) if is_monthly and duo else duo
    whole = DemoSchool(brin, "", naam, places[0][1], sectors, central if apart else (*own, *central))
    return [whole] + [
        DemoSchool(
            brin,
            f"{number:02d}",
            f"{naam}, {place}",
            code,
            _sectors(taught),
            own if apart else (),
            tuple(sorted(taught, key=SOORTEN.index)),
            size,
        )
        for number, (place, code, taught, size) in enumerate(places)
    ]


def _national(municipalities: tuple[str, ...]) -> list[DemoSchool]:
    """About 1,500 BRINs spread over all municipalities: every tenth pro or vso, every twenty-fifth mbo."""
    letters = "ABCDEFGHJKLMNPRSTVWXZ"
    rows = []
    for number in range(1500):
        brin = f"{90 + number % 10}{letters[number // 210 % 21]}{letters[number // 10 % 21]}"
        here = [municipalities[(number * 7 + step) % len(municipalities)] for step in range(3)]
        if number % 25 == 0:
            places = [
                ("Hoofdlocatie", here[0], [*MBO_ALL, "vavo"], 3.0),
                ("Tweede locatie", here[1], MBO_12, 1.0),
            ]
        elif number % 10 == 1:
            places = [("Hoofdlocatie", here[0], ["pro"], 1.0), ("Tweede locatie", here[1], ["vso"], 1.0)]
        else:
            places = [("Hoofdlocatie", here[0], BREED, 1.0), ("Tweede locatie", here[1], MAVO_UP, 0.7)]
            places += [("Taalschool", here[2], ["isk", "internationaal"], 0.3)] if number % 12 == 5 else []
        rows += _rows(brin, f"Voorbeeldschool {number + 1}", False, places, own=("R01",))
    return rows


@lru_cache
def _schools(scale: str, municipalities: tuple[str, ...] | None) -> tuple[DemoSchool, ...]:
    if scale == "national":
        return tuple(_national(municipalities or tuple(PLACES)))
    chosen = SMALL if scale == "small" else tuple(REGION)
    return tuple(row for brin in chosen for row in _rows(brin, *REGION[brin]))


def schools(scale: str = "region", municipalities: list[str] | None = None) -> list[DemoSchool]:
    """All lines of the organisations file: each BRIN followed by its vestigingen."""
    return list(_schools(scale, tuple(municipalities) if municipalities else None))


def organisations_csv(
    scale: str = "region", municipalities: list[str] | None = None, moved: Mapping[str, str] | None = None
) -> bytes:
    """The file that `manage.py organisations` reads."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["brin", "vestiging", "naam", "gemeentecode", "soorten", "levert"])
    for row in schools(scale, municipalities):
        place = (moved or {}).get(row.gemeentecode, row.gemeentecode)
        kinds = ["+".join(row.soorten), "+".join(row.levert)]
        writer.writerow([row.brin, row.vestiging, row.naam, place, *kinds])
    return text.getvalue().encode()
