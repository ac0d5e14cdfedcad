"""The counting category of a pupil, from a school's own words or from DUO's NIVEAU; and their order.

Source: deliveries.md §6 A; Regeling regionale aanpak vsv (BWBR0031387) art. 24 and Regeling prestatiebox mbo
(BWBR0031390) bijlage A. A row that does not count has category "".
"""

import re

import numpy as np
import pandas as pd

UNKNOWN = "onbekend"
CATEGORIES = {
    "vo_onderbouw": "Vo onderbouw",
    "vmbo_bovenbouw": "Vmbo bovenbouw",
    "havovwo_bovenbouw": "Havo/vwo bovenbouw",
    "mbo1": "Mbo 1 (entree)",
    "mbo2": "Mbo 2",
    "mbo3": "Mbo 3",
    "mbo4": "Mbo 4",
    "vavo": "Vavo",
    UNKNOWN: "Onbekend",  # only method duo: a NIVEAU that cannot be read is counted, never dropped
}
SECTORS = ("mbo", "vo", "vavo")  # the order in which one of several inschrijvingen is chosen
SECTOR_OF = {
    "mbo1": "mbo", "mbo2": "mbo", "mbo3": "mbo", "mbo4": "mbo",
    "vo_onderbouw": "vo", "vmbo_bovenbouw": "vo", "havovwo_bovenbouw": "vo", "vavo": "vavo",
}  # fmt: skip
LEVEL_OF = {category: int(category[3]) if sector == "mbo" else 0 for category, sector in SECTOR_OF.items()}

VMBO = ("vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl")
HAVO_VWO = ("havo", "vwo")

# The first that fits; DUO cuts NIVEAU off after 15 characters and spells it in several ways (domain.md §1.3).
MBO_PATTERN = r"((?<!v)mbo|\bbol|\bbbl|^niveau)\W*(niveau\W*)?%d(?!\W*\d)"
NIVEAU_PATTERNS = (
    (r"vavo", "vavo"),
    (r"onderb|brugjaar", "vo_onderbouw"),
    (r"vmbo.*bovenb", "vmbo_bovenbouw"),
    (r"(havo|vwo).*bovenb", "havovwo_bovenbouw"),
    *((MBO_PATTERN % level, f"mbo{level}") for level in (1, 2, 3, 4)),
    (r"entree", "mbo1"),
)


def category(onderwijssoort: pd.Series, leerjaar: pd.Series, leerweg: pd.Series) -> pd.Series:
    """The counting category of every R01 row, "" where it does not count.

    In: three series of one index; `leerjaar` whole numbers with NA where empty. Out: `str`, the same index.
    """
    year = leerjaar.to_numpy("float64", na_value=np.nan)
    is_vmbo = onderwijssoort.isin(VMBO).to_numpy()
    is_havo_vwo = onderwijssoort.isin(HAVO_VWO).to_numpy()
    is_later_isk = _is(onderwijssoort, "isk") & (year >= 2)
    lower_vmbo = is_vmbo & (year >= 1) & (year <= 2)
    lower_havo_vwo = is_havo_vwo & (year >= 1) & (year <= 3)
    takes_lessons = ~_is(leerweg, "EX")
    conditions = {
        "vo_onderbouw": _is(onderwijssoort, "brugjaar") | is_later_isk | lower_vmbo | lower_havo_vwo,
        "vmbo_bovenbouw": is_vmbo & (year >= 3),
        "havovwo_bovenbouw": is_havo_vwo & (year >= 4),
        **{f"mbo{level}": _is(onderwijssoort, f"mbo-{level}") & takes_lessons for level in (1, 2, 3, 4)},
        "vavo": _is(onderwijssoort, "vavo"),
    }
    chosen = np.select(list(conditions.values()), list(conditions), default="")
    return pd.Series(chosen, index=onderwijssoort.index, dtype="str")


def category_of_niveau(niveau: pd.Series) -> pd.Series:
    """The category of every row of a DUO file, by a tolerant reading of NIVEAU; `onbekend` where none fits.

    In: text, "" or missing where empty. Out: `str`, the same index.
    """
    texts = niveau.astype("str").fillna("")
    return texts.map({text: _category_of_text(text) for text in texts.unique()}).astype("str")


def _is(column: pd.Series, value: str) -> np.ndarray:
    return (column == value).to_numpy()


def _category_of_text(niveau: str) -> str:
    fitting = (name for pattern, name in NIVEAU_PATTERNS if re.search(pattern, niveau, re.IGNORECASE))
    return next(fitting, UNKNOWN)
