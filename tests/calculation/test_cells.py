"""Leaf cells, sums and percentages against the oracle's, and what must hold of them in every region."""

from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calculation.cells import CELL_KEY, MEASURES, cells, duo_cells, percentage, percentages, sums
from monitoring.calculation.outcomes import outcomes
from monitoring.calculation.school_year import SchoolYear
from tests import oracle
from tests.calculation.regions import YEAR, at_random, frame, regions, row

MONTHLY = SchoolYear(YEAR).stands()[:12]
DUO_COLUMNS = ["pupil", "brin", "municipality", "category"]
duo_rows = st.lists(
    st.tuples(
        st.integers(1, 8),
        st.sampled_from(["00AA", "27GZ"]),
        st.sampled_from(["0363", "0518"]),
        st.sampled_from(["mbo1", "mbo2", "onbekend"]),
    ),
    max_size=20,
)


def as_oracle(table: pd.DataFrame) -> oracle.Cells:
    """Cells in the oracle's words: zeros left out."""
    return {
        tuple(cell[:4]): +Counter(dict(zip(MEASURES, cell[4:], strict=True)))
        for cell in table[[*CELL_KEY, *MEASURES]].itertuples(index=False)
    }


def without_zeros(table: oracle.Cells) -> oracle.Cells:
    return {key: +counts for key, counts in table.items()}


@at_random
@given(regions(), st.sampled_from(MONTHLY), st.sampled_from(["str", "category"]))
def test_cells_of_a_random_region_are_the_oracles(rows, stand, texts):
    table = frame(rows, texts=texts)
    counted = cells(outcomes(table, table, stand))
    expected = oracle.cells(oracle.outcomes(rows, rows, YEAR, stand.code).values())
    assert as_oracle(counted) == without_zeros(expected)
    assert (counted[CELL_KEY].dtypes == "str").all()
    assert (counted[MEASURES].dtypes == "int64").all()


@at_random
@given(
    regions(),
    st.sampled_from(MONTHLY),
    st.sampled_from([["category"], ["municipality"], ["brin", "vestiging"], []]),
)
def test_classes_and_schools_add_up_to_the_whole(rows, stand, by):
    table = frame(rows)
    counted = outcomes(table, table, stand)
    whole = cells(counted)
    away = whole["b"] + whole["c_confirmed"] + whole["c_reported"] + whole["d"]
    assert (whole["x"] == whole["a"] - away).all()
    assert (whole["x_unknown"] <= whole["x"]).all()
    per_school = [cells(counted[counted["brin"] == brin]) for brin in ("00AA", "27GZ")]
    pd.testing.assert_frame_equal(sums(pd.concat(per_school), by), sums(whole, by))


def test_sum_over_nothing_is_one_row_with_the_whole():
    table = frame([row(1), row(2, brin="00AA")])
    whole = sums(cells(outcomes(table, table, MONTHLY[0])), [])
    assert whole.to_dict("records") == [dict.fromkeys(MEASURES, 0) | {"a": 2, "c_confirmed": 2}]


@at_random
@given(duo_rows, duo_rows)
def test_duo_cells_are_the_oracles(start, vsv):
    tables = [pd.DataFrame(rows, columns=DUO_COLUMNS).astype({"pupil": "int64"}) for rows in (start, vsv)]
    counted = duo_cells(*tables)
    expected, missing = oracle.duo_cells(start, vsv)
    assert as_oracle(counted.cells) == without_zeros(expected)
    assert counted.missing == missing


def test_person_counts_once_per_school_in_a_duo_file():
    rows = [(1, "27GZ", "0363", "mbo1"), (1, "27GZ", "0518", "mbo2"), (1, "00AA", "0363", "mbo1")]
    counted = duo_cells(pd.DataFrame(rows, columns=DUO_COLUMNS), None).cells
    assert counted[["brin", "municipality", "a", "x"]].values.tolist() == [
        ["00AA", "0363", 1, 0],
        ["27GZ", "0363", 1, 0],
    ]


def test_vsv_file_without_start_set_counts_but_misses_nobody():
    vsv = pd.DataFrame([(1, "27GZ", "0363", "mbo1")], columns=DUO_COLUMNS)
    counted = duo_cells(None, vsv)
    assert (counted.cells["a"].sum(), counted.cells["x"].sum(), counted.missing) == (0, 1, 0)


def test_no_duo_files_give_no_cells():
    counted = duo_cells(None, None)
    assert (len(counted.cells), counted.missing) == (0, 0)
    assert list(counted.cells) == [*CELL_KEY, *MEASURES]


def test_percentages_of_every_small_share_are_exact():
    shares = pd.DataFrame([(x, n) for n in range(201) for x in range(n + 1)], columns=["x", "n"])
    expected = [oracle.percentage(x, n) for x, n in shares.itertuples(index=False)]
    assert [percentage(x, n) for x, n in shares.itertuples(index=False)] == expected
    computed = percentages(shares["x"], shares["n"])
    assert [None if pd.isna(value) else f"{value:.2f}" for value in computed] == [
        None if value is None else f"{value:.2f}" for value in expected
    ]


@at_random
@given(st.integers(0, 1_500_000), st.integers(0, 1_500_000))
def test_percentage_is_rounded_half_up_without_a_binary_fraction(x, n):
    assert percentage(x, n) == oracle.percentage(x, n)


def test_half_a_hundredth_goes_up_and_both_decimals_are_kept():
    assert str(percentage(1, 800)) == "0.13"  # 0.125
    assert str(percentage(201, 20_000)) == "1.01"  # 1.005, which a float holds as 1.00499…
    assert str(percentage(71, 1_000)) == "7.10"
    assert percentage(0, 0) is None
