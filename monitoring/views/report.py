"""The report of a place with one click: as a page with a print stylesheet, as PDF, and its budget row as a file."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from monitoring import clock, exports
from monitoring.figure_parts import Parts
from monitoring.printing import NoPrinter, pdf
from monitoring.reports import BUDGET, BUDGET_COLUMNS, Report
from monitoring.views.dashboard_places import MunicipalityPlace, RegionPlace, SchoolPlace
from monitoring.views.dashboards import CONTENT_TYPES, FiguresPage

PDF = "pdf"
UNAVAILABLE = 503


class ReportPage(FiguresPage):
    """What a council asks, on paper: the same figures as the overview of the place."""

    template_name = "monitoring/report.html"

    def get_context_data(self, *, parts: Parts, **kwargs) -> dict:
        self.wants_pdf = self.request_of_file()[1] == PDF
        return super().get_context_data(
            parts=parts, report=Report(parts, clock.today()), overview=self.place_url() + self.view.query(),
            pdf_address=self.view.query(bestand=PDF),
            budget_files=[(each.upper(), self.view.query(lijst=BUDGET, bestand=each)) for each in CONTENT_TYPES],
            **kwargs,
        )  # fmt: skip

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        if context["empty"] or not self.wants_pdf:
            return super().render_to_response(context, **kwargs)
        try:
            content = pdf("monitoring/report_pdf.html", context)
        except NoPrinter as reason:
            told = context | {"no_printer": str(reason)}
            return TemplateResponse(self.request, self.template_name, told, status=UNAVAILABLE)
        name = exports.file_name("vsv-rapport", self.place_name, self.view.teljaar, self.view.computation.stand,
                                 self.view.category, self.view.method)  # fmt: skip
        headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
        return HttpResponse(content, content_type="application/pdf", headers=headers)

    def file(self, parts: Parts, wanted: str, form: str) -> HttpResponse:
        if wanted != BUDGET:
            return super().file(parts, wanted, form)
        return self.as_file(parts, BUDGET_COLUMNS, Report(parts, clock.today()).budget, wanted, form)


class RegionReport(RegionPlace, ReportPage):
    """Of the region."""


class MunicipalityReport(MunicipalityPlace, ReportPage):
    """Of a municipality."""


class SchoolReport(SchoolPlace, ReportPage):
    """Of a school."""
