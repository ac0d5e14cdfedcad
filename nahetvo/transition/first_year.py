"""How the first year in the mbo went of everybody who began: stayed, switched or stopped, as R01 tells.

Began: an inschrijving in the mbo (not EX) from 1 August after leaving. Looked at on the day, or on 1 October after the
first year when that is over. In words: docs/rekenregels.md, "Na het VO".
"""

from datetime import date

import numpy as np
import pandas as pd

from nahetvo.transition.cycle import Cycle
from nahetvo.transition.facts import moment

NOT_BEGUN, STAYED, SWITCHED, STOPPED = "niet_begonnen", "gebleven", "gewisseld", "gestopt"
FIRST_YEAR = (NOT_BEGUN, STAYED, SWITCHED, STOPPED)
BROKEN_OFF = (SWITCHED, STOPPED)


def first_year(pupils: pd.Series, enrolments: pd.DataFrame, cycle: Cycle, on: date) -> pd.Series:
    """One of FIRST_YEAR per pupil, in the order of `pupils`.

    enrolments: pupil, brin, volgnummer, onderwijssoort, leerweg, opleidingscode, started_on, ended_on, diploma. Stayed:
    still in the first opleiding at the first school, or left it with a diploma. Switched: in other education.
    """
    august, end = moment(cycle.begins("start")), moment(min(on, cycle.closes))
    known = enrolments[enrolments["started_on"] <= end]
    is_mbo = known["onderwijssoort"].str.startswith("mbo") & (known["leerweg"] != "EX") & ~(known["ended_on"] <= august)
    mbo = known[is_mbo].sort_values(["started_on", "brin", "volgnummer"], kind="stable")
    first = mbo.drop_duplicates("pupil").set_index("pupil")
    now = known[~(known["ended_on"] <= end)]
    told = first[["brin", "onderwijssoort", "opleidingscode"]]
    both = now.merge(told, left_on="pupil", right_index=True, suffixes=("", "_1"))
    code, code_1 = both["opleidingscode"], both["opleidingscode_1"]
    is_same = (both["brin"] == both["brin_1"]) & (both["onderwijssoort"] == both["onderwijssoort_1"])
    is_same &= (code == code_1) | code.eq("") | code_1.eq("")
    stayed = set(both.loc[is_same, "pupil"]) | set(first.index[first["diploma"] != ""])
    conditions = [~pupils.isin(first.index), pupils.isin(stayed), pupils.isin(now["pupil"])]
    return pd.Series(np.select(conditions, [NOT_BEGUN, STAYED, SWITCHED], STOPPED), pupils.index, dtype="str")
