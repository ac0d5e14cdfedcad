"""Did something change at the schools of a measure, more than at the others? Counts in, a verdict out.

A difference in differences on counts: a binomial model with schools, moment and their interaction; the interaction is
tested with a likelihood ratio (Agresti, Categorical Data Analysis, §4.3; fitted by statsmodels). No cause is proven:
who takes part in a measure was chosen, not drawn by lot.
"""

import warnings
from dataclasses import dataclass
from math import sqrt

import numpy as np
import statsmodels.api as sm
from scipy.stats import chi2

NONE, POSSIBLE, CLEAR = "geen zichtbaar effect", "mogelijk", "duidelijk"
LIMITS = ((0.01, CLEAR), (0.1, POSSIBLE))  # p below it → verdict
CERTAIN = 1.96  # 95 % on both sides


@dataclass(frozen=True)
class Counted:
    """So many vsv'ers among so many deelnemers."""

    vsv: int
    pupils: int

    @property
    def share(self) -> float:
        return self.vsv / self.pupils


@dataclass(frozen=True)
class Groups:
    """The schools of the measure and the others, before and after its start."""

    own_before: Counted
    own_after: Counted
    others_before: Counted
    others_after: Counted

    @property
    def cells(self) -> tuple[Counted, ...]:
        return (self.own_before, self.own_after, self.others_before, self.others_after)


@dataclass(frozen=True)
class Effect:
    """`difference` in percentage points beyond the others' change (below zero: fewer vsv'ers), ± `margin` (95 %)."""

    verdict: str
    p_value: float
    difference: float
    margin: float

    @property
    def is_lower(self) -> bool:
        return self.difference < 0


def effect(groups: Groups) -> Effect | None:
    """The verdict on these counts; None where a group has no pupils or nobody dropped out (or everybody did)."""
    drop_outs = sum(cell.vsv for cell in groups.cells)
    pupils = sum(cell.pupils for cell in groups.cells)
    if any(not 0 <= cell.vsv <= cell.pupils or not cell.pupils for cell in groups.cells):
        return None
    if drop_outs in {0, pupils}:
        return None
    p_value = interaction(groups)
    verdict = next((name for limit, name in LIMITS if p_value < limit), NONE)
    return Effect(verdict, p_value, _difference(groups), 100 * CERTAIN * sqrt(sum(map(_variance, groups.cells))))


def interaction(groups: Groups) -> float:
    """p of the likelihood ratio: the model without interaction against the saturated one, one degree of freedom.

    Where a side has no drop-outs at all (the own schools, the others, before or after), nothing can interact: 1.
    """
    own, others = (groups.own_before, groups.own_after), (groups.others_before, groups.others_after)
    sides = [own, others, (own[0], others[0]), (own[1], others[1])]
    if not all(_is_mixed(*side) for side in sides):
        return 1.0
    outcomes = np.array([[cell.vsv, cell.pupils - cell.vsv] for cell in groups.cells])
    design = np.array([[1, 1, 0], [1, 1, 1], [1, 0, 0], [1, 0, 1]])  # constant, own schools, after
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a perfect fit is no fault here: it says that nothing is left to interact
        fitted = sm.GLM(outcomes, design, family=sm.families.Binomial()).fit(maxiter=200)
    return float(chi2.sf(max(fitted.deviance, 0), 1))


def _is_mixed(*cells: Counted) -> bool:
    return 0 < sum(cell.vsv for cell in cells) < sum(cell.pupils for cell in cells)


def _difference(groups: Groups) -> float:
    own = groups.own_after.share - groups.own_before.share
    others = groups.others_after.share - groups.others_before.share
    return 100 * (own - others)


def _variance(cell: Counted) -> float:
    """Of a share, with one success and one failure added: also zero drop-outs are not certain (Agresti & Caffo 2000)."""
    share = (cell.vsv + 1) / (cell.pupils + 2)
    return share * (1 - share) / (cell.pupils + 2)
