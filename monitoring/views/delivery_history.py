"""What one school delivered over time, and what differs between any two of those deliveries."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from monitoring import access
from monitoring.access import Subject
from monitoring.history import can_compare, compare, lines, named
from monitoring.models import Delivery, School
from monitoring.vocabulary import Kind

MOST = 120  # ten years of months


class History(View):
    """The deliveries of one kind; with two of them chosen also what changed between them."""

    def get(self, request, brin):
        if not access.may_see(request.user, Subject.DELIVERY):
            raise Http404
        school = School.objects.visible_to(request.user).filter(brin=brin).first()
        mine = Delivery.objects.visible_to(request.user).filter(brin=brin)
        if school is None or not (mine.exists() or access.may_deliver_for(request.user, brin, school.vestiging)):
            raise Http404
        kinds = [kind for kind in Kind if mine.filter(kind=kind).exists()]
        kind = request.GET.get("soort", "")
        kind = kind if kind in kinds else next(iter(kinds), Kind.R01)
        shown = list(mine.filter(kind=kind).select_related("accepted_by", "replaced_by")[:MOST])
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": f"Geschiedenis van {school}", "url": ""},
            ],
            "school": school,
            "kind": Kind(kind),
            "kinds": kinds,
            "deliveries": shown,
            "comparable": [delivery for delivery in shown if can_compare(delivery)],
            **self._difference(shown),
        }
        response = render(request, "monitoring/delivery_history.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def _difference(self, shown: list[Delivery]) -> dict:
        """The two that were chosen, older month first, and what differs; names only where they are asked for."""
        by_number = {str(delivery.pk): delivery for delivery in shown if can_compare(delivery)}
        pair = [by_number.get(self.request.GET.get(end, "")) for end in ("van", "naar")]
        if None in pair or pair[0] == pair[1]:
            return {"pair": None, "asked": bool(self.request.GET.get("van"))}
        told = lines(compare(*pair), pair[0].kind)
        is_own = all(access.sees_findings(self.request.user, delivery) for delivery in pair)
        wants_names = is_own and self.request.GET.get("namen") == "ja"
        names = named(told, by=self.request.user, origin="delivery-history") if wants_names else []
        return {"pair": pair, "lines": told, "is_own": is_own, "names": names}
