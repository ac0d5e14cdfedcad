"""The line about hand-overs on top of a list; it asks for itself, so that any page can carry it."""

from django import template

from monitoring import clock
from monitoring.access import Subject, may_see
from monitoring.casework.offers import waiting_for

register = template.Library()


@register.inclusion_tag("monitoring/casework/waiting.html", takes_context=True)
def hand_overs_waiting(context) -> dict:
    """Counts and a link; nothing for who has no part in hand-overs."""
    user = context["request"].user
    if not may_see(user, Subject.HAND_OVER):
        return {"waiting": None}
    return {"waiting": waiting_for(user, clock.today())}
