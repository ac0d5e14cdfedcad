"""Rules S11, S13 and S14: moments in the life of a youngster who has a case file or is followed."""

from datetime import date

import pandas as pd

from monitoring.calculation.flag_inputs import Known, in_education, last_rows, later, moment, on_birthday
from monitoring.calculation.flags_leaving import ADULT, GONE, IN_EDUCATION

LEERPLICHT = "leerplicht"
VSV, VULNERABLE = "vsv", "kwetsbaar"
OCCUPIED = ("werk", "zorg")  # destinations of a school: work of twelve hours, or day care
OCCUPIED_NOW = ("onderwijs", "werk", "werk_en_leren", "zorg")  # statuses of a case file


def soon_adult(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S11: an open case file of leerplicht, and eighteen within `months` months."""
    open_files = known.case_files[known.case_files["role"] == LEERPLICHT].drop_duplicates("pupil")
    return _before_birthday(open_files, known, ADULT, on, limits["months"])


def vulnerable_without_place(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S13: followed as kwetsbare jongere, in no education, and neither school nor case file knows of work or care."""
    rows = known.episodes[known.episodes["kind"] == VULNERABLE]
    told = known.case_files.loc[known.case_files["status"].isin(OCCUPIED_NOW), "pupil"]
    last = last_rows(known)
    placed = last.loc[last["destination"].isin(OCCUPIED + IN_EDUCATION + GONE), "pupil"]
    for others in (in_education(known, on), told, placed):
        rows = rows[~rows["pupil"].isin(others)]
    return rows.assign(since=rows["opened_on"])[["pupil", "since", "brin", "vestiging"]]


def soon_too_old(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S14: followed as vsv'er, and at the upper age of the law within `months` months."""
    rows = known.episodes[known.episodes["kind"] == VSV].sort_values("opened_on").drop_duplicates("pupil", keep="last")
    return _before_birthday(rows, known, known.upper_age, on, limits["months"])


def _before_birthday(rows: pd.DataFrame, known: Known, age: int, on: date, months: int) -> pd.DataFrame:
    """Those who become `age` after `on` and within `months` months; since then, or since the file was opened."""
    found = rows.merge(known.people[["pupil", "born_on"]], on="pupil")
    found = found.assign(birthday=on_birthday(found["born_on"], age))
    begins = (found["birthday"] - pd.DateOffset(months=months)).astype("datetime64[s]")
    found = found[(found["birthday"] > moment(on)) & (begins <= moment(on))]
    found = found.assign(since=later(begins.loc[found.index], found["opened_on"]))
    return found[["pupil", "since", "brin", "vestiging", "birthday"]]
