"""Who is in the leaving classes of a school year, and what each of them truly does after the summer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitoring.demonstration.kinds import DESTINATIONS, MBO1, SOORTEN
from monitoring.demonstration.rates import WAYS

FINAL = {"vmbo-bb": 4, "vmbo-kb": 4, "vmbo-gl": 4, "vmbo-tl": 4, "pro": 5, "vso": 5}
VMBO = ("vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl")
AGAIN, HAVO, VAVO, OTHER_VO, MBO, ELSEWHERE, WORK, UNKNOWN = (
    "doubleren", "havo", "vavo", "ander_vo", "mbo", "mbo_elders", "werk", "onbekend",
)  # fmt: skip
STRANGERS = 2  # of each kind
MBO_COLUMNS = ["brin", "level", "leerweg", "opleidingscode", "started_on"]


def leavers(frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """The rows of the leaving classes of the school year that opens in `year`, with truth after the summer.

    goes: one of the constants above; to_brin, to_level, to_leerweg, to_opleidingscode, to_started_on for MBO; passed.
    Where the simulation ends before the summer, chance decides by the same ways out as the simulation's.
    """
    soort = frame["onderwijssoort"].astype("str")
    first, last = np.datetime64(f"{year}-08-01"), np.datetime64(f"{year + 1}-07-31")
    in_year = (frame["started_on"] >= first) & (frame["started_on"] <= last)
    final = in_year & (frame["leerjaar"] == soort.map(FINAL))
    rows = frame[final].sort_values("started_on", kind="stable").drop_duplicates("pupil", keep="last")
    rows = rows.reset_index(drop=True)
    rows = rows.assign(soort=rows["onderwijssoort"].astype("str"), passed=rows["diploma"].cat.codes.to_numpy() > 0)
    return _foreseen(_with_truth(rows, frame, last), frame, rng)


def strangers(frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """A few who apply at the mbo and are in no N01: from havo, already in the mbo, and gone from the region's schools."""
    first, last = np.datetime64(f"{year}-10-01"), np.datetime64(f"{year + 1}-07-01")
    soort, ended = frame["onderwijssoort"].astype("str"), frame["ended_on"]
    is_here = (frame["started_on"] <= first) & ~(ended < last) & (frame["pgn"] > 0)
    gone = ~frame["pupil"].isin(frame.loc[~(ended < np.datetime64(f"{year}-08-01")), "pupil"]) & (frame["pgn"] > 0)
    kinds = (is_here & (soort == "havo") & (frame["leerjaar"] == 4), is_here & (soort == "mbo-2"), gone)
    pools = [np.flatnonzero(kind.to_numpy()) for kind in kinds]
    chosen = [rng.choice(pool, min(STRANGERS, len(pool)), replace=False) for pool in pools]
    rows = frame.iloc[np.concatenate(chosen)].drop_duplicates("pupil").reset_index(drop=True)
    rows = rows.reindex(columns=[*rows, *(f"to_{name}" for name in MBO_COLUMNS)])
    start = np.full(len(rows), np.datetime64(f"{year + 1}-08-01"), "datetime64[s]")
    return rows.assign(soort=rows["onderwijssoort"].astype("str"), to_started_on=start)


def _with_truth(rows: pd.DataFrame, frame: pd.DataFrame, last: np.datetime64) -> pd.DataFrame:
    """The first inschrijving that begins in the half year after the summer, or else what the school wrote."""
    begins = (frame["started_on"] > last) & (frame["started_on"] <= last + np.timedelta64(180, "D"))
    after = frame[begins & frame["pupil"].isin(rows["pupil"])].sort_values("started_on", kind="stable")
    after = after.drop_duplicates("pupil").set_index("pupil")
    to = after["onderwijssoort"].astype("str").reindex(rows["pupil"]).fillna("").to_numpy(dtype=object)
    levels = pd.Series(to).str.extract(r"mbo-(\d)")[0].astype("float64").to_numpy()
    destination = rows["destination"].astype("str").to_numpy(dtype=object)
    goes = np.select(
        [~np.isnan(levels), to == rows["soort"].to_numpy(dtype=object), to == "havo", to == "vavo", to != "",
         destination == "mbo", destination == "werk"],
        [MBO, AGAIN, HAVO, VAVO, OTHER_VO, ELSEWHERE, WORK], UNKNOWN,
    )  # fmt: skip
    found = {f"to_{name}": after[name].reindex(rows["pupil"]).to_numpy() for name in MBO_COLUMNS if name != "level"}
    return rows.assign(goes=goes, **found, to_level=levels)


def _foreseen(rows: pd.DataFrame, frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """For inschrijvingen that the simulation left open: where they will go, by the chances of their kind."""
    is_open = (rows["ended_on"].isna()).to_numpy()
    if not is_open.any():
        return rows
    starters = frame[(frame["onderwijssoort"].cat.codes >= MBO1) & (frame["leerweg"] != "EX")]
    for soort in np.unique(rows.loc[is_open, "soort"]):
        mine = np.flatnonzero(is_open & (rows["soort"] == soort).to_numpy())
        ways = WAYS[(SOORTEN.index(soort), FINAL[soort])]
        chances = np.array([way.chance for way in ways])
        drawn = rng.choice(len(ways), len(mine), p=chances / chances.sum())
        rows.loc[mine, "goes"] = np.array([_way(way, soort) for way in ways], dtype=object)[drawn]
        rows.loc[mine, "passed"] = np.array([way.diploma > 0 for way in ways])[drawn]
        rows.loc[mine, "to_level"] = np.array([max(way.soort - MBO1 + 1, 0) for way in ways])[drawn]
    for level in (1, 2, 3, 4):
        mine = np.flatnonzero(is_open & (rows["goes"] == MBO).to_numpy() & (rows["to_level"] == level).to_numpy())
        pool = starters[starters["onderwijssoort"] == f"mbo-{level}"]
        chosen = pool.iloc[rng.integers(0, len(pool), len(mine))]
        for name in ("brin", "leerweg", "opleidingscode"):
            rows.loc[mine, f"to_{name}"] = chosen[name].astype("str").to_numpy(dtype=object)
    started = (rows["started_on"].max().year + (rows["started_on"].max().month >= 8)) if len(rows) else 0
    rows.loc[is_open, "to_started_on"] = pd.Timestamp(f"{started}-08-01")
    return rows


def _way(way, soort: str) -> str:
    """A way out of the simulation in the words of this module."""
    if way.soort >= MBO1:
        return MBO
    if way.soort:
        return AGAIN if SOORTEN[way.soort] == soort else HAVO if SOORTEN[way.soort] == "havo" else OTHER_VO
    return {"mbo": ELSEWHERE, "werk": WORK}.get(DESTINATIONS[way.destination], UNKNOWN)
