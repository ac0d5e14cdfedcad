"""The tab Verloop: stand by stand with what is expected, why two stands differ, year by year, and other definitions."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict

from monitoring.calculation.school_year import Stand
from monitoring.charts import Chart
from monitoring.definitions_beside import METHODS, UNTIL_27, definitions_beside
from monitoring.figure_parts import Parts
from monitoring.models import Computation
from monitoring.published_table import published
from monitoring.stand_causes import Between, between, choices
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace
from monitoring.views.dashboards import FiguresPage
from monitoring.vocabulary import Method
from monitoring.waterfall import stands_chart
from monitoring.year_chart import year_chart

COURSE = "verloop"
CAUSES, YEARS = "oorzaken", "jaren"  # its tables as files


@dataclass(frozen=True)
class Pair:
    """The two stands of which the difference is explained, and from which they are chosen."""

    stands: list[Computation]
    first: Computation
    last: Computation

    @property
    def chosen(self) -> tuple[Computation, Computation]:
        return self.first, self.last

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(each.stand, Stand.parse(each.teljaar, each.stand).label) for each in self.stands]



class CourseTab(FiguresPage):
    """What every place shows under Verloop."""

    template_name = "monitoring/figures/course.html"

    def get(self, request, *args, **kwargs):
        """A definition that is asked for decides the method: `?definitie=landelijk` is DUO's count."""
        self.definition = request.GET.get("definitie", "")
        if self.definition in METHODS:
            asked = QueryDict(mutable=True)
            asked.update(request.GET.dict() | {"methode": METHODS[self.definition]})
            request.GET = asked
        return super().get(request, *args, **kwargs)

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        return super().get_context_data(
            parts=parts, pair=self.pair, between=self.causes, waterfall=self.waterfall, years=self._years(parts),
            published=published(self.scope, self.view.category),
            definitions=definitions_beside(self.request.user, self.view, self.scope, self.definition),
            **kwargs,
        )  # fmt: skip

    def exported(self, parts: Parts, wanted: str) -> tuple[list[str], list[list]]:
        """The tables behind the charts of this tab; of those that it shares with the overview, theirs."""
        if wanted not in (CAUSES, YEARS):
            return super().exported(parts, wanted)
        chart = self.waterfall if wanted == CAUSES else self._years(parts)
        return (chart.columns, chart.values) if chart else ([], [])

    def _years(self, parts: Parts) -> Chart:
        found = year_chart(parts.lines, parts.whole, parts.ahead, parts.subtitle())
        return replace(found, download=self.view.query(lijst=YEARS, bestand="csv"))

    @cached_property
    def waterfall(self) -> Chart | None:
        found = stands_chart(self.causes, self.place_name) if self.causes else None
        if found is None:
            return None
        ends = {"van": self.pair.first.stand, "tot": self.pair.last.stand}
        return replace(found, download=self.view.query(lijst=CAUSES, bestand="csv", **ends))

    @cached_property
    def pair(self) -> Pair | None:
        """The stands of the address, in order of time; else the current one and the one before."""
        stands = choices(self.view.computations, self.view.teljaar)
        if self.view.method != Method.REGIO or self.definition == UNTIL_27 or len(stands) < 2:
            return None
        places = {each.stand: place for place, each in enumerate(stands)}
        last = places.get(self.request.GET.get("tot", ""), max(1, places[self.view.computation.stand]))
        first = places.get(self.request.GET.get("van", ""), max(0, last - 1))
        low, high = sorted((first, last))
        return Pair(stands, stands[low], stands[high]) if low != high else Pair(stands, *stands[max(0, high - 1) :][:2])

    @cached_property
    def causes(self) -> Between | None:
        if self.pair is None:
            return None
        return between(self.request.user, self.pair.chosen, self.pair.stands, self.scope, self.view.category)


class RegionCourse(RegionPlace, CourseTab):
    """Verloop of the region."""

    tab = COURSE


class MunicipalityCourse(MunicipalityPlace, CourseTab):
    """Verloop of a municipality."""

    tab = COURSE


class SchoolCourse(SchoolPlace, CourseTab):
    """Verloop of a school."""

    tab = COURSE
