"""The yearly cycle that dates the work lists: read by everybody of Na het vo, set by the coordinator."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.calculation.school_year import SchoolYear
from nahetvo import tasks
from nahetvo.phase_form import PhaseForm, form_of
from nahetvo.phases import changes, cycle_of, cycles_of
from nahetvo.tabs import tabs
from nahetvo.transition.cycle import CODES, Dated, running
from nahetvo.views.board import TransitionPage

UNPROCESSABLE = 422


class TransitionCycle(TransitionPage):
    """Which phase it is, who owns it, and what comes after: of every school year that still moves; and what was changed."""

    subjects = (Subject.TRANSITION, Subject.TRANSITION_COUNTS)

    def get(self, request):
        on = clock.today()
        years = cycles_of(running(on)) or cycles_of([SchoolYear.of(on)])
        context = {
            "cycles": [(cycle, cycle.phase(on)) for cycle in years], "on": on, "tabs": tabs(request),
            "may_change": access.may_see(request.user, Subject.PHASE), "changes": changes(),
        }  # fmt: skip
        return render(request, "nahetvo/cycle.html", context)


class PhaseEdit(TransitionPage):
    """One phase with fields to set it; for the coordinator only."""

    subjects = (Subject.PHASE,)

    def get(self, request, code: str):
        dated, year = self._found(code)
        return self._page(dated, form_of(dated, year))

    def post(self, request, code: str):
        dated, year = self._found(code)
        form = form_of(dated, year, request.POST)
        if not (form.is_valid() and form.save(by=request.user)):
            return self._page(dated, form, UNPROCESSABLE)
        tasks.count_again()
        messages.success(request, f"De fase ‘{dated.phase.label}’ is aangepast. De werklijsten worden opnieuw berekend.")
        return redirect("transition-cycle")

    def _found(self, code: str) -> tuple[Dated, SchoolYear]:
        if code not in CODES:
            raise Http404
        year = SchoolYear.of(clock.today())
        return cycle_of(year).phases[CODES.index(code)], year

    def _page(self, dated: Dated, form: PhaseForm, status: int = 200):
        trail = [{"label": "Na het vo", "url": reverse("transitions")},
                 {"label": "Jaarcyclus", "url": reverse("transition-cycle")}, {"label": dated.phase.label}]  # fmt: skip
        context = {"phase": dated.phase, "form": form, "trail": trail}
        return render(self.request, "nahetvo/phase.html", context, status=status)
