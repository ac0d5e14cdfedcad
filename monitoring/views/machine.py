"""The machine door: a program delivers with a key of its school. The same checks and receipt as the page.

The only views without CSRF token: nobody comes in here by a cookie, only by the key in the request itself.
Every answer is JSON; what goes wrong is problem+json (RFC 9457), in Dutch, for whoever reads the log of the program.
"""

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from monitoring import access, clock, machine_answers, tasks, tokens
from monitoring.addressing import Unaddressed, address
from monitoring.models import Delivery
from monitoring.models.delivery import NotNow
from monitoring.promotion import confirm
from monitoring.rate_limits import seconds_to_wait
from monitoring.upload_limits import let_in
from monitoring.uploading import PER_HOUR, Said, is_too_busy, take_in

PER_MINUTE = 60  # requests with one key, or from one address with keys that do not work
HOUR = 3600
ACCEPTED = 202


@dataclass
class Problem(Exception):
    """What a program is told when it does not get what it asked."""

    status: int
    title: str
    detail: str
    headers: dict = field(default_factory=dict)

    def answer(self) -> JsonResponse:
        said = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return JsonResponse(
            said,
            status=self.status,
            content_type="application/problem+json",
            headers=self.headers | {"Cache-Control": "no-store"},
            json_dumps_params={"ensure_ascii": False},
        )


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class MachineDoor(View):
    """Lets in who shows a working key, and says in JSON what went wrong."""

    def dispatch(self, request, *args, **kwargs):
        try:
            self.token = _token(request)
            let_in(request)
            return super().dispatch(request, *args, **kwargs)
        except Problem as problem:
            return problem.answer()
        except Http404:
            return Problem(404, "Niet gevonden", "Deze levering is er niet, of hoort niet bij deze sleutel.").answer()
        except SuspiciousOperation:
            return Problem(413, "Te groot", "Dit verzoek is groter dan wat in één keer mag.").answer()

    def http_method_not_allowed(self, request, *args, **kwargs):
        allowed = ", ".join(self._allowed_methods())
        return Problem(405, "Dat kan hier niet", f"Gebruik {allowed}.", {"Allow": allowed}).answer()


class MachineDeliver(MachineDoor):
    """Takes in one file and says where to ask what became of it."""

    def post(self, request):
        file = request.FILES.get("bestand")
        if file is None:
            raise Problem(422, "Geen bestand", "Stuur het bestand mee als ‘bestand’: curl -F bestand=@R01_2026-03_27GZ.csv")
        said = Said(*(request.POST.get(name, "") for name in ("soort", "maand", "school")))
        self._check_scope(file.name, said)
        if is_too_busy(self.token.created_by, 1, at=timezone.now()):
            raise Problem(429, "Te vaak", f"Per uur mogen er {PER_HOUR} bestanden.", {"Retry-After": str(HOUR)})
        upload = take_in(file, said, by=self.token.created_by, today=clock.today())
        if upload.delivery is None:
            raise Problem(422, "Niet ontvangen", upload.message)
        if not upload.was_here:
            Delivery.objects.visible_to(self.token.created_by).filter(pk=upload.delivery.pk).update(token=self.token)
            tasks.queue(tasks.stage_delivery, upload.delivery.pk)
        delivery = _of_token(self.token, upload.delivery.pk)
        return _json(machine_answers.short(delivery, upload.was_here), 200 if upload.was_here else ACCEPTED)

    def _check_scope(self, name: str, said: Said) -> None:
        try:
            found = address(name, kind=said.kind, month=said.month, school=said.school)
        except Unaddressed as fault:
            raise Problem(422, "Niet duidelijk wat dit is", str(fault)) from None
        if not access.token_opens(self.token, found.kind, found.brin, found.vestiging):
            opens = f"{self.token.kinds.replace('+', ', ')} van {self.token.school.code}"
            raise Problem(403, "Daar is deze sleutel niet voor", f"Deze sleutel is voor {opens}.")


class MachineDelivery(MachineDoor):
    """How it stands with one delivery: status, counts, findings, receipt."""

    def get(self, request, pk):
        return _json(machine_answers.whole(_of_token(self.token, pk)))


class MachineAccept(MachineDoor):
    """Makes a checked delivery count, with a reason where something has to be confirmed."""

    def post(self, request, pk):
        delivery = _of_token(self.token, pk)
        try:
            confirm(delivery, reason=request.POST.get("reden", ""), by=self.token.created_by)
        except NotNow as fault:
            raise Problem(409, "Dat kan nu niet", str(fault)) from None
        tasks.queue(tasks.accept_delivery, delivery.pk)
        return _json(machine_answers.whole(_of_token(self.token, pk)), ACCEPTED)


def _token(request):
    """The key of this request. Raises Problem: no key that works, or too many requests."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    shown = secret.strip() if scheme.lower() == "bearer" else ""
    token = tokens.find(shown, on=clock.today()) if shown else None
    who = f"key {token.pk}" if token else f"address {request.META.get('REMOTE_ADDR')}"
    wait = seconds_to_wait(who, most=PER_MINUTE) if shown else 0
    if wait:
        raise Problem(429, "Te vaak", f"Wacht {wait} seconden.", {"Retry-After": str(wait)})
    if token is None:
        how = f"Maak een sleutel op {request.build_absolute_uri(reverse('machine-tokens'))} en stuur die mee: "
        raise Problem(401, "Geen geldige sleutel", how + "Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    return token


def _of_token(token, pk: int) -> Delivery:
    """A delivery that this key opens; any other does not exist."""
    mine = Delivery.objects.visible_to(token.created_by).select_related("token")
    delivery = get_object_or_404(mine, pk=pk)
    if not access.token_opens(token, delivery.kind, delivery.brin, delivery.vestiging):
        raise Http404
    return delivery


def _json(said: dict, status: int = 200) -> JsonResponse:
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer
