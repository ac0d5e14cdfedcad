"""A visitor finds a municipality or school among those with released figures."""

from django.shortcuts import redirect, render
from django.urls import reverse

from monitoring.calculation.open_numbers import MUNICIPALITY
from monitoring.open_face import released
from monitoring.open_face.visiting import VisitorPage
from monitoring.views.search import SHORTEST, Hit
from monitoring.vocabulary import Method


class OpenSearch(VisitorPage):
    """One hit goes straight to its page."""

    def get(self, request):
        text = request.GET.get("q", "").strip()[:80]
        release = released.latest(Method.REGIO)
        named = released.places_named(release, text) if release and len(text) >= SHORTEST else []
        hits = [_hit(*each) for each in named]
        exact = [hit for hit in hits if hit.is_exactly(text)] or hits
        if len(exact) == 1:
            return redirect(exact[0].url)
        return render(request, "monitoring/open/search.html", {"search_query": text, "hits": hits})


def _hit(kind: str, code: str, name: str) -> Hit:
    return Hit(name, code, kind, reverse("open-municipality" if kind == MUNICIPALITY else "open-school", args=[code]))
