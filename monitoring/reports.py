"""The report of one organisation for a council: figure, norm, meaning, course, caveats, and the row for the budget.

Everything comes from figure_parts.py, so that a report can't say anything else than the page.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings

from monitoring import presenters
from monitoring.figure_parts import SIGNS, Parts
from monitoring.figures import Figure, NotForReader, Scope, figures, total
from monitoring.reference.places import region
from monitoring.reference.published import published
from monitoring.report_chart import course_picture
from monitoring.verdicts import rates, verdict
from monitoring.vocabulary import Method

BUDGET = "begroting"
BUDGET_COLUMNS = ["Indicator", "Eenheid", "Periode", "Eigen", "Regio", "NL", "Bron"]
STATUSES = ("definitief", "voorlopig")


@dataclass(frozen=True)
class Report:
    """What the report says, ready to be written out."""

    parts: Parts
    made_on: date

    @property
    def title(self) -> str:
        is_place = any(vars(self.parts.scope).values())
        place = self.parts.place if is_place else f"regio {region(str(settings.RMC_REGION)).name}"
        return f"Voortijdig schoolverlaten: {place}, {self.parts.stand.label}"

    @property
    def figures(self) -> list[dict]:
        return self.parts.tiles[:4]

    @property
    def picture(self) -> str:
        return course_picture(self.parts.course)

    @property
    def course_rows(self) -> list[list[str]]:
        """The stands that any teljaar has: a report has no room for what is still to come."""
        return [row for row in self.parts.course.rows if any(row[1:])]

    @property
    def meaning(self) -> list[str]:
        """What the figure counts, and against what it may be held."""
        teljaar, until = self.parts.stand.teljaar, self.parts.stand.peildatum
        running = "het teljaar loopt nog, en het percentage loopt op tot 1 oktober"
        return [
            "Een nieuwe vsv'er is een jongere die het onderwijs verlaat zonder startkwalificatie: een diploma havo, vwo "
            "of mbo vanaf niveau 2. Lager is beter.",
            f"Geteld is van 1 oktober {teljaar.start} tot {presenters.day(until)}: "
            f"{'het hele teljaar' if until >= teljaar.closes else running}.",
            self._against_the_norm(),
            *self._chance(),
        ]

    @property
    def caveats(self) -> list[str]:
        """What a reader must know before quoting."""
        covered, stand = self.parts.whole.coverage, self.parts.stand
        told = [
            f"Dekking: {presenters.covered(covered)} {'leverde' if covered.delivered == 1 else 'leverden'} voor deze stand."
        ]
        if not covered.is_full:
            told[0] += " De andere tellen met hun vorige levering."
        told.append(
            f"De stand {stand.label} is voorlopig en kan nog veranderen." if presenters.is_provisional(stand)
            else "De cijfers zijn definitief."
        )  # fmt: skip
        told.append(
            "Aantallen van 1 tot en met 4 tonen wij niet; een punt staat waar een klein getal anders terug te rekenen is."
        )
        if self.parts.is_duo:
            told.append("Dit is de telling van DUO; zij is niet te vergelijken met de regionale telling.")
        told.append(f"Definitie: versie {self.parts.view.computation.definition}.")
        return told

    @property
    def budget(self) -> list[list]:
        """One row, as municipal budgets print it (BBV): indicator | eenheid | periode | eigen | regio | NL | bron."""
        stand = self.parts.stand
        period = presenters.starred(f"{self.parts.view.teljaar}, stand {stand.label}", stand)
        own = self.parts.whole
        category = (
            f", {presenters.category_label(self.parts.view.category).lower()}"
            if self.parts.view.category
            else ""
        )
        return [[
            f"Nieuwe voortijdig schoolverlaters{category}", "% van de deelnemers", period, _bare(own), _bare(self._region()),
            self._nation(), self._source(),
        ]]  # fmt: skip

    @property
    def budget_written(self) -> list[list[str]]:
        return [
            [presenters.decimal(cell) if isinstance(cell, Decimal) else cell for cell in row]
            for row in self.budget
        ]

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        return SIGNS

    @property
    def method(self) -> str:
        return Method(self.parts.view.method).label

    def _against_the_norm(self) -> str:
        with_norm = [
            (line, norm) for line in self.parts.by_category
            if (norm := presenters.norm_of(line.teljaar, line.category)) and line.percentage is not None
        ]  # fmt: skip
        if not with_norm:
            year = self.parts.view.teljaar
            return (
                f"Voor teljaar {year} is er geen norm om dit naast te leggen, of zijn de aantallen te klein."
            )
        above = [
            presenters.category_label(line.category).lower()
            for line, norm in with_norm
            if line.percentage > norm.norm.percentage
        ]
        if not above:
            return f"Van de {len(with_norm)} categorieën met een norm ligt er geen boven de norm."
        lie = "ligt" if len(above) == 1 else "liggen"
        return f"Boven de norm {lie}: {', '.join(above)} ({len(above)} van {len(with_norm)})."

    def _chance(self) -> list[str]:
        """Whether the number may be chance, beside the same kinds of education in the region; nothing for the region."""
        if not any(vars(self.parts.scope).values()):
            return []
        try:
            regional = rates(figures(self.parts.reader, self.parts.view.computation, ("category",)))
        except NotForReader:
            return []
        own = [self.parts.whole] if self.parts.view.category else self.parts.by_category
        found = verdict(self.parts.whole, own, regional)
        return [
            f"Toeval of niet, naast dezelfde soorten onderwijs in de regio: {found.word}. {found.sentence}"
        ]

    def _region(self) -> Figure | None:
        """The same figure of the whole region, as far as this reader may see it."""
        if not any(vars(self.parts.scope).values()):
            return self.parts.whole
        try:
            return Parts.of(self.parts.reader, self.parts.view, Scope(), "").whole if self.parts.view.category \
                else total(self.parts.reader, self.parts.view.computation)  # fmt: skip
        except NotForReader:
            return None

    def _nation(self) -> str:
        """The latest published figure of the Netherlands, with its year: a running stand has none to stand beside."""
        wanted = self.parts.view.category or "totaal"
        found = [
            row
            for row in published()
            if (row.area_kind, row.category) == ("land", wanted) and row.percentage is not None
        ]
        latest = max(found, key=lambda row: (row.teljaar, -STATUSES.index(row.status)), default=None)
        if latest is None:
            return presenters.HIDDEN
        return f"{presenters.decimal(latest.percentage)} ({latest.teljaar}, {latest.status})"

    def _source(self) -> str:
        name = region(str(settings.RMC_REGION)).name
        return f"VSV in Beeld, {name}, {self.method}, stand {self.parts.stand.label}"


def _bare(line: Figure | None):
    if line is None:
        return presenters.NOTHING
    return presenters.percentage_mark(line) if line.percentage is None else line.percentage
