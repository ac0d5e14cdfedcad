"""Small numbers stay unknown: whatever a reader of all tables computes, every `<5` keeps more than one
possible value."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from monitoring.calculation.suppression import (
    VALUES,
    audit,
    catalogue_masks,
    masks,
    primary_masks,
    shown,
)
from tests.calculation.small_tables import (
    CRAFTED,
    MEASURES,
    as_dict,
    examples,
    fewest_values,
    protected,
    region,
    small_regions,
    table,
)


@examples(70)
@given(small_regions())
def test_no_small_number_can_be_computed_from_both_tables(tables):
    assert fewest_values(tables, protected(tables)) >= VALUES


@examples(4)
@given(small_regions())
def test_stronger_protection_keeps_three_values(tables):
    assert fewest_values(tables, protected(tables, 3)) >= 3


@examples(25)
@given(small_regions())
def test_one_table_by_itself_is_safe_too(tables):
    alone = {"school": tables["school"]}
    assert fewest_values(alone, {"school": masks(tables["school"], rows="school")}) >= VALUES


@examples(25)
@given(small_regions())
def test_small_numbers_never_show_and_totals_agree_in_both_tables(tables):
    masked = protected(tables)
    for rows, cells in tables.items():
        joined = cells.merge(masked[rows], left_on=[rows, "category"], right_on=["row", "category"])
        for measure in MEASURES:
            number, mask = joined[f"{measure}_x"], joined[f"{measure}_y"]
            assert mask[number.between(1, 4)].isin(["<5", "."]).all()
            assert mask[~number.between(1, 4)].isin(["", "."]).all()
    regions = [mask[mask["row"] == ""].reset_index(drop=True) for mask in masked.values()]
    pd.testing.assert_frame_equal(*regions)


@pytest.mark.parametrize("seed", [4])
def test_a_region_of_real_size_is_safe(seed):
    tables = region(seed)
    assert fewest_values(tables, protected(tables)) >= VALUES


def test_audit_finds_the_leak_when_only_small_numbers_are_hidden():
    tables = {"school": CRAFTED}
    found = audit(tables, primary_masks(tables))
    assert found[["row", "category", "measure", "low", "high"]].values.tolist() == [["A", "mbo1", "n", 3, 3]]


def test_audit_finds_leaks_in_random_regions_without_cover():
    leaks = [fewest_values(tables, primary_masks(tables)) == 1 for tables in map(small_region, range(10))]
    assert sum(leaks) >= 5


def small_region(seed: int) -> dict[str, pd.DataFrame]:
    return region(seed, schools=8, towns=5)


def test_cover_of_one_number_takes_the_three_cheapest_cells():
    masked = masks(CRAFTED, rows="school")
    hidden = masked[masked["n"] != ""].set_index(["row", "category"])["n"].to_dict()
    assert hidden == {("A", "mbo1"): "<5", ("A", "mbo2"): ".", ("B", "mbo1"): ".", ("B", "mbo2"): "."}


def test_hiding_vsv_onbekend_beside_a_vsv_of_nought_is_no_cover():
    cells = table(
        "school",
        [
            ("A", "mbo1", 50, 0, 7, 3),
            ("A", "mbo2", 50, 0, 0, 0),
            ("B", "mbo1", 50, 0, 0, 0),
            ("B", "mbo2", 50, 0, 9, 9),
        ],
    )
    naive = primary_masks({"school": cells})["school"]
    naive.loc[naive["row"].ne("") & naive["category"].ne("") & naive["u"].eq(""), "u"] = "."
    assert fewest_values({"school": cells}, {"school": naive}) == 1
    assert fewest_values({"school": cells}, {"school": masks(cells, rows="school")}) >= VALUES


def test_one_vsver_who_is_also_onbekend_stays_unknown():
    cells = table(
        "school",
        [
            ("A", "mbo1", 50, 0, 1, 1),
            ("A", "mbo2", 60, 0, 8, 6),
            ("B", "mbo1", 70, 0, 9, 9),
            ("B", "mbo2", 80, 0, 20, 8),
        ],
    )
    assert fewest_values({"school": cells}, {"school": masks(cells, rows="school")}) >= VALUES


def test_four_small_numbers_in_a_small_total_are_not_given_away_as_ones():
    """`<5` four times, adding up to `<5`, can only be four ones; so one of them turns into `.`."""
    cells = table(
        "school",
        [("A", f"c{i}", 50, 0, 1, 0) for i in range(4)] + [("B", f"c{i}", 90, 0, 30, 0) for i in range(4)],
    )
    assert fewest_values({"school": cells}, primary_masks({"school": cells})) == 1
    masked = masks(cells, rows="school")
    assert fewest_values({"school": cells}, {"school": masked}) >= VALUES
    assert "." in set(masked.loc[masked["row"] == "A", "x"])


def possible_tables(cells: pd.DataFrame, mask: pd.DataFrame) -> list[dict]:
    """Every pair of whole-number tables of vsv and onbekend that fits what is shown, by trying them all."""
    keys = list(zip(cells["school"], cells["category"], strict=True))
    truth = {m: dict(zip(keys, cells[m], strict=True)) for m in MEASURES}
    marks = as_dict(mask)
    options = {m: [choices(truth[m][key], marks[key][m]) for key in keys] for m in ("x", "u")}
    fitting = {m: [t for t in product(*options[m]) if fits(t, keys, truth[m], marks, m)] for m in ("x", "u")}
    n_most = [truth["n"][key] if marks[key]["n"] == "" else 99 for key in keys]
    return [
        {"x": dict(zip(keys, x, strict=True)), "u": dict(zip(keys, u, strict=True))}
        for x, u in product(fitting["x"], fitting["u"])
        if all(a <= b <= c for a, b, c in zip(u, x, n_most, strict=True))
    ]


def choices(number: int, mark: str) -> range:
    return {"": range(number, number + 1), "<5": range(1, 5), ".": range(0, 9)}[mark]


def fits(numbers: tuple, keys: list, truth: dict, marks: dict, measure: str) -> bool:
    lines = {("", "")} | {(row, "") for row, _ in keys} | {("", category) for _, category in keys}
    for row, category in lines:
        members = [i for i, key in enumerate(keys) if row in ("", key[0]) and category in ("", key[1])]
        total = sum(numbers[i] for i in members)
        allowed = {"": sum(truth[keys[i]] for i in members), "<5": range(1, 5), ".": range(0, 99)}
        allowed = allowed[marks[(row, category)][measure]]
        if total != allowed if isinstance(allowed, (int, np.integer)) else total not in allowed:
            return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_trying_all_tables_agrees_with_masks_and_audit(seed):
    """Independent of network, solver and bounds: 2 × 2 cells, every number from 0 to 8 tried where `.`
    is shown."""
    chance = np.random.default_rng(seed)
    rows = []
    for school, category in product("AB", ("mbo1", "mbo2")):
        x = int(chance.integers(0, 6))
        rows.append((school, category, 40, 0, x, int(chance.integers(0, x + 1))))
    cells = table("school", rows)
    mask = masks(cells, rows="school")
    tables = possible_tables(cells, mask)
    found = audit({"school": cells}, {"school": mask})
    leaves = found[(found["row"] != "") & (found["category"] != "")]
    for line in leaves.itertuples():
        values = {t[line.measure][(line.row, line.category)] for t in tables}
        assert len(values) >= VALUES
        assert (line.low, min(line.high, 8)) == (min(values), max(values))


@pytest.mark.parametrize("seed", range(2))
def test_order_of_rows_changes_nothing(seed):
    tables = small_region(seed)
    shuffled = {rows: cells.sample(frac=1, random_state=seed) for rows, cells in tables.items()}
    again = protected(shuffled)
    for rows, mask in protected(tables).items():
        assert as_dict(mask) == as_dict(again[rows])


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        [("A", "mbo1", 0, 0, 0, 0), ("B", "mbo1", 0, 0, 0, 0)],
        [("A", "mbo1", 50, 9, 0, 0), ("B", "mbo2", 60, 8, 7, 0)],
    ],
    ids=["no rows", "only noughts", "nothing small"],
)
def test_nothing_small_means_nothing_hidden(numbers):
    cells = table("school", numbers).astype(dict.fromkeys(MEASURES, "int64"))
    mask = masks(cells, rows="school")
    assert (mask[MEASURES] == "").all(axis=None)


@pytest.mark.parametrize(
    "numbers",
    [
        [("A", "mbo1", 3, 0, 1, 1)],
        [("A", "mbo1", 4, 1, 4, 4)],
        [("A", "mbo1", 30, 2, 3, 1), ("A", "mbo2", 40, 8, 9, 2)],
        [("A", "mbo1", 30, 2, 3, 1), ("B", "mbo1", 40, 8, 9, 2), ("C", "mbo1", 50, 8, 9, 2)],
        [("A", "mbo1", 9, 0, 1, 1), ("B", "mbo2", 8, 1, 1, 0)],
    ],
    ids=["one pupil group", "all left", "one row", "one column", "small totals"],
)
def test_narrow_tables_are_safe(numbers):
    cells = table("school", numbers)
    assert fewest_values({"school": cells}, {"school": masks(cells, rows="school")}) >= VALUES


def test_higher_threshold_is_followed_and_a_lower_one_refused():
    mask = masks(CRAFTED, rows="school", threshold=10)
    assert as_dict(mask)[("C", "mbo2")]["x"] in ("<10", ".")
    with pytest.raises(ValueError, match="threshold"):
        masks(CRAFTED, rows="school", threshold=4)


def test_tables_that_count_different_pupils_are_refused():
    fewer = CRAFTED.rename(columns={"school": "municipality"}).iloc[1:]
    with pytest.raises(ValueError, match="same pupils"):
        catalogue_masks(fewer, CRAFTED)


def test_what_is_printed_is_the_number_or_its_mask():
    assert [shown(12, ""), shown(3, "<5"), shown(40, ".")] == ["12", "<5", "."]

