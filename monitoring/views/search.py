"""Find a school or municipality by name or code, among those whose figures the reader may see."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from monitoring.models import Municipality, School

SHORTEST, MOST = 2, 50


@dataclass(frozen=True)
class Hit:
    """A place that was found."""

    name: str
    code: str
    kind: str
    url: str

    def is_exactly(self, text: str) -> bool:
        return text.casefold() in {self.name.casefold(), self.code.casefold()}


class Search(TemplateView):
    """One exact hit goes straight to its page."""

    template_name = "monitoring/search.html"

    def get(self, request, *args, **kwargs):
        text = request.GET.get("q", "").strip()[:80]
        hits = _hits(request.user, text) if len(text) >= SHORTEST else []
        exact = [hit for hit in hits if hit.is_exactly(text)]
        if len(exact) == 1 or len(hits) == 1:
            return redirect((exact or hits)[0].url)
        context = self.get_context_data(search_query=text, hits=hits[:MOST], more=max(0, len(hits) - MOST))
        return self.render_to_response(context)


def _hits(user, text: str) -> list[Hit]:
    places = Municipality.objects.visible_to(user).filter(Q(name__icontains=text) | Q(code=text.zfill(4)))
    schools = School.objects.visible_to(user).filter(Q(name__icontains=text) | Q(brin__iexact=text[:4]))
    found = [Hit(p.name, p.code, "gemeente", reverse("municipality", args=[p.code])) for p in places]
    by_brin = {
        school.brin: school for school in schools.order_by("-vestiging")
    }  # the whole school comes last
    found += [
        Hit(school.name, school.brin, "school", reverse("school-figures", args=[school.brin]))
        for school in sorted(by_brin.values(), key=lambda school: school.name)
    ]
    return found
