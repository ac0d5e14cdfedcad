"""The N01 and N02 files: what each school knows at the end of a levermaand of its leavers and its aanmeldingen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa

from monitoring.demonstration.columns import csv_bytes, dates, day_numbers, labels, numbers
from monitoring.demonstration.deliveries import DemoFile, delivered_on, month_bounds
from monitoring.demonstration.leavers import VMBO, leavers, strangers
from monitoring.demonstration.scales import Scale, month_range
from monitoring.demonstration.stories import NEVER, aanmeldingen, aanmeldingen_of_strangers, plans

EARLIER_MONTHS = ("02", "04", "07", "09")  # an earlier school year is told at these moments only
RESULTS, RESITS = "06", "07"
SEEN_AFTER = np.timedelta64(30, "D")  # from then on the mbo school says who appeared


@dataclass(frozen=True)
class Year:
    """The leavers of one school year with their plans and aanmeldingen; `place` n of an aanmelding is row n.

    Behind the leavers stand a few strangers, who have no plan: in no N01, and yet with an aanmelding.
    """

    opens: int
    rows: pd.DataFrame
    plans: pd.DataFrame
    applications: pd.DataFrame


def story_of(frame: pd.DataFrame, year: int, seed: int, brins: list[str]) -> Year:
    """The same for every levermaand: chance is drawn once per school year."""
    rng = np.random.default_rng([seed, year])
    rows = leavers(frame, year, rng)
    planned, applied = plans(rows, year, rng), aanmeldingen(rows, year, brins, rng)
    others = strangers(frame, year, rng)
    more = aanmeldingen_of_strangers(others, year, brins, rng)
    more["place"] += len(rows)
    return Year(year, pd.concat([rows, others], ignore_index=True), planned, pd.concat([applied, more], ignore_index=True))


def months_of(year: int, scale: Scale) -> list[str]:
    """The levermaanden of one school year: every month of the running one, four of an earlier.

    Of the one before also the month of the last: what is compared with last year on the same date was told as far.
    """
    last = scale.months[-1]
    running = int(last[:4]) if last[5:] >= "10" else int(last[:4]) - 1
    told = (*EARLIER_MONTHS, last[5:]) if year == running - 1 else EARLIER_MONTHS
    months = month_range(f"{year}-10", f"{year + 1}-09")
    return [month for month in months if month <= last and (year >= running or month[5:] in told)]


def transition_files(
    frame: pd.DataFrame, scale: Scale, seed: int, apart: set[str], mbo: list[str], today: date
) -> Iterator[DemoFile]:
    """All N01 and N02 files up to today, in the order in which they came in."""
    made: list[DemoFile] = []
    for opens in range(scale.leaving_from, scale.last_year + 1):
        year = story_of(frame, opens, seed, mbo)
        for month in months_of(opens, scale):
            made += [*n01_files(year, month, apart), *n02_files(year, month)]
    yield from sorted((file for file in made if file.delivered_on <= today), key=lambda file: file.delivered_on)


def n01_files(year: Year, month: str, apart: set[str]) -> Iterator[DemoFile]:
    """One file per school, or per vestiging where it delivers so."""
    last = month_bounds(month)[2]
    rows = year.rows.iloc[: len(year.plans)]
    ended = rows["ended_on"].to_numpy()
    summer = np.datetime64(f"{year.opens + 1}-07-01")
    here = (rows["started_on"].to_numpy() <= last) & (np.isnat(ended) | (ended > last) | (ended >= summer))
    places = np.flatnonzero(here)
    table = n01_table(year, month, places)
    brin = year.rows["brin"].astype("str").to_numpy()[places]
    vestiging = np.where(np.isin(brin, list(apart)), year.rows["vestiging"].astype("str").to_numpy()[places], "")
    yield from _files("N01", month, table, np.char.add(brin.astype(str), vestiging.astype(str)))


def n01_table(year: Year, month: str, places: np.ndarray) -> pa.Table:
    """The columns of N01 for these leavers."""
    rows, plan = year.rows.iloc[places], year.plans.iloc[places]
    last, number = month_bounds(month)[2], month[5:]
    decided = (plan["decided_on"].to_numpy() <= last) | (int(number) in range(4, 10))
    has_result = number in ("06", "07", "08", "09")
    repeats = plan["repeats"].to_numpy() & has_result & (number > RESULTS)
    intended = np.select([repeats, decided], ["doubleren", plan["intended"].to_numpy(str)], "onbekend")
    candidate = rows["soort"].isin(VMBO).to_numpy()
    resits = plan["resits"].to_numpy() & (number < RESITS)
    result = np.select([plan["failed"].to_numpy(), resits], ["gezakt", "herexamen"], "geslaagd")
    supports, talked = plan["supports"].to_numpy(), plan["talked_on"].to_numpy() <= last
    moved = (rows["moved_on"].to_numpy() <= last).astype(bool)
    home = np.where(moved, rows["next_municipality"].astype("str"), rows["municipality"].astype("str"))
    to_mbo = np.char.startswith(intended.astype(str), "mbo")
    return pa.table({
        "pgn": numbers(rows["pgn"].to_numpy()), "leerlingnummer": numbers(rows["leerlingnummer"].to_numpy()),
        "achternaam": labels(rows["achternaam"]), "voorvoegsel": labels(rows["voorvoegsel"]),
        "voornaam": labels(rows["voornaam"]), "geboortedatum": dates(day_numbers(rows["born"])), "gemeentecode": _text(home),
        "brin": labels(rows["brin"]), "vestiging": labels(rows["vestiging"]),
        "onderwijssoort": labels(rows["onderwijssoort"]),
        "leerjaar": numbers(rows["leerjaar"].to_numpy()), "examenkandidaat": _text(np.where(candidate, "J", "N")),
        "examenuitslag": _text(np.where(candidate & has_result, result, "")),
        "voorgenomen_bestemming": _text(intended),
        "voorgenomen_brin": _text(np.where(to_mbo, plan["intended_brin"].to_numpy(str), "")),
        "extra_ondersteuning": _text(np.where(supports, "J", "N")),
        "warme_overdracht": _text(np.select([supports & talked, supports], ["gedaan", "gewenst"], "niet_nodig")),
    })  # fmt: skip


def n02_files(year: Year, month: str) -> Iterator[DemoFile]:
    """One file per mbo school that has any aanmelding yet."""
    last = month_bounds(month)[2]
    known = year.applications[year.applications["applied_on"].to_numpy() <= last]
    yield from _files("N02", month, n02_table(year, known, last), known["brin"].to_numpy(str))


def n02_table(year: Year, known: pd.DataFrame, last: np.datetime64) -> pa.Table:
    """The columns of N02: the last of its days that has come says the status."""
    taken, offered, enrolled, closed, starts = (
        known[name].to_numpy().astype("datetime64[D]")
        for name in ("taken_on", "offered_on", "enrolled_on", "closed_on", "starts_on")
    )
    refused = np.where(known["rejected"].to_numpy(bool), "leidt_niet_tot_inschrijving", "ingetrokken")
    come = [day <= last for day in (closed, enrolled, offered, taken)]
    words = [refused, "ingeschreven", "onderwijsovereenkomst_aangeboden", "aangemeld"]
    status = np.select(come, [np.asarray(word) for word in words], "aangemeld")
    since = np.select(come, [closed, enrolled, offered, taken], known["applied_on"].to_numpy().astype("datetime64[D]"))
    is_seen = (starts + SEEN_AFTER <= last) & (status == "ingeschreven")
    people = year.rows.iloc[known["place"].to_numpy()]
    number = [f"A{year.opens + 1}-{place:05d}" for place in known.index + 1]
    return pa.table({
        "pgn": numbers(people["pgn"].to_numpy()), "brin": _text(known["brin"]), "aanmeldnummer": _text(number),
        "opleidingscode": _text(known["opleidingscode"]), "niveau": numbers(known["level"].to_numpy()),
        "leerweg": _text(known["leerweg"]), "datum_aanmelding": _days(known["applied_on"].to_numpy()),
        "status": _text(status), "datum_status": _days(since), "startdatum": _days(starts),
        "verschenen": _text(np.where(is_seen, np.where(known["appears"].to_numpy(bool), "J", "N"), "")),
    })  # fmt: skip


def _files(kind: str, month: str, table: pa.Table, schools: np.ndarray) -> Iterator[DemoFile]:
    for turn, school in enumerate(np.unique(schools)):
        part = table.filter(pa.array(schools == school))
        sent = _weekday(delivered_on(month, turn) + timedelta(days=1))
        yield DemoFile(f"{kind}_{month}_{school}.csv", csv_bytes(part), kind, month, sent)


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


def _text(values) -> pa.Array:
    return pa.array([str(value) for value in values], pa.string())


def _days(values: np.ndarray) -> pa.Array:
    days = values.astype("datetime64[D]")
    return pa.array(np.where(days < NEVER, np.datetime_as_string(days), ""), pa.string())
