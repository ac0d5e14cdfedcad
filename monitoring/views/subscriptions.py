"""News by mail, without an account: ask, confirm, stop. No session is used, so no cookie and no CSRF token."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from monitoring import clock, tasks
from monitoring.open_face import subscribing
from monitoring.open_face.meeting_forms import AddressForm
from monitoring.open_face.visiting import VisitorPage
from monitoring.views.meetings import TOO_MANY, UNPROCESSABLE, rushing
from monitoring.views.news import NEWS

PAGE = "monitoring/open/news_subscribe.html"
TRAIL = [NEWS, {"label": "Per mail"}]


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Subscribe(View):
    """Ask for the news. The same page follows for every address."""

    def get(self, request):
        return render(request, PAGE, {"form": AddressForm(), "step": "ask", "trail": TRAIL})

    def post(self, request):
        form = AddressForm(request.POST)
        if not form.is_valid():
            return render(request, PAGE, {"form": form, "step": "ask", "trail": TRAIL}, status=UNPROCESSABLE)
        if rushing(request):
            form.add_error(None, "Er komen nu te veel aanvragen van dit adres. Probeer het over een minuut opnieuw.")
            return render(request, PAGE, {"form": form, "step": "ask", "trail": TRAIL}, status=TOO_MANY)
        tasks.queue(tasks.mail_question, subscribing.ask(form.cleaned_data["email"], on=clock.today()).pk)
        return redirect("news-asked")


class Subscribed(VisitorPage):
    """What everybody reads after asking."""

    def get(self, request):
        return render(request, PAGE, {"step": "asked", "trail": TRAIL})


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Confirm(View):
    """A button, because some mail programs open every link."""

    def get(self, request, token):
        step = "confirmed" if self._found(token).confirmed_on else "confirm"
        return render(request, PAGE, {"step": step, "trail": TRAIL})

    def post(self, request, token):
        subscribing.confirm(self._found(token), on=clock.today())
        return redirect("news-confirm", token)

    def _found(self, token: str):
        found = subscribing.of_token(token)
        if found is None:
            raise Http404
        return found


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Stop(View):
    """One click in the mail program (RFC 8058) or on the page. Who is gone already reads the same."""

    def get(self, request, token):
        return render(request, PAGE, {"step": "stop" if subscribing.of_token(token) else "stopped", "trail": TRAIL})

    def post(self, request, token):
        subscribing.stop(token)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=204)
        return redirect("news-stop", token)
