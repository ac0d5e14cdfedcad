"""Uitleg en inzage of one youngster: a page to show and to print for the youngster or a parent."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from monitoring import clock
from monitoring.identities import read_identities
from monitoring.insight import card
from monitoring.models import Pupil
from monitoring.views.pupils import PupilPage
from monitoring.vocabulary import ReadAction


class PupilInsight(PupilPage):
    """Which sources, which rules, who may see it and by which right, who looked, until when it is kept."""

    def get(self, request, pk: int):
        on = clock.today()
        pupil = get_object_or_404(Pupil.objects.visible_to(request.user, on), pk=pk)
        origin = request.resolver_match.view_name
        who = read_identities([pupil.pk], by=request.user, action=ReadAction.INSIGHT, origin=origin)[pupil.pk]
        trail = [
            {"label": "Werklijst", "url": reverse("worklist")},
            {"label": who.full_name, "url": reverse("pupil", args=[pupil.pk])},
            {"label": "Uitleg en inzage"},
        ]
        context = {"who": who, "card": card(pupil.pk, reader=request.user, on=on), "on": on, "trail": trail}
        return render(request, "monitoring/pupil_insight.html", context)
