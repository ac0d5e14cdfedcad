"""Whom DUO puts in its files: the start population of a teljaar, and its drop-outs at a stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.demonstration.kinds import EX, MBO1, OUT_OF_POPULATION, QUALIFYING, VAVO
from monitoring.demonstration.places import ABROAD

UPPER_AGE = 22
SLIPPED_THROUGH = 401  # one in so many is missing from the start set, yet may be on the list of drop-outs
FOUND_LATER = 29  # one in so many drop-outs turns out to be in education in the definitive figures


@dataclass(frozen=True)
class StartSet:
    """One row per person of one teljaar at the mbo schools."""

    rows: pd.DataFrame
    opens: np.datetime64

    @property
    def listed(self) -> pd.DataFrame:
        """Those that the start set names."""
        return self.rows[self.rows["pgn"] % SLIPPED_THROUGH != 7]


def _active(frame: pd.DataFrame, on: np.datetime64, ended: str) -> np.ndarray:
    end = frame[ended].to_numpy()
    return (frame["started_on"].to_numpy() <= on) & (np.isnat(end) | (end > on))


def start_set(frame: pd.DataFrame, year: int) -> StartSet:
    """Everybody under 22 who is enrolled in mbo or vavo on 1 October, with a number."""
    opens = np.datetime64(f"{year}-10-01")
    soort, leerweg = frame["onderwijssoort"].cat.codes, frame["leerweg"].cat.codes
    counts = (soort >= VAVO) & (leerweg != EX) & frame["bekostigd"] & (year - frame["cohort"] < UPPER_AGE)
    named = (frame["pgn"] > 0) & (frame["municipality"] != ABROAD)
    rows = frame[counts & named & _active(frame, opens, "ended_on")]
    rows = rows.assign(mbo=rows["onderwijssoort"].cat.codes >= MBO1)
    rows = rows.sort_values(["mbo", "started_on", "brin"], kind="stable").drop_duplicates(
        "pupil", keep="last"
    )
    return StartSet(rows.sort_values(["brin", "pupil"], kind="stable"), opens)


def _qualified(frame: pd.DataFrame, until: np.datetime64) -> np.ndarray:
    found = []
    for diploma, dated in (("diploma", "diploma_on"), ("earlier_diploma", "earlier_diploma_on")):
        counts = frame[diploma].cat.codes.isin(QUALIFYING).to_numpy()
        found.append(frame.loc[counts & (frame[dated].to_numpy() <= until), "pupil"].to_numpy())
    return np.concatenate(found)


def dropped_out(
    frame: pd.DataFrame, start: StartSet, on: np.datetime64, until: np.datetime64, definitive: bool = False
) -> pd.DataFrame:
    """The start rows of those not enrolled on a day, nor qualified; with `left_on` and `reason`."""
    mine = frame[frame["pupil"].isin(start.rows["pupil"].to_numpy())]
    still = mine.loc[_active(mine, on, "registered_on") & (mine["leerweg"].cat.codes != EX), "pupil"]
    gone = start.rows[~start.rows["pupil"].isin(still) & ~start.rows["pupil"].isin(_qualified(mine, until))]
    ended = mine[(mine["ended_on"].to_numpy() <= on) & mine["pupil"].isin(gone["pupil"].to_numpy())]
    last = (
        ended.sort_values("ended_on", kind="stable").drop_duplicates("pupil", keep="last").set_index("pupil")
    )
    works = (last["diploma"] == "mbo-1") & (last["destination"] == "werk")  # UWV tells DUO
    kept = last[~works & ~last["elsewhere"] & ~last["destination"].cat.codes.isin(OUT_OF_POPULATION)]
    if definitive:
        kept = kept[kept["pgn"] % FOUND_LATER != 3]
    gone = gone[gone["pupil"].isin(kept.index)]
    where = kept.reindex(gone["pupil"].to_numpy())
    return gone.assign(left_on=where["ended_on"].to_numpy(), reason=where["reason"].to_numpy())


def leave_population(frame: pd.DataFrame, start: StartSet, on: np.datetime64) -> pd.DataFrame:
    """The start rows without those who died, emigrated or were exempted before a day."""
    out = frame["destination"].cat.codes.isin(OUT_OF_POPULATION).to_numpy() & (
        frame["ended_on"].to_numpy() <= on
    )
    return start.listed[~start.listed["pupil"].isin(frame.loc[out, "pupil"])]
