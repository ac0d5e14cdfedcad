"""A few pupils of the small region who had a place in the mbo and are not there in autumn.

In a small region chance alone may leave a whole summer without them, and then the lists of October and November have
nothing to show. A large region needs no help.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitoring.demonstration.kinds import DESTINATION, MBO1

NOT_COME, GONE_EARLY = 2, 3
UNKNOWN = "onbekend"
DAY = np.timedelta64(1, "D")


def with_leak(frame: pd.DataFrame, years: range, seed: int) -> pd.DataFrame:
    """Of who began in the mbo after the vo in each of these summers: two did not come, three left before 1 November."""
    for year in years:
        rng = np.random.default_rng([seed, year, GONE_EARLY])
        chosen = rng.permutation(_beginners(frame, year))[: NOT_COME + GONE_EARLY]
        frame = _left_early(frame, chosen[NOT_COME:], year, rng).drop(index=list(chosen[:NOT_COME]))
    return frame.reset_index(drop=True)


def _beginners(frame: pd.DataFrame, year: int) -> np.ndarray:
    """The rows, still open, of who went from vo to the mbo in that August, most of them in the largest municipality."""
    august = np.datetime64(f"{year}-08-01")
    is_mbo = frame["onderwijssoort"].cat.codes >= MBO1
    came = frame.loc[~is_mbo & (frame["ended_on"] == august), "pupil"]
    begins = is_mbo & (frame["started_on"] == august) & frame["ended_on"].isna() & frame["pupil"].isin(came)
    here = frame[begins & (frame["leerweg"] != "EX") & (frame["pgn"] > 0)]
    home = here["municipality"].astype("str")
    largest = here.index[home.eq(home.mode().iloc[0])] if len(here) else here.index
    return (largest if len(largest) >= NOT_COME + GONE_EARLY else here.index).to_numpy()


def _left_early(frame: pd.DataFrame, chosen: np.ndarray, year: int, rng: np.random.Generator) -> pd.DataFrame:
    left = (np.datetime64(f"{year}-09-14") + rng.integers(0, 40, len(chosen)) * DAY).astype("datetime64[s]")
    frame = frame.copy()
    for column in ("ended_on", "registered_on"):
        frame.loc[chosen, column] = left
    frame.loc[chosen, "known_on"] = left + 60 * DAY
    frame.loc[chosen, "destination"] = frame["destination"].cat.categories[DESTINATION[UNKNOWN]]
    frame.loc[chosen, "reason"] = rng.integers(1, 7, len(chosen)).astype(np.int8)
    return frame
