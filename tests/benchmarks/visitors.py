"""The pages for visitors of the demonstration region under two hundred simultaneous readers without a session."""

from functools import partial

from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from monitoring.calculation.open_numbers import MUNICIPALITY, SCHOOL
from monitoring.clock import today
from monitoring.masking import ELSEWHERE
from monitoring.models import Approach, Article, Release
from monitoring.open_face.invented_pages import invent
from monitoring.open_face.invented_releases import release_stands
from monitoring.open_face.released import latest
from monitoring.vocabulary import Method
from tests.benchmarks.pages import serving
from tests.benchmarks.readers import Crowd, Read, read
from tests.benchmarks.timing import Line

P95_GOAL = 100  # milliseconds
FULL = Crowd(readers=200, thought=(1, 3), warming=8, seconds=30)
QUICK = Crowd(readers=20, thought=(1, 3), warming=2, seconds=5)
PAGES = (
    "home", "open-figures", "open-terms", "corrections", "open-data", "news", "news-feed", "agenda", "what-works", "young",
)  # fmt: skip


def measure(vendor: str, *, quick: bool) -> list[Line]:
    call_command("collectstatic", "--no-input", verbosity=0)
    invent(on=today())
    if not Release.objects.exists():
        release_stands(today())
    addresses = [reverse(name) for name in PAGES]
    addresses += released()
    addresses += [article.get_absolute_url() for article in Article.objects.published(today())]
    addresses += [approach.get_absolute_url() for approach in Approach.objects.all()]
    connections.close_all()
    crowd = QUICK if quick else FULL
    with serving() as host:
        found = read(host, [("", addresses)], crowd)
    return lines(vendor, crowd, found, len(addresses))


def released() -> list[str]:
    """Every municipality and school, DUO's count, page and file of every release, and one address of the API: all
    readers come from one machine, which may ask that 120 times a minute.
    """
    newest = latest(Method.REGIO)
    found = [f"{reverse('open-figures')}?telling=duo", reverse("open-api", args=[f"vrijgaven/{newest.number}/cijfers"])]
    for release in Release.objects.standing():
        found += [release.get_absolute_url(), reverse("open-file", args=[release.number])]
    places = newest.cells.filter(category="").exclude(place__in=("", ELSEWHERE))
    routes = {MUNICIPALITY: "open-municipality", SCHOOL: "open-school"}
    return found + [reverse(routes[kind], args=[place]) for kind, place in places.values_list("kind", "place")]


def lines(vendor: str, crowd: Crowd, found: Read, addresses: int) -> list[Line]:
    p95, line = found.at(0.95), partial(Line, "visitors", vendor)
    facts = {
        "pages read": f"{len(found.milliseconds):,}", "different pages": f"{addresses}",
        "slowest": f"{found.at(1):.0f} ms", "median": f"{found.at(0.5):.0f} ms",
    }  # fmt: skip
    facts |= {"first faults": ", ".join(found.faults[:3])} if found.faults else {}
    return [
        line(f"95th percentile under {crowd.readers} visitors", f"{p95:.0f} ms", f"< {P95_GOAL} ms", p95 < P95_GOAL, facts),
        line("pages that failed", f"{len(found.faults)}", "0", not found.faults),
    ]
