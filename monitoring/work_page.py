"""The page Werk en effect as tables of ready texts, the same for the screen and for the file. Counts nothing itself."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.conf import settings

from monitoring import presenters
from monitoring.calculation.cells import percentage
from monitoring.calculation.school_year import SchoolYear
from monitoring.caseload import CaseloadLine, caseload_of_colleagues, caseload_of_places
from monitoring.effect_of_rules import EffectOfRule, effect_of_rules
from monitoring.effect_report import EffectReport, effect_report
from monitoring.exports import Cell
from monitoring.figures import Shown
from monitoring.presenters import count
from monitoring.reference.places import region
from monitoring.work_rows import Counted, counted_for

YEARS = 5  # teljaren to choose from
RULES, PLACES, COLLEAGUES, REPORT = "regels", "gemeenten", "medewerkers", "effectrapportage"
RULES_NOTE = (
    "Per regel: hoeveel jongeren een signaal kregen, met hoeveel van hen sindsdien contact was (gesproken, een afspraak, "
    "of een medewerker pakte het op), hoeveel weer onderwijs volgen of een startkwalificatie haalden, en bij hoeveel de "
    "reden van het signaal verviel. Een jongere kan bij meer regels staan. Dat het een door het ander komt, is niet gezegd."
)
LOAD_HEADINGS = ("Open", "Nog zonder medewerker", "Nieuw deze maand", "Gesloten deze maand")


@dataclass(frozen=True)
class WorkTable:
    """One table. `groups`: a heading ("" for none) with its rows; `values`: the same rows for a file."""

    name: str
    title: str
    note: str
    headings: tuple[str, ...]
    groups: list[tuple[str, list[list[str]]]]
    values: list[list[Cell]]
    texts: int = 1  # how many columns hold words; the others hold numbers
    footnotes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Heading, and whether the column holds numbers."""
        return [(heading, index >= self.texts) for index, heading in enumerate(self.headings)]

    @property
    def has_rows(self) -> bool:
        return any(rows for _, rows in self.groups)


