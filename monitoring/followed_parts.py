"""What the tab Volggroep holds of one place: the answer, the tiles, the charts, the lists. Shown numbers only."""

from dataclasses import dataclass
from functools import cached_property

from monitoring import presenters
from monitoring.calculation.followed_counts import DURATIONS, NEW, OLD, RETURNED, SPOKEN, month_ends
from monitoring.calculation.school_year import SchoolYear
from monitoring.charts import Chart
from monitoring.count_lists import CountList, CountRow, place_rows
from monitoring.figures import Scope, Shown
from monitoring.filters import View
from monitoring.followed_charts import bar_chart, line_chart, month_name
from monitoring.followed_figures import HIDDEN, TOTAL, Counts, FollowedGroup, added
from monitoring.vocabulary import EpisodeClosing

NOTHING = Shown(0)
MARKS = (("<5", "1 tot en met 4: te klein om te tonen"),
         (".", "niet getoond: anders is een klein getal terug te rekenen"))  # fmt: skip
COLUMN = {"municipality": "Gemeente", "brin": "School"}


@dataclass(frozen=True)
class FollowedParts:
    """The counts of one group in one place, as one reader may see them."""

    reader: object
    view: View
    scope: Scope
    place: str
    group: FollowedGroup
    counts: dict[str, Counts]  # table → value → number

    @classmethod
    def of(cls, reader, view: View, scope: Scope, place: str, group: FollowedGroup) -> "FollowedParts":
        """Raises NotForReader."""
        counts = {name: table.counts(reader, scope) for name, table in group.tables.items()}
        return cls(reader, view, scope, place, group, counts)

    @property
    def state(self) -> dict:
        facts = [f"de groep van {presenters.day(self.group.on)}", "regionale telling", "alle categorieën"]
        return {"parts": [], "hidden": [], "facts": facts}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What a file is about."""
        return [("Plaats", self.place), ("Groep", "volggroep"), ("Op", presenters.day(self.group.on)), *MARKS]

    @property
    def answer(self) -> str:
        total, unspoken = self.number("stand", TOTAL), self.number("gesproken", "nog_niet")
        if total.value == 0:
            return "Op dit moment volgt niemand hier een jongere zonder startkwalificatie."
        who = f"{presenters.count(total)} jongeren" if total.value is not None else "een niet getoond aantal jongeren"
        told = f"Nu volgen we {who} die van school gingen zonder startkwalificatie."
        return told if unspoken.value is None else f"{told} Met {presenters.count(unspoken)} is nog niet gesproken."

    @property
    def tiles(self) -> list[dict]:
        new, old = (presenters.count(self.number("stand", value)) for value in (NEW, OLD))
        return [
            {"label": "Nu gevolgd", "value": presenters.spoken(self.number("stand", TOTAL)), "main": True,
             "note": f"{new} nieuw dit teljaar, {old} uit eerdere jaren"},
            {"label": "Nog niet gesproken", "value": presenters.spoken(self.number("gesproken", "nog_niet")),
             "note": "van de jongeren die nu gevolgd worden"},
            {"label": "Terug in onderwijs of werk", "value": presenters.spoken(self.back(self.counts)),
             "note": f"dit teljaar, sinds 1 oktober {self.teljaar.start}"},
        ]  # fmt: skip

    @property
    def teljaar(self) -> SchoolYear:
        return SchoolYear.of(self.group.on)

    @property
    def charts(self) -> list[Chart]:
        return [self.by_month, self.returned, self.durations]

    @cached_property
    def by_month(self) -> Chart:
        months = list(month_ends(self.group.on))
        series = {
            "gevolgd": self._numbers("maand", months),
            "nog niet gesproken": self._numbers("ongesproken", months),
        }
        ticks = [month_name(month) for month in months]
        title = self._month_title(series["gevolgd"], ticks)
        return line_chart("per-maand", title, self._subtitle("Aan het eind van elke maand"), ticks, series,
                          download=self._file("per-maand"))  # fmt: skip

    @cached_property
    def returned(self) -> Chart:
        months = list(month_ends(self.group.on))
        numbers = self._numbers("terug", months)
        ticks = [month_name(month) for month in months]
        total = self.back(self.counts)
        title = (f"Dit teljaar {presenters.count(total)} jongeren terug in onderwijs of werk" if total.value is not None
                 else "Hoeveel jongeren terug zijn in onderwijs of werk")  # fmt: skip
        return line_chart("terug", title, self._subtitle("Per maand"), ticks, {"terug": numbers},
                          download=self._file("terug"))  # fmt: skip

    @cached_property
    def durations(self) -> Chart:
        numbers = self._numbers("duur", list(DURATIONS))
        long = self.number("duur", "24")
        title = "Hoe lang jongeren uit onderwijs zijn"
        if long.value is not None:
            title = f"{presenters.count(long)} jongeren {'is' if long.value == 1 else 'zijn'} 2 jaar of langer uit onderwijs"
        return bar_chart("duur", title, self._subtitle("Wie nu gevolgd wordt"), list(DURATIONS.values()),
                         {"Jongeren": numbers}, heading="Uit onderwijs", download=self._file("duur"))  # fmt: skip

    @property
    def lists(self) -> list[CountList]:
        """The tables that are no chart."""
        reached = [CountRow(label, [self.number("gesproken", value)]) for value, label in SPOKEN.items()]
        stopped = [CountRow(reason.label, [self.number("reden", reason)]) for reason in EpisodeClosing]
        return [
            CountList("gesproken", "Wie is gesproken", ["", "Jongeren"], reached, "Van de jongeren die nu gevolgd worden."),
            CountList("afgelopen", "Waarom volgen stopte", ["Reden", "Jongeren"], stopped,
                      f"Sinds 1 oktober {self.teljaar.start}."),
        ]  # fmt: skip

    def places(self, column: str, title: str, route: str, names: dict[str, str]) -> CountList:
        """Per municipality or school: gevolgd, nieuw, oud, nog niet gesproken, terug."""
        found = {name: table.by(self.reader, column, self.scope) for name, table in self.group.tables.items()}

        def numbers(place: str) -> list[Shown]:
            of = {name: places.get(place, {}) for name, places in found.items()}
            stand = of.get("stand", {})
            values = [stand.get(value, NOTHING) for value in (TOTAL, NEW, OLD)]
            return [*values, of.get("gesproken", {}).get("nog_niet", NOTHING), self.back(of)]

        columns = [COLUMN[column], "Nu gevolgd", "Nieuw", "Oud", "Nog niet gesproken", "Terug"]
        return CountList(title.lower(), title, columns, place_rows(found.get("stand", {}), names, route, "", numbers))

    def exported(self, wanted: str) -> tuple[list[str], list[list]]:
        chart = next((each for each in self.charts if each.id == wanted), None)
        return (chart.columns, chart.values) if chart else ([], [])

    def number(self, table: str, value: str) -> Shown:
        return self.counts.get(table, {}).get(value, NOTHING)

    @staticmethod
    def back(counts: dict[str, Counts]) -> Shown:
        """Who returned to education or qualified this teljaar, and who works or learns while still being followed."""
        parts = (added(counts.get("afgelopen", {}), RETURNED), added(counts.get("gesproken", {}), "terug"))
        return HIDDEN if any(each.value is None for each in parts) else Shown(sum(each.value for each in parts))

    def _numbers(self, table: str, values: list[str]) -> list[Shown]:
        return [self.number(table, value) for value in values]

    def _month_title(self, numbers: list[Shown], ticks: list[str]) -> str:
        now, before = numbers[-1], numbers[-13]
        if now.value is None:
            return "Hoeveel jongeren gevolgd worden"
        told = f"Eind {ticks[-1]} {presenters.count(now)} jongeren gevolgd"
        return told if before.value is None else f"{told}, een jaar eerder {presenters.count(before)}"

    def _subtitle(self, measure: str) -> str:
        return f"{measure} · volggroep · {self.place} · {presenters.day(self.group.on)}"

    def _file(self, name: str) -> str:
        return self.view.query(lijst=name, bestand="csv")
