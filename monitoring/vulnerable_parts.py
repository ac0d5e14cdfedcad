"""What the tab Kwetsbare jongeren holds of one place: answer, tiles, charts, lists. Shown numbers only."""

from dataclasses import dataclass
from functools import cached_property

from monitoring import presenters
from monitoring.calculation.school_year import Stand
from monitoring.calculation.vulnerable import KINDS, OUTSIDE, WHEREABOUTS
from monitoring.charts import Chart
from monitoring.count_lists import CountList, CountRow, place_rows
from monitoring.figures import Scope, Shown
from monitoring.filters import View
from monitoring.followed_charts import line_chart
from monitoring.followed_figures import TOTAL, Counts, FollowedGroup, VulnerableGroup, added
from monitoring.models import Computation

NOTHING = Shown(0)


@dataclass(frozen=True)
class VulnerableParts:
    """The kwetsbare jongeren of one place in one stand, and in the stands beside it, as one reader may see them."""

    reader: object
    view: View
    scope: Scope
    place: str
    group: VulnerableGroup
    halves: Counts  # in mbo, out of education, TOTAL
    counts: Counts  # kind/whereabouts → number
    course: tuple[tuple[Computation, Counts], ...]
    followed: dict[str, Counts]  # who was out of education on a t1

    @classmethod
    def of(cls, reader, view: View, scope: Scope, place: str, stands: dict[int, VulnerableGroup],
           group: FollowedGroup | None) -> "VulnerableParts":  # fmt: skip
        """Raises NotForReader."""
        halves = {pk: stand.whole.counts(reader, scope) for pk, stand in stands.items()}
        own = stands[view.computation.pk]
        course = tuple((each, halves[each.pk]) for each in view.computations if each.pk in halves)
        followed = {name: table.counts(reader, scope) for name, table in group.tables.items()} if group else {}
        detail = own.detail.counts(reader, scope)
        return cls(reader, view, scope, place, own, halves[view.computation.pk], detail, course, followed)

    @property
    def state(self) -> dict:
        parts = [part for part in self.view.choices() if part["name"] in ("teljaar", "stand")]
        hidden = [*self.view.kept.items(), ("methode", self.view.method)]
        facts = [f"peildatum {presenters.day(self.view.stand.peildatum)}", "regionale telling", self._so_far()]
        return {"parts": parts, "hidden": hidden, "facts": facts}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What a file is about."""
        return [
            ("Plaats", self.place), ("Groep", "kwetsbare jongeren"), ("Teljaar", self.view.teljaar),
            ("Stand", self.view.stand.label), ("Peildatum", presenters.day(self.view.stand.peildatum)),
            ("<5", "1 tot en met 4: te klein om te tonen"),
            (".", "niet getoond: anders is een klein getal terug te rekenen"),
        ]  # fmt: skip

    @property
    def answer(self) -> str:
        total, out = self.total, self.out
        if total.value == 0:
            return "In deze stand zijn er geen kwetsbare jongeren."
        if total.value is None:
            return "Het aantal kwetsbare jongeren is hier te klein om te tonen."
        told = f"{presenters.count(total)} kwetsbare jongeren"
        return f"{told}." if out.value is None else f"{told}; {presenters.count(out)} van hen zijn uit onderwijs."

    @property
    def tiles(self) -> list[dict]:
        unspoken = self.followed.get("gesproken", {}).get("nog_niet", NOTHING)
        now = self.followed.get("stand", {}).get(TOTAL, NOTHING)
        return [
            {"label": "Kwetsbare jongeren", "value": presenters.spoken(self.total), "main": True, "note": self._so_far()},
            {"label": "Uit onderwijs", "value": presenters.spoken(self.out),
             "note": "op de peildatum"},
            {"label": "Nog niet gesproken", "value": presenters.spoken(unspoken),
             "note": f"van {presenters.count(now)} jongeren die we volgen sinds de 1 oktober na hun vertrek"},
        ]  # fmt: skip

    @property
    def total(self) -> Shown:
        return self.halves.get(TOTAL, NOTHING)

    @property
    def out(self) -> Shown:
        return self.halves.get(OUTSIDE, NOTHING)

    @property
    def charts(self) -> list[Chart]:
        return [self.by_stand]

    @cached_property
    def by_stand(self) -> Chart:
        """Out of education and in the group, stand by stand: this teljaar and the one before."""
        stands = [Stand.parse(each.teljaar, each.stand) for each, _ in self.course]
        ticks = [stand.label.replace("nagekomen", "later") for stand in stands]
        series = {
            "de hele groep": [counts.get(TOTAL, NOTHING) for _, counts in self.course],
            "uit onderwijs": [counts.get(OUTSIDE, NOTHING) for _, counts in self.course],
        }
        out = self.out
        title = "Het verloop van stand tot stand"
        if out.value is not None:
            title = f"Stand {self.view.stand.label}: {presenters.count(out)} kwetsbare jongeren uit onderwijs"
        return line_chart("standen", title, f"Kwetsbare jongeren · {self.place} · elke stand op zijn eigen peildatum",
                          ticks, series, heading="Stand", note=COURSE_NOTE,
                          download=self.view.query(lijst="standen", bestand="csv"))  # fmt: skip

    @property
    def lists(self) -> list[CountList]:
        rows = [self._row(label, [kind]) for kind, label in KINDS.items()]
        columns = ["Op 1 oktober in", *(label[0].upper() + label[1:] for label in WHEREABOUTS.values()), "Samen"]
        total = self._row("Samen", list(KINDS))
        return [CountList("soorten", "Waar kwetsbare jongeren zijn", columns,
                          [*rows, CountRow(total.label, total.counts, is_total=True)],
                          "Een totaal staat er alleen als alle delen getoond worden.")]  # fmt: skip

    def places(self, column: str, title: str, route: str, names: dict[str, str]) -> CountList:
        """Per municipality or school: the group, who is out of education, of whom it is unknown."""
        found = self.group.whole.by(self.reader, column, self.scope)
        detail = self.group.detail.by(self.reader, column, self.scope)

        def numbers(place: str) -> list[Shown]:
            counts = found[place]
            unknown = added(detail.get(place, {}), *(f"{kind}/onbekend" for kind in KINDS))
            return [counts.get(TOTAL, NOTHING), counts.get(OUTSIDE, NOTHING), unknown]

        columns = [COLUMN[column], "Kwetsbare jongeren", "Uit onderwijs", "Bestemming onbekend"]
        return CountList(title.lower(), title, columns, place_rows(found, names, route, self.view.query(), numbers))

    def exported(self, wanted: str) -> tuple[list[str], list[list]]:
        return (self.by_stand.columns, self.by_stand.values) if wanted == self.by_stand.id else ([], [])

    def _row(self, label: str, kinds: list[str]) -> CountRow:
        numbers = [added(self.counts, *(f"{kind}/{where}" for kind in kinds)) for where in WHEREABOUTS]
        everything = added(self.counts, *(f"{kind}/{where}" for kind in kinds for where in WHEREABOUTS))
        return CountRow(label, [*numbers, self.total if len(kinds) == len(KINDS) else everything])

    def _so_far(self) -> str:
        is_over = self.view.stand.peildatum == self.view.stand.teljaar.closes
        return "op 1 oktober na het teljaar" if is_over else "tot nu toe: wie nog op school zit hoort er nog niet bij"


COLUMN = {"municipality": "Gemeente", "brin": "School"}
COURSE_NOTE = (
    "Een groot deel van de groep ontstaat in de zomer: wie in augustus naar het mbo gaat, hoort er vanaf dan bij. "
    "In een stand onderweg is iedereen uit mbo 1 die daar nog zit al meegeteld."
)
