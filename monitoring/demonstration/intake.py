"""Who comes in at 1 August: from primary school, abroad, another region, or back after dropping out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from monitoring.demonstration.kinds import (
    BB,
    BBL,
    BOL,
    BRUG,
    GL,
    HAVO,
    INT,
    ISK,
    KB,
    MBO1,
    MBO2,
    MBO3,
    MBO4,
    NO_LEERWEG,
    OPEN,
    OPLEIDINGEN,
    OUT,
    PRO,
    TL,
    VAVO,
    VSO,
    VWO,
)
from monitoring.demonstration.ledger import Pupils, day, nobody
from monitoring.demonstration.placement import Placement
from monitoring.demonstration.rates import NOT_FUNDED, RETURN_NEXT_AUGUST, YEARS

TRACKS = (
    (BB, KB, GL, TL, HAVO, VWO, PRO, VSO, INT),
    (0.095, 0.125, 0.03, 0.235, 0.235, 0.20, 0.03, 0.04, 0.01),
)
NEWCOMERS, FROM_OUTSIDE = 0.028, 0.17  # relative to the intake of a year


@dataclass
class Surroundings:
    """What every step of the simulation needs beside the pupils."""

    placement: Placement
    home_weights: np.ndarray
    homes_inside: int
    homes: int
    rng: np.random.Generator


def opleidingen(soort: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """1, 2, … for a programme of the kind, 0 where none is known."""
    counts = np.array([len(OPLEIDINGEN.get(kind, ())) for kind in range(17)])[soort]
    return np.where(counts > 0, 1 + (rng.random(len(soort)) * counts).astype(np.int8), 0)


def start(
    pupils: Pupils,
    who: np.ndarray,
    soort: np.ndarray,
    leerjaar: np.ndarray,
    on: np.ndarray | int,
    year: int,
    around: Surroundings,
) -> None:
    """Begin an enrolment; the vestiging stays where it teaches the new kind too."""
    rng, old = around.rng, pupils.soort[who]
    stays = around.placement.teaches[pupils.vest[who], soort] & (old != OUT)
    chosen = around.placement.choose(soort, pupils.home[who].astype(np.int64), rng)
    mbo = soort >= MBO1
    bbl = mbo & (rng.random(len(who)) < np.array([0.10, 0.28, 0.36, 0.14])[np.maximum(soort - MBO1, 0)])
    years = np.array([YEARS.get(kind, (0, 0, 0)) for kind in range(17)])[soort, rng.integers(0, 3, len(who))]
    pupils.vest[who] = np.where(stays, pupils.vest[who], chosen)
    pupils.soort[who], pupils.leerjaar[who] = soort, leerjaar
    pupils.leerweg[who] = np.where(bbl, BBL, np.where(mbo, BOL, NO_LEERWEG))
    pupils.finish[who] = np.where(mbo, year + years - 1, 0)
    pupils.opleiding[who] = opleidingen(soort, rng)
    pupils.funded[who] = rng.random(len(who)) >= NOT_FUNDED
    pupils.started[who] = on
    settle(pupils, who)


def settle(pupils: Pupils, who: np.ndarray) -> None:
    """A new row begins at the present address."""
    moved = pupils.moved[who] != OPEN
    pupils.home[who] = np.where(moved, pupils.next_home[who], pupils.home[who])
    pupils.moved[who] = OPEN


def _homes(count: int, outside: float, around: Surroundings) -> np.ndarray:
    rng = around.rng
    inside = rng.choice(around.homes_inside, count, p=around.home_weights)
    beyond = rng.integers(around.homes_inside, around.homes, count)
    abroad = (beyond == around.homes - 1) & (rng.random(count) < 0.8)
    return np.where((rng.random(count) < outside) & ~abroad, beyond, inside).astype(np.int16)


def _arrivals(count: int, ages: np.ndarray, outside: float, year: int, around: Surroundings) -> Pupils:
    new = nobody(count)
    new.cohort[:] = year - ages
    new.home[:] = _homes(count, outside, around)
    return new


def from_primary_school(intake: int, year: int, around: Surroundings) -> Pupils:
    """The brugklas of one year, some a year older or younger."""
    rng = around.rng
    count = round(intake * rng.uniform(0.985, 1.015))
    new = _arrivals(count, rng.choice((11, 12, 13), count, p=(0.06, 0.82, 0.12)), 0.025, year, around)
    track = rng.choice(TRACKS[0], count, p=TRACKS[1])
    mixed = np.isin(track, (TL, HAVO, VWO)) & (rng.random(count) < 0.6)
    new.track[:] = track
    start(
        new,
        np.arange(count),
        np.where(mixed, BRUG, track),
        np.ones(count, np.int8),
        day(year, 8),
        year,
        around,
    )
    return new


def from_abroad(intake: int, year: int, around: Surroundings) -> Pupils:
    """Newcomers of 12 to 17 in the first year isk."""
    count = max(2, round(intake * NEWCOMERS * (1 + 0.03 * (year - 2021))))
    new = _arrivals(count, around.rng.integers(12, 18, count), 0, year, around)
    new.newcomer[:] = True
    begun = day(year, 8) + around.rng.integers(0, 50, count)
    start(new, np.arange(count), np.full(count, ISK), np.ones(count, np.int8), begun, year, around)
    return new


def from_outside(intake: int, year: int, around: Surroundings) -> Pupils:
    """Young people from schools elsewhere who begin mbo here."""
    count, rng = max(2, round(intake * FROM_OUTSIDE)), around.rng
    new = _arrivals(
        count, rng.choice((16, 17, 18, 19, 20), count, p=(0.3, 0.35, 0.2, 0.1, 0.05)), 0.6, year, around
    )
    soort = rng.choice((MBO1, MBO2, MBO3, MBO4), count, p=(0.05, 0.25, 0.25, 0.45))
    start(new, np.arange(count), soort, np.zeros(count, np.int8), day(year, 8), year, around)
    return new


def lower_start(last: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What somebody chooses who comes back: mbo at the old level or one lower."""
    level = np.select([last >= MBO1, last == VAVO], [last, np.full(len(last), MBO4)], MBO2)
    lower = np.where(rng.random(len(last)) < 0.45, level - 1, level)
    return np.where((last == VAVO) & (rng.random(len(last)) < 0.3), VAVO, np.clip(lower, MBO1, MBO4))


def come_back(pupils: Pupils, year: int, around: Surroundings) -> None:
    """Herinstroom at 1 August of those who left without startkwalificatie."""
    rng = around.rng
    left = (
        (pupils.soort == OUT) & (pupils.dropped != OPEN) & (pupils.held == 0) & (pupils.cohort >= year - 23)
    )
    ago = np.clip((day(year, 8) - pupils.dropped) // 366, 0, 3)
    chance = np.array([*RETURN_NEXT_AUGUST, 0.01])[ago]
    who = np.flatnonzero(left & (pupils.dropped < day(year, 8)) & (rng.random(len(pupils)) < chance))
    soort = lower_start(pupils.last_soort[who], rng)
    begun = day(year, 8) + rng.integers(0, 45, len(who))
    start(pupils, who, soort, np.zeros(len(who), np.int8), begun, year, around)
    pupils.dropped[who] = OPEN
