"""Several files that were sent together: one list that says how far each is and what to do with it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from monitoring.models import Delivery

MOST = 100
NUMBERS = "nummers"


class DeliveryBatch(View):
    """The deliveries that the address names (`?nummers=12-13`), as far as this reader may follow them."""

    def get(self, request):
        named = [
            part
            for part in request.GET.get(NUMBERS, "").split("-")[:MOST]
            if part.isdecimal() and len(part) < 10
        ]
        mine = Delivery.objects.visible_to(request.user).select_related("school", "replaced_by")
        found = list(mine.filter(pk__in=named).order_by("brin", "vestiging", "kind", "stand", "pk"))
        if not found:
            raise Http404
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": "Samen aangeleverd", "url": ""},
            ],
            "deliveries": found,
            "busy": sum(delivery.is_under_way for delivery in found),
            "waiting": sum(delivery.may_be_accepted for delivery in found),
            "refused": sum(delivery.state == "geweigerd" for delivery in found),
            "address": address(found),
        }
        return render(request, "monitoring/delivery_batch.html", context)


def address(deliveries: list[Delivery]) -> str:
    """Where these deliveries stand together."""
    return f"{reverse('delivery-batch')}?{NUMBERS}={'-'.join(str(delivery.pk) for delivery in deliveries)}"
