"""The tab Verloop: stand by stand with what is expected, why two stands differ, year by year, and other definitions."""

from dataclasses import dataclass

from django.http import QueryDict

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


@dataclass(frozen=True)
class Pair:
    """The two stands of which the difference is explained, and from which they are chosen."""

    stands: list[Computation]
    first: Computation
    last: Computation

    @property
    def chosen(self) -> tuple[Computation, Computation]:
        return self.first, self.last


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
        pair = self._pair()
        found = self._between(pair)
        return super().get_context_data(
            parts=parts, pair=pair, between=found, waterfall=stands_chart(found, self.place_name) if found else None,
            years=year_chart(parts.lines, parts.whole, parts.ahead, parts.subtitle()),
            published=published(self.scope, self.view.category),
            definitions=definitions_beside(self.request.user, self.view, self.scope, self.definition),
            **kwargs,
        )  # fmt: skip

    def _pair(self) -> Pair | None:
        """The stands of the address, in order of time; else the current one and the one before."""
        stands = choices(self.view.computations, self.view.teljaar)
        if self.view.method != Method.REGIO or self.definition == UNTIL_27 or len(stands) < 2:
            return None
        places = {each.stand: place for place, each in enumerate(stands)}
        last = places.get(self.request.GET.get("tot", ""), max(1, places[self.view.computation.stand]))
        first = places.get(self.request.GET.get("van", ""), max(0, last - 1))
        low, high = sorted((first, last))
        return Pair(stands, stands[low], stands[high]) if low != high else Pair(stands, *stands[max(0, high - 1) :][:2])

    def _between(self, pair: Pair | None) -> Between | None:
        if pair is None:
            return None
        return between(self.request.user, pair.chosen, pair.stands, self.scope, self.view.category)


class RegionCourse(RegionPlace, CourseTab):
    """Verloop of the region."""

    tab = COURSE


class MunicipalityCourse(MunicipalityPlace, CourseTab):
    """Verloop of a municipality."""

    tab = COURSE


class SchoolCourse(SchoolPlace, CourseTab):
    """Verloop of a school."""

    tab = COURSE
