"""The files that DUO makes for the mbo schools, in DUO's layouts, from the same careers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa

from monitoring.demonstration.columns import DUTCH, constant, csv_bytes, dates, day_numbers, labels, numbers
from monitoring.demonstration.deliveries import DemoFile
from monitoring.demonstration.duo_layouts import LAYOUTS, WITH_BOM
from monitoring.demonstration.duo_selection import StartSet, dropped_out, leave_population, start_set
from monitoring.demonstration.kinds import OPLEIDINGEN
from monitoring.demonstration.places import place_name, rmc_label
from monitoring.demonstration.scales import Scale, teljaar_of_month

NIVEAU = {f"mbo-{level}": f"Mbo{level} opleidingen" for level in range(1, 5)} | {"vavo": "HAVO/VWO bovenbouw"}
OPLEIDING = {code: name for pairs in OPLEIDINGEN.values() for code, name in pairs}

# the headings, in any of the five layouts, under which DUO prints a value
HEADINGS = {
    "brin": "BRIN BRIN_NR #BRIN",
    "school": "NAAM_INST NAAM_INSTELLING NAAM_ONDERWIJSAANBIEDER ONDERWIJSAANBIEDER_NAAM",
    "vestiging": "BRIN_VOLGNR BRIN_VOLGNUMMER",
    "month": "RAPPORTAGEMAAND RAPPORTAGE_MAAND",
    "number": "PERSOONSGEBONDENNUMMER BSN_ONDERWIJSNR #BURGERSERVICENUMMER ONDERWIJSNUMMER",
    "first": "ALLE_VOORNAMEN VOORNAMEN",
    "prefix": "VOORVOEGSEL",
    "surname": "ACHTERNAAM",
    "born": "GEBOORTEDATUM",
    "sex": "GESLACHT",
    "place": "WOONGEMEENTE GEMEENTENAAM",
    "code": "GEMEENTECODE GEMCODE",
    "region": "RMC_REGIO",
    "study": "ONDERWIJSCODE ILT/CREBO CREBO",
    "title": "ONDERWIJSNAAM ILT/CREBO_OMS CREBO_OMSCHRIJVING",
    "leerweg": "LEERWEG ONDERWIJSSOORT",
    "niveau": "NIVEAU",
    "turn": "INSCHR_VLGNR INSCHRIJVINGSVOLGNUMMER",
    "held": "INDICATIE_STARTKWALIFICATIE",
    "J": "IND_BEKOSTIGING",
}


def _renamed(column: pd.Series, word: Callable[[str], str]) -> pa.Array:
    """A categorical column in DUO's words."""
    names = [word(code) for code in column.cat.categories]
    return pa.array(names).take(pa.array(column.cat.codes.to_numpy()))


def _facts(rows: pd.DataFrame, school: str, reported: str) -> dict[str, pa.Array]:
    """Every value DUO prints, under every name that one of the layouts has for it."""
    values = _person(rows) | _study(rows) | {"school": constant(school, len(rows))}
    values |= {"month": constant(reported, len(rows)), "J": constant("J", len(rows))}
    return {heading: values[name] for name, headings in HEADINGS.items() for heading in headings.split()}


def _person(rows: pd.DataFrame) -> dict[str, pa.Array]:
    home = rows["municipality"]
    return {
        "number": numbers(rows["pgn"].to_numpy()),
        "first": labels(rows["voornaam"]),
        "prefix": labels(rows["voorvoegsel"]),
        "surname": labels(rows["achternaam"]),
        "born": dates(day_numbers(rows["born"]), DUTCH),
        "sex": labels(rows["geslacht"]),
        "place": _renamed(home, place_name),
        "region": _renamed(home, rmc_label),
        "code": _renamed(home, lambda text: text.lstrip("0")),
    }


def _study(rows: pd.DataFrame) -> dict[str, pa.Array]:
    held = rows["earlier_diploma"].cat.codes.to_numpy() > 0
    return {
        "brin": labels(rows["brin"]),
        "vestiging": labels(rows["vestiging"]),
        "study": labels(rows["opleidingscode"]),
        "title": _renamed(rows["opleidingscode"], lambda text: OPLEIDING.get(text, "")),
        "leerweg": labels(rows["leerweg"]),
        "turn": numbers(rows["volgnummer"].to_numpy()),
        "niveau": _renamed(rows["onderwijssoort"], lambda text: NIVEAU.get(text, "")),
        "held": pa.array(["N", "J"]).take(pa.array(held.astype(np.int8))),
    }


def _departures(rows: pd.DataFrame, opens: np.datetime64) -> dict[str, pa.Array]:
    """What only the lists of drop-outs say."""
    left = rows["left_on"].to_numpy()
    since = np.maximum(left, opens).astype("datetime64[M]").astype(str)
    return {
        "DATUM_UITSCHRIJVING": dates(day_numbers(rows["left_on"]), DUTCH),
        "REDEN": constant("GEEN INSCHRIJVING", len(rows)),
        "REDEN_UITSTROOM": pa.array([f"{reason:02d}" for reason in range(10)]).take(
            pa.array(rows["reason"].to_numpy())
        ),
        "MELDING_VERZUIM_WETTELIJK": constant("N", len(rows)),
        "MELDING_VERZUIM_NIET_WETTELIJK": constant("N", len(rows)),
        "VANAF_WANNEER": pa.array([month.replace("-", "") for month in since], pa.string()),
    }


