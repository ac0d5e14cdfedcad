"""One's own mails: about which places, how often; and the page at which they stop, without logging in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from monitoring import access
from monitoring.digests import choose, of_token, place_names, scope_named, stop
from monitoring.figures import NotForReader
from monitoring.models import DigestSubscription
from monitoring.region_forms import DigestForm

UNPROCESSABLE = 422


class DigestSettings(View):
    """What one gets, and a form to change it; for who sees any figures."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not access.may_see(request.user, access.Subject.REGION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._page(DigestForm(places=self._places()))

    def post(self, request):
        form = DigestForm(request.POST, places=self._places())
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        said = form.cleaned_data
        try:
            chosen = choose(
                request.user, scope_named(said["place"].removeprefix("plaats-")), said["frequency"]
            )
        except NotForReader:
            raise Http404 from None
        messages.success(request, f"Genoteerd: {chosen.get_frequency_display()} een bericht.")
        return redirect("digests")

    def _places(self) -> list[tuple[str, str]]:
        """The region has no code, and an empty choice would say that nothing was chosen."""
        return [(f"plaats-{code}", name) for code, name in place_names(self.request.user).items()]

    def _page(self, form: DigestForm, *, status: int = 200):
        names = place_names(self.request.user)
        found = DigestSubscription.objects.visible_to(self.request.user)
        context = {
            "form": form, "has_address": bool(self.request.user.email),
            "subscriptions": [(names.get(each.brin or each.municipality, "niet meer voor u"), each) for each in found],
            "trail": [{"label": "Berichten", "url": ""}],
        }  # fmt: skip
        return render(self.request, "monitoring/digest_settings.html", context, status=status)


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class DigestStop(View):
    """The link in the mail: one click on the page ends these mails. The token is the right, so no cookie is set."""

    def get(self, request, token):
        return render(
            request, "monitoring/digest_stop.html", {"subscription": self._found(token), "stopped": False}
        )

    def post(self, request, token):
        found = self._found(token)
        stop(found)
        return render(request, "monitoring/digest_stop.html", {"subscription": found, "stopped": True})

    def _found(self, token: str) -> DigestSubscription:
        found = of_token(token)
        if found is None:
            raise Http404
        return found
