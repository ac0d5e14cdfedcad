"""Which pupil, by which rule, since when, on what evidence: the rules S1 to S14 together. Pure; nothing is stored here.

domain.md §8.3. No score: a rule holds or does not hold. The rules themselves are in the modules flags_*.py.
"""

from collections.abc import Callable
from datetime import date

import pandas as pd

from monitoring.calculation.flag_inputs import Known, moment
from monitoring.calculation.flags_absence import long_absence, open_report, repeated_reports
from monitoring.calculation.flags_followed import soon_adult, soon_too_old, vulnerable_without_place
from monitoring.calculation.flags_leaving import (
    entree_without_word,
    left_mbo,
    long_without_action,
    new_dropout,
    nowhere_enrolled,
)  # fmt: skip
from monitoring.calculation.flags_transition import all_closed, not_arrived, without_application

FLAGS = ["pupil", "rule", "since", "brin", "vestiging", "evidence"]
RULES: dict[str, Callable[[Known, date, dict[str, int]], pd.DataFrame]] = {
    "S1": open_report,
    "S2": repeated_reports,
    "S3": long_absence,
    "S4": nowhere_enrolled,
    "S5": new_dropout,
    "S6": long_without_action,
    "S7": left_mbo,
    "S8": without_application,
    "S9": all_closed,
    "S10": not_arrived,
    "S11": soon_adult,
    "S12": entree_without_word,
    "S13": vulnerable_without_place,
    "S14": soon_too_old,
}


def flags(known: Known, limits: dict[str, dict[str, int]], on: date) -> pd.DataFrame:
    """FLAGS (pupil int, since datetime64[s], evidence dict of plain facts) of the rules in `limits`, each once.

    `limits`: the thresholds of every rule that is on. A reason that begins after `on` does not hold yet.
    """
    found = [_of_rule(code, RULES[code](known, on, of_rule), on) for code, of_rule in limits.items()]
    found = [rows for rows in found if len(rows)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=FLAGS)


def _of_rule(code: str, rows: pd.DataFrame, on: date) -> pd.DataFrame:
    rows = rows[rows["since"] <= moment(on)].sort_values(["pupil", "since", "brin", "vestiging"], kind="stable")
    rows = rows.drop_duplicates(["pupil", "since"])
    facts = rows.drop(columns=["pupil", "since", "brin", "vestiging"])
    for name in facts.columns[facts.dtypes.astype(str).str.startswith("datetime64")]:
        facts = facts.assign(**{name: facts[name].dt.strftime("%Y-%m-%d")})
    told = [
        {name: value for name, value in row.items() if not pd.isna(value) and value != ""}
        for row in facts.to_dict("records")
    ]
    return rows.assign(rule=code, evidence=pd.Series(told, index=rows.index, dtype=object))[FLAGS]
