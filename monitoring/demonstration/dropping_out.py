"""Breaking off during the year, and coming back within it."""

from __future__ import annotations

import numpy as np

from monitoring.demonstration.departures import dates_of_leaving, told
from monitoring.demonstration.diplomas import take_examination
from monitoring.demonstration.intake import Surroundings, lower_start, start
from monitoring.demonstration.kinds import DESTINATION, MBO2, OPEN, OUT
from monitoring.demonstration.ledger import Ledger, Pupils, day
from monitoring.demonstration.rates import (
    DROP_OUT,
    EXAM_ONLY,
    LEFT_FOR,
    REASONS,
    RETURN_WITHIN_YEAR,
    YEAR_FACTOR,
)


def _leave(pupils: Pupils, who: np.ndarray, ended: np.ndarray) -> None:
    pupils.last_soort[who], pupils.soort[who] = pupils.soort[who], OUT
    pupils.dropped[who] = np.where(pupils.held[who] == 0, ended, OPEN)


def chance_to_break_off(pupils: Pupils, year: int, around: Surroundings) -> np.ndarray:
    """By kind, school, year and age: hardly anybody under sixteen, more from eighteen."""
    age = year - pupils.cohort
    by_age = np.select([age <= 13, age <= 15, age >= 19], [0.5, 0.8, 1.15], 1.0)
    leerweg = np.where(pupils.leerweg == 2, 1.12, 0.97)
    factor = YEAR_FACTOR.get(year, 0.95) * by_age * np.where(pupils.newcomer, 1.3, 1.0) * leerweg
    return DROP_OUT[pupils.soort] * factor * around.placement.risk[pupils.vest]


def break_off(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Drop out during the year; some come back within it, a few only for their examination."""
    rng = around.rng
    chance = chance_to_break_off(pupils, year, around)
    who = np.flatnonzero((pupils.soort != OUT) & (rng.random(len(pupils)) < chance))
    ended = dates_of_leaving(len(who), year, rng)
    who, ended = who[ended > pupils.started[who]], ended[ended > pupils.started[who]]
    destination = np.array([DESTINATION[code] for code in LEFT_FOR[0]])[
        rng.choice(len(LEFT_FOR[0]), len(who), p=np.array(LEFT_FOR[1]) / sum(LEFT_FOR[1]))
    ]
    of_leerplicht_age = year - pupils.cohort[who] < 16
    destination[of_leerplicht_age & (destination == DESTINATION["werk"])] = DESTINATION["geen"]
    reason = rng.choice(REASONS[0], len(who), p=REASONS[1])
    ledger.write(pupils, who, ended, reason=reason, destination=destination, **told(destination, ended, rng))
    _leave(pupils, who, ended)
    _return_within_year(pupils, who, ended, year, around)
    examined = who[
        (pupils.last_soort[who] >= MBO2) & (pupils.soort[who] == OUT) & (rng.random(len(who)) < EXAM_ONLY)
    ]
    take_examination(pupils, examined, year, ledger, around)


def _return_within_year(
    pupils: Pupils, who: np.ndarray, ended: np.ndarray, year: int, around: Surroundings
) -> None:
    rng = around.rng
    back = ended + rng.integers(25, 150, len(who))
    old_enough = year - pupils.cohort[who] >= 15
    returns = old_enough & (back < day(year + 1, 7)) & (rng.random(len(who)) < RETURN_WITHIN_YEAR * 1.5)
    these = who[returns]
    start(
        pupils,
        these,
        lower_start(pupils.last_soort[these], rng),
        np.zeros(len(these), np.int8),
        back[returns],
        year,
        around,
    )
    pupils.dropped[these] = OPEN
