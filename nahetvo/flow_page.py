"""The page of figures of the transition as tables of ready texts, the same for the screen and for the file."""

from dataclasses import dataclass

from monitoring import presenters
from monitoring.count_lists import CountList, CountRow
from monitoring.figures import Scope, Shown
from monitoring.followed_figures import TOTAL, Counts
from nahetvo.transition.flows import IN_MBO, LOST, UNDER_WAY, WHEREABOUTS
from nahetvo.transition_figures import TransitionFigures
from nahetvo.vocabulary import TransitionStatus

PLACES = {
    "mbo": "in het mbo",
    "andere_route": "andere route",
    "onderweg": "nog onderweg",
    "niet_in_beeld": "nergens aangekomen",
}
ROUTES = {
    "vo": "vo, pro of vso",
    "havo_vwo": "havo of vwo",
    "vavo": "vavo",
    "werk": "werk",
    "vrijstelling": "vrijstelling",
    "anders": "anders",
    "kwetsbaar": "kwetsbare jongeren",
    "overig": "overige leerlingen",
    "mbo": "mbo, niveau onbekend",
}
TITLES = {
    "waar": ("Waar de vertrekkers zijn", "Iedere vertrekker van vo, pro en vso telt op één plek."),
    "bestemming": ("Bestemming en niveau", "In het mbo het niveau, bij een andere route welke, anders de volgstatus."),
    "herkomst": ("Van leerweg naar plek", "Per soort onderwijs van de school die de leerling verlaat."),
    "kwetsbaar": ("Kwetsbare jongeren", "Kwetsbaar: uit pro, vso of vmbo-bb, of op weg naar mbo-1."),
    "mbo_school": ("Per mbo-school", "Alleen wie volgens de mbo-school is begonnen."),
}  # fmt: skip


@dataclass(frozen=True)
class FlowPage:
    """The figures of one place: the chosen school year first, the one before it beside it where it was counted."""

    place: str
    years: list[TransitionFigures]
    found: dict[str, list[Counts]]
    names: dict[str, str]

    @classmethod
    def of(cls, reader, scope: Scope, place: str, years: list[TransitionFigures], names: dict[str, str]) -> "FlowPage":
        """`names`: of mbo schools by BRIN."""
        found = {name: [year.tables[name].counts(reader, scope) for year in years] for name in TITLES}
        return cls(place, years, found, names)

    @property
    def answer(self) -> str:
        """The finding, from shown numbers only."""
        counts = self.found["waar"][0]
        whole = counts.get(TOTAL, Shown(0)).value
        if whole is None:
            return f"Van {self.place} zijn de aantallen te klein om te tonen."
        if whole == 0:
            return f"Van {self.place} zijn er dit schooljaar geen vertrekkers."
        said = {IN_MBO: "in het mbo begonnen", UNDER_WAY: "nog onderweg", LOST: "nergens aangekomen"}
        shown = {label: counts[value].value for value, label in said.items() if value in counts}
        told = [f"{presenters.whole(number)} {label}" for label, number in shown.items() if number]
        start = f"Van de {presenters.whole(whole)} vertrekkers"
        return f"{start} zijn er {' en '.join(told)}." if told else f"{start} tonen we geen verdeling."

    @property
    def subtitle(self) -> str:
        year = self.years[0]
        return (f"Aantal leerlingen · vertrekkers van vo, pro en vso, {self.place}, schooljaar {year.school_year} · "
                f"op {presenters.day(year.as_of)}")  # fmt: skip

    @property
    def paragraph(self) -> str:
        """The finding in words, to copy into a letter."""
        return f"{self.answer} {self.subtitle.replace(' · ', '; ')}. Bron: VSV in Beeld."

    @property
    def lists(self) -> list[CountList]:
        return [each for each in (self._list(name) for name in TITLES) if each.rows]

    def _list(self, name: str) -> CountList:
        title, note = TITLES[name]
        counts = self.found[name]
        values = sorted({value for each in counts for value in each}, key=self._place_in_order)
        rows = [CountRow(self._label(value), [each.get(value, Shown(0)) for each in counts], is_total=value == TOTAL)
                for value in values if value != TOTAL or name == "waar"]  # fmt: skip
        headings = [f"{year.school_year}, op {presenters.day(year.as_of)}" for year in self.years]
        year = self.years[0].school_year
        files = [(form.upper(), f"?jaar={year}&lijst={name}&bestand={form}") for form in ("csv", "xlsx")]
        return CountList(name, title, ["Waar", *headings], rows, note, files)

    def _place_in_order(self, value: str) -> tuple:
        place, _, rest = value.partition("/")
        return (value != TOTAL, WHEREABOUTS.index(place) if place in WHEREABOUTS else 0, rest)

    def _label(self, value: str) -> str:
        """`niet_in_beeld/gezakt` → `nergens aangekomen · gezakt`."""
        place, _, rest = value.partition("/")
        if value == TOTAL:
            return "Alle vertrekkers"
        told = dict(TransitionStatus.choices) | ROUTES | self.names
        return " · ".join([PLACES[place], told.get(rest, rest)] if rest else [PLACES[place]])
