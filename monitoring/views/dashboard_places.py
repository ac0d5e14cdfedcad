"""The places whose figures are shown: region, subregion, municipality, school. Each tab is made for all of them."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from monitoring import access
from monitoring.figures import Scope, Sight
from monitoring.masking import subregions
from monitoring.models import Municipality, School
from monitoring.reference.places import municipality as municipality_named

OVERVIEW = ""
TABS = (  # part of the route's name → label, in the order on the page
    (OVERVIEW, "Overzicht"),
    ("verloop", "Verloop"),
    ("toeval", "Toeval of niet"),
    ("waar-en-waarom", "Waar en waarom"),
    ("kwetsbaar", "Kwetsbare jongeren"),
    ("volggroep", "Volggroep"),
)


@dataclass(frozen=True)
class Tab:
    """One part of the figures of a place, for _components/tabs.html."""

    label: str
    url: str
    current: bool


class Place:
    """Where a page of figures is about. A place that the reader may not see is a place that does not exist."""

    route: str  # of the overview; a tab adds "-<tab>" to its name
    tab: str  # of the page: the part of its name behind the place

    def find_place(self) -> None:
        """Set `scope` and `place_name`, or raise Http404."""
        raise NotImplementedError

    def place_arguments(self) -> list[str]:
        return []

    def above(self) -> list[dict]:
        """The steps of the breadcrumb above this place."""
        return [{"label": "Cijfers van de regio", "url": reverse("figures")}]

    def place_url(self, tab: str = OVERVIEW) -> str:
        return reverse(f"{self.route}-{tab}" if tab else self.route, args=self.place_arguments())

    def trail(self) -> list[dict]:
        here = [{"label": self.place_name, "url": self.place_url()}]
        part = [{"label": dict(TABS)[self.tab], "url": self.place_url(self.tab)}] if self.tab else []
        return [*self.above(), *here, *part]

    def tab_names(self) -> list[str]:
        """The tabs that this place has: not every tab is made for every place."""
        return [name for name, _ in TABS if self._has(name)]

    def tabs(self, query: str) -> list[Tab]:
        """The tabs that this place has, each with the view that the reader chose."""
        labels = dict(TABS)
        return [Tab(labels[name], self.place_url(name) + query, name == self.tab) for name in self.tab_names()]

    def _has(self, tab: str) -> bool:
        try:
            return bool(self.place_url(tab))
        except NoReverseMatch:
            return False

    def about_place(self) -> dict:
        """What the page says of the place itself."""
        return {}


class RegionPlace(Place):
    """The region as a whole."""

    route = "figures"

    def find_place(self) -> None:
        self.scope, self.place_name = Scope(), "de regio"

    def about_place(self) -> dict:
        """The subregions, for who may see them."""
        seen = Sight.of(self.request.user).sees_subregions
        names = sorted(set(subregions().values())) if seen else []
        return {"is_region": True, "subregions": [(name, reverse("subregion", args=[slugify(name)])) for name in names]}

    def trail(self) -> list[dict]:
        part = [{"label": dict(TABS)[self.tab], "url": self.place_url(self.tab)}] if self.tab else []
        return [*self.above(), *part]


class SubregionPlace(Place):
    """Part of the region: the municipalities of one subregion together, for who sees them all."""

    route = "subregion"

    def find_place(self) -> None:
        named = {slugify(name): name for name in set(subregions().values())}
        if self.kwargs["slug"] not in named or not Sight.of(self.request.user).sees_subregions:
            raise Http404
        self.place_name = named[self.kwargs["slug"]]
        self.scope = Scope(subregion=self.place_name)

    def place_arguments(self) -> list[str]:
        return [self.kwargs["slug"]]


class MunicipalityPlace(Place):
    """One municipality: its young people, wherever they are at school."""

    route = "municipality"

    def find_place(self) -> None:
        places = Municipality.objects.visible_to(self.request.user)
        self.place = get_object_or_404(places, code=self.kwargs["code"])
        self.scope, self.place_name = Scope(municipality=self.place.code), self.place.name

    def place_arguments(self) -> list[str]:
        return [self.place.code]


class SchoolPlace(Place):
    """One school: all its young people, wherever they live."""

    route = "school-figures"

    def find_place(self) -> None:
        brin = self.kwargs["brin"]
        visible = School.objects.visible_to(self.request.user).filter(brin=brin).select_related("municipality")
        self.places = list(visible.order_by("vestiging"))
        if not self.places:
            raise Http404
        self.place = self.places[0]
        self.scope, self.place_name = self._scope(), self.place.name

    def place_arguments(self) -> list[str]:
        return [self.place.brin]

    def above(self) -> list[dict]:
        place = self.place.municipality
        seen = Municipality.objects.visible_to(self.request.user).filter(pk=place.pk).exists()
        step = [{"label": place.name, "url": reverse("municipality", args=[place.pk])}] if seen else []
        return [*super().above(), *step]

    def about_place(self) -> dict:
        found = municipality_named(self.place.municipality_id)
        return {"place": self.place, "located": found.name if found else ""}

    def _scope(self) -> Scope:
        """The whole school; for somebody of one vestiging that vestiging."""
        memberships = access.memberships_of(self.request.user)
        own = [m.school for m in memberships if m.school_id and m.school.brin == self.place.brin]
        only_part = own and all(school.vestiging for school in own)
        return Scope(brin=self.place.brin, vestiging=own[0].vestiging if only_part else "")
