"""Figures of region, subregion, municipality and school: one view, kept in the address from region to category and back.

FiguresPage is the frame of every tab; here stands the first, the overview.
"""

from functools import cached_property

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.views.generic import TemplateView

from monitoring import access, exports, presenters
from monitoring.figure_parts import Parts, facts_of
from monitoring.figures import Figure, NotForReader, Scope, current_computations, figures, silent
from monitoring.filters import view_of
from monitoring.measure_cards import cards
from monitoring.models import Municipality, School
from monitoring.noteworthy import Subject, noteworthy
from monitoring.place_lists import (
    PlaceList,
    crossed_schools,
    municipality_list,
    residence_list,
    school_list,
    vestiging_list,
)  # fmt: skip
from monitoring.verdicts import Place, Verdict, rates, verdicts
from monitoring.views.dashboard_places import (
    OVERVIEW,
    MunicipalityPlace,
    RegionPlace,
    SchoolPlace,
    SubregionPlace,
)

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FiguresPage(TemplateView):
    """The frame of every page of figures; which place it is about comes from dashboard_places.py."""

    tab = OVERVIEW

    def get(self, request, *args, **kwargs):
        self.find_place()
        self.view = view_of(request.GET, current_computations())
        if self.view is None:
            return self.render_to_response(self.empty_context())
        try:
            return self._shown(request)
        except NotForReader:
            raise Http404 from None

    def _shown(self, request) -> HttpResponse:
        request.GET = QueryDict(
            self.view.query()[1:]
        )  # links in tables keep the whole view, also what was left out
        parts = Parts.of(request.user, self.view, self.scope, self.place_name)
        wanted, form = self.request_of_file()
        if form in CONTENT_TYPES:
            return self.file(parts, wanted, form)
        return self.render_to_response(self.get_context_data(parts=parts))

    def request_of_file(self) -> tuple[str, str]:
        sent = QueryDict(self.request.META.get("QUERY_STRING", ""))
        return sent.get("lijst", ""), sent.get("bestand", "")

    def lists(self) -> list[PlaceList]:
        """The lists of places beneath the figures."""
        return []

    @cached_property
    def schools(self) -> dict[str, str]:
        """BRIN → name of the schools that this reader may see."""
        rows = School.objects.visible_to(self.request.user).order_by("-vestiging").values_list("brin", "name")
        return dict(rows)  # the school itself has no vestiging and comes last

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        return super().get_context_data(
            view_state=self.view, place_name=self.place_name, parts=parts, trail=self._full_trail(),
            lists=[each.configured(self.request, self.view) for each in self.lists()],
            tabs=self.tabs(self.view.query()), not_delivered=self._not_delivered(), empty=False,
            take_away=self._take_away(parts), **self.about_place(), **kwargs,
        )  # fmt: skip

    def _take_away(self, parts: Parts) -> dict:
        """What a reader takes along; a citation keeps no subregion, and there is no report of one."""
        if self.scope.subregion:
            return {}
        return {
            "report": self.place_url("report") + self.view.query(),
            "cite": self.place_url("cite") + self.view.query(), "paragraph": parts.paragraph,
            "measures": reverse("measures") if access.may_compare_schools(self.request.user) else "",
        }  # fmt: skip

    def empty_context(self) -> dict:
        return super().get_context_data(
            place_name=self.place_name, empty=True, trail=self.trail(), **self.about_place()
        )

    def file(self, parts: Parts, wanted: str, form: str) -> HttpResponse:
        """The list of the page as a file; 404 for a list that this reader does not have."""
        listed = next((each for each in self.lists() if each.name == wanted), None)
        headings, rows = listed.exported(self.request, self.view) if listed else self.exported(parts, wanted)
        if not headings:
            raise Http404
        return self.as_file(parts, headings, rows, wanted, form)

    def as_file(self, parts: Parts, headings: list[str], rows: list[list], wanted: str, form: str) -> HttpResponse:
        """These rows as CSV or XLSX, named after place, list and stand."""
        name = exports.file_name("vsv", self.place_name, wanted, self.view.teljaar, self.view.computation.stand,
                                 self.view.category, self.view.method)  # fmt: skip
        facts = self.facts(parts)
        content = (
            exports.csv_file(headings, rows) if form == "csv" else exports.xlsx_file(headings, rows, facts)
        )
        disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=disposition)

    def exported(self, parts: Parts, wanted: str) -> tuple[list[str], list[list]]:
        """Headings and rows of a table of this tab that is no list of places; empty for one that it does not have."""
        return parts.exported(wanted)

    def facts(self, parts: Parts) -> list[tuple[str, str]]:
        """What a file is about, for its second sheet."""
        return facts_of(self.view, self.place_name, parts.whole)

    def _full_trail(self) -> list[dict]:
        steps = [{**step, "url": step["url"] + self.view.query()} for step in self.trail()]
        if self.view.category:
            steps[-1]["url"] = self.trail()[-1]["url"] + self.view.query(categorie=None)
            steps.append({"label": presenters.category_label(self.view.category), "url": ""})
        return steps

    def _not_delivered(self) -> list[str]:
        found = silent(self.request.user, self.view.computation, self.scope)
        return [f"{self.schools.get(each.brin, each.brin)} {each.vestiging}".strip() for each in found]

    def silent_schools(self) -> frozenset[str]:
        """Those that did not deliver, as far as this reader may know of the region's schools."""
        return frozenset(each.brin for each in silent(self.request.user, self.view.computation))

    def lines(self, *by: str, scope: Scope | None = None) -> list[Figure]:
        """Figures split by these, of the chosen category or of all together."""
        split = (*by, "category") if self.view.category else by
        found = figures(
            self.request.user, self.view.computation, split, self.scope if scope is None else scope
        )
        return [line for line in found if line.category == self.view.category]

    def verdicts(self, *by: str, scope: Scope | None = None) -> dict[Place, Verdict]:
        """What may be said of each place of this split against the region, given its mix of categories."""
        reader, computation = self.request.user, self.view.computation
        crossed = figures(reader, computation, (*by, "category"), self.scope if scope is None else scope)
        return verdicts(
            self.lines(*by, scope=scope), crossed, rates(figures(reader, computation, ("category",)))
        )


