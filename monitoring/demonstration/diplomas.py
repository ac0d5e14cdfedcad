"""Diplomas outside the summer, and what a pupil takes along of them."""

from __future__ import annotations

import numpy as np

from monitoring.demonstration.intake import Surroundings
from monitoring.demonstration.kinds import DESTINATION, EX, MBO1, NO_LEERWEG, OPEN, OUT, QUALIFYING
from monitoring.demonstration.ledger import Ledger, Pupils, day
from monitoring.demonstration.rates import DIPLOMA_IN_WINTER, OVERDUE_DIPLOMA, PASS


def hold(pupils: Pupils, who: np.ndarray, diploma: np.ndarray, on: np.ndarray) -> None:
    """Remember a startkwalificatie: later mbo rows carry it too."""
    counts = np.isin(diploma, QUALIFYING)
    pupils.held[who[counts]], pupils.held_on[who[counts]] = (
        diploma[counts],
        np.broadcast_to(on, who.shape)[counts],
    )
    pupils.dropped[who[counts]] = OPEN


def take_examination(
    pupils: Pupils, who: np.ndarray, year: int, ledger: Ledger, around: Surroundings
) -> None:
    """Enrolled for the examination only (EX) from September; most have a late diploma by Christmas."""
    rng, count = around.rng, len(who)
    begun = day(year + 1, 9) + rng.integers(0, 25, count)
    ended = day(year + 1, 10, 5) + rng.integers(0, 80, count)
    passed, level = rng.random(count) < 0.7, pupils.last_soort[who]
    pupils.soort[who], pupils.leerweg[who], pupils.started[who] = level, EX, begun
    ledger.write(
        pupils,
        who,
        ended,
        destination=DESTINATION["werk"],
        reason=np.where(passed, 8, 7),
        diploma=np.where(passed, level, 0),
        diploma_on=np.where(passed, ended - 3, OPEN),
    )
    pupils.soort[who], pupils.leerweg[who], pupils.dropped[who] = OUT, NO_LEERWEG, OPEN
    hold(pupils, who[passed], level[passed], ended[passed] - 3)


def graduate_in_winter(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Mbo diplomas outside the summer: overdue ones in autumn, early ones from January to March."""
    rng = around.rng
    mbo = pupils.soort >= MBO1
    overdue = mbo & (pupils.finish == year) & (pupils.started < day(year - 1, 7))
    autumn = overdue & (rng.random(len(pupils)) < OVERDUE_DIPLOMA * 0.5)
    winter = mbo & (pupils.finish == year) & ~autumn & (rng.random(len(pupils)) < DIPLOMA_IN_WINTER)
    for chosen, first, span in ((autumn, day(year, 9, 20), 90), (winter, day(year + 1, 1, 10), 70)):
        passing = np.array([PASS.get(kind, 0) for kind in range(17)])[pupils.soort]
        who = np.flatnonzero(chosen & (rng.random(len(pupils)) < passing) & (pupils.started < first))
        got = first + rng.integers(0, span, len(who))
        level = pupils.soort[who].copy()
        working = np.where(rng.random(len(who)) < 0.8, DESTINATION["werk"], DESTINATION["onbekend"])
        ledger.write(pupils, who, got + 5, destination=working, diploma=level, diploma_on=got)
        pupils.last_soort[who], pupils.soort[who] = level, OUT
        hold(pupils, who, level, got)
