"""What 1 August brings: the next year, another kind of education, a diploma, or nothing any more."""

from __future__ import annotations

import numpy as np

from monitoring.demonstration.departures import told
from monitoring.demonstration.diplomas import hold, take_examination
from monitoring.demonstration.intake import Surroundings, opleidingen, start
from monitoring.demonstration.kinds import (
    BRUG,
    DESTINATION,
    DESTINATION_OF_SOORT,
    HAVO,
    MBO1,
    MBO2,
    MBO4,
    OPEN,
    OUT,
    VAVO,
    VWO,
)
from monitoring.demonstration.ledger import Ledger, Pupils, day
from monitoring.demonstration.rates import (
    AFTER_MBO,
    CHANGE_PROGRAMME,
    EXAM_ONLY,
    PASS,
    STOP_AFTER_FAILING,
    WAYS,
    Way,
    out,
)

TO = np.array(DESTINATION_OF_SOORT)
RUTTE_SHARE = 0.08  # of those who repeat the examination year: half at the vo school, half at vavo


def _drawn(ways: list[Way], count: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """For each pupil one of the ways, as one array per property."""
    chances = np.array([way.chance for way in ways])
    picked = rng.choice(len(ways), count, p=chances / chances.sum())
    names = ("soort", "leerjaar", "diploma", "destination", "reason")
    return {name: np.array([getattr(way, name) for way in ways])[picked] for name in names}


def go_on(
    pupils: Pupils, who: np.ndarray, ways: list[Way], year: int, ledger: Ledger, around: Surroundings
) -> None:
    """Close the row of `who` on 1 August and begin the next one, if there is one."""
    august = day(year + 1, 8)
    drawn = _drawn(ways, len(who), around.rng)
    leaves = drawn["soort"] == OUT
    written = _written(drawn, august, around.rng)
    written["diploma_on"] = np.where(
        drawn["diploma"] > 0, np.maximum(written["diploma_on"], pupils.started[who] + 1), OPEN
    )
    ledger.write(pupils, who, august, **written)
    hold(pupils, who, drawn["diploma"], written["diploma_on"])
    pupils.last_soort[who] = pupils.soort[who]
    at_school = np.isin(written["destination"], (DESTINATION["ho"], DESTINATION["mbo"]))
    pupils.dropped[who[leaves & ~at_school]] = august
    pupils.soort[who[leaves]] = OUT
    soort, leerjaar = drawn["soort"][~leaves], drawn["leerjaar"][~leaves]
    start(pupils, who[~leaves], soort, leerjaar, august, year + 1, around)


def _written(drawn: dict[str, np.ndarray], august: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """What the school writes in the rows that it closes on 1 August."""
    leaves, count = drawn["soort"] == OUT, len(drawn["soort"])
    destination = np.where(leaves, drawn["destination"], TO[drawn["soort"]])
    learnt = told(destination, np.full(count, august), rng)
    return {
        "destination": destination,
        "reason": np.where(leaves & (drawn["reason"] == 7), rng.integers(1, 8, count), drawn["reason"]),
        "known": np.where(leaves, learnt["known"], august),
        "registered": np.where(leaves, learnt["registered"], august),
        "elsewhere": ~leaves | learnt["elsewhere"],
        "diploma": drawn["diploma"],
        "diploma_on": august - rng.integers(15, 60, count),
    }


def vo_summer(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Vo, pro, vso, isk and vavo: one table of ways per kind and leerjaar."""
    here = np.flatnonzero((pupils.soort != OUT) & (pupils.soort < MBO1) & (pupils.started < day(year + 1, 8)))
    kind = np.where(pupils.soort[here] == BRUG, pupils.track[here], pupils.soort[here]).astype(np.int32)
    group = kind * 10 + np.where(kind == VAVO, 0, pupils.leerjaar[here])
    order = np.argsort(group, kind="stable")
    keys, first = np.unique(group[order], return_index=True)
    for key, members in zip(keys, np.split(here[order], first[1:]), strict=True):
        go_on(pupils, members, WAYS[(int(key) // 10, int(key) % 10)], year, ledger, around)


def mbo_summer(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Mbo rows run on over the summer unless the programme is finished, stopped or exchanged."""
    rng = around.rng
    here = (pupils.soort >= MBO1) & (pupils.started < day(year + 1, 6))
    for level in range(MBO1, MBO4 + 1):
        who = np.flatnonzero(here & (pupils.soort == level))
        due = pupils.finish[who] <= year
        passes = due & (rng.random(len(who)) < PASS[level])
        stops = due & ~passes & (rng.random(len(who)) < STOP_AFTER_FAILING[level] / (1 - PASS[level]) * 0.3)
        pupils.finish[who[due & ~passes & ~stops]] = year + 1
        changes = ~due & (rng.random(len(who)) < CHANGE_PROGRAMME)
        go_on(pupils, who[passes], AFTER_MBO[level], year, ledger, around)
        _stop(pupils, who[stops], level, year, ledger, around)
        go_on(pupils, who[changes], _other_programme(level), year, ledger, around)


def _other_programme(level: int) -> list[Way]:
    lower = max(level - 1, MBO1)
    return [Way(0.6, level), Way(0.4, lower if level > MBO2 else level)]


def _stop(
    pupils: Pupils, who: np.ndarray, level: int, year: int, ledger: Ledger, around: Surroundings
) -> None:
    ways = [out(0.45, "werk"), out(0.25, "onbekend"), out(0.2, "geen"), out(0.1, "mbo")]
    go_on(pupils, who, ways, year, ledger, around)
    if level >= MBO2:
        again = who[around.rng.random(len(who)) < EXAM_ONLY * 4]
        take_examination(pupils, again, year, ledger, around)


def rutte_pupils(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Repeating havo and vwo pupils whom their school sends to vavo: a second row, not funded."""
    final = ((pupils.soort == HAVO) & (pupils.leerjaar == 5)) | (
        (pupils.soort == VWO) & (pupils.leerjaar == 6)
    )
    late = pupils.cohort <= year - np.where(pupils.soort == HAVO, 17, 18)
    who = np.flatnonzero(final & late & (around.rng.random(len(pupils)) < RUTTE_SHARE))
    before = {
        name: getattr(pupils, name)[who].copy()
        for name in ("vest", "soort", "leerjaar", "funded", "opleiding")
    }
    pupils.soort[who], pupils.leerjaar[who], pupils.funded[who] = VAVO, 0, False
    pupils.vest[who] = around.placement.choose(
        np.full(len(who), VAVO), pupils.home[who].astype(np.int64), around.rng
    )
    pupils.opleiding[who] = opleidingen(np.full(len(who), VAVO), around.rng)
    ledger.write(pupils, who, day(year + 1, 8), destination=DESTINATION["vo"])
    for name, values in before.items():
        getattr(pupils, name)[who] = values


def summer(pupils: Pupils, year: int, ledger: Ledger, around: Surroundings) -> None:
    """Everybody still enrolled at the end of the school year that opened in `year`."""
    mbo_summer(pupils, year, ledger, around)
    vo_summer(pupils, year, ledger, around)
