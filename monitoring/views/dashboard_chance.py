"""The tab Toeval of niet of the region, a municipality and a school: is this figure news, or what chance gives?"""

from functools import cached_property

from monitoring.chance_parts import ChanceParts
from monitoring.chance_places import ChancePlaces
from monitoring.figure_parts import Parts
from monitoring.funnel_chart import CORRECTED, RAW
from monitoring.models import Municipality
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace
from monitoring.views.dashboards import FiguresPage

TAB = "toeval"


class ChanceTab(FiguresPage):
    """Verdict, funnels, control charts, surplus and movers, each with its table."""

    template_name = "monitoring/figures/chance.html"

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        return super().get_context_data(
            parts=parts, chance=self._chance(parts), all_places=self._places(parts), **kwargs
        )

    def exported(self, parts: Parts, wanted: str) -> tuple[list[str], list[list]]:
        charts = (*self._places(parts).funnels(), *self._chance(parts).charts)
        return next(((chart.columns, chart.values) for chart in charts if chart.id == wanted), ([], []))

    def _chance(self, parts: Parts) -> ChanceParts:
        return ChanceParts(parts, self.funnel)

    def _places(self, parts: Parts) -> ChancePlaces:
        chance = self._chance(parts)
        municipalities = Municipality.objects.visible_to(self.request.user).values_list("code", "name")
        names = {"school": self.schools, "municipality": dict(municipalities)}
        return ChancePlaces(
            self.request.user, self.view, self.scope, chance.years, names, self.funnel, chance.about
        )

    @cached_property
    def funnel(self) -> str:
        """Raw only when asked for: without the kinds of education a mixed list compares apples and pears."""
        return RAW if self.view.kept.get("funnel") == RAW else CORRECTED


class RegionChance(RegionPlace, ChanceTab):
    """All places of the region beside chance."""

    tab = TAB


class MunicipalityChance(MunicipalityPlace, ChanceTab):
    """One municipality among those that the reader may see."""

    tab = TAB


class SchoolChance(SchoolPlace, ChanceTab):
    """One school among those that the reader may see."""

    tab = TAB
