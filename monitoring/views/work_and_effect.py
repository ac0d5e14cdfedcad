"""Werk en effect: what became of flags, how much work is open, and the effectrapportage. Counts only, no youngster."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from monitoring import access, clock, exports
from monitoring.access import Subject
from monitoring.views.dashboards import CONTENT_TYPES
from monitoring.work_page import WorkPage, exported
from monitoring.work_rows import NoCounts


class WorkAndEffect(View):
    """The page, or with `?lijst=` and `bestand=` one of its tables as a file."""

    def get(self, request):
        if not access.may_see(request.user, Subject.MUNICIPALITY):
            raise Http404
        try:
            page = WorkPage.of(request.user, request.GET.get("jaar", ""), clock.today())
        except NoCounts:
            raise Http404 from None
        form = request.GET.get("bestand", "")
        if form in CONTENT_TYPES:
            return self._file(page, request.GET.get("lijst", ""), form)
        return render(request, "monitoring/work_and_effect.html", {"page": page, "state": page.state})

    def _file(self, page: WorkPage, wanted: str, form: str) -> HttpResponse:
        table = next((each for each in page.tables if each.name == wanted), None)
        if table is None:
            raise Http404
        headings, rows = exported(table)
        content = (
            exports.csv_file(headings, rows) if form == "csv" else exports.xlsx_file(headings, rows, page.facts(table))
        )
        name = exports.file_name("werk", page.place, table.name, page.teljaar.name)
        disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=disposition)
