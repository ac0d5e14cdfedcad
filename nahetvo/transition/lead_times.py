"""How long the mbo takes: days from an aanmelding to intake, offer and enrolment, per mbo school, of many together only.

A middle of fewer than ENOUGH is left out: it would tell of one pupil. No number of pupils goes with it, so that nothing
can be subtracted. In words: docs/rekenregels.md, "Na het VO".
"""

import pandas as pd

ENOUGH = 10
ALL = ""
STEPS = {"in_intake": "intake", "onderwijsovereenkomst_aangeboden": "aanbod", "ingeschreven": "inschrijving"}
NINE_OF_TEN = 0.9


def lead_times(stood: pd.DataFrame) -> pd.DataFrame:
    """Per mbo school (brin, or ALL) and step: half, most (days within which half and nine in ten stood there).

    stood: brin, number, status (a key of STEPS), applied_on, first_on (the first day there, as any delivery told).
    """
    days = (stood["first_on"] - stood["applied_on"]).dt.days
    known = stood.assign(step=stood["status"].map(STEPS), days=days)[days >= 0].dropna(subset=["step"])
    both = pd.concat([known, known.assign(brin=ALL)])
    grouped = both.groupby(["brin", "step"])["days"]
    found = pd.DataFrame({"n": grouped.size(), "half": grouped.median(), "most": grouped.quantile(NINE_OF_TEN)})
    told = found[found["n"] >= ENOUGH].drop(columns="n")
    return told.round().astype("int64").reset_index()
