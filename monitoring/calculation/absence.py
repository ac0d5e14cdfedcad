"""Missed hours in four consecutive school weeks, and how far that is from sixteen. Pure; who is told is not decided here.

Leerplichtwet 1969 art. 21a: sixteen hours without a valid reason in four consecutive school weeks. Holidays do not
count: a week in a holiday of the region is no school week, nor is a week in which a whole school (BRIN) that did
deliver the month reported no missed hour of anybody, not even illness. Half a week counts as a week.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

LPW_21A_HOURS, LPW_21A_WEEKS = 16, 4
SCHOOL_DAYS = 5  # in a school week
CENTS = 100  # hours are added up as hundredths: no rounding can hide the sixteenth hour
COLUMNS = ["pupil", "brin", "vestiging", "hours", "highest", "weeks", "last_week", "days_left"]


def distances(hours: pd.DataFrame, school_mondays: Sequence[date]) -> pd.DataFrame:
    """Per pupil and school the hours now and at most, of sixteen.

    `hours`: pupil (int), brin, vestiging, week (`2026-W11`), month (levermaand of the file), unauthorised (hours);
    rows without unauthorised hours tell that the school was open. Returns COLUMNS: `hours` in the last four school
    weeks, `highest` of any four, `weeks` that the last sum spans, `last_week` its last Monday, `days_left` school
    days until sixteen at this pace (0: reached; NaN: no hours now).
    """
    if hours.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = _one_per_week(hours)
    weeks = _school_weeks(rows, school_mondays)
    sums = _running_sums(rows.merge(weeks[["brin", "monday", "number"]], on=["brin", "monday"]), weeks)
    of_pupil = ["pupil", "brin"]
    found = sums.groupby(of_pupil, as_index=False).agg(highest=("cents", "max"))
    ends = weeks.groupby("brin", as_index=False).agg(end=("number", "max"), last_week=("monday", "max"))
    found = found.merge(ends, on="brin").merge(sums, on=[*of_pupil, "end"], how="left")
    vestiging = rows.drop_duplicates(of_pupil, keep="last")[[*of_pupil, "vestiging"]]
    return _told(found.merge(vestiging, on=of_pupil))


def _one_per_week(hours: pd.DataFrame) -> pd.DataFrame:
    """A week on the edge of two months may be in both files: the later one holds."""
    rows = hours.sort_values(["week", "month"], kind="stable")
    rows = rows.drop_duplicates(["pupil", "brin", "week"], keep="last")
    monday = pd.to_datetime(rows["week"] + "-1", format="%G-W%V-%u").astype("datetime64[s]")
    cents = (rows["unauthorised"].astype("float64") * CENTS).round().astype("int64")
    return rows.assign(monday=monday, cents=cents)


def _school_weeks(rows: pd.DataFrame, school_mondays: Sequence[date]) -> pd.DataFrame:
    """brin, monday, number (0, 1, …): the school weeks of every BRIN between its first and last delivered week."""
    spans = rows.groupby("brin", as_index=False).agg(first=("monday", "min"), last=("monday", "max"))
    mondays = pd.DataFrame({"monday": np.array(school_mondays, dtype="datetime64[s]")})
    weeks = spans.merge(mondays, how="cross")
    weeks = weeks[weeks["monday"].between(weeks["first"], weeks["last"])]
    spoken = rows[["brin", "monday"]].drop_duplicates().assign(spoken=True)
    delivered = rows[["brin", "month"]].drop_duplicates().assign(delivered=True)
    weeks = weeks.assign(month=weeks["monday"].dt.strftime("%Y-%m"))
    weeks = weeks.merge(spoken, how="left", on=["brin", "monday"]).merge(delivered, how="left", on=["brin", "month"])
    weeks = weeks[weeks["spoken"].notna() | weeks["delivered"].isna()].sort_values(["brin", "monday"])
    return weeks.assign(number=weeks.groupby("brin").cumcount())[["brin", "monday", "number"]]


def _running_sums(rows: pd.DataFrame, weeks: pd.DataFrame) -> pd.DataFrame:
    """pupil, brin, end (number of the last of four school weeks), cents: every week counts in four sums."""
    missed = rows.loc[rows["cents"] > 0, ["pupil", "brin", "number", "cents"]]
    shifted = [missed.assign(end=missed["number"] + step) for step in range(LPW_21A_WEEKS)]
    sums = pd.concat(shifted).groupby(["pupil", "brin", "end"], as_index=False)["cents"].sum()
    ends = weeks.groupby("brin", as_index=False).agg(last=("number", "max"))
    sums = sums.merge(ends, on="brin")
    return sums.loc[sums["end"] <= sums["last"], ["pupil", "brin", "end", "cents"]]


def _told(found: pd.DataFrame) -> pd.DataFrame:
    now = found["cents"].fillna(0).astype("int64")
    weeks = np.minimum(found["end"] + 1, LPW_21A_WEEKS)
    short = LPW_21A_HOURS * CENTS - now
    pace = now.where(now > 0)  # per `weeks` school weeks
    days = pd.Series(np.ceil(short * weeks * SCHOOL_DAYS / pace), index=found.index).clip(lower=0)
    told = found.assign(hours=now / CENTS, highest=found["highest"] / CENTS, weeks=weeks, days_left=days)
    return told[COLUMNS].sort_values(["pupil", "brin"], ignore_index=True)
