"""Overdrachten: who offers what to whom, accepting and withdrawing; for the coordinator only what waits too long."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.access_rows import Reach
from monitoring.casework.handing_over import accept, refuse, withdraw
from monitoring.casework.offers import late_offers, offers
from monitoring.casework.turns import Refused
from monitoring.models import HandOver
from monitoring.vocabulary import RefusalReason

SAID = {
    "aannemen": "Aangenomen: het dossier is nu van uw organisatie, en u bent de medewerker.",
    "intrekken": "De overdracht is ingetrokken. Het dossier blijft bij u.",
    "teruggeven": "Teruggegeven: het dossier blijft bij de afzender, die uw reden leest.",
}
LARGEST_ID = 2**63
TRAIL = [{"label": "Werklijst", "url": "/werklijst/"}, {"label": "Overdrachten"}]


class HandOverList(View):
    """The lists of an officer, or those that wait too long for who answers for the region."""

    def dispatch(self, request, *args, **kwargs):
        if not access.may_see(request.user, Subject.HAND_OVER):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        on = clock.today()
        if self._works_on_them():
            found = offers(request.user, on, origin=request.resolver_match.view_name)
            context = {"offers": found, "on": on, "trail": TRAIL, "refusals": RefusalReason.choices}
            return render(request, "monitoring/casework/hand_overs.html", context)
        context = {"late": late_offers(request.user, on), "on": on}
        return render(request, "monitoring/casework/late_hand_overs.html", context)

    def post(self, request):
        act, which = request.POST.get("doe", ""), request.POST.get("overdracht", "")
        if act not in SAID or not which.isdecimal() or int(which) >= LARGEST_ID:
            raise Http404
        offered = get_object_or_404(HandOver.objects.visible_to(request.user), pk=int(which))
        try:
            self._move(act, offered)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("hand-overs")
        messages.success(request, SAID[act])
        return redirect("pupil", offered.case_file.pupil_id) if act == "aannemen" else redirect("hand-overs")

    def _move(self, act: str, offered: HandOver) -> None:
        doing = {"by": self.request.user, "today": clock.today()}
        if act == "teruggeven":
            said = self.request.POST
            refuse(offered, reason=said.get("reden", ""), because=said.get("toelichting", ""), **doing)
        else:
            {"aannemen": accept, "intrekken": withdraw}[act](offered, **doing)

    def _works_on_them(self) -> bool:
        return any(how is Reach.OFFERED for _, how in access.reach(self.request.user, Subject.HAND_OVER))
