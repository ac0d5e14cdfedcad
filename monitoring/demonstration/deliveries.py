"""The R01 files: what each school knows at the end of each levermaand, with the few intended faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from monitoring.demonstration.columns import DUTCH, ISO, csv_bytes, dates, day_numbers, labels, numbers, words
from monitoring.demonstration.kinds import DESTINATION, MBO1, NO_DROP_OUT, UNKNOWN_REASON
from monitoring.demonstration.scales import Scale, teljaar_of_month

LATE, REFUSED, FAULTY, REPLACED = "94JK", "93GH", "92EF", "91CD"
LATE_SMALL, REFUSED_SMALL = "97VS", "93GH"
FAULTY_MONTH, REPLACED_MONTH = "2026-02", "2026-01"
DUTCH_DATES = ("90AB", "99RB")  # schools that write 31-12-2025
WINDOWS = ("95LM", "97PR")  # schools whose administration saves Windows-1252


@dataclass(frozen=True)
class DemoFile:
    """One file as a school or DUO hands it in."""

    name: str
    content: bytes
    kind: str
    month: str
    delivered_on: date
    note: str = ""


def month_bounds(month: str) -> tuple[np.datetime64, np.datetime64, np.datetime64]:
    """1 October that opens the teljaar, the first and the last day of the levermaand."""
    first = np.datetime64(f"{month}-01")
    last = np.datetime64((np.datetime64(month) + 1).astype("datetime64[D]")) - 1
    return np.datetime64(f"{teljaar_of_month(month)}-10-01"), first, last


def known_rows(frame: pd.DataFrame, month: str) -> pd.DataFrame:
    """The rows of all schools in one levermaand: begun by its end, and active on or after 1 October."""
    opens, _, last = month_bounds(month)
    begun = frame["started_on"].to_numpy() <= last
    ended = frame["ended_on"].to_numpy()
    return frame[begun & (np.isnat(ended) | (ended > opens))]


def _diplomas(rows: pd.DataFrame, last: np.datetime64, form: str) -> dict[str, pa.Array]:
    """The diploma of this row and, at mbo, the startkwalificatie that the pupil brought, joined by +."""
    mbo = rows["onderwijssoort"].cat.codes.to_numpy() >= MBO1
    shown = {
        name: (rows[name].cat.codes.to_numpy() > 0) & (rows[f"{name}_on"].to_numpy() <= last)
        for name in ("earlier_diploma", "diploma")
    }
    shown["earlier_diploma"] &= mbo
    plus = pa.array(np.where(shown["earlier_diploma"] & shown["diploma"], "+", ""), pa.string())
    codes = [labels(rows[name], these) for name, these in shown.items()]
    days = [dates(np.where(these, day_numbers(rows[f"{name}_on"]), 0), form) for name, these in shown.items()]
    return {
        "diploma": pc.binary_join_element_wise(codes[0], plus, codes[1], ""),
        "datum_diploma": pc.binary_join_element_wise(days[0], plus, days[1], ""),
    }


def _departures(rows: pd.DataFrame, last: np.datetime64, form: str) -> dict[str, pa.Array]:
    """What the school has written of leaving; unknown until it has heard."""
    left = (rows["ended_on"].to_numpy() <= last) & (rows["registered_on"].to_numpy() <= last)
    told = left & (rows["known_on"].to_numpy() <= last)
    destination = np.where(told, rows["destination"].cat.codes, DESTINATION["onbekend"])
    guess = np.where(rows["reason"] == NO_DROP_OUT, NO_DROP_OUT, UNKNOWN_REASON)
    return {
        "datum_uitschrijving": dates(np.where(left, day_numbers(rows["ended_on"]), 0), form),
        "reden_uitschrijving": numbers(np.where(left, np.where(told, rows["reason"], guess), 0)),
        "bestemming": words(destination, rows["destination"].cat.categories, left),
    }


def _home(rows: pd.DataFrame, last: np.datetime64) -> pa.Array:
    """The woongemeente of today, after moving house."""
    moved = rows["moved_on"].to_numpy() <= last
    home = np.where(moved, rows["next_municipality"].cat.codes, rows["municipality"].cat.codes)
    return words(home, rows["municipality"].cat.categories)


def r01_table(rows: pd.DataFrame, month: str, form: str = ISO) -> pa.Table:
    """The columns of R01 for rows that `known_rows` chose."""
    last = month_bounds(month)[2]
    columns = {
        "pgn": numbers(rows["pgn"].to_numpy()),
        "leerlingnummer": numbers(rows["leerlingnummer"].to_numpy()),
        "achternaam": labels(rows["achternaam"]),
        "voorvoegsel": labels(rows["voorvoegsel"]),
        "voornaam": labels(rows["voornaam"]),
        "geboortedatum": dates(day_numbers(rows["born"]), form),
        "geslacht": labels(rows["geslacht"]),
        "gemeentecode": _home(rows, last),
        "brin": labels(rows["brin"]),
        "vestiging": labels(rows["vestiging"]),
        "volgnummer": numbers(rows["volgnummer"].to_numpy()),
        "onderwijssoort": labels(rows["onderwijssoort"]),
        "leerjaar": numbers(rows["leerjaar"].to_numpy()),
        "leerweg": labels(rows["leerweg"]),
        "opleidingscode": labels(rows["opleidingscode"]),
        "bekostigd": pa.array(["N", "J"]).take(pa.array(rows["bekostigd"].to_numpy().astype(np.int8))),
        "datum_inschrijving": dates(day_numbers(rows["started_on"]), form),
    }
    return pa.table(columns | _departures(rows, last, form) | _diplomas(rows, last, form))


def delivered_on(month: str, turn: int) -> date:
    """A working day in the first week after the levermaand."""
    first = date(int(month[:4]) + int(month[5:]) // 12, int(month[5:]) % 12 + 1, 2)
    day = first + timedelta(days=turn % 5)
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() >= 5 else 0)


def _with_faults(table: pa.Table) -> pa.Table:
    """At most four rows that cannot be used: less than the 2 % under which the good ones may be accepted."""
    wrong = {
        "pgn": "900000001",
        "geboortedatum": "31-02-2011",
        "onderwijssoort": "mavo",
        "gemeentecode": "0000",
    }
    for place, (name, value) in enumerate(list(wrong.items())[: max(1, table.num_rows // 60)]):
        column = table[name].to_pylist()
        column[20 + 11 * place] = value
        table = table.set_column(table.column_names.index(name), name, pa.array(column))
    return table


def _refused(table: pa.Table) -> bytes:
    """The export of another list: no headings of municipality and onderwijssoort."""
    return csv_bytes(table.drop_columns(["gemeentecode", "onderwijssoort"]))


@dataclass(frozen=True)
class Slice:
    """The rows of one school in the table of one levermaand."""

    brin: str
    vestiging: str
    table: pa.Table

    @property
    def code(self) -> str:
        """As it stands in the file name."""
        return self.brin + self.vestiging


def _slices(rows: pd.DataFrame, month: str, apart: set[str]) -> Iterator[Slice]:
    """Split by BRIN, and by vestiging where the school delivers so; rows are sorted by BRIN."""
    table = r01_table(rows, month)
    codes, names = rows["brin"].cat.codes.to_numpy(), rows["brin"].cat.categories
    bounds = np.searchsorted(codes, np.arange(len(names) + 1))
    for number, brin in enumerate(names):
        low, high = bounds[number], bounds[number + 1]
        part = table.slice(low, high - low)
        if brin in DUTCH_DATES:
            part = r01_table(rows.iloc[low:high], month, DUTCH)
        if low == high:
            continue
        if brin not in apart:
            yield Slice(brin, "", part)
            continue
        here = part["vestiging"].to_numpy(zero_copy_only=False)
        for vestiging in sorted(set(here)):
            yield Slice(brin, vestiging, part.filter(pa.array(here == vestiging)))


def _files_of(
    school: Slice, month: str, turn: int, last_month: bool, late: str, refused: str
) -> Iterator[DemoFile]:
    name, sent = f"R01_{month}_{school.code}.csv", delivered_on(month, turn)
    if last_month and school.brin == late:
        return
    if last_month and school.brin == refused:
        yield DemoFile(name, _refused(school.table), "R01", month, sent, "geweigerd")
        return
    if school.brin == REPLACED and month == REPLACED_MONTH:
        first = school.table.slice(0, school.table.num_rows - 9)
        yield DemoFile(name, csv_bytes(first), "R01", month, sent, "vervangen")
        sent += timedelta(days=1)
    if school.brin == FAULTY and month == FAULTY_MONTH:
        yield DemoFile(name, csv_bytes(_with_faults(school.table)), "R01", month, sent, "foutieve rijen")
        return
    content = csv_bytes(school.table)
    content = content.decode().encode("cp1252") if school.brin in WINDOWS else content
    yield DemoFile(name, content, "R01", month, sent)


def r01_files(frame: pd.DataFrame, scale: Scale, apart: set[str], today: date) -> Iterator[DemoFile]:
    """All R01 files, month by month."""
    late, refused = (LATE_SMALL, REFUSED_SMALL) if scale.name == "small" else (LATE, REFUSED)
    for month in scale.months:
        turns = enumerate(_slices(known_rows(frame, month), month, apart))
        last = month == scale.months[-1]
        made = [
            file for turn, school in turns for file in _files_of(school, month, turn, last, late, refused)
        ]
        yield from sorted(
            (file for file in made if file.delivered_on <= today), key=lambda file: file.delivered_on
        )
