"""Who needs attention, as columns: what holds for each is decided here, once for all rows. Pure; no name, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from monitoring.calculation.absence import LPW_21A_HOURS
from monitoring.calculation.regime import ADULT, END_OF_LEERPLICHT, LAST_MONTH

TURNS = (18, 23, 27)  # ends of kwalificatieplicht and of the Doorstroompunt before and since 2026
NEAR_LIMIT = 12  # hours: three quarters of Leerplichtwet 1969 art. 21a
SILENT_DAYS, EXPIRES_DAYS, TURNS_DAYS = 30, 14, 91


@dataclass(frozen=True, slots=True)
class Need:
    """One youngster on the list, as its line is written. `rules` that hold, the oldest first; `hours`: unauthorised in
    four school weeks; `owner` of the open file that the reader may read."""

    pupil: int
    age: int
    days: int
    school: str
    rules: tuple[str, ...]
    hours: float
    is_followed: bool
    has_file: bool
    owner: int | None
    contact_on: date | None


class Needs:
    """Youngsters in an order. `rows` has a line for each; `flags` the rules that hold for them: pupil, rule, since.

    `at`: which of the rows, in their order; what is asked of all is a column as long as `rows`.
    """

    def __init__(self, rows: pd.DataFrame, flags: pd.DataFrame, at: np.ndarray):
        self.rows, self.flags, self.at = rows, flags, at

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[Need]:
        return iter(self[:])

    def __getitem__(self, part: slice) -> list[Need]:
        """Lines are made of those that are shown only."""
        shown = self.rows[list(_SHOWN)].iloc[self.at[part]]
        of_shown = self.flags[self.flags["pupil_id"].isin(shown["pupil_id"])]
        rules: dict[int, dict[str, None]] = {}
        for pupil, rule in zip(of_shown["pupil_id"].tolist(), of_shown["rule"].tolist(), strict=True):
            rules.setdefault(pupil, {})[rule] = None
        return [_need(row, tuple(rules.get(row.pupil_id, ()))) for row in shown.itertuples(index=False)]

    @property
    def pupils(self) -> list[int]:
        return self.rows["pupil_id"].to_numpy()[self.at].tolist()

    def where(self, holds: pd.Series) -> "Needs":
        return Needs(self.rows, self.flags, self.at[holds.to_numpy()[self.at]])

    def ordered(self, column: str, *, falling: bool = False) -> "Needs":
        """By one column, and within it as it was; what is not known comes first, or last when falling."""
        first = "last" if falling else "first"
        values = self.rows[column].iloc[self.at].reset_index(drop=True)
        order = values.sort_values(ascending=not falling, kind="stable", na_position=first).index
        return Needs(self.rows, self.flags, self.at[order.to_numpy()])

    def holds(self, rule: str) -> pd.Series:
        """For whom this rule holds."""
        return self.rows["pupil_id"].isin(self.flags.loc[self.flags["rule"] == rule, "pupil_id"])


_SHOWN = (
    "pupil_id", "age", "days", "school", "hours", "is_followed", "has_file", "owner_id", "contact_on",
)  # fmt: skip


def _need(row, rules: tuple[str, ...]) -> Need:
    owner = None if pd.isna(row.owner_id) else int(row.owner_id)
    contact_on = None if pd.isna(row.contact_on) else row.contact_on.date()
    return Need(
        row.pupil_id, row.age, row.days, row.school, rules, row.hours, row.is_followed, row.has_file, owner, contact_on
    )


def needing(rows: pd.DataFrame, flags: pd.DataFrame, on: date, *, reader: int, own: set[str]) -> Needs:
    """The columns that follow from the facts in `rows` (needs.py), in the order of domain.md §8.3: under eighteen first,
    then the longest since the signal. `own`: the municipalities where the reader works, for who sees residents."""
    today = pd.Timestamp(on)
    told = rows.assign(
        age=ages(rows["born_on"], on), has_file=rows["file"].notna(), is_mine=rows["owner_id"] == reader,
        silent_since=rows["spoken_on"].fillna(rows["opened_on"]), days=_days(rows, today),
        is_snoozed=rows["snoozed_until"] > today,
    )  # fmt: skip
    told = told.assign(
        is_unattended=rows["first_flag"].notna() & (rows["taken_up_on"].isna() | (rows["last_flag"] > rows["taken_up_on"])),
        is_near_limit=(rows["hours"] >= NEAR_LIMIT) & (rows["hours"] < LPW_21A_HOURS),
        is_long_silent=told["is_mine"] & (told["silent_since"] <= today - timedelta(days=SILENT_DAYS)),
        status_expires=told["is_mine"] & (rows["status_until"] <= today + timedelta(days=EXPIRES_DAYS)),
        is_turning=_is_turning(told, on),
        is_leerplichtig=today <= _leerplicht_until(rows["born_on"]),
        has_moved=(rows["counted_in"] != "") & ~rows["counted_in"].isin(own) & rows["municipality"].isin(own),
    )
    order = np.lexsort((told["pupil_id"], -told["days"], told["age"] >= ADULT))
    return Needs(told, flags[flags["pupil_id"].isin(told["pupil_id"])], order)


def ages(born_on: pd.Series, on: date) -> pd.Series:
    """Whole years, as calculation.regime.age counts them one by one."""
    is_before = (born_on.dt.month * 100 + born_on.dt.day) > on.month * 100 + on.day
    return on.year - born_on.dt.year - is_before


def silent_for(needs: Needs, on: date, days: int) -> pd.Series:
    """Nobody reached the youngster in these days."""
    spoken = needs.rows["spoken_on"]
    return spoken.isna() | (spoken <= pd.Timestamp(on) - timedelta(days=days))


def _days(rows: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    """Since the earliest flag that holds; without one since leaving school or opening the file, whichever came first."""
    out_or_opened = rows[["out_since", "opened_on"]].min(axis=1)
    since = rows["first_flag"].fillna(out_or_opened).fillna(today)
    return (today - since).dt.days.clip(lower=0)


def _is_turning(told: pd.DataFrame, on: date) -> pd.Series:
    """Turns 18, 23 or 27 within three months, and somebody is at work or a flag holds."""
    then = ages(told["born_on"], on + timedelta(days=TURNS_DAYS))
    return (told["has_file"] | told["first_flag"].notna()) & then.isin(TURNS) & (then != told["age"])


def _leerplicht_until(born_on: pd.Series) -> pd.Series:
    """As calculation.regime.leerplicht_until: the last day of the school year in which the youngster turns sixteen."""
    year = born_on.dt.year + END_OF_LEERPLICHT + (born_on.dt.month > LAST_MONTH)
    return pd.to_datetime(pd.DataFrame({"year": year, "month": LAST_MONTH, "day": 31}))
