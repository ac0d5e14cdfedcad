"""Wie heeft mij nodig? Boxes with a count, the first names, the exact rule in words, and what usually comes next."""

from dataclasses import dataclass

from monitoring.access import memberships_of
from monitoring.morning.list_filter import shows
from monitoring.morning.needing import EXPIRES_DAYS, NEAR_LIMIT, SILENT_DAYS, Need, Needs
from monitoring.morning.told import Told, told
from monitoring.vocabulary import Role
from monitoring.vocabulary_pages import Phase

NAMED = 4


@dataclass(frozen=True)
class Kind:
    """One box. `show`: the filter of the worklist that gives the same youngsters; `phase`: of the library What works."""

    show: str
    title: str
    rule: str
    step: str
    phase: Phase
    of_officers: bool = False


@dataclass(frozen=True)
class Box:
    kind: Kind
    count: int
    first: list[Told]


KINDS = (
    Kind("nieuw", "Gesignaleerd en door niemand opgepakt",
         "Er geldt een signaal, en sinds het begin van het laatste legde school noch gemeente iets vast.",
         "Pak op, of zoek contact met de jongere of de school.", Phase.DROP_OUT),
    Kind("grens", "Bijna aan de grens",
         f"Van {NEAR_LIMIT} tot 16 uur ongeoorloofd verzuim in de laatste vier schoolweken.",
         "Bel de school vóór de wettelijke melding: wat speelt er, en wie spreekt de leerling?", Phase.ABSENCE),
    Kind("gesproken", "Langst niet gesproken",
         f"Uw eigen open dossiers waarin {SILENT_DAYS} dagen of langer niemand de jongere sprak.",
         "Bel, app of ga langs; probeer na drie keer een andere weg.", Phase.RETURN),
    Kind("verloopt", "Status verloopt",
         f"Uw eigen open dossiers waarvan de status binnen {EXPIRES_DAYS} dagen opnieuw bekeken moet worden.",
         "Vraag na of het nog klopt en leg de status opnieuw vast.", Phase.RETURN),
    Kind("leeftijd", "Wordt 18, 23 of 27",
         "Wordt binnen drie maanden 18, 23 of 27, met een signaal of een open dossier.",
         "Bij 18: draag over aan het Doorstroompunt. Bij 23 of 27: zorg dat de volgende voorziening het weet.",
         Phase.DROP_OUT),
    Kind("verhuisd", "Verhuisd naar ons",
         "Telde bij het verlaten van de school mee in een andere gemeente, en woont nu hier.",
         "Maak kennis, en vraag de vorige gemeente om een overdracht.", Phase.DROP_OUT, of_officers=True),
)  # fmt: skip


def boxes(rows: Needs, *, reader, origin: str) -> list[Box]:
    """All boxes of this reader, empty ones too; names are read for the first of each."""
    is_school = all(membership.role == Role.SCHOOL for membership in memberships_of(reader))
    kinds = [kind for kind in KINDS if not (is_school and kind.of_officers)]
    members = {kind.show: rows.where(shows(rows, kind.show)) for kind in kinds}
    first = {show: _first(found, show) for show, found in members.items()}
    named = {row.pupil: row for found in first.values() for row in found}
    words = {each.need.pupil: each for each in told(list(named.values()), reader=reader, origin=origin)}
    return [
        Box(kind, len(members[kind.show]), [words[row.pupil] for row in first[kind.show] if row.pupil in words])
        for kind in kinds
    ]


def _first(found: Needs, show: str) -> list[Need]:
    if show not in _ORDERS:
        return found[:NAMED]
    column, falling = _ORDERS[show]
    return found.ordered("pupil_id").ordered(column, falling=falling)[:NAMED]


_ORDERS = {"grens": ("hours", True), "gesproken": ("silent_since", False), "verloopt": ("status_until", False)}
