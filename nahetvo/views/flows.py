"""Figures of the transition of region, municipality and school: counts only, no pupil."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from monitoring import access, exports
from monitoring.access import Subject
from monitoring.figures import NotForReader, Scope, Sight
from monitoring.printing import NoPrinter, pdf
from nahetvo.flow_page import GROUPS, FlowPage
from nahetvo.tabs import tabs
from nahetvo.transition_figures import counted_years, name_of, names_of_mbo, years_beside

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
        group = request.GET.get("groep", "") if request.GET.get("groep", "") in GROUPS else ""
        beside = years_beside(chosen, group) if chosen else None
        page = FlowPage.of(request.user, scope, place, beside, names_of_mbo(), group) if beside else None
        form = request.GET.get("bestand", "")
        if page and form in CONTENT_TYPES:
            return self._file(page, request.GET.get("lijst", ""), form)
        if page and form == "pdf":
            return self._book(request, page, place, chosen)
        part = {"name": "jaar", "label": "Schooljaar", "value": chosen, "choices": [(year, year) for year in years]}
        who = {"name": "groep", "label": "Wie", "value": group, "choices": list(GROUPS.items())}
        state = {"parts": [part, who] if years else [], "hidden": [], "facts": []}
        return render(request, "nahetvo/flows.html", {"page": page, "place": place, "state": state, "tabs": tabs(request)})

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

    def _book(self, request, page: FlowPage, place: str, chosen: str) -> HttpResponse:
        """The yearly book of the place as a tagged PDF; 503 with advice where the printer is not installed."""
        context = {"page": page, "place": place, "tabs": tabs(request)}
        try:
            content = pdf("nahetvo/book_pdf.html", context)
        except NoPrinter as reason:
            return render(request, "nahetvo/flows.html", context | {"no_printer": str(reason)}, status=503)
        name = exports.file_name("na-het-vo-jaarboek", place, chosen)
        headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
        return HttpResponse(content, content_type="application/pdf", headers=headers)

    def _file(self, page: FlowPage, wanted: str, form: str) -> HttpResponse:
        table = next((each for each in page.lists if each.name == wanted), None)
        if table is None:
            raise Http404
        is_by_year = table.columns[1:] == [year.school_year for year in page.years]
        columns = [table.columns[0], *page.headings] if is_by_year else table.columns
        rows, facts = [row.values for row in table.rows], [("Wat", table.title), ("Waarvan", page.subtitle)]
        content = (
            exports.csv_file(columns, rows) if form == "csv" else exports.xlsx_file(columns, rows, facts)
        )
        name = exports.file_name("na-het-vo", page.place, table.name, page.years[0].school_year)
        disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=disposition)