class Overview(FiguresPage):
    """The home of a place: what stands out, then its measures, then the places within it."""

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        found = noteworthy(self._subject(parts))
        links = {name: self.place_url(name) + self.view.query() for name in self.tab_names()}
        sentences = [{"text": each.text, "why": each.why, "link": each.link, "url": self._url(each.leads_to, links)}
                     for each in found]  # fmt: skip
        return super().get_context_data(parts=parts, sentences=sentences, cards=cards(parts, links), **kwargs)

    def _subject(self, parts: Parts) -> Subject:
        """Every reader of a place may know the categories of the whole region; who may not compares with nothing."""
        if self.view.category:
            return Subject(parts.whole, parts.lines)
        compared = self.scope != Scope() and access.may_see(self.request.user, access.Subject.REGION)
        region = figures(self.request.user, self.view.computation, ("category",)) if compared else ()
        return Subject(parts.whole, parts.lines, parts.by_category, tuple(region))

    def _url(self, leads_to: str, links: dict[str, str]) -> str:
        """The tab, where this place has it; else this page."""
        return leads_to if leads_to.startswith("#") else links.get(leads_to, links[OVERVIEW])


class RegionFigures(RegionPlace, Overview):
    """The region as a whole, its municipalities and its schools."""

    template_name = "monitoring/region_figures.html"

    def lists(self) -> list[PlaceList]:
        own = Municipality.objects.visible_to(self.request.user)
        return [
            municipality_list(own, self.lines("municipality"), self.request.GET, self.view).judged(
                self.verdicts("municipality")
            ),
            school_list(School.objects.visible_to(self.request.user), self.schools, self.lines("school"),
                        self.request.GET, self.view, silent=self.silent_schools()).judged(self.verdicts("school")),
        ]  # fmt: skip


class SubregionFigures(SubregionPlace, Overview):
    """One subregion and its municipalities."""

    template_name = "monitoring/subregion_figures.html"

    def lists(self) -> list[PlaceList]:
        own = Municipality.objects.visible_to(self.request.user).filter(subregion=self.place_name)
        codes = {place.code for place in own}
        lines = [line for line in self.lines("municipality", scope=Scope()) if line.municipality in codes]
        found = municipality_list(own, lines, self.request.GET, self.view)
        return [found.judged(self.verdicts("municipality", scope=Scope()))]


class MunicipalityFigures(MunicipalityPlace, Overview):
    """One municipality, and the schools within it."""

    template_name = "monitoring/municipality_figures.html"

    def lists(self) -> list[PlaceList]:
        residents = crossed_schools(self.lines("school"))
        visible = School.objects.visible_to(self.request.user)
        within = School.objects.filter(municipality=self.place).values("brin")
        listed = visible.filter(brin__in=within) | visible.filter(brin__in=list(residents))
        whole = self.lines("school", scope=Scope())
        found = school_list(listed, self.schools, whole, self.request.GET, self.view,
                            name="gemeentescholen", residents=residents,
                            silent=self.silent_schools())  # fmt: skip
        return [found.judged(self.verdicts("school", scope=Scope()))]


class SchoolFigures(SchoolPlace, Overview):
    """One school, its vestigingen and where its young people live."""

    template_name = "monitoring/school_figures.html"

    def lists(self) -> list[PlaceList]:
        names = {place.vestiging: place.name for place in self.places}
        vestigingen = [] if self.scope.vestiging else self.lines("vestiging")
        found = [
            (vestiging_list(names, vestigingen, self.view), "vestiging"),
            (residence_list(self.lines("municipality"), self.view), "municipality"),
        ]
        return [each.judged(self.verdicts(by)) for each, by in found if each]
