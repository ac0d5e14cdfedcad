"""A figure that stays what it was: made with one click, at an address of its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from monitoring import clock, presenters
from monitoring.calculation.school_year import Stand
from monitoring.citations import LABELS, cite, frozen, later, scope_of
from monitoring.figures import NotForReader, current_computations
from monitoring.filters import view_of
from monitoring.models import Citation
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace
from monitoring.vocabulary import Method


class Cite(View):
    """POST: freeze the figure of this place in the view of the address."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.find_place()
        view = view_of(request.GET, current_computations())
        if view is None:
            raise Http404
        try:
            made = cite(
                request.user, view.computation, self.scope, self.place_name, view.category, on=clock.today()
            )
        except NotForReader:
            raise Http404 from None
        return redirect(made)


class RegionCite(RegionPlace, Cite):
    """Of the region."""


class MunicipalityCite(MunicipalityPlace, Cite):
    """Of a municipality."""


class SchoolCite(SchoolPlace, Cite):
    """Of a school."""


class CitationDetail(TemplateView):
    """The frozen figure, with what became of it; for whoever may see the place."""

    template_name = "monitoring/citation.html"

    def get_context_data(self, **kwargs) -> dict:
        reader = self.request.user
        citation = get_object_or_404(Citation.objects.visible_to(reader), token=self.kwargs["token"])
        numbers, since = frozen(reader, citation), later(reader, citation)
        return super().get_context_data(
            citation=citation, since=since, stand=Stand.parse(citation.teljaar, citation.stand),
            numbers=[(label, numbers[key], (since.now or {}).get(key, "")) for key, label in LABELS.items()],
            category=presenters.category_label(citation.category) if citation.category else "alle categorieën",
            method=Method(citation.method).label, address=self.request.build_absolute_uri(), place_url=_place_url(citation),
            trail=[{"label": "Cijfers", "url": reverse("figures")}, {"label": "Geciteerd cijfer", "url": ""}],
            **kwargs,
        )  # fmt: skip


def _place_url(citation: Citation) -> str:
    scope = scope_of(citation)
    if scope.brin:
        return reverse("school-figures", args=[scope.brin])
    return reverse("municipality", args=[scope.municipality]) if scope.municipality else reverse("figures")
