"""The open face: how the portal counts, privacy and accessibility."""

from django.conf import settings
from django.shortcuts import render

from monitoring.calculation.categories import CATEGORIES
from monitoring.open_face.visiting import VisitorPage
from monitoring.reference.definitions import definitions, method_breaks, upper_ages
from monitoring.reference.norms import KINDS, norms
from monitoring.reference.retention_terms import terms
from monitoring.vocabulary import Outcome


class Accessibility(VisitorPage):
    """How accessible the portal is, and where to tell that it is not."""

    def get(self, request):
        context = {
            "contact": settings.CONTACT_EMAIL, "looked_over": settings.STATEMENTS_ON,
            "report": settings.ACCESSIBILITY_REPORT, "controller": settings.CONTROLLER,
        }  # fmt: skip
        return render(request, "monitoring/accessibility.html", context)


class Privacy(VisitorPage):
    """Whose data are kept, why and how long."""

    def get(self, request):
        context = {
            "file_term": settings.FILE_TERM_DAYS, "terms": terms(), "controller": settings.CONTROLLER,
            "contact": settings.CONTACT_EMAIL, "fg": settings.FG_EMAIL, "looked_over": settings.STATEMENTS_ON,
        }  # fmt: skip
        return render(request, "monitoring/privacy.html", context)


class AboutFigures(VisitorPage):
    """Definitions, marks and methods, straight from the reference data with its sources."""

    def get(self, request):
        latest = max(norm.teljaar for norm in norms())
        context = {
            "definitions": reversed(definitions()),
            "upper_ages": upper_ages(),
            "method_breaks": reversed(method_breaks()),
            "outcomes": Outcome.choices,
            "norm_year": latest,
            "norms": [
                (CATEGORIES[norm.category], norm.percentage, KINDS[norm.kind], norm.source)
                for norm in norms()
                if norm.teljaar == latest
            ],
        }
        return render(request, "monitoring/about_figures.html", context)
