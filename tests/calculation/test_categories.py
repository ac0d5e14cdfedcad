"""Categories against the oracle's, and DUO's spellings of NIVEAU."""

from itertools import product

import pandas as pd
import pytest

from monitoring.calculation.categories import CATEGORIES, LEVEL_OF, SECTOR_OF, category, category_of_niveau
from tests import oracle
from tests.calculation.regions import ONDERWIJSSOORTEN

SPELLINGS = {
    "Mbo1 opleidingen": "mbo1",
    "Mbo2 opleidingen": "mbo2",
    "Mbo3 opleidinge": "mbo3",
    "Mbo niveau 4": "mbo4",
    "MBO-4": "mbo4",
    "Bol4": "mbo4",
    "Bbl 2": "mbo2",
    "Entree": "mbo1",
    "VMBO bovenbouw": "vmbo_bovenbouw",
    "HAVO/VWO bovenb": "havovwo_bovenbouw",
    "VO onderbouw": "vo_onderbouw",
    "HAVO/VWO onderb": "vo_onderbouw",
    "VMBO onderbouw": "vo_onderbouw",
    "Vavo": "vavo",
}


@pytest.mark.parametrize("texts", ["str", "category"])
def test_every_onderwijssoort_leerjaar_and_leerweg_gets_the_oracles_category(texts):
    rows = list(product(ONDERWIJSSOORTEN, [None, 1, 2, 3, 4, 5, 6], ["", "BOL", "BBL", "EX"]))
    table = pd.DataFrame(rows, columns=["onderwijssoort", "leerjaar", "leerweg"])
    table = table.astype({"onderwijssoort": texts, "leerjaar": "Int8", "leerweg": texts})
    computed = category(table["onderwijssoort"], table["leerjaar"], table["leerweg"])
    assert computed.tolist() == [oracle.category(*row) for row in rows]
    assert set(computed) - {""} == set(SECTOR_OF)


@pytest.mark.parametrize(("spelling", "expected"), SPELLINGS.items())
def test_niveau_is_read_however_duo_spells_it(spelling, expected):
    texts = pd.Series([spelling, spelling.upper(), f" {spelling.lower()} ".strip()], dtype="str")
    assert set(category_of_niveau(texts)) == {expected}


@pytest.mark.parametrize(
    "spelling", ["", None, "Mbo 3/4", "Mbo34", "VMBO 4", "VMBO niveau 4", "Pro", "Hbo 1"]
)
def test_niveau_that_says_too_little_counts_as_unknown(spelling):
    assert category_of_niveau(pd.Series([spelling], dtype="str")).tolist() == ["onbekend"]


def test_niveau_of_an_empty_file_is_an_empty_text_column():
    assert category_of_niveau(pd.Series([], dtype="str")).dtype == "str"


def test_every_category_has_a_label_a_sector_and_a_level():
    assert {*SECTOR_OF, "onbekend"} == set(CATEGORIES)
    levels = {name: level for name, level in LEVEL_OF.items() if level}
    assert levels == {"mbo1": 1, "mbo2": 2, "mbo3": 3, "mbo4": 4}
