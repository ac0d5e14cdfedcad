"""Rules S8 to S10: the way from vo to mbo, by N01 (overstappers) and N02 (aanmeldingen)."""

from datetime import date

import pandas as pd

from monitoring.calculation.flag_inputs import Known, in_education, moment

TO_MBO = ("mbo-1", "mbo-2", "mbo-3", "mbo-4", "onbekend")
CLOSED = ("leidt_niet_tot_inschrijving", "ingetrokken")
NOT_SHOWN = "nee"
CLOSING_MONTH = 10  # 1 October closes a round


def without_application(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S8: leaves vo for the mbo or does not know yet, and no school has an application after the first of `month`."""
    rows = _of_running_round(known.leaving, on)
    applied = _of_running_round(known.applications, on)["pupil"]
    found = rows[rows["intended"].isin(TO_MBO) & ~rows["pupil"].isin(applied)]
    since = pd.to_datetime({"year": found["round"], "month": limits["month"], "day": 1})
    return found.assign(since=since.astype("datetime64[s]"))[["pupil", "since", "brin", "vestiging", "intended"]]


def all_closed(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S9: there were applications, and every one of them was withdrawn or came to nothing."""
    rows = _of_running_round(known.applications, on)
    rows = rows.assign(is_closed=rows["status"].isin(CLOSED), day=rows["status_on"].fillna(rows["applied_on"]))
    rows = rows.sort_values(["pupil", "day", "brin"], kind="stable")
    found = rows.groupby("pupil", as_index=False).agg(
        every=("is_closed", "all"), since=("day", "last"), brin=("brin", "last"), applications=("day", "size"))  # fmt: skip
    # the vo school that the pupil leaves is the one that helps: its counsellor sees the flag
    home = _of_running_round(known.leaving, on).drop_duplicates("pupil")[["pupil", "brin", "vestiging"]]
    found = found[found["every"]].merge(home, on="pupil", how="left", suffixes=("_mbo", ""))
    is_known = found["brin"].notna()
    brin = found["brin"].where(is_known, found["brin_mbo"])
    found = found.assign(brin=brin, vestiging=found["vestiging"].where(is_known, ""))
    return found[["pupil", "since", "brin", "vestiging", "applications"]]


def not_arrived(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S10: did not appear at the mbo, or is enrolled nowhere on 1 October after an application; no enrolment since."""
    rows = known.applications
    is_open = ~rows["status"].isin(CLOSED)
    rows = rows.assign(closes=pd.to_datetime({"year": rows["round"], "month": CLOSING_MONTH, "day": 1}))
    rows = rows.assign(closes=rows["closes"].astype("datetime64[s]"))
    rows = rows[is_open & ~rows["pupil"].isin(in_education(known, on)) & (_round(on) - rows["round"] <= 1)]
    is_missed = (rows["has_appeared"] == NOT_SHOWN) & (rows["starts_on"] <= moment(on))
    since = rows["starts_on"].where(is_missed, rows["closes"])
    found = rows.assign(since=since).sort_values(["pupil", "since", "brin"], kind="stable").drop_duplicates("pupil")
    return found.assign(vestiging="")[["pupil", "since", "brin", "vestiging", "has_appeared"]]


def _round(on: date) -> int:
    """The year in which the running round closes."""
    return on.year + (on.month >= CLOSING_MONTH)


def _of_running_round(rows: pd.DataFrame, on: date) -> pd.DataFrame:
    return rows[rows["round"] == _round(on)]
