"""No number of 1 to 4 is certain for who adds and subtracts: checked by trying every value that fits."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.linked_masks import linked_masks
from tests.oracle_work import possible

T, A, B, C = ("totaal",), ("a",), ("b",), ("c",)
SUM = [(T, (A, B, C))]


def test_a_small_number_stands_as_less_than_five_and_never_alone():
    marks = linked_masks({T: 40, A: 3, B: 9, C: 28}, SUM)
    assert marks == {T: "", A: "<5", B: ".", C: ""}


def test_a_remainder_that_nobody_prints_is_protected_like_a_number():
    rest = ("niet",)
    numbers, sums = {T: 30, A: 28, rest: 2}, [(T, (A, rest))]
    assert linked_masks(numbers, sums, unshown=[rest])[A] == "."
    assert linked_masks(numbers | {T: 38, rest: 10}, sums, unshown=[rest])[A] == ""


def test_four_ones_that_make_four_do_not_tell_each_other():
    numbers = {T: 4} | {("deel", str(n)): 1 for n in range(4)}
    sums = [(T, tuple(key for key in numbers if key != T))]
    marks = linked_masks(numbers, sums)
    assert all(len(possible(numbers, sums, marks, key, most=5)) > 1 for key in numbers)


def test_what_is_large_or_nothing_is_shown():
    assert set(linked_masks({T: 55, A: 5, B: 0, C: 50}, SUM).values()) == {""}


def test_sums_that_do_not_hold_are_refused():
    with pytest.raises(ValueError, match="total"):
        linked_masks({T: 1, A: 1, B: 1, C: 0}, SUM)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_no_small_number_of_a_table_with_all_totals_is_certain(cells):
    """Two rows and two columns with both totals: the sums of caseload.py in the small."""
    table = {(row, column): cells[2 * r + c] for r, row in enumerate("pq") for c, column in enumerate("xy")}
    rows = [((row, "tot"), ((row, "x"), (row, "y"))) for row in "pq"]
    columns = [(("tot", column), (("p", column), ("q", column))) for column in "xy"]
    numbers = dict(table)
    for total, parts in rows + columns:
        numbers[total] = sum(numbers[part] for part in parts)
    numbers["tot", "tot"] = sum(cells)
    sums = [*rows, *columns, (("tot", "tot"), (("tot", "x"), ("tot", "y"))), (("tot", "tot"), (("p", "tot"), ("q", "tot")))]
    marks = linked_masks(numbers, sums)
    for key, number in numbers.items():
        if 0 < number < 5:
            assert marks[key] in ("<5", ".")
            assert len(values_of(table, numbers, marks, key)) > 1, (numbers, marks)
    assert all(marks[key] == "<5" for key, number in numbers.items() if 0 < number < 5) or "." in marks.values()


def values_of(table: dict, numbers: dict, marks: dict, key) -> set[int]:
    """Values of `key` over the tables that this reader can still believe in, two at most: the cells fix the totals."""
    found = set()
    candidates = [[value for value in range(12) if fits(value, cell, numbers, marks)] for cell in table]
    for guess in product(*candidates):
        a, b, c, d = guess
        told = dict(zip(table, guess, strict=True)) | {
            ("p", "tot"): a + b, ("q", "tot"): c + d, ("tot", "x"): a + c, ("tot", "y"): b + d, ("tot", "tot"): sum(guess)
        }  # fmt: skip
        if all(fits(told[each], each, numbers, marks) for each in numbers):
            found.add(told[key])
            if len(found) > 1:
                break
    return found


def fits(value: int, key, numbers: dict, marks: dict) -> bool:
    mark = marks[tuple(key)]
    return 1 <= value <= 4 if mark == "<5" else value == numbers[tuple(key)] if not mark else True
