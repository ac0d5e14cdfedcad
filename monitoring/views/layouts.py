"""What every file looks like, column by column, and the templates to fill in: made from the layouts, open to all."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.generic import View

from monitoring.ingest.layout_template import template_csv, template_xlsx
from monitoring.ingest.layouts import LAYOUTS, Layout
from monitoring.open_face.visiting import VisitorPage
from monitoring.replies import CONTENT_TYPES

TEMPLATES = {"csv": template_csv, "xlsx": template_xlsx}
EXAMPLES = {
    "A05": "202311A05I27GZ.csv",
    "A04": "202311A04I27GZ.csv",
    "A14": "202311A14I27GZ.csv",
    "NRSP": "NRSP2023VI27GZ.csv",
    "NENR": "NenR2023VI27GZ.csv",
}
TRAIL = {"label": "Uitleg en sjablonen"}


class LayoutList(VisitorPage):
    """The kinds of file, with their templates."""

    def get(self, request):
        kinds = LAYOUTS.values()
        context = {
            "trail": [TRAIL | {"url": ""}],
            "own": [layout for layout in kinds if not layout.from_duo],
            "duo": [layout for layout in kinds if layout.from_duo],
        }
        return render(request, "monitoring/layout_list.html", context)


class LayoutDetail(VisitorPage):
    """One kind of file: its columns, what may stand in them, and how it is named."""

    def get(self, request, kind):
        layout = known(kind)
        context = {
            "trail": [TRAIL | {"url": reverse("layouts")}, {"label": layout.kind, "url": ""}],
            "layout": layout,
            "example": EXAMPLES.get(layout.kind, f"{layout.kind}_2026-03_27GZ.csv"),
        }
        return render(request, "monitoring/layout_detail.html", context)


@method_decorator(login_not_required, name="dispatch")
class LayoutTemplate(View):
    """The file to fill in. DUO's files are made by DUO, so there is nothing to fill in."""

    def get(self, request, name):
        kind, _, form = name.partition(".")
        layout = known(kind)
        if layout.from_duo or form not in TEMPLATES:
            raise Http404
        response = HttpResponse(TEMPLATES[form](layout), content_type=CONTENT_TYPES[form])
        disposition = content_disposition_header(as_attachment=True, filename=f"{layout.kind}_sjabloon.{form}")
        response["Content-Disposition"] = disposition
        return response


def known(kind: str) -> Layout:
    if kind not in LAYOUTS:
        raise Http404
    return LAYOUTS[kind]
