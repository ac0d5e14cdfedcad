"""A table beside the catalogue gives no small count away, alone or together with the catalogue: all tables are tried."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calculation.count_masks import count_masks
from monitoring.calculation.suppression import catalogue_masks
from tests.calculation.small_tables import MEASURES, examples
from tests.disclosure.solving import Puzzle

SUBREGIONS = {"G0": "Noord", "G1": "Noord", "G2": "Zuid"}
PLACE_OF = {"municipality": "municipality", "school": "brin", "subregion": "subregion", "region": None}


@st.composite
def leavers(draw):
    """School × municipality × category × value, with many zeros and small counts."""
    sizes = draw(st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 2), st.integers(1, 3)))
    counts = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 6, 9])
    rows = [(f"S{s}", f"G{g}", f"c{c}", f"v{v}", draw(counts)) for s, g, c, v in product(*map(range, sizes))]
    return pd.DataFrame(rows, columns=["brin", "municipality", "category", "value", "n"])


def catalogue_of(people: pd.DataFrame) -> dict:
    """The masks of vsv per place and category as figures.py keeps them, with twenty deelnemers to every vsv.er."""
    tables = {}
    for table, column in (("municipality", "municipality"), ("school", "brin")):
        summed = people.groupby([column, "category"], as_index=False)["n"].sum().rename(columns={column: table, "n": "x"})
        tables[table] = summed.assign(n=summed["x"] * 20, b=0, u=0)[[table, "category", *MEASURES]]
    chosen = catalogue_masks(tables["municipality"], tables["school"], subregions=SUBREGIONS)
    return {table: {(m.row, m.category): m.x for m in masks.itertuples() if m.x} for table, masks in chosen.items()}


def veiled(stored: dict) -> dict[str, list[str]]:
    return {table: [row for row, category in masks if not category] for table, masks in stored.items()}


def puzzle_of(people: pd.DataFrame, stored: dict, masks: dict, *, with_catalogue: bool = True) -> Puzzle:
    """Everything that a reader sees of both, as sums over the unknown smallest cells."""
    puzzle = Puzzle(people["n"])
    named = people.assign(subregion=people["municipality"].map(SUBREGIONS))
    for table, column in PLACE_OF.items():
        for row in named[column].unique() if column else [""]:
            within = named[column].eq(row) if column else pd.Series(True, index=named.index)
            of_catalogue = stored["municipality"] if table == "region" else stored[table]
            for category in ["", *named["category"].unique()] if with_catalogue else []:
                cells = within & (named["category"].eq(category) | (category == ""))
                puzzle.tell(cells, of_catalogue.get((row, category), ""))
            for value in named["value"].unique():
                puzzle.tell(within & named["value"].eq(value), masks.get(table, {}).get(f"{row}|{value}", ""))
    return puzzle


@examples(25)
@given(leavers())
def test_no_small_count_can_be_computed_from_the_table_and_the_catalogue(people):
    stored = catalogue_of(people)
    masks = count_masks(people, veiled=veiled(stored), subregions=SUBREGIONS)
    assert puzzle_of(people, stored, masks).solved() == []


def test_a_small_count_alone_in_its_line_is_found_when_only_small_counts_are_hidden():
    """The test of the test: hiding just the 1 to 4 lets the puzzle be solved."""
    people = pd.DataFrame(
        [("S0", "G0", "c0", "v0", 3), ("S0", "G0", "c0", "v1", 9), ("S1", "G2", "c0", "v0", 8), ("S1", "G2", "c0", "v1", 7)],
        columns=["brin", "municipality", "category", "value", "n"],
    )
    stored = catalogue_of(people)
    only_small = {"municipality": {"G0|v0": "<5"}, "school": {"S0|v0": "<5"}, "subregion": {"Noord|v0": "<5"}}
    assert puzzle_of(people, stored, only_small).solved()
    masks = count_masks(people, veiled=veiled(stored), subregions=SUBREGIONS)
    assert puzzle_of(people, stored, masks).solved() == []


@examples(12)
@given(leavers())
def test_a_table_with_totals_of_its_own_keeps_them_too(people):
    masks = count_masks(people, veiled=None, subregions=SUBREGIONS)
    puzzle = puzzle_of(people, {table: {} for table in PLACE_OF}, masks, with_catalogue=False)
    named = people.assign(subregion=people["municipality"].map(SUBREGIONS))
    for table, column in PLACE_OF.items():
        for row in named[column].unique() if column else [""]:
            within = named[column].eq(row) if column else pd.Series(True, index=named.index)
            puzzle.tell(within, masks.get(table, {}).get(f"{row}|", ""))
    assert puzzle.solved() == []


@pytest.mark.parametrize("seed", range(2))
def test_order_of_rows_changes_nothing(seed):
    chance = np.random.default_rng(seed)
    rows = [(f"S{s}", f"G{g}", f"v{v}", int(chance.poisson(2))) for s, g, v in product(range(5), range(3), range(4))]
    people = pd.DataFrame(rows, columns=["brin", "municipality", "value", "n"])
    shuffled = people.sample(frac=1, random_state=seed)
    assert count_masks(people, veiled={}, subregions=SUBREGIONS) == count_masks(shuffled, veiled={}, subregions=SUBREGIONS)
