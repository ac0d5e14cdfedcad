"""What leaving pupils do on their way: when they choose and apply, what the mbo answers, who does not turn up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitoring.demonstration.leavers import AGAIN, ELSEWHERE, HAVO, MBO, OTHER_VO, UNKNOWN, VAVO, WORK

NEVER_APPLIES = 0.015  # of those who do go to the mbo
SWITCHES = 0.045  # rejected first, and late with another aanmelding: for a while all is closed
SECOND = 0.17  # a second aanmelding elsewhere that is withdrawn
LEAK_ELSEWHERE = 0.9  # of those who seem to go to an mbo elsewhere: had a place here
STOPPERS = (0.35, 0.25, 0.40)  # of those who end up nowhere: never applied, all closed, had a place
MONTHS_OF_APPLYING = (0.05, 0.12, 0.25, 0.27, 0.23, 0.05, 0.02, 0.01)  # November … June
OUTSIDE = "99ZX"  # an mbo school outside the region
NEVER = np.datetime64("2100-01-01")
DAY = np.timedelta64(1, "D")


def plans(rows: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """Per leaver: intended (bestemming once chosen), intended_brin, decided_on, result, supports, talked_on."""
    count = len(rows)
    level = rows["to_level"].fillna(0).to_numpy().astype(int)
    guess = np.where(level > 0, level, np.where(rows["soort"].isin(["vmbo-kb", "vmbo-gl", "vmbo-tl"]), 3, 2))
    guess = np.where(rows["soort"].isin(["pro", "vso"]) & (level == 0), 1, guess)
    goes = rows["goes"].to_numpy(dtype=object)
    to_mbo = np.isin(goes, [MBO, ELSEWHERE, AGAIN]) | ((goes == UNKNOWN) & (rng.random(count) < 0.6))
    other = np.select([goes == HAVO, goes == VAVO, goes == OTHER_VO, goes == WORK],
                      ["havo", "vavo", "ander_vo", "werk"], "onbekend")  # fmt: skip
    mbo = np.char.add("mbo-", guess.astype(str))
    brins = np.where(goes == MBO, rows["to_brin"].astype("str"), OUTSIDE)
    failed = ~rows["passed"].to_numpy() & rows["soort"].str.startswith("vmbo").to_numpy()
    special = rows["soort"].isin(["pro", "vso"]).to_numpy()
    supports = rng.random(count) < np.where(special, 0.35, 0.07)
    opens = np.datetime64(f"{year}-10-01")
    return pd.DataFrame({
        "intended": np.where(to_mbo, mbo, other), "intended_brin": np.where(to_mbo, brins, ""),
        "decided_on": opens + rng.integers(5, 175, count) * DAY, "failed": failed,
        "resits": ~failed & (rng.random(count) < 0.05), "supports": supports,
        "talked_on": opens + rng.integers(190, 330, count) * DAY, "repeats": goes == AGAIN,
    })  # fmt: skip


def aanmeldingen(rows: pd.DataFrame, year: int, brins: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """All aanmeldingen of the leavers: place (of the leaver), brin, level, leerweg, opleidingscode and the days.

    applied_on, taken_on (in intake), offered_on, enrolled_on, closed_on (NEVER where it does not come to that),
    rejected, starts_on, appears.
    """
    goes, draw = rows["goes"].to_numpy(dtype=object), rng.random(len(rows))
    has_pgn = rows["pgn"].to_numpy() > 0
    never, closes = STOPPERS[0], STOPPERS[0] + STOPPERS[1]
    comes = (goes == MBO) & (draw >= NEVER_APPLIES) & has_pgn
    switches = comes & (draw < NEVER_APPLIES + SWITCHES)
    leaks = has_pgn & (((goes == ELSEWHERE) & (draw < LEAK_ELSEWHERE)) | (np.isin(goes, [UNKNOWN, WORK]) & (draw >= closes)
                       & rows["soort"].str.startswith("vmbo").to_numpy()))  # fmt: skip
    gives_up = has_pgn & (goes == UNKNOWN) & (draw >= never) & (draw < closes)
    gives_up |= has_pgn & (goes == AGAIN) & (draw < 0.5)
    seconds = comes & ~switches & (rng.random(len(rows)) < SECOND)
    parts = [
        _story(rows, np.flatnonzero(comes & ~switches), year, rng),
        _story(rows, np.flatnonzero(switches), year, rng, late=True),
        _story(rows, np.flatnonzero(switches), year, rng, brins=brins, closes=(170, 215), rejected=0.8),
        _story(rows, np.flatnonzero(seconds), year, rng, brins=brins, closes=(200, 280), rejected=0.2),
        _story(rows, np.flatnonzero(leaks), year, rng, brins=brins, appears=False),
        _story(rows, np.flatnonzero(gives_up), year, rng, brins=brins, closes=(185, 290), rejected=0.4),
    ]
    return pd.concat(parts, ignore_index=True)


def aanmeldingen_of_strangers(rows: pd.DataFrame, year: int, brins: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """One aanmelding for each of leavers.strangers, at a school of the region."""
    return _story(rows, np.arange(len(rows)), year, rng, brins=brins)


def _story(
    rows: pd.DataFrame, who: np.ndarray, year: int, rng: np.random.Generator, *, brins: list[str] | None = None,
    late: bool = False, closes: tuple[int, int] | None = None, rejected: float = 0.0, appears: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """One aanmelding for each of `who`; `brins`: at a school drawn from these, else where the pupil truly went."""
    count, opens, start = len(who), np.datetime64(f"{year}-10-01"), np.datetime64(f"{year + 1}-08-01")
    month = rng.choice(len(MONTHS_OF_APPLYING), count, p=MONTHS_OF_APPLYING)
    applied = np.datetime64(f"{year}-11-01") + (month * 30 + rng.integers(0, 30, count)) * DAY
    applied = np.where(late, np.datetime64(f"{year + 1}-05-25") + rng.integers(0, 50, count) * DAY, applied)
    taken = applied + rng.integers(6, 30, count) * DAY
    offered = taken + rng.integers(8, 45, count) * DAY
    enrolled = np.maximum(offered + 3 * DAY, np.datetime64(f"{year + 1}-06-20") + rng.integers(0, 38, count) * DAY)
    mine = rows.iloc[who]
    level = mine["to_level"].fillna(0).to_numpy().astype(int)
    level = np.where(level > 0, level, np.where(mine["soort"].isin(["pro", "vso", "vmbo-bb"]), 2, 3))
    closed = np.full(count, NEVER)
    if closes:
        closed = np.maximum(opens + rng.integers(*closes, count) * DAY, taken)
    drawn = np.array(brins or [""], dtype=object)[rng.integers(0, len(brins or [""]), count)]
    truly = mine["to_started_on"].to_numpy().astype("datetime64[D]")
    return pd.DataFrame({
        "place": who, "brin": drawn if brins else mine["to_brin"].astype("str").to_numpy(dtype=object), "level": level,
        "leerweg": mine["to_leerweg"].astype("str").replace("nan", "BOL").to_numpy(dtype=object) if not brins else "BOL",
        "opleidingscode": "" if brins else mine["to_opleidingscode"].astype("str").to_numpy(dtype=object),
        "applied_on": applied, "taken_on": taken, "offered_on": np.where(closed < NEVER, NEVER, offered),
        "enrolled_on": np.where(closed < NEVER, NEVER, enrolled), "closed_on": closed,
        "rejected": rng.random(count) < rejected, "starts_on": np.where(np.isnat(truly), start, truly), "appears": appears,
    })  # fmt: skip
