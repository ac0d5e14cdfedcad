"""The tabs Volggroep and Kwetsbare jongeren of region, municipality and school: counts of who is followed."""

from django.http import HttpResponse

from monitoring.count_lists import CountList
from monitoring.followed_figures import followed_group, vulnerable_groups
from monitoring.followed_parts import FollowedParts
from monitoring.reference.places import municipalities
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace
from monitoring.views.dashboards import FiguresPage
from monitoring.vocabulary import Followed, Method
from monitoring.vulnerable_parts import VulnerableParts

LISTED = {"municipality": ("Gemeenten", "municipality"), "brin": ("Scholen", "school-figures")}


class CountsTab(FiguresPage):
    """The frame of both tabs: parts of their own in place of the overview's, and lists per place."""

    split_by: tuple[str, ...] = ()

    def own_parts(self):
        """The parts of the tab; None where there is nothing to count yet."""
        raise NotImplementedError

    def parts_once(self):
        if not hasattr(self, "_parts"):
            self._parts = self.own_parts()
        return self._parts

    def lists(self) -> list[CountList]:
        parts = self.parts_once()
        return [*parts.lists, *self._place_lists(parts)] if parts else []

    def facts(self, parts) -> list[tuple[str, str]]:
        return self.parts_once().facts

    def get_context_data(self, *, parts, **kwargs) -> dict:
        own = self.parts_once()
        return super().get_context_data(parts=parts, is_counted=own is not None, **kwargs) | {"parts": own or parts}

    def file(self, parts, wanted: str, form: str) -> HttpResponse:
        return super().file(self.parts_once() or parts, wanted, form)

    def _place_lists(self, parts) -> list[CountList]:
        """Per municipality and school, where there is anything that this reader may see of them."""
        names = {"municipality": {place.code: place.name for place in municipalities()}, "brin": self.schools}
        found = []
        for column in self.split_by:
            title, route = LISTED[column]
            opens = "" if column == "municipality" and self.scope.brin else f"{route}-{self.tab}"
            found.append(parts.places(column, title, opens, names[column]))
        return [each for each in found if each.rows]


class FollowedTab(CountsTab):
    """The volggroep is of today, whatever stand was chosen; that choice is kept for the other tabs."""

    template_name = "monitoring/followed_group.html"

    def own_parts(self) -> FollowedParts | None:
        group = followed_group(Followed.VSV)
        return group and FollowedParts.of(self.request.user, self.view, self.scope, self.place_name, group)


class VulnerableTab(CountsTab):
    """Kwetsbare jongeren in the stand that was chosen; DUO's files do not tell of them."""

    template_name = "monitoring/vulnerable.html"

    def own_parts(self) -> VulnerableParts | None:
        if self.view.method != Method.REGIO:
            return None
        years = {self.view.teljaar, self.view.stand.teljaar.previous().name}
        shown = [c for c in self.view.computations if c.method == Method.REGIO and c.teljaar in years]
        group = followed_group(Followed.VULNERABLE)
        return VulnerableParts.of(
            self.request.user, self.view, self.scope, self.place_name, vulnerable_groups(shown), group
        )


class RegionFollowed(RegionPlace, FollowedTab):
    """The whole region, per municipality and school of origin."""

    tab = "volggroep"
    split_by = ("municipality", "brin")


class MunicipalityFollowed(MunicipalityPlace, FollowedTab):
    """One municipality; per school only for who sees its pupils."""

    tab = "volggroep"
    split_by = ("brin",)


class SchoolFollowed(SchoolPlace, FollowedTab):
    """One school; per municipality only for who sees its pupils."""

    tab = "volggroep"
    split_by = ("municipality",)


class RegionVulnerable(RegionPlace, VulnerableTab):
    """The whole region, per municipality and school."""

    tab = "kwetsbaar"
    split_by = ("municipality", "brin")


class MunicipalityVulnerable(MunicipalityPlace, VulnerableTab):
    """One municipality; per school only for who sees its pupils."""

    tab = "kwetsbaar"
    split_by = ("brin",)


class SchoolVulnerable(SchoolPlace, VulnerableTab):
    """One school; per municipality only for who sees its pupils."""

    tab = "kwetsbaar"
    split_by = ("municipality",)
