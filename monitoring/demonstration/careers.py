"""Year by year from primary school to diploma or drop-out: one table of inschrijvingen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from monitoring.demonstration.in_year import school_year
from monitoring.demonstration.intake import (
    Surroundings,
    come_back,
    from_abroad,
    from_outside,
    from_primary_school,
)
from monitoring.demonstration.kinds import DESTINATIONS, LEERWEGEN, OPEN, OPLEIDINGEN, OUT, SOORTEN
from monitoring.demonstration.ledger import Ledger, Pupils, day, nobody
from monitoring.demonstration.people import people
from monitoring.demonstration.placement import Placement, placement
from monitoring.demonstration.places import home_codes, home_count, home_weights
from monitoring.demonstration.scales import SCALES, Scale
from monitoring.demonstration.summer import rutte_pupils, summer
from monitoring.demonstration.summer_leak import with_leak

WARMING_UP = 11  # years, so that every class is full when the first teljaar opens


def _simulate(scale: Scale, around: Surroundings) -> tuple[Pupils, dict[str, np.ndarray]]:
    pupils, ledger = nobody(0), Ledger(since=day(scale.leaving_from, 10))
    for year in range(scale.first_year - WARMING_UP, scale.last_year + 1):
        for arrivals in (from_primary_school, from_abroad, from_outside):
            pupils.append(arrivals(scale.intake, year, around))
        come_back(pupils, year, around)
        rutte_pupils(pupils, year, ledger, around)
        school_year(pupils, year, ledger, around)
        if year < scale.last_year:
            summer(pupils, year, ledger, around)
    here = np.flatnonzero(pupils.soort != OUT)
    ledger.write(pupils, here, OPEN)
    return pupils, ledger.columns()


def _days(numbers: np.ndarray) -> np.ndarray:
    """Day numbers as dates, the open end as NaT."""
    dates = numbers.astype("datetime64[D]").astype("datetime64[s]")
    dates[numbers == OPEN] = np.datetime64("NaT")
    return dates


def _category(codes: np.ndarray, labels: list[str] | tuple[str, ...]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, pd.Index(labels, dtype=object))


def _opleiding(soort: np.ndarray, number: np.ndarray) -> pd.Categorical:
    labels = ["", *dict.fromkeys(code for pairs in OPLEIDINGEN.values() for code, _ in pairs)]
    table = np.zeros((len(SOORTEN), 6), np.int8)
    for kind, pairs in OPLEIDINGEN.items():
        table[kind, 1 : len(pairs) + 1] = [labels.index(code) for code, _ in pairs]
    return _category(table[soort, number], labels)


def _numbered(person: np.ndarray, brin: np.ndarray) -> np.ndarray:
    """The volgnummer: 1, 2, … per pupil and BRIN, for rows that stand in that order already."""
    fresh = np.ones(len(person), bool)
    fresh[1:] = (person[1:] != person[:-1]) | (brin[1:] != brin[:-1])
    position = np.arange(len(person))
    return position - np.maximum.accumulate(np.where(fresh, position, 0)) + 1


def _frame(
    rows: dict[str, np.ndarray], who: pd.DataFrame, where: Placement, homes: list[str]
) -> pd.DataFrame:
    brin = where.brin[rows["vest"]]
    order = np.lexsort((rows["started"], rows["person"], brin))
    rows, brin = {name: values[order] for name, values in rows.items()}, brin[order]
    labels = sorted(set(where.vestiging))
    vestiging = np.array([labels.index(code) for code in where.vestiging])[rows["vest"]]
    facts = {
        "pupil": rows["person"],
        "brin": _category(brin, where.brins),
        "vestiging": _category(vestiging, labels),
        "volgnummer": _numbered(rows["person"], brin).astype(np.int16),
        "onderwijssoort": _category(rows["soort"], SOORTEN),
        "leerjaar": rows["leerjaar"],
        "leerweg": _category(rows["leerweg"], LEERWEGEN),
        "opleidingscode": _opleiding(rows["soort"], rows["opleiding"]),
        "bekostigd": rows["funded"].astype(bool),
        "reason": rows["reason"],
        "destination": _category(rows["destination"], DESTINATIONS),
        "elsewhere": rows["elsewhere"].astype(bool),
        "diploma": _category(rows["diploma"], SOORTEN),
        "earlier_diploma": _category(rows["held"], SOORTEN),
        "municipality": _category(rows["home"], homes),
        "next_municipality": _category(rows["next_home"], homes),
    }
    dates = {"started": "started_on", "ended": "ended_on", "known": "known_on", "registered": "registered_on"}
    dates |= {"diploma_on": "diploma_on", "held_on": "earlier_diploma_on", "moved": "moved_on"}
    facts |= {name: _days(rows[column]) for column, name in dates.items()}
    persons = {name: who[name].take(rows["person"]).array for name in who.columns}
    return pd.DataFrame(facts | persons)


def _built(scale: Scale, seed: int, municipalities: list[str] | None) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    homes = home_codes(municipalities)
    where = placement(scale.name, municipalities, rng)
    around = Surroundings(where, home_weights(municipalities), home_count(municipalities), len(homes), rng)
    pupils, rows = _simulate(scale, around)
    frame = _frame(rows, people(pupils.cohort, pupils.newcomer, rng), where, homes)
    frame["born"] = _days(frame["born"].to_numpy())
    leaks = range(SCALES["small"].last_year, scale.last_year + 1) if scale.name == "small" else range(0)
    return with_leak(frame, leaks, seed)


@lru_cache(maxsize=2)
def _cached(scale: str, seed: int, last_year: int) -> pd.DataFrame:
    return _built(replace(SCALES[scale], last_year=last_year), seed, None)


def enrolment_frame(
    scale: str = "region", seed: int = 37, municipalities: list[str] | None = None, last_year: int | None = None
) -> pd.DataFrame:
    """Every inschrijving of the invented region with what truly happened, sorted by BRIN, pupil and start.

    `ended_on` NaT is an open end; a date after the demonstration day has been planned by the simulation only.
    """
    until = last_year or SCALES[scale].last_year
    if municipalities is None and scale != "national":
        return _cached(scale, seed, until).copy(deep=False)
    return _built(replace(SCALES[scale], last_year=until), seed, municipalities)
