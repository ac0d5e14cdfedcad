"""The page of figures of the transition as ready texts, the same for the screen, the file and the book."""

from dataclasses import dataclass, replace
from functools import cached_property

from monitoring import presenters
from monitoring.count_lists import CountList, CountRow, files, place_rows
from monitoring.figures import Scope, Shown
from monitoring.followed_figures import TOTAL, Counts
from monitoring.reference.places import municipalities
from nahetvo.flow_bands import Flow, from_soort, to_destination
from nahetvo.flow_drawing import Drawing, drawing
from nahetvo.flow_words import YEARS, label, order
from nahetvo.lead_time_list import lead_time_list
from nahetvo.mirror import Mirror
from nahetvo.streams import PupilLinks
from nahetvo.transition.first_year import BROKEN_OFF
from nahetvo.transition.flows import IN_MBO, LOST, UNDER_WAY
from nahetvo.transition_figures import TransitionFigures, YearsBeside, reached

TITLES = {
    "waar": ("Waar de vertrekkers zijn", "Iedere vertrekker van vo, pro en vso telt op één plek."),
    "bestemming": ("Bestemming en niveau", "In het mbo het niveau, bij een andere route welke, anders de volgstatus."),
    "herkomst": ("Van leerweg naar plek", "Per soort onderwijs van de school die de leerling verlaat; wie "
                 "uit ander vo dan vmbo-bb naar mbo-1 gaat, staat apart."),
    "jaar1": ("Het eerste jaar in het mbo", "Gewisseld: naar een andere opleiding, een andere school of ander onderwijs. "
              "Gestopt: zonder diploma in geen onderwijs meer."),
    "voornemen": ("Van voornemen op 1 april naar plek", "Voornemen: een open aanmelding bij het mbo, en anders wat de "
                  "school als bestemming opgaf. Vóór 1 april: wat nu bekend is."),
    "kwetsbaar": ("Kwetsbare jongeren", "Kwetsbaar: uit pro, vso of vmbo-bb, of op weg naar mbo-1."),
    "mbo_school": ("Per mbo-school", "Alleen wie volgens de mbo-school is begonnen."),
}  # fmt: skip
GROUPS = {"": "alle vertrekkers", "kwetsbaar": "kwetsbare jongeren"}
SAID = {IN_MBO: "in het mbo begonnen", UNDER_WAY: "nog onderweg", LOST: "nergens aangekomen"}


LISTED = {
    "brin": ("scholen", "Per school", "School", "transition-figures-school"),
    "municipality": ("gemeenten", "Per gemeente", "Gemeente", "transition-figures-municipality"),
}


