"""Where pupils of the invented region live: the 21 municipalities of RMC region 37 and some neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import numpy as np
import pandas as pd

ABROAD = "1999"

# code: (name, subregion or neighbouring RMC region, relative number of young people)
PLACES = {
    "0743": ("Asten", "Peelland", 17),
    "0762": ("Deurne", "Peelland", 33),
    "1652": ("Gemert-Bakel", "Peelland", 31),
    "0794": ("Helmond", "Peelland", 98),
    "1659": ("Laarbeek", "Peelland", 23),
    "0847": ("Someren", "Peelland", 20),
    "1724": ("Bergeijk", "Kempen", 19),
    "0753": ("Best", "Kempen", 31),
    "1728": ("Bladel", "Kempen", 21),
    "1706": ("Cranendonck", "Kempen", 20),
    "0770": ("Eersel", "Kempen", 20),
    "0772": ("Eindhoven", "Kempen", 232),
    "1771": ("Geldrop-Mierlo", "Kempen", 40),
    "1658": ("Heeze-Leende", "Kempen", 16),
    "0820": ("Nuenen, Gerwen en Nederwetten", "Kempen", 24),
    "0823": ("Oirschot", "Kempen", 19),
    "1667": ("Reusel-De Mierden", "Kempen", 14),
    "0848": ("Son en Breugel", "Kempen", 18),
    "0858": ("Valkenswaard", "Kempen", 31),
    "0861": ("Veldhoven", "Kempen", 46),
    "0866": ("Waalre", "Kempen", 18),
}
NEIGHBOURS = {
    "0855": ("Tilburg", "REGIO 35", 3),
    "0757": ("Boxtel", "REGIO 36", 5),
    "0796": ("'s-Hertogenbosch", "REGIO 36", 4),
    "0828": ("Oss", "REGIO 36", 2),
    "0983": ("Venlo", "REGIO 38", 2),
    "0984": ("Venray", "REGIO 38", 5),
    "0988": ("Weert", "REGIO 38", 8),
    ABROAD: ("Onbekend", "", 1),
}


def home_codes(municipalities: list[str] | None) -> list[str]:
    """Codes inside the region first, then the neighbours; another region has none but abroad."""
    return [*PLACES, *NEIGHBOURS] if municipalities is None else [*municipalities, ABROAD]


def home_count(municipalities: list[str] | None) -> int:
    """How many of the home codes lie inside the region."""
    return len(PLACES if municipalities is None else municipalities)


def home_weights(municipalities: list[str] | None) -> np.ndarray:
    """Chance to live in each of the codes inside the region."""
    sizes = [PLACES[code][2] for code in PLACES] if municipalities is None else [1] * len(municipalities)
    return np.array(sizes, dtype=float) / sum(sizes)


def place_name(code: str) -> str:
    """Name as DUO prints it, in capitals."""
    return (PLACES | NEIGHBOURS).get(code, ("Gemeente " + code, "", 0))[0].upper()


def rmc_label(code: str) -> str:
    """Region label as DUO prints it."""
    return "REGIO 37" if code in PLACES else NEIGHBOURS.get(code, ("", "", 0))[1]


def relocation(codes: list[str]) -> dict[str, str]:
    """Where each of our municipalities lies when the region is another: the largest in the first of `codes`, and so on."""
    by_size = sorted(PLACES, key=lambda code: -PLACES[code][2])
    return dict(zip(by_size, cycle(codes), strict=False))


def relocated(frame: pd.DataFrame, moved: Mapping[str, str]) -> pd.DataFrame:
    """The enrolments with every municipality named by the code it was moved to."""
    if not moved:
        return frame
    columns = ("municipality", "next_municipality")
    return frame.assign(**{name: frame[name].astype("str").replace(dict(moved)).astype("category") for name in columns})
