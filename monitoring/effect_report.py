"""The effectrapportage of one teljaar as a ready table: the counters of BWBR0031387 bijlage B, and what is not kept.

What is counted: calculation/effect_counters.py; which of our facts stands for which counter: docs/rekenregels.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from monitoring import frames
from monitoring.calculation.effect_counters import ALL, OLDER, SEVENTEEN, effect_counters, sums
from monitoring.calculation.school_year import SchoolYear
from monitoring.figures import Shown
from monitoring.reference.report_dates import report_date
from monitoring.vocabulary import ContactOutcome, DestinationAfter
from monitoring.work_counts import shown
from monitoring.work_rows import SPOKEN_WITH, TO_YOUNGSTER, Counted, contacts, trajects

TRAJECT = {
    "pk": "int", "pupil__identity__born_on": "date", "opened_on": "date", "closed_on": "date", "destination": "str",
    "without_since": "date", "signalled_on": "date", "had_earlier": "bool",
}  # fmt: skip
CONTACT = {"case_file_id": "int", "on": "date", "kind": "str", "outcome": "str"}
HEADS = {  # heading → its lines: (counter, part, label)
    "Bereik": (("benaderd", "", "Benaderd"), ("intake", "", "Intake gevoerd"), ("gesprekken", "", "Aantal gesprekken")),
    "Van signaal tot intake": tuple(
        ("snelheid", part, label)
        for part, label in (("binnen 2 weken", "Binnen 2 weken"), ("2 tot 4 weken", "2 tot 4 weken"),
                            ("4 weken of later", "4 weken of later"), ("zonder signaal", "Geen signaal vooraf"))
    ),
    "Trajecten": (("in_jaar", "", "Trajecten in het teljaar"), ("soort", "nieuw", "Nieuw"),
                  ("soort", "continuerend", "Continuerend: begonnen in een eerder teljaar"),
                  ("soort", "recidiverend", "Recidiverend: eerder een traject afgesloten"),
                  ("gestart", "", "Gestart"), ("beëindigd", "", "Beëindigd")),
    "Tijd zonder onderwijs bij de start": tuple(
        ("jaren", part, label)
        for part, label in (("0", "Korter dan 1 jaar"), ("1", "1 tot 2 jaar"), ("2", "2 tot 3 jaar"), ("3", "3 tot 4 jaar"),
                            ("4", "4 jaar of langer"), ("onbekend", "Niet in de volggroep"))
    ),
    "Duur van de beëindigde trajecten": tuple(
        ("duur", part, part.capitalize()) for part in ("korter dan 1 maand", "1 tot 6 maanden", "6 maanden of langer")
    ),
    "Bestemming na het traject (tabel 3F)": (
        *(("bestemming", code, f"{code} · {label}") for code, label in DestinationAfter.choices),
        ("bestemming", "", "Afgesloten zonder bestemming uit tabel 3F"),
    ),
}  # fmt: skip
NOT_KEPT = (
    ("Herkomst: P-levering of ander signaal", "het portaal bewaart niet via welke levering iemand binnenkwam"),
    ("Nazorg na plaatsing: geen, korter dan 1 maand, 1 tot 3 maanden, langer", "het portaal legt geen nazorg vast"),
    ("Tijd zonder onderwijs van wie nooit in de volggroep stond", "alleen wie hier als vsv'er is geteld heeft een datum"),
)  # fmt: skip


@dataclass(frozen=True)
class ReportLine:
    """One counter: of all from 17, and of those the 17-year-olds."""

    head: str
    label: str
    number: Shown
    seventeen: Shown


@dataclass(frozen=True)
class EffectReport:
    """The table of one teljaar; `until` is the last day counted, `due_on` the day before which it is sent in."""

    teljaar: SchoolYear
    until: date
    due_on: date
    source: str
    lines: tuple[ReportLine, ...]
    not_kept: tuple[tuple[str, str], ...] = NOT_KEPT

    @property
    def heads(self) -> list[tuple[str, list[ReportLine]]]:
        return [(head, [line for line in self.lines if line.head == head]) for head in HEADS]

    @property
    def is_running(self) -> bool:
        return self.until < self.teljaar.closes - timedelta(days=1)


def effect_report(counted: Counted, teljaar: SchoolYear, on: date) -> EffectReport:
    """Up to and including day `on` where the teljaar still runs; two queries."""
    closes = min(teljaar.closes, on + timedelta(days=1))
    counters = effect_counters(_trajects(counted, teljaar.opens, closes), _contacts(counted, teljaar.opens, closes),
                               teljaar.opens, closes)  # fmt: skip
    unshown = [key for key in counters if key[2] == OLDER or key[0] == "niet_gesproken"]
    told = shown(counted, counters, sums(), unshown)
    lines = tuple(
        ReportLine(head, label, told[row, part, ALL], told[row, part, SEVENTEEN])
        for head, rows in HEADS.items()
        for row, part, label in rows
    )
    return EffectReport(teljaar, closes - timedelta(days=1), *report_date(teljaar.name), lines)


def _trajects(counted: Counted, opens: date, closes: date):
    rows = frames.read(trajects(counted, opens, closes), TRAJECT)
    return rows.rename(columns={"pk": "id", "pupil__identity__born_on": "born_on"})


def _contacts(counted: Counted, opens: date, closes: date):
    rows = frames.read(contacts(counted, opens, closes), CONTACT)
    spoken = rows["outcome"].eq(ContactOutcome.SPOKEN) & rows["kind"].isin(SPOKEN_WITH)
    return rows.rename(columns={"case_file_id": "traject"}).assign(
        to_youngster=rows["kind"].isin(TO_YOUNGSTER), spoken=spoken
    )
