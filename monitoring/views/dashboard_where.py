"""The tab Waar en waarom: why young people leave (reason, destination …) and where in the region they live."""

from functools import cached_property

from monitoring.figure_parts import Parts
from monitoring.outflow import Split, splits
from monitoring.outflow_charts import outflow_charts, table_of
from monitoring.region_map import RegionMap, region_map
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace, SubregionPlace
from monitoring.views.dashboards import FiguresPage

WHERE, MAP = "waar-en-waarom", "kaart"


class WhereTab(FiguresPage):
    """Of one place; always of all categories together, for no reader may cross two dimensions."""

    tab = WHERE
    template_name = "monitoring/figures/where.html"
    has_map = False

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        subtitle = f"Aantal nieuwe vsv'ers, {self.place_name} · {self.view.stand.label} · alle categorieën"
        charts = outflow_charts(self.splits, subtitle, self._address)
        return super().get_context_data(parts=parts, charts=charts, map=self.map, map_files=self._files(MAP), **kwargs)

    @cached_property
    def splits(self) -> list[Split]:
        return splits(self.request.user, self.view.computation, self.scope)

    @cached_property
    def map(self) -> RegionMap | None:
        return region_map(self.request.user, self.view.computation) if self.has_map else None

    def exported(self, parts: Parts, wanted: str) -> tuple[list[str], list[list]]:
        if wanted == MAP and self.map:
            return ["Gemeente", "Vsv in %", "Oordeel", "Uitleg"], self.map.rows
        found = next((split for split in self.splits if split.name == wanted), None)
        return table_of(found) if found else ([], [])

    def _address(self, name: str) -> str:
        return self.view.query(lijst=name, bestand="csv")

    def _files(self, name: str) -> list[tuple[str, str]]:
        return [(form.upper(), self.view.query(lijst=name, bestand=form)) for form in ("csv", "xlsx")]


class RegionWhere(RegionPlace, WhereTab):
    """The region, with the map."""

    has_map = True


class SubregionWhere(SubregionPlace, WhereTab):
    """One subregion."""


class MunicipalityWhere(MunicipalityPlace, WhereTab):
    """One municipality."""


class SchoolWhere(SchoolPlace, WhereTab):
    """One school."""
