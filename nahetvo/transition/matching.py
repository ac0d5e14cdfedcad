"""Which aanmeldingen (N02) belong to no leaving pupil (N01), and the likely reason; and who counts as kwetsbaar.

Everything is matched by pupil (the pseudonym of the PGN), across schools and school years.
"""

from datetime import date

import numpy as np
import pandas as pd

from nahetvo.transition.cycle import Cycle
from nahetvo.transition.facts import moment
from nahetvo.transition.statuses import MBO

ANOTHER_YEAR, IN_MBO, HIGHER_VO, NOT_DELIVERED, OUTSIDE = (
    "ander_schooljaar", "al_in_mbo", "havo_vwo", "niet_in_n01", "buiten_regio",
)  # fmt: skip
HIGHER = ("havo", "vwo", "vavo")
VULNERABLE = ("pro", "vso", "vmbo-bb")


def of_cycle(applications: pd.DataFrame, cycle: Cycle, on: date) -> pd.DataFrame:
    """The aanmeldingen for the pupils who leave in this school year.

    Those that came in between its 1 October and the next; and those after it, for a programme that begins before
    the second count date (a late start).
    """
    opens, closes = moment(cycle.opens), moment(cycle.year.closes)
    until = moment(cycle.begins("tweede_teldatum"))
    applied = applications["applied_on"]
    is_own = (applied >= opens) & (applied < closes)
    is_late_start = (applied >= closes) & (applied < until) & (applications["starts_on"] < until)
    return applications[(is_own | is_late_start) & (applied <= moment(on))]


def unmatched(
    applications: pd.DataFrame, leavings: pd.DataFrame, elsewhere: set[int], enrolments: pd.DataFrame
) -> pd.DataFrame:
    """The aanmeldingen (pupil, brin, number, status, applied_on) of pupils who are in no N01 of the year, with `reason`.

    leavings: pupil · elsewhere: pupils in an N01 of another school year · enrolments: pupil, onderwijssoort of every
    inschrijving that the region's schools delivered. The first reason that holds, in the order of the constants above.
    """
    rows = applications[~applications["pupil"].isin(leavings["pupil"])]
    soort = enrolments["onderwijssoort"]
    in_mbo, in_higher = (enrolments.loc[soort.isin(kinds), "pupil"] for kinds in (MBO, HIGHER))
    pupil = rows["pupil"]
    reason = np.select(
        [pupil.isin(elsewhere), pupil.isin(in_mbo), pupil.isin(in_higher), pupil.isin(enrolments["pupil"])],
        [ANOTHER_YEAR, IN_MBO, HIGHER_VO, NOT_DELIVERED],
        OUTSIDE,
    )
    return rows[["pupil", "brin", "number", "status", "applied_on"]].assign(reason=reason)


def is_vulnerable(onderwijssoort: pd.Series, intended: pd.Series, level: pd.Series) -> pd.Series:
    """Kwetsbare jongeren on their way: from pro, vso or vmbo-bb, or bound for entree (deliveries.md §6)."""
    return onderwijssoort.isin(VULNERABLE) | (intended == "mbo-1") | level.eq(1).fillna(False).astype(bool)