@dataclass(frozen=True)
class FlowPage:
    """The figures of one place: the chosen school year first, the one before it beside it where it was counted."""

    place: str
    years: list[TransitionFigures]
    found: list[dict[str, Counts]]
    names: dict[str, str]
    mirror: Mirror | None
    pupils: PupilLinks
    waits: CountList  # how long the mbo takes
    group: str  # "" or VULNERABLE
    places: dict[str, dict[str, Counts]]  # column → place → its numbers of `waar`, on the page of the region

    @classmethod
    def of(
        cls, reader, scope: Scope, place: str, beside: YearsBeside, names: dict[str, str], group: str = ""
    ) -> "FlowPage":  # fmt: skip
        """`names`: of mbo schools by BRIN; `group`: of whom `beside` counts."""
        found = [year.counts(reader, scope) for year in beside.beside]
        mirrors = [Mirror.of(each.school_year, each.counts(reader, scope), each.counts(reader, Scope()))
                   for each in (beside.now, beside.before) if each and scope.brin]  # fmt: skip
        begun = (each for each in mirrors if each.begun.value != 0)
        year = beside.now.school_year
        return cls(
            place, beside.beside, found, names, next(begun, None), PupilLinks.of(reader, year, scope, group),
            lead_time_list(year, scope, names), group, _places(reader, scope, beside.now),
        )  # fmt: skip

    @property
    def year(self) -> str:
        return self.years[0].school_year

    @property
    def query(self) -> str:
        return f"?jaar={self.year}" + (f"&groep={self.group}" if self.group else "")

    @property
    def who(self) -> str:
        return GROUPS[self.group] if self.group else "vertrekkers"

    @property
    def answer(self) -> str:
        """The finding, from shown numbers only."""
        counts = self.found[0]["waar"]
        whole = counts.get(TOTAL, Shown(0)).value
        if whole is None:
            return f"Van {self.place} zijn de aantallen te klein om te tonen."
        if whole == 0:
            return f"Van {self.place} zijn er dit schooljaar geen vertrekkers."
        shown = {said: counts[value].value for value, said in SAID.items() if value in counts}
        told = [f"{presenters.whole(number)} {said}" for said, number in shown.items() if number]
        start = f"Van de {presenters.whole(whole)} vertrekkers"
        return f"{start} zijn er {' en '.join(told)}." if told else f"{start} tonen we geen verdeling."

    @property
    def subtitle(self) -> str:
        as_of = presenters.day(self.years[0].as_of)
        of = f"{self.place}, {GROUPS[self.group]}" if self.group else self.place
        return f"Aantal leerlingen · vertrekkers van vo, pro en vso, {of} · schooljaar {self.year}, op {as_of}"

    @property
    def headings(self) -> list[str]:
        """The school years with their day, for a file that goes without its page."""
        return [f"{year.school_year}, op {presenters.day(year.as_of)}" for year in self.years]

    @property
    def days(self) -> str:
        return f"Stand: {'; '.join(self.headings)}."

    @property
    def paragraph(self) -> str:
        """The finding in words, to copy into a letter."""
        return f"{self.answer} {self.subtitle.replace(' · ', '; ')}. Bron: VSV in Beeld."

    @cached_property
    def sankey(self) -> Drawing | None:
        """From leerweg, by how it went, to level or route."""
        urls = {pair: self.pupils.url(*streams) for flow in self.flows for pair, streams in flow.streams.items()}
        partial = set.union(*(flow.partial for flow in self.flows))
        return drawing(*(flow.bands for flow in self.flows), {YEARS[year] for year in BROKEN_OFF}, urls, partial)

    @cached_property
    def flows(self) -> list[Flow]:
        ends = {"jaar1_soort": from_soort, "jaar1_bestemming": to_destination}
        return [Flow.of(table, self.found[0][table], how) for table, how in ends.items()]

    @property
    def sankey_title(self) -> str:
        """The largest band of all that is drawn."""
        band = max(self.sankey.bands, key=lambda each: each.number)
        return f"De grootste stroom: {presenters.whole(band.number)} van {band.start} naar ‘{band.end}’"

    @property
    def lists(self) -> list[CountList]:
        made = (self._bands(), self._steps(), *(self._list(name) for name in TITLES), self.waits, *self._places())
        return [each for each in made if each.rows]

    def _bands(self) -> CountList:
        """The numbers of the drawing: each leads to its pupils, for who may see them."""
        rows = [
            CountRow(f"{start} → {end}", [Shown(number)], self.pupils.url(*flow.streams[start, end]))
            for flow in self.flows for (start, end), number in flow.bands.items()
        ]  # fmt: skip
        made = self._as_list("stromen", "De stromen in getallen", "", "Van en naar", rows)
        note = f"Wat niet wordt getoond, staat er niet bij. {self.days}"
        return replace(made, columns=[made.columns[0], self.year], note=note, is_folded=True)

    def _steps(self) -> CountList:
        """The funnel: how many stand on a step or further, this year and the one before."""
        places = {value for each in self.found for value in each["waar"]}
        years = [reached(each["waar"] | each["bestemming"]) for each in self.found]
        rows = [CountRow(each[0][0], [shown for _, shown in each]) for each in zip(*years, strict=True)]
        note = "Wie op een stap of verder staat. Niet iedereen gaat naar het mbo: zie Bestemming en niveau."
        return self._as_list("stappen", "Stappen naar het mbo", note, "Stap", rows if places & {IN_MBO, UNDER_WAY} else [])

    def _places(self) -> list[CountList]:
        names = {"brin": self.names, "municipality": {place.code: place.name for place in municipalities()}}
        values = (TOTAL, IN_MBO, UNDER_WAY, LOST)
        found = []
        for column, places in self.places.items():
            name, title, first, route = LISTED[column]
            rows = place_rows(places, names[column], route, self.query,
                              lambda place, told=places: [told[place].get(value, Shown(0)) for value in values])  # fmt: skip
            made = self._as_list(name, title, "", first, rows)
            found.append(replace(made, columns=[first, "Vertrekkers", "In het mbo", "Onderweg", "Nergens"], note=""))
        return found

    def _list(self, name: str) -> CountList:
        counts = [each[name] for each in self.found]
        every = sorted({value for each in counts for value in each}, key=order)
        values = [value for value in every if any(each.get(value, Shown(0)).value != 0 for each in counts)]
        rows = [CountRow(label(value, self.names), [each.get(value, Shown(0)) for each in counts],
                         self.pupils.url(f"{name}.{value}") if value else "", is_total=value == TOTAL)
                for value in values if value != TOTAL or name == "waar"]  # fmt: skip
        return self._as_list(name, *TITLES[name], "Waar", rows)

    def _as_list(self, name: str, title: str, note: str, first: str, rows: list[CountRow]) -> CountList:
        columns = [first, *(year.school_year for year in self.years)]
        return CountList(name, title, columns, rows, f"{note} {self.days}", files(self.query, name))


def _places(reader, scope: Scope, year: TransitionFigures) -> dict[str, dict[str, Counts]]:
    """Of the region: per school and per municipality what this reader may see of them."""
    if scope != Scope():
        return {}
    return {column: year.places(reader, column, scope) for column in LISTED}
