"""What every page shows: the region, the places of this reader, and who is logged in."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.models import Article, DueDelivery, School
from monitoring.reference.places import region


@dataclass(frozen=True)
class Place:
    """One of the places in the bar on top."""

    label: str
    url: str
    current: bool


PLACES = (  # label, route, what opens it
    ("Cijfers", "figures", (Subject.REGION, Subject.MUNICIPALITY, Subject.SCHOOL)),
    ("Vandaag", "today", (Subject.PUPIL,)),
    ("Werklijst", "worklist", (Subject.PUPIL,)),
    ("Na het vo", "transitions", (Subject.TRANSITION, Subject.TRANSITION_COUNTS)),
    ("Aanleveren", "deliveries", (Subject.DELIVERY,)),
    ("Agenda", "region-agenda", (Subject.EDITING,)),
    ("Vrijgeven", "releases", (Subject.RELEASE,)),
    ("Regels", "rule-list", (Subject.RULE,)),
    ("Redactie", "desk", (Subject.EDITING,)),
    ("Beheer", "accounts", (Subject.ACCOUNT,)),
    ("Leeslogboek", "read-log", (Subject.READ_LOG,)),
)


VISITOR_PLACES = (  # label, route: what anybody may read
    ("Cijfers", "open-figures"),
    ("Nieuws", "news"),
    ("Regionale agenda", "agenda"),
    ("Bijeenkomsten", "meetings"),
    ("Wat werkt", "what-works"),
    ("Voor jongeren en ouders", "young"),
)


def portal(request) -> dict:
    """Context for base.html, made once per request: a table on the page is a template of its own."""
    if not hasattr(request, "_portal"):
        request._portal = _portal(request)
    return request._portal


def _portal(request) -> dict:
    user = getattr(request, "user", None)
    here, is_known = request.path, bool(user and user.is_authenticated)
    open_places = [Place(label, reverse(route), here.startswith(reverse(route))) for label, route in VISITOR_PLACES]
    return {
        "region_name": region(str(settings.RMC_REGION)).name,
        "places": [
            Place(label, reverse(route), here.startswith(reverse(route)))
            for label, route, subjects in PLACES
            if any(access.may_see(user, subject) for subject in subjects)
        ] if is_known else open_places,
        "open_places": open_places,
        "search_url": reverse("search" if is_known else "open-search"),
        "menu": [] if is_known else list(Article.objects.in_menu(clock.today())),
        "person": _person(user),
        "demonstration": demonstration(),
    }


def demonstration() -> str:
    """`klaar` or `in opbouw` where this portal holds the invented region (its schools say so themselves), else empty.

    The last thing that building the region does is to write down which files are due.
    """
    is_ready = School.objects.filter(is_invented=True).values_list(Exists(DueDelivery.objects.all()), flat=True).first()
    return "" if is_ready is None else "klaar" if is_ready else "in opbouw"


def _person(user) -> dict | None:
    if user is None or not user.is_authenticated:
        return None
    own = access.memberships_of(user)
    first = own[0] if own else None
    more = f" en {len(own) - 1} meer" if len(own) > 1 else ""
    return {
        "name": str(user),
        "role": first.get_role_display() if first else "geen rol",
        "organisation": f"{first.organisation_name}{more}" if first else "",
        "gets_digests": access.may_see(user, Subject.REGION),
    }
