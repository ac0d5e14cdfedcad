"""Rules S1 to S3: what schools report of absence. Each gives pupil, since, brin, vestiging and its evidence."""

from datetime import date

import numpy as np
import pandas as pd

from monitoring.calculation.flag_inputs import Known, moment

OPEN = ("R", "B")
WITHDRAWN = "I"
BY_LAW = ("V3", "LRV", "RMC")  # reporting these is a duty (domain.md §3.2)
SIXTEEN_HOURS = ("V3", "V4")
LONG = "LRV"
WEEK = 7  # days


def open_report(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S1: a report that the law asks for is open in the school's latest file."""
    reports = known.reports
    found = reports[reports["is_latest"] & reports["status"].isin(OPEN) & reports["soort"].isin(BY_LAW)]
    return found.assign(since=found["began_on"])[["pupil", "since", "brin", "vestiging", "soort", "hours"]]


def repeated_reports(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S2: `reports` reports of sixteen hours within `weeks` school weeks, the last of them not longer ago than that.

    `since` is the day of the report that made it so, for as long as no gap of `weeks` school weeks follows.
    """
    rows = known.reports.sort_values("stand", kind="stable").drop_duplicates(["brin", "number"], keep="last")
    is_meant = rows["soort"].isin(SIXTEEN_HOURS) & (rows["status"] != WITHDRAWN) & (rows["began_on"] <= moment(on))
    rows = rows[is_meant].sort_values(["pupil", "began_on", "brin", "number"], kind="stable", ignore_index=True)
    week = pd.Series(school_week(rows["began_on"].to_numpy(), known), index=rows.index)
    first = week.groupby(rows["pupil"]).shift(limits["reports"] - 1)
    rows = rows.assign(week=week, is_repeat=week - first < limits["weeks"])  # NaN compares as no
    repeats = rows[rows["is_repeat"]]
    gap = repeats["week"] - repeats.groupby("pupil")["week"].shift()
    run = (~(gap < limits["weeks"])).groupby(repeats["pupil"]).cumsum()
    repeats = repeats.assign(run=run)
    runs = repeats.groupby(["pupil", "run"], as_index=False).agg(
        since=("began_on", "first"), last=("began_on", "last"), week=("week", "last"),
        brin=("brin", "last"), vestiging=("vestiging", "last"),
    )  # fmt: skip
    now = school_week(np.array([moment(on)]), known)[0]
    runs = runs[now - runs["week"] < limits["weeks"]].drop_duplicates("pupil", keep="last")
    return runs[["pupil", "since", "brin", "vestiging", "last"]]


def long_absence(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S3: long absence that lasts for more than `weeks` weeks; `escalates`: from when it is called thuiszitten."""
    reports = known.reports
    lasts = reports["is_latest"] & reports["status"].isin(OPEN) & (reports["soort"] == LONG)
    lasts &= reports["ended_on"].isna() | (reports["ended_on"] >= moment(on))
    found = reports[lasts]
    since = found["began_on"] + pd.Timedelta(days=limits["weeks"] * WEEK)
    escalates = found["began_on"] + pd.DateOffset(months=limits["months"])
    found = found.assign(since=since, escalates=escalates.astype("datetime64[s]"))
    return found[["pupil", "since", "brin", "vestiging", "began_on", "escalates"]]


def school_week(days: np.ndarray, known: Known) -> np.ndarray:
    """The number of the school week in which each day lies; a day in a holiday belongs to the week before it."""
    mondays = np.array(known.school_mondays, dtype="datetime64[s]")
    return np.searchsorted(mondays, days.astype("datetime64[s]"), side="right")
