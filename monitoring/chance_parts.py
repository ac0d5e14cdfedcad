"""What the tab Toeval of niet says of one place in one view: verdict, expected number, pooled years, control charts.

Everything is computed from figures as this reader may see them (figures.py), so it tells nothing beyond them.
"""

from dataclasses import dataclass
from functools import cached_property

from monitoring import presenters
from monitoring.calculation.chance import TE_KLEIN, change_chance
from monitoring.calculation.school_year import Stand
from monitoring.charts import Chart
from monitoring.control_chart_page import break_note, stands_chart, years_chart
from monitoring.figure_parts import Parts
from monitoring.figures import REGION, Figure, course, figures
from monitoring.funnel_chart import CORRECTED, RAW, expected
from monitoring.models import Computation
from monitoring.verdicts import (
    Verdict,
    mix_of,
    pooled_verdict,
    rates,
    raw_verdict,
    region_line,
    verdict,
)  # fmt: skip

POOLED = 3  # teljaren
UNSURE = 0.05  # a change of one place is news below this chance


@dataclass(frozen=True)
class ChanceParts:
    """parts: the figures of the place; kind: RAW or CORRECTED."""

    parts: Parts
    kind: str

    @property
    def view(self):
        return self.parts.view

    @property
    def is_region(self) -> bool:
        return self.parts.scope == REGION

    @cached_property
    def years(self) -> list[Computation]:
        """The same stand of each teljaar up to this one; with fewer than two earlier ones their last stands instead."""
        own = [
            c
            for c in self.view.computations
            if c.method == self.view.method and c.teljaar <= self.view.teljaar
        ]
        number = self.view.stand.number
        same = [c for c in own if Stand.parse(c.teljaar, c.stand).number == number]
        ends = {
            c.teljaar: c
            for c in own
            if c.teljaar < self.view.teljaar and Stand.parse(c.teljaar, c.stand).number >= 12
        }
        return same if len(same) > 2 or not ends else list(ends.values())

    @cached_property
    def regional(self) -> dict[str, float]:
        return self._regional(self.view.computation)

    @cached_property
    def verdict(self) -> Verdict | None:
        """Of the place itself; the region is what others are compared with."""
        if self.is_region:
            return None
        whole = self.parts.whole
        if self.kind == RAW:
            return raw_verdict(
                whole, region_line(self.parts.reader, self.view.computation, self.view.category)
            )
        return verdict(whole, self._categories(self.view.computation), self.regional)

    @cached_property
    def expectation(self) -> list[dict]:
        """Own deelnemers × regional rate per category, line by line: to be recomputed by hand."""
        lines = self._categories(self.view.computation)
        mix = mix_of(lines, self.parts.whole, self.regional)
        if mix is None or self.is_region:
            return []
        told = [line for line in lines if line.n.value]
        return [
            {"label": presenters.category_label(line.category), "n": presenters.whole(n),
             "rate": f"{100 * rate:.2f}".replace(".", ","), "product": f"{n * rate:.1f}".replace(".", ",")}
            for line, (n, rate) in zip(told, mix, strict=True)
        ]  # fmt: skip

    @property
    def expected(self) -> str:
        return expected(self.verdict) if self.verdict else ""

    @cached_property
    def pooled(self) -> dict | None:
        """Three teljaren together, for a place that is too small in one."""
        if self.is_region or self.verdict.word != TE_KLEIN or len(self.years) < POOLED:
            return None
        chosen = self.years[-POOLED:]
        lines = {line.computation: line for line in self._course(chosen)}
        if len(lines) < POOLED:
            return None
        found = pooled_verdict([(lines[each.pk], self._mix(each, lines[each.pk])) for each in chosen])
        return {"years": f"{chosen[0].teljaar} tot en met {chosen[-1].teljaar}", "verdict": found,
                "x": presenters.whole(found.x) if found.limits else "", "expected": expected(found)}  # fmt: skip

    @cached_property
    def change(self) -> str:
        """This place against the teljaar before, in one sentence; "" without two shown numbers."""
        lines = self._course(self.years[-2:])
        if len(lines) < 2 or any(line.percentage is None for line in lines):
            return ""
        before, now = lines
        chance = change_chance(before.x.value, before.n.value, now.x.value, now.n.value)
        word = "meer dan toeval verklaart" if chance < UNSURE else "niet meer dan toeval verklaart"
        return (f"Van {presenters.percent(before.percentage)} in {before.teljaar} naar {presenters.percent(now.percentage)} "
                f"in {now.teljaar}: {word}. {break_note(before.teljaar, now.teljaar)}").rstrip()  # fmt: skip

    @cached_property
    def stands(self) -> Chart:
        own = [c for c in self.view.computations if c.method == self.view.method]
        now = [
            c for c in own if c.teljaar == self.view.teljaar and Stand.parse(c.teljaar, c.stand).number <= 12
        ]
        before = [c for c in own if c.teljaar < self.view.teljaar]
        about = self.about("Nieuwe vsv'ers die er per stand bij kwamen")
        return stands_chart(self._course(now), self._course(before), about, self._file("per-stand"))

    @cached_property
    def over_years(self) -> Chart:
        lines = self._course(self.years)
        note = break_note(lines[0].teljaar, lines[-1].teljaar) if lines else ""
        return years_chart(lines, self.about("Nieuwe vsv'ers als deel van de deelnemers, per teljaar"),
                           self._file("per-teljaar"), note)  # fmt: skip

    @property
    def charts(self) -> list[Chart]:
        return [self.stands, self.over_years]

    @property
    def toggles(self) -> list[dict]:
        """The two funnels; one category is its own mix, so there they are the same."""
        if self.view.category:
            return []
        labels = {CORRECTED: "gecorrigeerd voor soort onderwijs", RAW: "ruw"}
        return [
            {"label": label, "url": self.view.query(funnel=kind), "current": kind == self.kind}
            for kind, label in labels.items()
        ]

    def _categories(self, computation: Computation) -> list[Figure]:
        lines = figures(self.parts.reader, computation, ("category",), self.parts.scope)
        return [line for line in lines if self.view.category in ("", line.category)]

    def _regional(self, computation: Computation) -> dict[str, float]:
        return rates(figures(self.parts.reader, computation, ("category",)))

    def _mix(self, computation: Computation, line: Figure):
        return mix_of(self._categories(computation), line, self._regional(computation))

    def _course(self, computations: list[Computation]) -> list[Figure]:
        return course(self.parts.reader, computations, self.parts.scope, self.view.category)

    def about(self, measure: str, place: str = "") -> str:
        category = (
            presenters.category_label(self.view.category).lower()
            if self.view.category
            else "alle categorieën"
        )
        return " · ".join([measure, f"{place or self.parts.place}, {category}", presenters.stand_in_full(self.view.stand),
                           presenters.covered(self.parts.whole.coverage)])  # fmt: skip

    def _file(self, name: str) -> str:
        return self.view.query(lijst=name, bestand="csv")
