"""Releasing figures to everybody: the coordinator prepares a stand, another coordinator approves or turns it down."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.generic import View

from monitoring import access_pages, clock, tasks
from monitoring.calculation.school_year import Stand
from monitoring.models import Release
from monitoring.open_face import releasing
from monitoring.open_face.releasing import NotReleased
from monitoring.presenters import stand_in_full
from monitoring.region_forms import DayField

UNPROCESSABLE = 422
LIST = {"label": "Vrijgeven", "url": reverse_lazy("releases")}
IS_PREPARED = (
    "De stand staat klaar. Het portaal rekent na of kleine aantallen veilig zijn; dat kan enkele minuten duren. "
    "Een andere coördinator keurt hem goed."
)
REQUIRED = {"required": "Schrijf dit op: iedereen leest het bij de cijfers."}


class PrepareForm(forms.Form):
    """Which stand, and what everybody reads about it."""

    computation = forms.TypedChoiceField(label="Stand", coerce=int, error_messages={
        "required": "Kies een stand.", "invalid_choice": "Deze stand is er niet meer. Kies er een uit de lijst.",
    })  # fmt: skip
    note = forms.CharField(
        label="Toelichting voor iedereen", max_length=1000, error_messages=REQUIRED, widget=forms.Textarea({"rows": 3}),
        help_text="Wat deze vrijgave brengt. Bij een correctie: wat er is veranderd en waarom.",
    )  # fmt: skip

    next_on = DayField(label="Volgende cijfers op", help_text="Deze dag staat bij de cijfers.")

    def __init__(self, *args, computations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["computation"].choices = [("", "Kies een stand")] + [
            (each.pk, f"{each.get_method_display()}: teljaar {each.teljaar}, {stand_in_full(stand)}")
            for each in computations
            for stand in [Stand.parse(each.teljaar, each.stand)]
        ]


class ApproveForm(forms.Form):
    """Why it can go out although the checklist found something."""

    because = forms.CharField(
        label="Waarom keurt u toch goed?", max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="Uw reden blijft bij deze vrijgave staan, voor de coördinatoren. Noem geen namen van personen.",
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    because = forms.CharField(label="Waarom trekt u dit in?", max_length=1000, error_messages=REQUIRED,
                              widget=forms.Textarea({"rows": 2}))  # fmt: skip


class ReleasePage(View):
    """For the coordinator; to others it is as if it did not exist."""

    def dispatch(self, request, *args, **kwargs):
        is_known = request.method.lower() in self.http_method_names
        if is_known and request.user.is_authenticated and not access_pages.may_release(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def found(self, pk: int) -> Release:
        return get_object_or_404(Release.objects.visible_to(self.request.user).select_related("basis"), pk=pk)


class ReleaseList(ReleasePage):
    """What is public, what waits for a second person, and a form to prepare the next."""

    def get(self, request):
        return self._page(PrepareForm(computations=releasing.candidates()))

    def post(self, request):
        computations = releasing.candidates()
        form = PrepareForm(request.POST, computations=computations)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        chosen = next(each for each in computations if each.pk == form.cleaned_data["computation"])
        try:
            told = {"note": form.cleaned_data["note"], "next_on": form.cleaned_data["next_on"]}
            release = releasing.prepare(chosen, by=request.user, on=clock.today(), **told)
        except NotReleased as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=UNPROCESSABLE)
        tasks.queue(tasks.work_out_release, release.pk)
        messages.success(request, IS_PREPARED)
        return redirect("releases")

    def _page(self, form: PrepareForm, *, status: int = 200):
        known = Release.objects.visible_to(self.request.user)
        context = {
            "waiting": known.filter(number=None), "published": known.filter(number__isnull=False), "form": form,
            "trail": [LIST],
        }  # fmt: skip
        return render(self.request, "monitoring/release_list.html", context, status=status)


class ReleaseDetail(ReleasePage):
    """One release: its checklist, what changes for the reader, and what can be done with it."""

    def get(self, request, pk):
        return self.page(self.found(pk))

    def page(self, release: Release, form: forms.Form | None = None, *, status: int = 200):
        context = {"release": release, "trail": [LIST, {"label": str(release)}], "form": form or WithdrawForm()}
        if not release.number:
            context |= self._proposal(release)
        return render(self.request, "monitoring/release_detail.html", context, status=status)

    def _proposal(self, release: Release) -> dict:
        try:
            proposed = releasing.printed(release)
        except NotReleased:
            proposed = None
        checks = releasing.checklist(release, proposed)
        return {
            "approving": ApproveForm() if any(map(releasing.asks_for_reason, checks)) else None,
            "checks": checks, "blocked": any(map(releasing.blocks, checks)),
            "changes": releasing.comparison(release, proposed) if proposed else [],
            "is_own": release.prepared_by_id == self.request.user.pk,
        }  # fmt: skip


class ReleaseApprove(ReleaseDetail):
    """The second person."""

    http_method_names = ["post"]

    def post(self, request, pk):
        form = ApproveForm(request.POST)
        because = form.cleaned_data["because"] if form.is_valid() else ""
        try:
            release = releasing.approve(self.found(pk), by=request.user, on=clock.today(), because=because)
        except NotReleased as refusal:
            messages.error(request, str(refusal))
            return redirect("release", pk)
        messages.success(request, f"Vrijgave {release.number} is openbaar.")
        return redirect("release", release.pk)


class ReleaseWithdraw(ReleaseDetail):
    """Public figures are taken back with a notice; what only stands ready is thrown away."""

    http_method_names = ["post"]

    def post(self, request, pk):
        release = self.found(pk)
        if not release.number:
            releasing.discard(release)
            messages.success(request, "De klaargezette stand is weg. U kunt hem opnieuw klaarzetten.")
            return redirect("releases")
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.page(release, form, status=UNPROCESSABLE)
        releasing.withdraw(release, because=form.cleaned_data["because"], on=clock.today())
        messages.success(request, f"Vrijgave {release.number} is ingetrokken. Het adres blijft, met uw toelichting.")
        return redirect("release", pk)