def _content(kind: str, facts: dict[str, pa.Array], count: int) -> bytes:
    empty = constant("", count)
    table = pa.table([facts.get(column, empty) for column in LAYOUTS[kind]], names=list(LAYOUTS[kind]))
    text = csv_bytes(table).replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + text if kind in WITH_BOM else text


def _after(month: str, number: int) -> str:
    """The month so many months later."""
    return str(np.datetime64(month) + number)


def _sent(month: str, number: int) -> date:
    """A working day on or before the given day."""
    day = date(int(month[:4]), int(month[5:]), number)
    return day - timedelta(days=max(0, day.weekday() - 4))


class DuoFiles:
    """Makes the files of all mbo schools; the start set of a teljaar is drawn once."""

    def __init__(self, frame: pd.DataFrame, names: dict[str, str], months: tuple[str, ...]) -> None:
        self.frame, self.names, self.months = frame, names, months
        self.starts: dict[int, StartSet] = {}

    def start(self, year: int) -> StartSet:
        """The start set of a teljaar."""
        if year not in self.starts:
            self.starts[year] = start_set(self.frame, year)
        return self.starts[year]

    def per_school(
        self,
        kind: str,
        rows: pd.DataFrame,
        pattern: str,
        stand: str,
        sent: date,
        reported: str,
        opens: np.datetime64,
    ) -> Iterator[DemoFile]:
        """One file for each mbo school."""
        for brin, school in self.names.items():
            part = rows[rows["brin"] == brin]
            if part.empty:
                continue  # DUO sends no list on which nobody stands
            facts = _facts(part, school, reported)
            if "left_on" in part:
                facts |= _departures(part, opens)
            yield DemoFile(pattern.format(brin), _content(kind, facts, len(part)), kind, stand, sent)

    def monthly(self, month: str) -> Iterator[DemoFile]:
        """A05 and A04 of one stand, and A14 for the late stands of the teljaar before."""
        year, after, reported = (teljaar_of_month(month), _after(month, 1), month.replace("-", ""))
        start, sent = self.start(year), _sent(after, 9)
        on = np.datetime64(f"{after}-01")
        vsv = dropped_out(self.frame, start, on, on)
        stem = after.replace("-", "")
        yield from self.per_school(
            "A05", start.listed, f"{stem}A05I{{}}.csv", month, sent, reported, start.opens
        )
        yield from self.per_school("A04", vsv, f"{stem}A04I{{}}.csv", month, sent, reported, start.opens)
        if int(month[5:]) >= 10 and f"{year}-09" in self.months:  # a late stand counts from September's A05
            yield from self.late(year - 1, month, sent)

    def late(self, year: int, month: str, sent: date) -> Iterator[DemoFile]:
        """A14: the drop-outs of the teljaar that ended, with the diplomas known by now."""
        start, after = self.start(year), _after(month, 1)
        vsv = dropped_out(
            self.frame, start, np.datetime64(f"{year + 1}-10-01"), np.datetime64(f"{after}-01") - 1
        )
        name = f"{after.replace('-', '')}A14I{{}}.csv"
        yield from self.per_school("A14", vsv, name, f"{month}L", sent, month.replace("-", ""), start.opens)

    def annual(self, year: int, status: str, sent: date) -> Iterator[DemoFile]:
        """NRSP and NenR of one teljaar, provisional or definitive."""
        start, closes = self.start(year), np.datetime64(f"{year + 1}-10-01")
        population = leave_population(self.frame, start, closes)
        vsv = dropped_out(self.frame, start, closes, closes + 91, definitive=status == "D")
        for kind, rows, label in (("NRSP", population, "NRSP"), ("NENR", vsv, "NenR")):
            name = f"{label}{year + 1}{status}I{{}}.csv"
            yield from self.per_school(kind, rows, name, status, sent, "", start.opens)


def duo_files(frame: pd.DataFrame, scale: Scale, names: dict[str, str], today: date) -> Iterator[DemoFile]:
    """All files in the order in which they appear, none from after today."""
    maker = DuoFiles(frame, names, scale.duo_months)
    plan = [(_sent(_after(month, 1), 9), partial(maker.monthly, month)) for month in scale.duo_months]
    for year in scale.duo_years:
        for status, sent in (("V", _sent(f"{year + 2}-02", 20)), ("D", _sent(f"{year + 2}-10", 27))):
            plan.append((sent, partial(maker.annual, year, status, sent)))
    for sent, make in sorted(plan, key=lambda item: item[0]):
        if sent <= today:
            yield from make()
