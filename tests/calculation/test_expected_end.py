"""Where a teljaar is expected to end: what earlier ones add, how wide the range is, and how often it held."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.expected_end import Count, Past, backtest, end_number, expected, past_of


def year(*counts: tuple[int, int, int]) -> dict[int, Count]:
    return {number: Count(x, n) for number, x, n in counts}


def plain_net(k: int, mean: float, size: float) -> float:
    """The negative binomial without scipy."""
    if k < 0 or mean == 0:
        return float(k == 0)
    chance = size / (size + mean)
    combinations = math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1)
    return math.exp(combinations + size * math.log(chance) + (k * math.log1p(-chance) if k else 0.0))


def plain_poisson(k: int, mean: float) -> float:
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if mean else float(k == 0)


def plain_chance_up_to(step: int, mean: float, size: float, sign: int, turnover: float) -> float:
    """The chance that net + come − go is at most `step`, every combination added apart."""
    top = int(turnover + 12 * math.sqrt(turnover) + 12)
    poisson = [plain_poisson(k, turnover) for k in range(top)]
    below = 0.0
    for difference in range(-top + 1, top):
        weight = sum(poisson[go + difference] * poisson[go] for go in range(max(0, -difference), min(top, top - difference)))
        room = step - difference
        if sign > 0:
            below += weight * sum(plain_net(k, mean, size) for k in range(room + 1))
        else:
            below += weight * (1 - sum(plain_net(k, mean, size) for k in range(-room)))
    return below


def test_what_earlier_years_added_per_deelnemer_is_added_once_more():
    past = [Past(Count(50, 1000), Count(150, 1000)), Past(Count(40, 1000), Count(140, 1000))]
    found = expected(Count(60, 2000), past)
    assert found.low < 60 + 200 < found.high
    assert abs(found.middle - 260) <= 3
    assert found.years == 2


def test_where_earlier_years_shrank_the_same_share_is_expected_to_leave():
    past = [Past(Count(100, 1000), Count(80, 1000)), Past(Count(200, 1000), Count(160, 1000))]
    found = expected(Count(50, 400), past)
    assert found.low <= found.middle <= found.high
    assert abs(found.middle - 40) <= 1


def test_one_earlier_year_makes_a_wider_range_than_three_alike():
    past = Past(Count(50, 1000), Count(150, 1000))
    one, three = (expected(Count(50, 1000), [past] * years) for years in (1, 3))
    assert one.high - one.low > three.high - three.low


def test_years_that_differ_make_a_wider_range():
    alike = [Past(Count(50, 9000), Count(450, 9000))] * 3
    apart = [Past(Count(50, 9000), Count(50 + growth, 9000)) for growth in (200, 400, 600)]
    narrow, wide = (expected(Count(50, 9000), past) for past in (alike, apart))
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


@pytest.mark.parametrize("past", [[], [Past(Count(0, 0), Count(0, 0))]])
def test_without_an_earlier_year_nothing_is_expected(past):
    assert expected(Count(5, 100), past) is None


def test_the_end_is_where_most_earlier_years_have_a_number():
    september, late = year((6, 1, 9), (12, 2, 9)), year((6, 1, 9), (12, 2, 9), (15, 2, 9))
    assert end_number("regio", 6, [september, late]) == 12
    assert end_number("regio", 6, [late, late]) == 15
    assert end_number("regio", 15, [late]) is None
    assert end_number("regio", 7, [late]) is None
    assert end_number("duo", 6, [year((6, 1, 9), (16, 1, 9))]) == 16


def test_backtest_counts_each_year_of_each_place_foretold_from_its_others():
    alike = {f"{y}": year((6, 50, 1000), (12, 150, 1000)) for y in range(3)}
    odd = alike | {"2": year((6, 50, 1000), (12, 700, 1000))}
    found = {line.stand: line for line in backtest("regio", [alike, odd])}
    assert list(found) == [6]
    assert (found[6].cases, found[6].within) == (6, 5)  # the odd year falls outside; what is foretold from it gets wide


COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n)))


@settings(max_examples=30)
@given(COUNTS, st.lists(COUNTS, min_size=1, max_size=4), st.sampled_from([0.5, 0.8, 0.95]))
def test_range_agrees_with_the_plain_sum_and_never_leaves_what_can_be(now, years, band):
    past = [Past(Count(here, n), Count(later, n)) for here, later, n in years]
    found = expected(Count(now[0], now[2]), past, band)
    if found is None:
        return
    assert 0 <= found.low <= found.middle <= found.high <= now[2]
    growth = sum(later - here for here, later, _ in years)
    base = sum(n if growth >= 0 else here for here, _, n in years)
    mean = (abs(growth) + 0.5) / base * (now[2] if growth >= 0 else now[0])
    size = 1 / (plain_spread(years, growth) ** 2 + 1 / (abs(growth) + 0.5))
    sign, step = (1 if growth >= 0 else -1), found.middle - now[0]
    below = (plain_chance_up_to(each, mean, size, sign, 0.2 * now[0]) for each in (step - 1, step))
    before, after = below
    assert before <= 0.5 + 1e-4 or found.middle == 0
    assert after >= 0.5 - 1e-4 or found.middle == now[2]


def plain_spread(years: list[tuple[int, int, int]], growth: int) -> float:
    least = {1: 0.25, 2: 0.15}.get(len(years), 0.10)
    if len(years) == 1 or growth == 0:
        return least
    bases = [n if growth > 0 else here for here, _, n in years]
    beyond = squares = 0.0
    for (here, later, _), base in zip(years, bases, strict=True):
        mean = abs(growth) * base / sum(bases)
        step = later - here if growth > 0 else here - later
        beyond += (step - mean) ** 2 - mean
        squares += mean**2
    return max(least, math.sqrt(max(0.0, beyond) * len(years) / (len(years) - 1) / squares))


def test_past_takes_only_years_that_have_both_stands():
    found = past_of([year((6, 1, 9), (12, 2, 9)), year((6, 1, 9)), year((12, 2, 9))], 6, 12)
    assert found == [Past(Count(1, 9), Count(2, 9))]
