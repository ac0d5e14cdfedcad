"""Every place of the region beside chance: the funnels, how many schools make the surplus, who moved. Region-wide.

Everything is computed from figures as this reader may see them (figures.py), so it tells nothing beyond them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from monitoring import presenters
from monitoring.calculation.chance import Change, movers, surplus
from monitoring.charts import Chart
from monitoring.control_chart_page import break_note
from monitoring.figures import REGION, Figure, Scope, figures
from monitoring.filters import View
from monitoring.funnel_chart import RAW, Dot, expected, funnel_chart
from monitoring.masking import ELSEWHERE
from monitoring.models import Computation
from monitoring.verdicts import place_of, rates, raw_verdict, region_line, verdicts

KINDS = {"school": "scholen", "municipality": "gemeenten"}
PAGES = {"school": "school-figures", "municipality": "municipality"}
IN_WORDS = {2: "Twee", 3: "Drie", 4: "Vier", 5: "Vijf"}


@dataclass(frozen=True)
class Named:
    """A place in a sentence, with its page."""

    name: str
    told: str
    url: str


@dataclass(frozen=True)
class ChancePlaces:
    """scope: the place of the page, the accent; years: as ChanceParts.years; names: of the places of each kind that
    this reader may see, by code; about: the subtitle of a chart, of its measure and its kind of place."""

    reader: object
    view: View
    scope: Scope
    years: list[Computation]
    names: Mapping[str, Mapping[str, str]]
    kind: str
    about: Callable[[str, str], str]

    @property
    def is_region(self) -> bool:
        return self.scope == REGION

    def funnels(self) -> list[Chart]:
        """Of schools and of municipalities, where this reader may see any."""
        wanted = ("municipality",) if self.scope.municipality else ("school",) if self.scope.brin else KINDS
        return [self._funnel(by) for by in ("school", "municipality") if by in wanted and self._dots(by)]

    @cached_property
    def surplus(self) -> dict | None:
        """How many schools explain half of what is more than expected, and which."""
        dots = {_code("school", dot.figure): dot for dot in self._dots("school") if dot.is_drawn}
        if not self.is_region or len(dots) < 2:
            return None
        found = surplus((code, dot.verdict.x - dot.verdict.limits.expected) for code, dot in dots.items())
        if not found.names:
            return None
        many = len(found.names)
        told = "Eén school verklaart" if many == 1 else f"{IN_WORDS.get(many, many)} scholen verklaren"
        return {
            "title": f"{told} {100 * found.share:.0f}{presenters.SPACE}% van het surplus",
            "total": f"{found.total:.1f}".replace(".", ","), "known": len(dots),
            "places": [self._surplus_place(code, dots[code]) for code in found.names],
        }  # fmt: skip

    @cached_property
    def movers(self) -> list[dict]:
        """Per kind of place who changed more than chance explains since the teljaar before."""
        if not self.is_region or len(self.years) < 2:
            return []
        return [self._movers(by, *self.years[-2:]) for by in KINDS if len(self._dots(by)) > 1]

    def _movers(self, by: str, before: Computation, now: Computation) -> dict:
        then = {_code(by, line): line for line in self._lines(before, by)}
        changes = [
            Change(code, then[code].x.value, then[code].n.value, line.x.value, line.n.value)
            for line in self._lines(now, by)
            if (code := _code(by, line)) in then and code in self.names[by] and _both_told(then[code], line)
        ]  # fmt: skip
        places = [
            Named(self.names[by][each.name], f"van {_share(each.x_before, each.n_before)} naar {_share(each.x, each.n)}",
                  self._url(by, each.name))
            for each in movers(changes)
        ]  # fmt: skip
        return {
            "what": KINDS[by],
            "places": places,
            "compared": len(changes),
            "before": before.teljaar,
            "now": now.teljaar,
            "break": break_note(before.teljaar, now.teljaar),
        }

    def _surplus_place(self, code: str, dot: Dot) -> Named:
        more = f"{dot.verdict.x - dot.verdict.limits.expected:.1f}".replace(".", ",")
        told = f"{presenters.whole(dot.verdict.x)}, verwacht {expected(dot.verdict)}: {more} meer; {dot.verdict.word}"
        return Named(dot.name, told, self._url("school", code))

    def _funnel(self, by: str) -> Chart:
        what = KINDS[by]
        found = rates([self._whole])
        rate = found.get(self._whole.category)
        measure = "Nieuwe vsv'ers tegenover wat de soorten onderwijs laten verwachten"
        if self.kind == RAW:
            measure = "Nieuwe vsv'ers als deel van de deelnemers"
        return funnel_chart(self._dots(by), rate, what, self.kind, self.about(measure, what),
                            self.view.query(lijst=f"trechter-{what}", bestand="csv"))  # fmt: skip

    def _dots(self, by: str) -> list[Dot]:
        return self._dots_by[by]

    @cached_property
    def _dots_by(self) -> dict[str, list[Dot]]:
        return {by: self._found_dots(by) for by in KINDS}

    def _found_dots(self, by: str) -> list[Dot]:
        if by == "municipality" and not self.names[by]:
            return []
        lines = [line for line in self._lines(self.view.computation, by) if _code(by, line) in self.names[by]]
        if self.kind == RAW:
            judged = {place_of(line): raw_verdict(line, self._whole) for line in lines}
        else:
            crossed = figures(self.reader, self.view.computation, (by, "category"))
            judged = verdicts(lines, crossed, self._regional)
        scope = self.scope
        own = scope.municipality or scope.brin
        return [
            Dot(self.names[by][_code(by, line)], line, judged[place_of(line)], own=_code(by, line) == own)
            for line in lines
        ]  # fmt: skip

    def _lines(self, computation: Computation, by: str) -> list[Figure]:
        """Every place of the region of one kind, of the chosen category or of all together."""
        split = (by, "category") if self.view.category else (by,)
        found = figures(self.reader, computation, split)
        return [
            line for line in found if line.category == self.view.category and line.municipality != ELSEWHERE
        ]

    @cached_property
    def _whole(self) -> Figure:
        return region_line(self.reader, self.view.computation, self.view.category)

    @cached_property
    def _regional(self) -> dict[str, float]:
        return rates(figures(self.reader, self.view.computation, ("category",)))

    def _url(self, by: str, code: str) -> str:
        return reverse(PAGES[by], args=[code]) + self.view.query()


def _code(by: str, line: Figure) -> str:
    return line.brin if by == "school" else line.municipality


def _both_told(before: Figure, now: Figure) -> bool:
    return before.percentage is not None and now.percentage is not None


def _share(x: int, n: int) -> str:
    return f"{100 * x / n:.2f}".replace(".", ",") + f"{presenters.SPACE}%"
