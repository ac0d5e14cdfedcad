"""What a leaving pupil meant to do on 1 April: go to the mbo, another way, or not chosen yet. Set beside where it came.

Source: Wet vroegtijdige aanmelddatum en toelatingsrecht mbo, which makes 1 April the deadline (domain.md §6).
In words: docs/rekenregels.md, "Na het VO".
"""

from datetime import date

import numpy as np
import pandas as pd

from nahetvo.transition.facts import known_applications
from nahetvo.transition.statuses import NO_INTENTION, OTHER_ROUTES

TO_MBO, OTHERWISE, NOT_CHOSEN = "wilde_mbo", "wilde_anders", "koos_nog_niet"
INTENTIONS = (TO_MBO, OTHERWISE, NOT_CHOSEN)


def intentions(pupils: pd.Series, said: pd.Series, applications: pd.DataFrame, on: date) -> pd.Series:
    """One of INTENTIONS per pupil, in the order of `pupils`.

    said: pupil → what the latest N01 of that day says (voorgenomen bestemming). Whoever has an aanmelding open on the
    day meant to go to the mbo, whatever the N01 says; without one the N01 decides.
    """
    known = known_applications(applications, on)
    applied = pupils.isin(known.loc[~known["is_closed"] & ~known["is_no_show"], "pupil"])
    meant = pupils.map(said).astype("str").fillna("")
    conditions = [applied, meant.isin(OTHER_ROUTES), meant.isin(NO_INTENTION)]
    return pd.Series(np.select(conditions, [TO_MBO, OTHERWISE, NOT_CHOSEN], TO_MBO), pupils.index, dtype="str")
