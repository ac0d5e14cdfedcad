"""From a number of the figures to the pupils it counts: a value of a table as a condition on the stored transitions.

Written in an address as `table.value`, such as `jaar1_soort.mbo/gestopt/pro`. Who may see whom is not decided here.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from monitoring.figures import Scope
from nahetvo.flow_words import label
from nahetvo.models import Transition
from nahetvo.transition.flows import (
    ELSEWHERE,
    IN_MBO,
    OPEN,
    STARTED,
    TO_ENTREE,
    UNDER_WAY,
    VULNERABLE,
    WHEREABOUTS,
)
from nahetvo.transition.matching import VULNERABLE as FROM_VULNERABLE
from nahetvo.transition.statuses import STEPS

STATUSES = {IN_MBO: STARTED, ELSEWHERE: ("andere_route",), UNDER_WAY: OPEN}
SOMEWHERE = {status for statuses in STATUSES.values() for status in statuses}
LOST_STATUSES = tuple(status for status in STEPS if status not in SOMEWHERE)
FIELDS = {
    "waar": (), "jaar1": ("first_year",), "bestemming": ("destination",), "herkomst": ("onderwijssoort",),
    "voornemen": ("intention",), "kwetsbaar": ("is_vulnerable",), "mbo_school": ("mbo_brin",),
    "jaar1_soort": ("first_year", "onderwijssoort"), "jaar1_bestemming": ("first_year", "destination"),
}  # fmt: skip
LIST = "transition-list"
MOST = 10  # values in one address


@dataclass(frozen=True)
class PupilLinks:
    """The addresses of the list that a number counts; empty for who sees none of these pupils."""

    query: list[tuple[str, str]]
    are_open: bool

    @classmethod
    def of(cls, reader, school_year: str, scope: Scope, group: str = "") -> "PupilLinks":
        seen = Transition.objects.visible_to(reader).filter(school_year=school_year)
        query = [("schooljaar", school_year), ("gemeente", scope.municipality), ("school", scope.brin),
                 ("kwetsbaar", "ja" if group else "")]  # fmt: skip
        return cls([each for each in query if each[1]], seen.exists())

    def url(self, *streams: str) -> str:
        asked = [*self.query, *(("stroom", each) for each in streams)]
        return f"{reverse(LIST)}?{urlencode(asked)}" if self.are_open else ""


def condition(stream: str) -> Q | None:
    """The transitions that a value counts; None for what is no value of a table."""
    table, _, value = stream.partition(".")
    place, *parts = value.split("/")
    if table not in FIELDS or place not in WHEREABOUTS or len(parts) != len(FIELDS[table]):
        return None
    found = Q(status__in=STATUSES.get(place, LOST_STATUSES))
    for name, part in zip(FIELDS[table], parts, strict=True):
        found &= _is(name, part)
    return found


def _is(name: str, part: str) -> Q:
    """As flows.tables takes the parts together."""
    if name == "is_vulnerable":
        return Q(is_vulnerable=part == VULNERABLE)
    if name == "onderwijssoort" and part == TO_ENTREE:
        return Q(is_vulnerable=True) & ~Q(onderwijssoort__in=FROM_VULNERABLE)
    if name == "onderwijssoort" and part not in FROM_VULNERABLE:
        return Q(onderwijssoort=part, is_vulnerable=False)
    return Q(**{name: part})


def conditions(streams: list[str]) -> Q:
    """Any of them; nothing asked or nothing known: everybody."""
    found = Q()
    for stream in streams[:MOST]:
        one = condition(stream)
        found |= one if one is not None else Q()
    return found


def words(streams: list[str], names: dict[str, str]) -> str:
    """In words, for above the list. names: of mbo schools by BRIN."""
    known = [stream for stream in streams[:MOST] if condition(stream) is not None]
    return "; ".join(label(stream.partition(".")[2], names) for stream in known)
