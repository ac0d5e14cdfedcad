"""What the rules may look at: named frames with named columns, and no more. Nothing is decided here.

Behaviour and process only (domain.md §8.2): no sex, origin, neighbourhood, municipality, income or health; a test
holds INPUTS against that list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

INPUTS: dict[str, dict[str, str]] = {
    "people": {"pupil": "int64", "born_on": "datetime64[s]", "qualified_on": "datetime64[s]", "is_resident": "bool"},
    # the latest stand's rows, and of an earlier teljaar the last; `until`: the peildatum of their stand
    "enrolments": {
        "pupil": "int64", "brin": "str", "vestiging": "str", "onderwijssoort": "str", "started_on": "datetime64[s]",
        "ended_on": "datetime64[s]", "destination": "str", "entree_on": "datetime64[s]", "has_getuigschrift": "bool",
        "until": "datetime64[s]", "is_latest": "bool",
    },
    # verzuimmeldingen of R02; `is_latest`: in the school's latest file
    "reports": {
        "pupil": "int64", "brin": "str", "vestiging": "str", "number": "str", "soort": "str",
        "began_on": "datetime64[s]", "ended_on": "datetime64[s]", "hours": "float64", "status": "str", "stand": "str",
        "is_latest": "bool",
    },
    # new vsv'ers (X) per month of the running teljaar; `rank`: 0 for its first computed month
    "dropouts": {
        "pupil": "int64", "brin": "str", "vestiging": "str", "rank": "int64", "peildatum": "datetime64[s]",
        "left_on": "datetime64[s]",
    },
    "case_files": {
        "pupil": "int64", "brin": "str", "vestiging": "str", "role": "str", "opened_on": "datetime64[s]", "status": "str",
    },
    "actions": {"pupil": "int64", "on": "datetime64[s]"},
    "episodes": {"pupil": "int64", "kind": "str", "opened_on": "datetime64[s]", "brin": "str", "vestiging": "str"},
    # N01 and N02; `round`: the year in which the teljaar closes, and the mbo begins
    "leaving": {"pupil": "int64", "brin": "str", "vestiging": "str", "intended": "str", "round": "int64"},
    "applications": {
        "pupil": "int64", "brin": "str", "status": "str", "applied_on": "datetime64[s]", "status_on": "datetime64[s]",
        "starts_on": "datetime64[s]", "has_appeared": "str", "round": "int64",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """Everything the rules may know, as frames with exactly the columns of INPUTS."""

    people: pd.DataFrame
    enrolments: pd.DataFrame
    reports: pd.DataFrame
    dropouts: pd.DataFrame
    case_files: pd.DataFrame
    actions: pd.DataFrame
    episodes: pd.DataFrame
    leaving: pd.DataFrame
    applications: pd.DataFrame
    latest_rank: int  # of the months in `dropouts`; -1: none was computed
    school_mondays: Sequence[date]
    upper_age: int  # of the followed group on the day


def known(
    frames: dict[str, pd.DataFrame], *, latest_rank: int, school_mondays: Sequence[date], upper_age: int
) -> Known:
    """`frames` by the names of INPUTS, trimmed to its columns and types; one that is missing is empty."""
    trimmed = {name: _trimmed(frames.get(name), columns) for name, columns in INPUTS.items()}
    return Known(**trimmed, latest_rank=latest_rank, school_mondays=school_mondays, upper_age=upper_age)


def _trimmed(frame: pd.DataFrame | None, columns: dict[str, str]) -> pd.DataFrame:
    if frame is None or frame.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return frame[list(columns)].astype(columns).reset_index(drop=True)


def on_birthday(born_on: pd.Series, age: int) -> pd.Series:
    """The day on which somebody becomes `age`; born on 29 February: 1 March in other years (as in access_rows)."""
    days = born_on.to_numpy().astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    birthday = (months + 12 * age).astype("datetime64[D]") + (days - months.astype("datetime64[D]"))
    return pd.Series(birthday.astype("datetime64[s]"), index=born_on.index)


def later(one: pd.Series, other: pd.Series) -> pd.Series:
    """Of two days the later one, row by row."""
    return one.where(one >= other, other)


def moment(on: date) -> np.datetime64:
    return np.datetime64(on, "s")


def in_education(known: Known, on: date) -> pd.Series:
    """The pupils with an inschrijving on that day, by the latest stand."""
    rows = known.enrolments
    goes_on = rows["ended_on"].isna() | (rows["ended_on"] > moment(on))
    return rows.loc[rows["is_latest"] & goes_on, "pupil"].drop_duplicates()


def last_rows(known: Known) -> pd.DataFrame:
    """The last inschrijving that is known of every pupil; one that was left last comes after one left before."""
    rows = known.enrolments.assign(last_day=known.enrolments["ended_on"].fillna(known.enrolments["until"]))
    rows = rows.sort_values(["is_latest", "last_day", "started_on", "brin", "vestiging", "onderwijssoort"], kind="stable")
    return rows.drop_duplicates("pupil", keep="last")
