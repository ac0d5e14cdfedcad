"""Open figures, without login: the region, a municipality or a school in released numbers, with what they mean."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from monitoring.calculation.open_numbers import MUNICIPALITY, SCHOOL
from monitoring.calculation.school_year import Stand
from monitoring.figures import REGION
from monitoring.models import Release
from monitoring.open_face import released
from monitoring.open_face.open_files import csv_of
from monitoring.open_face.printed import place_names
from monitoring.open_face.trend import is_of_mbo, levels, trend
from monitoring.open_face.visiting import VisitorPage
from monitoring.presenters import category_label, decimal, is_provisional, stand_in_full
from monitoring.published_table import published
from monitoring.reference.definitions import definitions, method_breaks
from monitoring.reference.national_targets import national_targets
from monitoring.reference.norms import KINDS, norms, norms_of
from monitoring.vocabulary import Method

FIGURES = {"label": "Open cijfers", "url": reverse_lazy("open-figures")}


class OpenFigures(VisitorPage):
    """The latest release; `?telling=duo` shows the other way to count, never beside this one."""

    def get(self, request):
        method = asked_method(request)
        release = released.latest(method)
        if release is None:
            return render(request, "monitoring/open/figures_none.html", {"trail": [FIGURES], "method": method})
        return render(request, "monitoring/open/figures.html", region_context(release) | {"trail": [FIGURES]})


class ReleasedFigures(VisitorPage):
    """One release at its own address, also after a later one or after it was withdrawn; then with a notice."""

    def get(self, request, number):
        release = get_object_or_404(released.releases(), number=number)
        context = region_context(release) | {"trail": [FIGURES, {"label": f"Vrijgave {number}"}]}
        return render(request, "monitoring/open/figures.html", context)


class OpenPlace(VisitorPage):
    """One municipality or school."""

    kind = MUNICIPALITY

    def get(self, request, code):
        release = released.latest(asked_method(request))
        tables = released.tables(release, (self.kind, code)) if release else []
        if not tables or code not in place_names():
            raise Http404
        name = place_names()[code]
        told = common(release)
        is_in_other = told["other"] and released.tables(told["other"], (self.kind, code))
        context = told | {
            "name": name, "tables": tables, "sentence": released.sentence(release, (self.kind, code)),
            "other_url": request.path if is_in_other else reverse("open-figures"),
            "trail": [FIGURES, {"label": name}],
        }  # fmt: skip
        return render(request, "monitoring/open/figures_place.html", context)


class OpenSchool(OpenPlace):
    kind = SCHOOL


class OpenTerms(VisitorPage):
    """What every measure is and was, what the marks mean, why another number can be true as well."""

    def get(self, request):
        context = {
            "definitions": definitions()[::-1], "breaks": method_breaks()[::-1], "targets": national_targets()[::-1],
            "norms": [(each.teljaar, category_label(each.category), decimal(each.percentage), KINDS[each.kind])
                      for each in reversed(norms())],
            "first": released.releases().first(), "latest": released.latest(Method.REGIO),
            "trail": [FIGURES, {"label": "Begrippen"}],
        }  # fmt: skip
        return render(request, "monitoring/open/terms.html", context)


class Corrections(VisitorPage):
    """Every release, with what it brought or corrected, and what was withdrawn and why."""

    def get(self, request):
        context = {"releases": released.releases().reverse(), "trail": [FIGURES, {"label": "Correcties"}]}
        return render(request, "monitoring/open/corrections.html", context)


class ReleaseFile(VisitorPage):
    """All numbers of one release as CSV, at an address that stays."""

    def get(self, request, number):
        release = get_object_or_404(released.releases(), number=number)
        return HttpResponse(csv_of(release), content_type="text/csv; charset=utf-8")


def asked_method(request) -> Method:
    return Method.DUO if request.GET.get("telling") == Method.DUO else Method.REGIO


def common(release: Release) -> dict:
    """What every page of figures says of its release; `other` is what the other way to count has to show."""
    stand = Stand.parse(release.teljaar, release.stand)
    newest = released.latest(release.method)
    return {
        "release": release, "stand": stand_in_full(stand), "provisional": is_provisional(stand),
        "newer": newest if newest and newest != release else None,
        "other": released.latest(Method.REGIO if release.method == Method.DUO else Method.DUO),
        "other_url": reverse("open-figures"), "is_of_mbo": is_of_mbo(release),
    }  # fmt: skip


def in_short(release: Release) -> dict:
    """The region in words, one trend, one map: what the home page has of the figures."""
    return common(release) | {
        "sentence": released.sentence(release), "largest": released.largest_groups(release),
        "trend": trend(release), "map": released.tile_map(release), "tables": released.tables(release),
    }  # fmt: skip


def region_context(release: Release) -> dict:
    """Everything of the whole region, from this release."""
    year = max((each.teljaar for each in norms() if each.teljaar <= release.teljaar), default="")
    return in_short(release) | {
        "levels": levels(release),
        "norms": [(category_label(each.category), decimal(each.percentage), KINDS[each.kind], each.source)
                  for each in norms_of(year)],
        "norm_year": year,
        "others": published(REGION, ""),
    }  # fmt: skip
