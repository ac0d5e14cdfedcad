"""Who may write what visitors read: news, pages, what works, and whom to call. Reading is for everybody."""

from django.conf import settings
from django.db.models import Q

from monitoring.access import may_see, reach
from monitoring.access_rows import NOBODY, Reach
from monitoring.access_table import Subject


def may_edit(user) -> bool:
    """The coordinator answers for what the region says; nobody else writes."""
    return may_see(user, Subject.EDITING)


def may_release(user) -> bool:
    """The coordinator prepares, and another coordinator approves, what everybody may read."""
    return may_see(user, Subject.RELEASE)


def may_write_contacts(user) -> bool:
    return may_see(user, Subject.CONTACT)


def contacts(user) -> Q:
    """The municipalities whose contacts this user keeps: the own one, or all of the region."""
    opened = NOBODY
    for membership, how in reach(user, Subject.CONTACT):
        if how is Reach.ALL or membership.whole_region:
            opened |= Q(region_id=settings.RMC_REGION)
        elif membership.municipality_id:
            opened |= Q(pk=membership.municipality_id)
    return opened
