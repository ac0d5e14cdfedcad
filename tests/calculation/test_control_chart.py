"""Control charts against the worked examples of Montgomery, Introduction to Statistical Quality Control."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.control_chart import (
    BUITEN,
    REEKS,
    TREND_SIGNAL,
    TWEE_VAN_DRIE,
    p_chart,
    signals,
    xmr_chart,
)

ORANGE_JUICE = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
PRIMER_PAINT = [
    33.75,
    33.05,
    34.00,
    33.81,
    33.46,
    34.02,
    33.68,
    33.27,
    33.49,
    33.20,
    33.62,
    33.00,
    33.54,
    33.12,
    33.84,
]


def test_published_orange_juice_cans():
    """Example 7.1, table 7.1: 30 samples of 50; p̄ 0.2313, limits 0.0524 and 0.4102, samples 15 and 23 outside."""
    chart = p_chart(ORANGE_JUICE, [50] * 30)
    assert (round(chart.centre[0], 4), round(chart.lower[0], 4), round(chart.upper[0], 4)) == (
        0.2313,
        0.0524,
        0.4102,
    )
    assert [place + 1 for place, signal in enumerate(chart.signals) if signal == BUITEN] == [15, 23]


def test_published_viscosity_of_primer_paint():
    """Example 6.5, table 6.6: x̄ 33.52, mean moving range 0.48; limits 32.24 and 34.80, in control."""
    chart = xmr_chart(PRIMER_PAINT)
    assert [round(float(each[0]), 2) for each in (chart.centre, chart.lower, chart.upper)] == [
        33.52,
        32.24,
        34.80,
    ]
    assert not any(chart.signals)


def test_limits_are_wider_for_a_smaller_year():
    chart = p_chart([30, 300, 31], [1000, 10_000, 1000])
    assert chart.upper[0] > chart.upper[1]
    assert chart.centre[0] == pytest.approx(361 / 12_000)


def test_laney_widens_and_never_narrows():
    wild = ([3000, 3600, 3100, 3500], [100_000] * 4)
    assert p_chart(*wild, laney=True).upper[0] > p_chart(*wild).upper[0]
    calm = ([100, 101, 100, 101], [10_000] * 4)
    assert p_chart(*calm, laney=True).upper[0] == p_chart(*calm).upper[0]


def test_what_is_not_known_is_not_judged_and_moves_no_limit():
    nan = float("nan")
    with_gap, without = (
        p_chart([30, nan, 33, 29], [1000, 1000, 1000, 1000]),
        p_chart([30, 33, 29], [1000] * 3),
    )
    assert with_gap.centre[0] == without.centre[0]
    assert with_gap.signals[1] == ""
    assert not p_chart([30, nan, 33], [1000] * 3).is_judged
    assert not xmr_chart([1.0, nan, 2.0, nan, 3.0]).is_judged
    assert not p_chart([0, 0, 0], [10, 10, 10]).is_judged


@pytest.mark.parametrize(("z", "found"), [
    ([0, 3.1], BUITEN), ([0, -3.1], BUITEN), ([0, 3.0], ""),
    ([2.1, 0, 2.2], TWEE_VAN_DRIE), ([2.1, 2.2], TWEE_VAN_DRIE), ([2.1, -2.2], ""), ([2.1, 0, 0, 2.2], ""),
    ([0.1] * 8, REEKS), ([0.1] * 7, ""), ([0.1] * 4 + [-0.1] + [0.1] * 4, ""),
    ([-1, -0.5, 0, 0.5, 1, 1.5], TREND_SIGNAL), ([-1, -0.5, 0, 0.5, 1], ""), ([1.5, 1, 0.5, 0, -0.5, -1], TREND_SIGNAL),
    ([0.1] * 4 + [float("nan")] + [0.1] * 4, ""), ([float("nan")], ""),
])  # fmt: skip
def test_rules_of_table_5_1(z, found):
    assert signals(z)[-1] == found


def plain_rule(z: list[float]) -> str:
    """Table 5.1 once more, by counting."""
    last = z[-1]
    if abs(last) > 3:
        return BUITEN
    same = [each for each in z[-3:] if each * last > 0 and abs(each) > 2]
    if abs(last) > 2 and len(same) >= 2:
        return TWEE_VAN_DRIE
    if len(z) >= 8 and (all(each > 0 for each in z[-8:]) or all(each < 0 for each in z[-8:])):
        return REEKS
    pairs = list(zip(z[-6:], z[-5:], strict=False))
    if len(pairs) == 5 and (all(a < b for a, b in pairs) or all(a > b for a, b in pairs)):
        return TREND_SIGNAL
    return ""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-35, 35), min_size=1, max_size=24))
def test_rules_against_counting(tenths):
    z = [each / 10 for each in tenths]
    assert list(signals(z)) == [plain_rule(z[: place + 1]) for place in range(len(z))]


def test_a_quiet_series_seldom_signals():
    """About 1 in 370 points of a normal series lies outside three sigma (Montgomery §5.3.2)."""
    z = np.random.default_rng(2026).normal(size=2000)
    assert 0 <= signals(z).count(BUITEN) <= 15
