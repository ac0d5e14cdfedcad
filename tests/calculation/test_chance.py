"""What chance alone does: against published examples, and against plain loops over fractions."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.chance import (
    RUIS,
    SIGNAAL,
    TE_KLEIN,
    Change,
    change_chance,
    funnel,
    limits,
    movers,
    number_distribution,
    surplus,
)

MIXES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 99)), min_size=1, max_size=4)


def plain_distribution(mix: list[tuple[int, Fraction]]) -> list[Fraction]:
    """The probability of 0, 1, 2 … vsv'ers, pupil by pupil would give the same; per category by the book."""
    chances = [Fraction(1)]
    for n, rate in mix:
        own = [comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(n + 1)]
        longer = [Fraction(0)] * (len(chances) + n)
        for i, a in enumerate(chances):
            for k, b in enumerate(own):
                longer[i + k] += a * b
        chances = longer
    return chances


def plain_quantile(chances: list[Fraction], share: Fraction) -> int:
    below = Fraction(0)
    for number, chance in enumerate(chances):
        below += chance
        if below >= share:
            return number
    return len(chances) - 1


def test_published_school_of_800_at_six_per_thousand():
    """peers.md §0.4: 4.8 expected; 95 % of pure chance is 1–9, 99.8 % is 0–13."""
    found = limits(((800, 0.006),))
    assert found.expected == pytest.approx(4.8)
    assert (found.low, found.high, found.far_low, found.far_high) == (1, 9, 0, 13)


def test_from_four_to_eight_is_noise_and_ten_is_not():
    found = limits(((800, 0.006),))
    assert [found.word(x) for x in (4, 8, 9, 10, 14)] == [RUIS, RUIS, RUIS, SIGNAAL, SIGNAAL]
    assert (found.is_far(13), found.is_far(14)) == (False, True)


@settings(max_examples=60, deadline=None)
@given(MIXES)
def test_limits_are_those_of_a_plain_sum_over_all_numbers(mix):
    exact = plain_distribution([(n, Fraction(each, 100)) for n, each in mix])
    found = limits(tuple((n, each / 100) for n, each in mix))
    shares = [Fraction(25, 1000), Fraction(975, 1000), Fraction(1, 1000), Fraction(999, 1000)]
    told = (found.low, found.high, found.far_low, found.far_high)
    for share, number in zip(shares, told, strict=True):
        wanted = plain_quantile(exact, share)
        touching = abs(float(sum(exact[: wanted + 1]) - share)) < 1e-9  # a float cannot tell these apart
        assert number == wanted or touching
    assert found.expected == pytest.approx(sum(n * each / 100 for n, each in mix))


@settings(max_examples=60, deadline=None)
@given(MIXES)
def test_probabilities_add_up_to_one(mix):
    first, weights = number_distribution(tuple((n, each / 100) for n, each in mix))
    assert first >= 0
    assert weights.sum() == pytest.approx(1)


def test_a_mix_of_one_rate_is_one_binomial():
    assert limits(((300, 0.02), (500, 0.02))).high == limits(((800, 0.02),)).high
    assert limits(((800, 0.02), (0, 0.5))) == limits(((800, 0.02),))


def test_nobody_can_be_outside_when_nobody_leaves():
    found = limits(((500, 0.0),))
    assert (found.low, found.high, found.far_high) == (0, 0, 0)
    assert found.word(0) == TE_KLEIN


def test_distance_is_counted_from_the_limit_in_standard_deviations():
    found = limits(((10_000, 0.05),))
    assert found.distance(found.high) == found.distance(found.low) == 0
    assert found.distance(found.high + 10) == pytest.approx(10 / found.deviation)
    assert found.distance(found.low - 10) == pytest.approx(-10 / found.deviation)


def test_too_small_is_few_pupils_a_hidden_number_or_a_handful():
    assert limits(((9, 0.5),)).word(9) == TE_KLEIN
    assert limits(((800, 0.006),)).word(None) == TE_KLEIN
    handful = limits(((60, 0.006),))
    assert [handful.word(x) for x in (0, 1, 4, 5)] == [TE_KLEIN, TE_KLEIN, TE_KLEIN, SIGNAAL]


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 3000), st.integers(1, 400), st.data())
def test_a_dot_beyond_a_line_of_the_funnel_is_a_number_outside_the_limits(n, per_mille, data):
    x = data.draw(st.integers(0, n))
    lines = {name: float(line[0]) for name, line in funnel([n], per_mille / 1000).items()}
    found = limits(((n, per_mille / 1000),))
    assert (x > found.high) == (x / n > lines["high"])
    assert (x > found.far_high) == (x / n > lines["far_high"])
    assert (x < found.low) == (x / n < lines["low"])


def test_funnel_narrows_as_places_grow():
    lines = funnel([100, 1000, 10_000], 0.05)
    assert (np.diff(lines["high"]) < 0).all()
    assert (np.diff(lines["low"]) > 0).all()


def test_three_schools_explain_more_than_half_of_the_surplus():
    found = surplus([("a", 11.0), ("b", -30.0), ("c", 6.0), ("d", 5.0), ("e", 9.0), ("f", 9.0)])
    assert found.total == 40
    assert found.names == ("a", "e")
    assert found.share == 0.5
    assert surplus([("a", -1.0), ("b", 0.0)]).names == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-50, 50), max_size=12))
def test_no_smaller_group_explains_half(differences):
    named = [(f"{place:02}", float(each)) for place, each in enumerate(differences)]
    found = surplus(named)
    more = sorted((each for _, each in named if each > 0), reverse=True)
    fewest = next((k for k in range(1, len(more) + 1) if sum(more[:k]) >= sum(more) / 2), 0)
    assert len(found.names) == fewest


def test_published_lady_tasting_tea():
    """Fisher 1935; Agresti, Categorical Data Analysis §3.5: three of four right, two-sided P = 0.486."""
    assert round(change_chance(3, 4, 1, 4), 3) == 0.486


def test_movers_are_named_only_beyond_chance_and_the_surest_first():
    found = movers([
        Change("doubled from four to eight", 4, 800, 8, 800),
        Change("large and sure", 300, 5000, 420, 5000),
        Change("surer", 300, 5000, 500, 5000),
        Change("a handful", 0, 400, 4, 400),
        Change("too few pupils", 0, 9, 9, 9),
    ])  # fmt: skip
    assert [each.name for each in found] == ["surer", "large and sure"]
    assert found[1].points == pytest.approx(2.4)
    assert movers([]) == []


def test_of_a_hundred_places_that_did_not_change_none_is_a_mover():
    rng = np.random.default_rng(20260409)
    x = rng.binomial(1500, 0.03, size=(100, 2))
    quiet = [Change(str(place), int(a), 1500, int(b), 1500) for place, (a, b) in enumerate(x)]
    assert movers(quiet) == []
