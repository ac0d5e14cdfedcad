"""Freezing a figure with its stand, and saying later what became of it. Numbers come from figures.py, as shown."""

from dataclasses import dataclass
from datetime import date

from monitoring import presenters
from monitoring.calculation.school_year import Stand
from monitoring.figures import (
    Figure,
    NotForReader,
    Scope,
    current_computations,
    figures,
    outside,
    sees_exactly,
    total,
)
from monitoring.models import Account, Citation, Computation

LABELS = {"percentage": "Vsv in %", "x": "Nieuwe vsv'ers", "n": "Deelnemers"}
HIDDEN = dict.fromkeys(LABELS, presenters.HIDDEN)


@dataclass(frozen=True)
class Later:
    """What became of a cited figure."""

    sentence: str
    changed: bool = False
    now: dict | None = None  # the same figure of the same stand today, where it is another


def cite(
    reader: Account, computation: Computation, scope: Scope, place: str, category: str, *, on: date
) -> Citation:
    """Freeze the figure that this reader sees, twice: for every reader of the place, and exact. Raises NotForReader."""
    line = _line(reader, computation, scope, category)
    return Citation.objects.create(
        municipality=scope.municipality, brin=scope.brin, vestiging=scope.vestiging, place_name=place, category=category,
        method=computation.method, teljaar=computation.teljaar,
        stand=computation.stand, definition=computation.definition, fingerprint=computation.fingerprint,
        delivered=line.coverage.delivered, expected=line.coverage.expected,
        shown=_shown(reader, computation, scope, category),
        exact=told(line) if sees_exactly(reader, scope) else {}, made_on=on, made_by=reader, made_by_name=str(reader),
    )  # fmt: skip


def frozen(reader: Account, citation: Citation) -> dict[str, str]:
    """The numbers as they were shown, with small ones only for who sees them of this place."""
    return citation.exact if citation.exact and sees_exactly(reader, scope_of(citation)) else citation.shown


def later(reader: Account, citation: Citation) -> Later:
    """Whether the figure was counted again since, and whether there is a later stand."""
    own = [c for c in current_computations(citation.method) if c.teljaar == citation.teljaar]
    computation = next((c for c in own if c.stand == citation.stand), None)
    if computation is None:
        return Later(
            "Deze stand staat niet meer in het portaal: de leveringen eronder zijn ingetrokken.", changed=True
        )
    newer = f" Er is wel een latere stand: {_name(own[-1])}." if own[-1].pk != computation.pk else ""
    if computation.fingerprint == citation.fingerprint:
        return Later(f"Het cijfer is sindsdien niet opnieuw berekend.{newer}")
    exactly = bool(citation.exact) and sees_exactly(reader, scope_of(citation))
    asked = (reader, computation, scope_of(citation), citation.category)
    now = told(_line(*asked)) if exactly else _shown(*asked)
    if now == frozen(reader, citation):
        return Later(f"De stand is sindsdien opnieuw berekend. Het cijfer bleef hetzelfde.{newer}")
    return Later(
        f"De stand is sindsdien opnieuw berekend, en dit cijfer is veranderd.{newer}", changed=True, now=now
    )


def told(line: Figure) -> dict[str, str]:
    """A figure as it is written on the page."""
    return {
        "percentage": presenters.percentage(line),
        "x": presenters.count(line.x),
        "n": presenters.count(line.n),
    }


def scope_of(citation: Citation) -> Scope:
    return Scope(citation.municipality, citation.brin, citation.vestiging)


def _shown(reader: Account, computation: Computation, scope: Scope, category: str) -> dict[str, str]:
    """For every reader of the place; of a vestiging, which is in no table for others, nothing."""
    try:
        return told(_line(outside(reader, scope), computation, scope, category))
    except NotForReader:
        return HIDDEN


def _line(reader, computation: Computation, scope: Scope, category: str) -> Figure:
    """Raises NotForReader, also for a category that this place does not have."""
    if not category:
        return total(reader, computation, scope)
    found = next(
        (each for each in figures(reader, computation, ("category",), scope) if each.category == category),
        None,
    )
    if found is None:
        raise NotForReader("Deze categorie komt hier niet voor.")
    return found


def _name(computation: Computation) -> str:
    return Stand.parse(computation.teljaar, computation.stand).label
