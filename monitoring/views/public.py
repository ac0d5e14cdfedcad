"""The open face: what the portal is, how it counts, privacy and accessibility."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from monitoring import access
from monitoring.accounts import demonstration_accounts
from monitoring.calculation.categories import CATEGORIES
from monitoring.context import demonstration
from monitoring.open_face.released import latest, sentence
from monitoring.reference.definitions import definitions, method_breaks, upper_ages
from monitoring.reference.norms import KINDS, norms
from monitoring.reference.retention_terms import terms
from monitoring.rehearsal import PASSWORD
from monitoring.vocabulary import Method, Outcome, Role

FIRST_PLACE = {
    Role.SCHOOL: "deliveries",
    Role.LEERPLICHT: "today",
    Role.DOORSTROOMPUNT: "today",
    Role.BELEID: "figures",
    Role.REGIO: "figures",
    Role.BEHEER: "accounts",
    Role.FG: "read-log",
}


@method_decorator(login_not_required, name="dispatch")
class Home(View):
    """A visitor reads what this is; who is logged in goes on to the place of its work."""

    def get(self, request):
        own = access.memberships_of(request.user)
        if own:
            return redirect(FIRST_PLACE[own[0].role])
        release = latest(Method.REGIO)
        context = {"released": release, "released_sentence": sentence(release) if release else ""}
        if demonstration() and not request.user.is_authenticated:
            context |= {"accounts": demonstration_accounts(), "password": PASSWORD}
        return render(request, "monitoring/home.html", context)


@method_decorator(login_not_required, name="dispatch")
class Accessibility(TemplateView):
    template_name = "monitoring/accessibility.html"
    extra_context = {
        "contact": settings.CONTACT_EMAIL, "looked_over": settings.STATEMENTS_ON, "report": settings.ACCESSIBILITY_REPORT,
        "controller": settings.CONTROLLER,
    }  # fmt: skip


@method_decorator(login_not_required, name="dispatch")
class Privacy(TemplateView):
    template_name = "monitoring/privacy.html"
    extra_context = {
        "file_term": settings.FILE_TERM_DAYS, "terms": terms(), "controller": settings.CONTROLLER,
        "contact": settings.CONTACT_EMAIL, "fg": settings.FG_EMAIL, "looked_over": settings.STATEMENTS_ON,
    }  # fmt: skip


@method_decorator(login_not_required, name="dispatch")
class AboutFigures(View):
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
