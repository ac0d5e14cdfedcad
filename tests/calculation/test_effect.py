"""Difference in differences: the same verdict as a table filled by hand, and never certain about nothing."""

import math

from hypothesis import given
from hypothesis import strategies as st

from monitoring.calculation.effect import CLEAR, NONE, POSSIBLE, Counted, Groups, effect, interaction


def groups(own_before, own_after, others_before, others_after) -> Groups:
    return Groups(Counted(*own_before), Counted(*own_after), Counted(*others_before), Counted(*others_after))


@st.composite
def counted(draw, least: int = 1):
    pupils = draw(st.integers(least + 1, 400))
    return draw(st.integers(least, pupils - least)), pupils


def likelihood_ratio(cells) -> float:
    """The oracle: iterative proportional fitting of 'no three-way interaction' by plain loops, then G²."""
    observed = [[[x, n - x] for x, n in cells[:2]], [[x, n - x] for x, n in cells[2:]]]
    fitted = [[[1.0, 1.0], [1.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]]]
    for _ in range(3000):
        for free in range(3):
            for a in range(2):
                for b in range(2):
                    places = [(*(a, b)[:free], c, *(a, b)[free:]) for c in range(2)]
                    wanted = sum(observed[i][j][k] for i, j, k in places)
                    now = sum(fitted[i][j][k] for i, j, k in places)
                    for i, j, k in places:
                        fitted[i][j][k] *= wanted / now
    told = [
        observed[i][j][k] * math.log(observed[i][j][k] / fitted[i][j][k])
        for i in range(2) for j in range(2) for k in range(2) if observed[i][j][k]
    ]  # fmt: skip
    return max(0.0, 2 * sum(told))


@given(st.tuples(counted(), counted(), counted(), counted()))
def test_the_chance_is_that_of_a_table_filled_by_hand(cells):
    by_hand = math.erfc(math.sqrt(likelihood_ratio(cells) / 2))  # chi-square with one degree of freedom
    assert math.isclose(interaction(groups(*cells)), by_hand, abs_tol=1e-4)


@given(st.tuples(counted(0), counted(0), counted(0), counted(0)))
def test_any_counts_get_a_verdict_or_none(cells):
    found = effect(groups(*cells))
    if found is None:
        assert sum(x for x, _ in cells) in {0, sum(n for _, n in cells)}
    else:
        assert 0 <= found.p_value <= 1
        assert found.margin > 0
        assert math.isclose(
            found.difference,
            100 * ((cells[1][0] / cells[1][1] - cells[0][0] / cells[0][1])
                   - (cells[3][0] / cells[3][1] - cells[2][0] / cells[2][1])), abs_tol=1e-9,
        )  # fmt: skip


def test_the_same_change_everywhere_is_no_effect():
    assert effect(groups((50, 1000), (40, 1000), (500, 10000), (400, 10000))).verdict == NONE


def test_verdicts_grow_with_the_evidence():
    said = [effect(groups((50, 1000), (after, 1000), (200, 9000), (205, 9000))) for after in (45, 32, 15)]
    assert [each.verdict for each in said] == [NONE, POSSIBLE, CLEAR]
    assert all(each.is_lower for each in said)


def test_no_drop_out_at_the_schools_of_the_measure_says_nothing():
    found = effect(groups((0, 100), (0, 100), (5, 100), (7, 100)))
    assert (found.verdict, found.p_value) == (NONE, 1.0)


def test_a_group_without_pupils_has_no_verdict():
    assert effect(groups((0, 0), (1, 10), (1, 10), (1, 10))) is None
