"""The parts of Na het vo that a reader has, as tabs."""

from django.urls import reverse

from monitoring import access
from monitoring.access import Subject

PARTS = (  # label, route, by whom it is opened
    ("Bord", "transitions", lambda user: True),
    ("Lijst", "transition-list", lambda user: access.may_see(user, Subject.TRANSITION)),
    ("Werklijsten", "transition-work", lambda user: access.may_see(user, Subject.TRANSITION)),
    ("Aanmeldingen zonder overstapper", "unmatched-applications", access.may_send_or_receive),
    ("Jaarcyclus", "transition-cycle", lambda user: True),
    ("Cijfers", "transition-figures", lambda user: access.may_see(user, Subject.REGION)),
)


def tabs(request) -> list[dict]:
    here = request.resolver_match.view_name
    return [
        {"label": label, "url": reverse(route), "current": route == here}
        for label, route, opens in PARTS
        if opens(request.user)
    ]
