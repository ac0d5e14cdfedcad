"""Mijn plannen: everything that the reader promised and has not done yet, by page; names are read for that page only."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse_lazy

from monitoring import clock
from monitoring.morning.plans import WHEN, own_plans
from monitoring.views.pupils import PupilPage
from monitoring.views.today import names_of

PER_PAGE = 50
TRAIL = [{"label": "Vandaag", "url": reverse_lazy("today")}, {"label": "Mijn plannen"}]


class PlanList(PupilPage):
    """All, or with `?wanneer=nu` those of today and before."""

    def get(self, request):
        on, when = clock.today(), request.GET.get("wanneer", "")
        page = Paginator(own_plans(request.user, on, when), PER_PAGE).get_page(request.GET.get("bladzijde"))
        plans = list(page)
        names = names_of({plan.case_file.pupil_id for plan in plans}, request)
        context = {
            "on": on, "page": page, "total": page.paginator.count, "when": when if when in WHEN else "", "choices": WHEN,
            "plans": [(plan, names[plan.case_file.pupil_id]) for plan in plans if plan.case_file.pupil_id in names],
            "trail": TRAIL,
        }  # fmt: skip
        return render(request, "monitoring/plan_list.html", context)
