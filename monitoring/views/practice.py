"""Practice mode: what would the check say of this file? Nothing is delivered and nothing of the file is kept."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from monitoring import clock
from monitoring.desk_forms import PracticeForm
from monitoring.models import Try
from monitoring.practising import PER_HOUR, Tried, is_too_busy, try_out
from monitoring.rate_limits import seconds_to_wait
from monitoring.views.deliveries import own_schools

UNPROCESSABLE, TOO_MANY = 422, 429
SHOWN = 10
PER_MINUTE = 10  # a try keeps a web process busy, also one that leaves no receipt


class Practice(View):
    """The form, the result of this try, and the receipts of earlier ones."""

    def get(self, request):
        return self._page(self._form())

    def post(self, request):
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        rushing = seconds_to_wait(f"try {request.user.pk}", most=PER_MINUTE)
        if rushing or is_too_busy(request.user, at=timezone.now()):
            form.add_error("file", f"U kunt {PER_HOUR} keer per uur oefenen. Probeer het straks opnieuw.")
            return self._page(form, status=TOO_MANY)
        tried = try_out(form.cleaned_data["file"], form.said(), by=request.user, today=clock.today())
        if tried.message:
            form.add_error("file", tried.message)
        return self._page(form, tried, status=UNPROCESSABLE if tried.message else 200)

    def _form(self, *given) -> PracticeForm:
        return PracticeForm(
            *given, schools=self._own(), today=clock.today(), limits=settings.PRACTICE_LIMITS
        )

    def _own(self) -> list:
        own = own_schools(self.request.user)
        if not own:
            raise PermissionDenied
        return own

    def _page(self, form: PracticeForm, tried: Tried | None = None, *, status: int = 200):
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": "Oefenen", "url": ""},
            ],
            "form": form,
            "tried": tried,
            "tries": Try.objects.visible_to(self.request.user).select_related("school", "tried_by")[:SHOWN],
        }
        response = render(self.request, "monitoring/practice.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response
