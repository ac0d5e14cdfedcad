"""Who shares a warme overdracht: the school that a pupil leaves and the mbo school that receives it, and nobody else.

And of which counts of leaving pupils a reader sees the small numbers.
"""

from datetime import date

from django.db.models import Q

from monitoring.access import Subject, exact_municipalities, exact_schools, reach
from monitoring.access_rows import NOBODY, Reach, followed_years, own_school


def _own_schools(user) -> list:
    return [m.school for m, how in reach(user, Subject.TRANSITION) if how is Reach.LEAVING and m.school_id]


def sent_by(user, on: date) -> Q:
    """The transitions (fields school_year, brin, vestiging) of the pupils who leave the user's own school."""
    opened = NOBODY
    for school in _own_schools(user):
        opened |= own_school(school)
    return opened & Q(school_year__in=followed_years(on))


def received_by(user, on: date) -> Q:
    """The transitions (field mbo_brin) of the pupils whose open aanmelding or inschrijving is at the user's own school."""
    brins = [school.brin for school in _own_schools(user)]
    return Q(mbo_brin__in=brins, school_year__in=followed_years(on))


def counted_exactly(user) -> Q:
    """The counts (fields brin, vestiging, municipality, mbo_brin) that this user sees whole: of its own pupils."""
    opened = Q(municipality__in=exact_municipalities(user)) if reach(user, Subject.TRANSITION) else NOBODY
    for school in _own_schools(user):
        if (school.brin, school.vestiging) in exact_schools(user):
            opened |= own_school(school)
        if (school.brin, "") in exact_schools(user):
            opened |= Q(mbo_brin=school.brin)
    return opened
