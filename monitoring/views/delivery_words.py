"""Vertalen: headings and codes of a file that the layout does not know, explained by the school and remembered."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View

from monitoring import access, sealed, tasks
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.translation import Question, questions
from monitoring.models import CodeMapping, Delivery
from monitoring.models.delivery import RECHECKABLE, NotNow
from monitoring.staging import recheck
from monitoring.translations import NOT_USED, remember
from monitoring.views.deliveries import visible

MOST = 100  # a file with more unknown words than this needs another export, not a translation


@dataclass(frozen=True)
class Asked:
    """One question with the name of its field on the page."""

    name: str
    question: Question
    options: list[tuple[str, str]]


class DeliveryWords(View):
    """What is not known, what was said before, and a new check as soon as something is said."""

    def get(self, request, pk):
        delivery = own_delivery(request.user, pk)
        labels = {column.name: column.label for column in LAYOUTS[delivery.kind].columns}
        remembered = CodeMapping.objects.visible_to(request.user).select_related("said_by")
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": f"Levering {delivery.pk}", "url": delivery.get_absolute_url()},
                {"label": "Vertalen", "url": ""},
            ],
            "delivery": delivery,
            "asked": list(asked(delivery)),
            "labels": labels,
            "remembered": remembered.filter(school_id=delivery.school_id, kind=delivery.kind),
        }
        return render(request, "monitoring/delivery_words.html", context)

    def post(self, request, pk):
        delivery = own_delivery(request.user, pk)
        changed = self._forget(delivery) if "verwijder" in request.POST else self._remember(delivery)
        if not changed:
            return redirect("delivery-words", delivery.pk)
        return self._check_again(delivery)

    def _remember(self, delivery: Delivery) -> int:
        answered = [(ask.question, self.request.POST.get(ask.name, "")) for ask in asked(delivery)]
        known = [(question, meant) for question, meant in answered if meant]
        for question, meant in known:
            try:
                remember(question, meant, delivery=delivery, by=self.request.user)
            except ValueError:
                raise Http404 from None
        return len(known)

    def _forget(self, delivery: Delivery) -> int:
        chosen = self.request.POST["verwijder"]
        mine = CodeMapping.objects.visible_to(self.request.user)
        mine = mine.filter(school_id=delivery.school_id, kind=delivery.kind)
        return get_object_or_404(mine, pk=int(chosen) if chosen.isdecimal() else 0).delete()[0]

    def _check_again(self, delivery: Delivery) -> HttpResponse:
        """With the words as they are now; a delivery that counts already is left as it is."""
        if delivery.state not in RECHECKABLE:
            messages.success(self.request, "Dit geldt vanaf uw volgende bestand.")
            return redirect("delivery-words", delivery.pk)
        try:
            recheck(delivery)
        except NotNow as fault:
            messages.info(self.request, str(fault))
        else:
            tasks.queue(tasks.stage_delivery, delivery.pk)
            messages.success(self.request, "Uw vertaling is bewaard. Het bestand wordt opnieuw gecontroleerd.")
        return redirect(delivery)


def own_delivery(user, pk: int) -> Delivery:
    """A delivery of a school for which this user delivers."""
    delivery = visible(user, pk)
    if delivery.school_id is None or not access.sees_findings(user, delivery):
        raise Http404
    return delivery


def asked(delivery: Delivery) -> list[Asked]:
    """The words that are not known, as fields; none once the delivery counts or its findings are gone."""
    findings = sealed.findings(delivery) if delivery.state in RECHECKABLE else None
    found = [] if findings is None else questions(findings, LAYOUTS[delivery.kind])
    return [Asked(f"woord-{place}", question, _options(question)) for place, question in enumerate(found[:MOST])]


def _options(question: Question) -> list[tuple[str, str]]:
    meanings = [
        (code, f"{code} ({label})" if label and label != code else code) for code, label in question.choices.items()
    ]
    return meanings if question.column else [(NOT_USED, "niet gebruiken"), *meanings]
