"""The regional agenda: for everybody what the region wants to reach and how it goes; for the region also money and notes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.generic import View

from monitoring import access, clock
from monitoring.calculation.categories import CATEGORIES
from monitoring.models import Ambition, Measure, Municipality
from monitoring.open_face.agenda import Reader, by_figures, measure_progress, progress
from monitoring.open_face.agenda_forms import AmbitionForm
from monitoring.open_face.released import counts
from monitoring.open_face.visiting import VisitorPage, forget

UNPROCESSABLE = 422
INTERNAL = {"label": "Regionale agenda", "url": reverse_lazy("region-agenda")}
PUBLIC = {"label": "Regionale agenda", "url": reverse_lazy("agenda")}


class Agenda(VisitorPage):
    """What the region made public; progress from released figures only."""

    def get(self, request):
        context = {
            "lines": lines(Ambition.objects.visible_to(None), Measure.objects.on_the_site(), counts()),
            "trail": [PUBLIC], "sees_internal": access.may_compare_schools(request.user),
        }  # fmt: skip
        return render(request, "monitoring/open/agenda.html", context)


class AgendaPage(View):
    """For who may see the maatregelen of the region."""

    def dispatch(self, request, *args, **kwargs):
        is_known = request.method.lower() in self.http_method_names
        if is_known and request.user.is_authenticated and not access.may_compare_schools(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RegionAgenda(AgendaPage):
    """All of it, with budget and notes, from the figures that this reader may see."""

    def get(self, request):
        measures = Measure.objects.visible_to(request.user)
        found = lines(Ambition.objects.visible_to(request.user), measures, by_figures(request.user))
        budgets = [each["measure"].budget or 0 for line in found for each in line["measures"]]
        context = {
            "lines": found, "trail": [INTERNAL], "may_log": access.may_log_measures(request.user),
            "budget": sum(budgets), "loose": measures.filter(ambition=None),
        }  # fmt: skip
        return render(request, "monitoring/region_agenda.html", context)


class AmbitionNew(AgendaPage):
    """The coordinator adds an ambition."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not access.may_log_measures(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._page(self._form())

    def post(self, request):
        return self._answer(self._form(request.POST))

    def _form(self, *args, **kwargs) -> AmbitionForm:
        places = Municipality.objects.visible_to(self.request.user)
        return AmbitionForm(*args, municipalities=places, on=clock.today(), **kwargs)

    def _answer(self, form: AmbitionForm):
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        form.instance.changed_by, form.instance.changed_by_name = self.request.user, str(self.request.user)
        form.save()
        forget()
        messages.success(self.request, f"De ambitie ‘{form.instance.title}’ staat op de agenda.")
        return redirect("region-agenda")

    def _page(self, form: AmbitionForm, *, status: int = 200):
        label = form.instance.title if form.instance.pk else "Nieuwe ambitie"
        context = {"form": form, "trail": [INTERNAL, {"label": label}]}
        return render(self.request, "monitoring/ambition_edit.html", context, status=status)


class AmbitionEdit(AmbitionNew):
    """The coordinator changes an ambition."""

    def get(self, request, pk):
        return self._page(self._form(instance=self._own(pk)))

    def post(self, request, pk):
        return self._answer(self._form(request.POST, instance=self._own(pk)))

    def _own(self, pk: int) -> Ambition:
        return get_object_or_404(Ambition.objects.visible_to(self.request.user), pk=pk)


def lines(ambitions, measures, reader: Reader) -> list[dict]:
    """Each ambition with its progress, and its maatregelen with theirs."""
    under: dict[int, list[dict]] = {}
    for measure in measures.filter(ambition__isnull=False).prefetch_related("schools"):
        brins = [school.brin for school in measure.schools.all()]
        seen = {"measure": measure, "progress": measure_progress(measure, brins, reader)}
        under.setdefault(measure.ambition_id, []).append(seen)
    return [
        {"ambition": each, "progress": progress(each, reader), "measures": under.get(each.pk, []),
         "category": CATEGORIES.get(each.category, "alle categorieën")}
        for each in ambitions.select_related("municipality")
    ]
