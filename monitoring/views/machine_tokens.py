"""The keys of a school's programs: make one, see it once, take it back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from monitoring import clock, tokens
from monitoring.desk_forms import TokenForm
from monitoring.models import MachineToken
from monitoring.views.deliveries import own_schools

UNPROCESSABLE = 422


class MachineTokenList(View):
    """The keys of the own schools, with a form for a new one; only who delivers has this page."""

    def get(self, request):
        return self._page(TokenForm(schools=self._own(), initial={"kinds": ["R01"]}))

    def post(self, request):
        own = self._own()
        form = TokenForm(request.POST, schools=own)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        made = form.cleaned_data
        school = next(school for school in own if school.code == made["school"])
        issued = tokens.issue(
            school, made["kinds"], label=made["label"], by=request.user, today=clock.today(), days=int(made["days"])
        )
        return self._page(TokenForm(schools=own), issued=issued)

    def _own(self) -> list:
        own = own_schools(self.request.user)
        if not own:
            raise PermissionDenied
        return own

    def _page(self, form: TokenForm, *, status: int = 200, issued=None):
        today = clock.today()
        found = MachineToken.objects.visible_to(self.request.user).select_related("school", "created_by")
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": "Sleutels", "url": ""},
            ],
            "form": form,
            "tokens": [(token, token.has_expired(on=today)) for token in found],
            "issued": issued,
            "door": self.request.build_absolute_uri(reverse("machine-deliver")),
        }
        response = render(self.request, "monitoring/machine_token_list.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response


class MachineTokenRevoke(View):
    """Takes a key back; from that moment on it opens nothing."""

    http_method_names = ["post"]

    def post(self, request, pk):
        token = get_object_or_404(MachineToken.objects.visible_to(request.user), pk=pk)
        token.revoke(at=timezone.now())
        return redirect("machine-tokens")
