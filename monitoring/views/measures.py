"""Regional measures: the list, one measure with its schools before and after, and what the coordinator writes down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View

from monitoring import access, clock
from monitoring.calculation.categories import CATEGORIES
from monitoring.figures import current_computations
from monitoring.measures import comparison
from monitoring.models import Measure, School
from monitoring.open_face.visiting import forget
from monitoring.region_forms import MeasureForm

UNPROCESSABLE = 422
LIST = {"label": "Maatregelen van de regio"}


class MeasurePage(View):
    """For who may see one group of schools beside the others."""

    def dispatch(self, request, *args, **kwargs):
        is_known = request.method.lower() in self.http_method_names
        if is_known and request.user.is_authenticated and not access.may_compare_schools(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def found(self, pk: int) -> Measure:
        return get_object_or_404(
            Measure.objects.visible_to(self.request.user).prefetch_related("schools"), pk=pk
        )

    def form(self, *args, **kwargs) -> MeasureForm:
        schools = School.objects.visible_to(self.request.user).filter(vestiging="")
        return MeasureForm(*args, schools=schools, **kwargs)

    def trail(self, *steps: str) -> list[dict]:
        return [LIST | {"url": reverse("measures")}, *({"label": step, "url": ""} for step in steps)]


class MeasureList(MeasurePage):
    """All measures; the coordinator adds one."""

    def get(self, request):
        return self._page(self.form())

    def post(self, request):
        if not access.may_log_measures(request.user):
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        form.instance.logged_by, form.instance.logged_by_name = request.user, str(request.user)
        measure = form.save()
        forget()
        messages.success(request, f"De maatregel ‘{measure.title}’ staat genoteerd, en in de grafieken.")
        return redirect(measure)

    def _page(self, form: MeasureForm, *, status: int = 200):
        found = Measure.objects.visible_to(self.request.user).prefetch_related("schools")
        context = {
            "measures": list(found), "form": form, "trail": self.trail(), "today": clock.today(),
            "may_log": access.may_log_measures(self.request.user),
        }  # fmt: skip
        return render(self.request, "monitoring/measure_list.html", context, status=status)


class MeasureDetail(MeasurePage):
    """One measure: what it is, and its schools before and after the start beside the others."""

    def get(self, request, pk):
        measure = self.found(pk)
        schools = list(measure.schools.all())
        brins = frozenset(school.brin for school in schools)
        context = {
            "measure": measure, "schools": schools, "trail": self.trail(measure.title),
            "category": CATEGORIES.get(measure.category, "alle categorieën"),
            "compared": comparison(request.user, measure, brins, current_computations(), on=clock.today()),
            "may_log": access.may_log_measures(request.user),
        }  # fmt: skip
        return render(request, "monitoring/measure_detail.html", context)


class MeasureEdit(MeasurePage):
    """The coordinator changes a measure."""

    def get(self, request, pk):
        return self._page(self.form(instance=self._own(pk)))

    def post(self, request, pk):
        form = self.form(request.POST, instance=self._own(pk))
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        measure = form.save()
        forget()
        messages.success(request, "De maatregel is gewijzigd.")
        return redirect(measure)

    def _own(self, pk: int) -> Measure:
        measure = self.found(pk)
        if not access.may_log_measures(self.request.user):
            raise Http404
        return measure

    def _page(self, form: MeasureForm, *, status: int = 200):
        context = {"form": form, "trail": self.trail("Maatregel wijzigen")}
        return render(self.request, "monitoring/measure_edit.html", context, status=status)


class MeasureEnd(MeasureEdit):
    """One click: the measure ends today, or on the day of its start if that is still to come."""

    http_method_names = ["post"]

    def post(self, request, pk):
        measure = self._own(pk)
        measure.ends_on = max(clock.today(), measure.starts_on)
        measure.save(update_fields=["ends_on"])
        forget()
        messages.success(request, f"De maatregel ‘{measure.title}’ is beëindigd.")
        return redirect(measure)
