"""What else happens between two summers: moving house, another school, leaving for elsewhere."""

from __future__ import annotations

import numpy as np

from monitoring.demonstration.departures import dates_of_leaving
from monitoring.demonstration.diplomas import graduate_in_winter
from monitoring.demonstration.dropping_out import break_off
from monitoring.demonstration.intake import Surroundings, start
from monitoring.demonstration.kinds import BRUG, DESTINATION, IN_EDUCATION, MBO1, OPEN, OUT, VAVO, VWO
from monitoring.demonstration.ledger import Ledger, Pupils, day
from monitoring.demonstration.rates import MOVE_HOUSE, MOVE_OUT_OF_REGION, OTHER_LEAVING, SWITCH


def move_house(pupils: Pupils, year: int, around: Surroundings) -> None:
    """At most one move within a row: the deliveries after it carry the new address."""
    rng = around.rng
    may = (pupils.soort != OUT) & (pupils.moved == OPEN) & (pupils.home < around.homes_inside)
    who = np.flatnonzero(may & (rng.random(len(pupils)) < MOVE_HOUSE))
    inside = rng.choice(around.homes_inside, len(who), p=around.home_weights)
    beyond = rng.integers(around.homes_inside, around.homes, len(who))
    pupils.next_home[who] = np.where(rng.random(len(who)) < MOVE_OUT_OF_REGION, beyond, inside)
    pupils.moved[who] = np.maximum(day(year, 8) + rng.integers(0, 365, len(who)), pupils.started[who] + 1)


def leave_for_elsewhere(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Emigration, death, exemption, private school, a school in another region."""
    rng = around.rng
    for code, chance, reason in OTHER_LEAVING:
        young = code in ("vo", "vrijstelling")
        fits = (
            (pupils.soort < VAVO)
            if young
            else (pupils.soort >= VAVO)
            if code == "mbo"
            else pupils.soort != OUT
        )
        grown = (pupils.cohort <= year - 17) if code in ("defensie_politie", "dji") else True
        who = np.flatnonzero(fits & grown & (pupils.soort != OUT) & (rng.random(len(pupils)) < chance))
        ended = dates_of_leaving(len(who), year, rng)
        who, ended = (who[ended > pupils.started[who]], ended[ended > pupils.started[who]])
        ledger.write(
            pupils,
            who,
            ended,
            reason=reason,
            destination=DESTINATION[code],
            elsewhere=DESTINATION[code] in IN_EDUCATION,
        )
        pupils.soort[who] = OUT


def change_school(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Another vestiging or school during the year, from one day to the next."""
    rng = around.rng
    mbo = pupils.soort >= MBO1
    chance = np.where(
        mbo, SWITCH["mbo"], np.where((pupils.soort >= BRUG) & (pupils.soort <= VWO), SWITCH["vo"], 0)
    )
    who = np.flatnonzero(rng.random(len(pupils)) < chance)
    on = dates_of_leaving(len(who), year, rng)
    who, on = who[on > pupils.started[who]], on[on > pupils.started[who]]
    grown = pupils.soort[who] >= MBO1
    ledger.write(pupils, who, on, destination=np.where(grown, DESTINATION["mbo"], DESTINATION["vo"]))
    soort, finish = pupils.soort[who].copy(), pupils.finish[who].copy()
    pupils.soort[who] = OUT  # so that the new vestiging is chosen anew
    start(pupils, who, soort, pupils.leerjaar[who], on, year, around)
    pupils.finish[who] = np.maximum(finish, pupils.finish[who])


def school_year(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """All that can happen between 1 August and 31 July, in this order."""
    move_house(pupils, year, around)
    graduate_in_winter(pupils, year, ledger, around)
    leave_for_elsewhere(pupils, year, ledger, around)
    change_school(pupils, year, ledger, around)
    break_off(pupils, year, ledger, around)
