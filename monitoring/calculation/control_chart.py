"""Control charts: has a series done something that its own ordinary variation does not explain? No dates, no places.

Sources: Montgomery, Introduction to Statistical Quality Control: p-chart with variable sample size (§7.3), individuals
chart (§6.4), sensitizing rules (table 5.1); Laney 2002, Improved control charts for attributes, for large numbers;
NHS England, Making Data Count, for one line of signals instead of a comparison of two points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SIGMAS = 3.0
D2 = 1.128  # mean range of two normal values in standard deviations: Montgomery, appendix VI
RUN, TREND = 8, 6  # Montgomery table 5.1, rules 4 and 5
LEAST_POINTS = 3  # below this there is no variation to compare with

BUITEN, TWEE_VAN_DRIE, REEKS, TREND_SIGNAL = "buiten", "twee_van_drie", "reeks", "trend"
RULES = {  # in the order in which they are tested; the first that holds names the point
    BUITEN: "een punt buiten de grenzen",
    TWEE_VAN_DRIE: "twee van drie punten dicht bij dezelfde grens",
    REEKS: f"{RUN} punten op rij aan dezelfde kant van het midden",
    TREND_SIGNAL: f"{TREND} punten op rij die stijgen of dalen",
}


@dataclass(frozen=True)
class ControlChart:
    """Values with their centre and limits, all of one length; NaN where a value is missing. `signals`: "" or a rule."""

    values: np.ndarray
    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    signals: tuple[str, ...]

    @property
    def is_judged(self) -> bool:
        return bool(np.isfinite(self.upper).any())


def p_chart(x: Sequence[float], n: Sequence[float], *, laney: bool = False) -> ControlChart:
    """Shares x/n (0–1) around their pooled share; NaN for what is not known.

    Limits: p̄ ± 3·σ·√(p̄(1−p̄)/n), with σ = 1. laney: with large numbers, years differ more than a binomial allows;
    σ is then the mean moving range of the standardised values / 1.128, but never less than 1.
    """
    counts, sizes = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    known = np.isfinite(counts) & np.isfinite(sizes) & (sizes > 0)
    counts, sizes = np.where(known, counts, np.nan), np.where(known, sizes, np.nan)
    values = counts / sizes
    if known.sum() < LEAST_POINTS:
        return _unjudged(values)
    pooled = np.nansum(counts) / np.nansum(sizes)
    spread = np.sqrt(pooled * (1 - pooled) / sizes)
    if pooled in (0.0, 1.0):
        return _unjudged(values)
    spread = spread * (max(1.0, _sigma((values - pooled) / spread)) if laney else 1.0)
    return _chart(values, np.full(len(values), pooled), spread, least=0.0)


def xmr_chart(values: Sequence[float], baseline: Sequence[float] | None = None) -> ControlChart:
    """Individual values around their mean: limits at mean ± 3 · mean moving range / 1.128 (= 2.66 · MR̄).

    baseline: the series from which mean and moving range are taken, when longer than what is judged.
    """
    own = np.asarray(values, dtype=float)
    base = own if baseline is None else np.asarray(baseline, dtype=float)
    if np.isfinite(base).sum() < LEAST_POINTS or not _sigma(base):
        return _unjudged(own)
    spread = np.full(len(own), _sigma(base))
    return _chart(own, np.full(len(own), np.nanmean(base)), spread, least=-np.inf)


def signals(standardised: Sequence[float]) -> tuple[str, ...]:
    """Per point the first of RULES that it completes, "" for none; NaN breaks every run.

    standardised: distance to the centre in standard deviations of the chart.
    """
    z = np.asarray(standardised, dtype=float)
    return tuple(_rule_at(z[: place + 1]) for place in range(len(z)))


def _rule_at(z: np.ndarray) -> str:
    """The rule that the last point completes."""
    last = z[-1]
    if not np.isfinite(last):
        return ""
    if abs(last) > SIGMAS:
        return BUITEN
    side = np.sign(last)
    near = z[-3:] * side > SIGMAS - 1
    if len(z) >= 2 and near[-1] and near.sum() >= 2:
        return TWEE_VAN_DRIE
    if len(z) >= RUN and (z[-RUN:] * side > 0).all():
        return REEKS
    steps = np.diff(z[-TREND:])
    if len(steps) == TREND - 1 and ((steps > 0).all() or (steps < 0).all()):
        return TREND_SIGNAL
    return ""


def _sigma(values: np.ndarray) -> float:
    """The standard deviation from the mean moving range of neighbours that are both known; 0 without any."""
    ranges = np.abs(np.diff(values))
    ranges = ranges[np.isfinite(ranges)]
    return float(ranges.mean() / D2) if len(ranges) else 0.0


def _chart(values: np.ndarray, centre: np.ndarray, spread: np.ndarray, *, least: float) -> ControlChart:
    lower = np.maximum(centre - SIGMAS * spread, least)
    return ControlChart(values, centre, lower, centre + SIGMAS * spread, signals((values - centre) / spread))


def _unjudged(values: np.ndarray) -> ControlChart:
    nothing = np.full(len(values), np.nan)
    return ControlChart(values, nothing, nothing, nothing, ("",) * len(values))
