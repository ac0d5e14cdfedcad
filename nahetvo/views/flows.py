"""Figures of the transition of region, municipality and school: counts only, no pupil."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from monitoring import access, exports
from monitoring.access import Subject
from monitoring.figures import NotForReader, Scope, Sight
from nahetvo.flow_page import FlowPage
from nahetvo.transition_figures import counted_years, name_of, names_of_mbo, transition_figures

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Flows(View):
    """The page, or with `?lijst=` and `bestand=` one of its tables as a file."""

    def get(self, request, code: str = "", brin: str = ""):
        scope = Scope(municipality=code, brin=brin)
        place = self._allowed(request.user, scope)
        years = counted_years()
        wanted = request.GET.get("jaar", "")
        chosen = wanted if wanted in years else next(iter(years), "")
        page = self._page(request.user, scope, place, years, chosen) if chosen else None
        if page and (form := request.GET.get("bestand", "")) in CONTENT_TYPES:
            return self._file(page, request.GET.get("lijst", ""), form)
        part = {"name": "jaar", "label": "Schooljaar", "value": chosen, "choices": [(year, year) for year in years]}
        state = {"parts": [part] if years else [], "hidden": [], "facts": []}
        return render(request, "nahetvo/flows.html", {"page": page, "place": place, "state": state})

    def _allowed(self, reader, scope: Scope) -> str:
        """The name of the place; 404 where it is not for this reader, or does not exist."""
        place, sight = name_of(scope), Sight.of(reader)
        try:
            sight.check([], scope)
        except NotForReader:
            raise Http404 from None
        if not (place and access.may_see(reader, Subject.TRANSITION_COUNTS) and sight.may_see(scope, scope)):
            raise Http404
        return place

    def _page(self, reader, scope: Scope, place: str, years: list[str], chosen: str) -> FlowPage:
        shown = years[years.index(chosen) :][:2]
        found = [each for each in map(transition_figures, shown) if each]
        return FlowPage.of(reader, scope, place, found, names_of_mbo())

    def _file(self, page: FlowPage, wanted: str, form: str) -> HttpResponse:
        table = next((each for each in page.lists if each.name == wanted), None)
        if table is None:
            raise Http404
        rows, facts = [row.values for row in table.rows], [("Wat", table.title), ("Waarvan", page.subtitle)]
        content = (
            exports.csv_file(table.columns, rows) if form == "csv" else exports.xlsx_file(table.columns, rows, facts)
        )
        name = exports.file_name("na-het-vo", page.place, table.name, page.years[0].school_year)
        disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=disposition)