@dataclass(frozen=True)
class WorkPage:
    """Everything on the page for one reader, teljaar and day."""

    counted: Counted
    teljaar: SchoolYear
    on: date

    @classmethod
    def of(cls, user, wanted: str, on: date) -> "WorkPage":
        """The teljaar that the address names, or the running one. Raises work_rows.NoCounts."""
        chosen = {year.name: year for year in years(on)}
        return cls(counted_for(user), chosen.get(wanted, SchoolYear.of(on)), on)

    @cached_property
    def tables(self) -> list[WorkTable]:
        found = [self._rules(), self._places(), self._colleagues(), self._report()]
        return [table for table in found if table]

    @property
    def place(self) -> str:
        """The municipality, or the region for who may count more of them."""
        names = list(self.counted.places.values())
        return names[0] if len(names) == 1 else region(str(settings.RMC_REGION)).name

    @property
    def state(self) -> dict:
        """For _components/state_line.html."""
        choices = [(year.name, year.name) for year in years(self.on)]
        part = {"name": "jaar", "label": "Teljaar", "value": self.teljaar.name, "choices": choices}
        facts = [self.place, f"geteld tot en met {presenters.day(self.report.until)}"]
        return {"parts": [part], "hidden": [], "facts": facts}

    @cached_property
    def report(self) -> EffectReport:
        return effect_report(self.counted, self.teljaar, self.on)

    def facts(self, table: WorkTable) -> list[tuple[str, str]]:
        """For the second sheet of a file."""
        signs = [] if self.counted.is_exact else [("<5", "1 tot en met 4"), (".", "niet getoond: anders terug te rekenen")]
        return [("Tabel", table.title), ("Waar", self.place), ("Teljaar", self.teljaar.name),
                ("Geteld op", presenters.day(self.on)), ("Toelichting", table.note), *table.footnotes, *signs]  # fmt: skip

    def _rules(self) -> WorkTable:
        found = effect_of_rules(self.counted, self.teljaar)
        raised = sum(each.flagged.value != 0 for each in found)
        return WorkTable(
            RULES, f"{raised} van de {len(found)} regels wezen in {self.teljaar.name} jongeren aan",
            RULES_NOTE,
            ("Regel", "Jongeren met een signaal", "Contact", "Weer in onderwijs", "Signaal vervallen"),
            [("", [_rule_row(each) for each in found])], [_rule_values(each) for each in found],
        )  # fmt: skip

    def _places(self) -> WorkTable:
        lines = caseload_of_places(self.counted, self.on)
        return WorkTable(
            PLACES, f"{_open(lines[0].open)} bij leerplicht en Doorstroompunt",
            f"Stand van {presenters.day(self.on)}, naar woongemeente van de jongere. Dossiers van scholen tellen niet mee.",
            ("Gemeente", "Rol", *LOAD_HEADINGS), [("", [_load_row(line) for line in lines])],
            [_load_values(line) for line in lines], texts=2,
        )  # fmt: skip

    def _colleagues(self) -> WorkTable | None:
        if not self.counted.organisations:
            return None
        lines = caseload_of_colleagues(self.counted, self.on)
        return WorkTable(
            COLLEAGUES, "Dossiers per medewerker van uw organisatie",
            f"Stand van {presenters.day(self.on)}. Alleen uw eigen organisatie ziet deze namen.",
            ("Medewerker", "Rol", *LOAD_HEADINGS), [("", [_load_row(line) for line in lines])],
            [_load_values(line) for line in lines], texts=2,
        )  # fmt: skip

    def _report(self) -> WorkTable:
        groups = [
            (head, [[line.label, count(line.number), count(line.seventeen)] for line in lines])
            for head, lines in self.report.heads
        ]
        values: list[list[Cell]] = [
            [line.head, line.label, _value(line.number), _value(line.seventeen)] for line in self.report.lines
        ]
        values += [["Niet bijgehouden", label, "niet bijgehouden", "niet bijgehouden"] for label, _ in self.report.not_kept]
        until = "De stand tot nu toe: het teljaar loopt nog. " if self.report.is_running else ""
        return WorkTable(
            REPORT, f"Effectrapportage {self.teljaar.name}, in te sturen vóór {presenters.day(self.report.due_on)}",
            f"{until}Jongeren vanaf 17 jaar met een dossier bij leerplicht of Doorstroompunt: een dossier is een traject. "
            f"Bron: regeling BWBR0031387, bijlage B; datum: {self.report.source}.",
            ("Teller", "Aantal", "Van wie 17 jaar"), groups, values, footnotes=self.report.not_kept,
        )  # fmt: skip


def years(on: date) -> list[SchoolYear]:
    """The teljaren to choose from, the running one first."""
    running = SchoolYear.of(on)
    return [SchoolYear(running.start - back) for back in range(YEARS)]


def exported(table: WorkTable) -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows for a file; the report's headings of groups become a column of their own."""
    return ([*(("Onderdeel",) if table.name == REPORT else ()), *table.headings], table.values)


def _rule_row(each: EffectOfRule) -> list[str]:
    parts = [_part(part, each.flagged) for part in (each.contacted, each.back, each.cleared)]
    return [f"{each.rule.code} · {each.rule.title}", count(each.flagged), *parts]


def _rule_values(each: EffectOfRule) -> list[Cell]:
    back = "" if each.back is None else _value(each.back)
    return [f"{each.rule.code} {each.rule.title}", _value(each.flagged), _value(each.contacted), back, _value(each.cleared)]


def _load_row(line: CaseloadLine) -> list[str]:
    return [line.name, line.role, *(count(number) for number in (line.open, line.without_owner, line.opened, line.closed))]


def _load_values(line: CaseloadLine) -> list[Cell]:
    return [line.name, line.role, *(_value(number) for number in (line.open, line.without_owner, line.opened, line.closed))]


def _part(part: Shown | None, whole: Shown) -> str:
    """`12 (40 %)`, the share only from two shown numbers of which the whole is large enough; blank where there is none."""
    if part is None:
        return presenters.NOTHING
    if not part.value or whole.value is None or whole.value < settings.PERCENTAGE_MINIMUM:
        return count(part)
    share = percentage(part.value, whole.value).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{count(part)} ({share}{presenters.SPACE}%)"


def _value(shown: Shown) -> Cell:
    return count(shown) if shown.value is None else shown.value


def _open(shown: Shown) -> str:
    return "1 dossier is open" if shown.value == 1 else f"{presenters.spoken(shown)} dossiers zijn open"
