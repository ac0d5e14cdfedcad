"""One stand under several definitions: how many, by how many they differ, and which pupils make the difference.

Counts leave as the reader may see them: differing pupils are counted for who may see those pupils, and of the whole
region where both counts are large enough.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from monitoring import presenters, recomputation
from monitoring.figures import Scope, Shown, course, sees_exactly
from monitoring.filters import View
from monitoring.models import Computation, DuoRow, Enrolment, Episode, Outcome
from monitoring.vocabulary import Followed, Method
from monitoring.vocabulary import Outcome as OutcomeClass

NATIONAL, REGIONAL, UNTIL_27 = "landelijk", "regionaal", "tot27"
METHODS = {NATIONAL: Method.DUO.value, REGIONAL: Method.REGIO.value, UNTIL_27: Method.REGIO.value}
LABELS = {NATIONAL: "Landelijke lijst (DUO)", REGIONAL: "Regionale telling", UNTIL_27: "Regionaal, met 23 tot 27 jaar"}
WHEREABOUTS = {  # class in the regional count of who is vsv'er for DUO only
    OutcomeClass.B.value: "uit de populatie", OutcomeClass.C_REPORTED.value: "in onderwijs volgens opgave van de school",
    OutcomeClass.D.value: "startkwalificatie", OutcomeClass.X.value: "vsv'er van een andere plaats",
}  # fmt: skip
ELSE = "bij een school ingeschreven, of daar niet bekend op 1 oktober"
OWN = "Wat de scholen zelf elke maand leveren. Per jongere is uit te leggen waarom die meetelt."
DUO_SEES = "DUO kent alleen scholen met een DUO-bestand, ziet ook scholen buiten de regio en gebruikt andere registers."
CHOOSE = "Kies deze definitie om te zien welke groepen verschillen."
NOT_TOLD = "Om welke jongeren het gaat, telt het portaal voor wie hen mag zien."


@dataclass(frozen=True)
class Row:
    """One definition, as a line of the table."""

    key: str
    label: str
    count: str
    share: str
    difference: str
    why: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Differing:
    """Pupil → outcome of the vsv'ers of the regional count, those of DUO's, and all that the region knows of both."""

    regional: dict[int, Outcome]
    national: set[int]
    known: dict[int, Outcome]

    @property
    def only_regional(self) -> set[int]:
        return set(self.regional) - self.national

    @property
    def only_national(self) -> set[int]:
        return self.national - set(self.regional)

    def whereabouts(self, pupil: int) -> str:
        return WHEREABOUTS[self.known[pupil].outcome] if pupil in self.known else ELSE


def definitions_beside(reader, view: View, scope: Scope, chosen: str) -> list[Row]:
    """The rows of the table; the regional count is the one that the others differ from. Raises NotForReader."""
    regional, national = (_of_method(view, METHODS[key]) for key in (REGIONAL, NATIONAL))
    x = {key: _x(reader, computation, scope, view.category) for key, computation in
         ((REGIONAL, regional), (NATIONAL, national))}  # fmt: skip
    shown = chosen or (NATIONAL if view.method == Method.DUO else REGIONAL)
    compared = _national_why(reader, regional, national, scope, view.category) if shown == NATIONAL else CHOOSE
    why = {REGIONAL: OWN, NATIONAL: f"{DUO_SEES} {compared}".strip()}
    rows = [_row(key, x, why[key], view, key == shown) for key in (REGIONAL, NATIONAL)]
    return [*rows, _until_27(reader, view, scope, x[REGIONAL], shown == UNTIL_27)]


def _of_method(view: View, method: str) -> Computation | None:
    wanted = (method, view.teljaar, view.computation.stand)
    return next((c for c in view.computations if (c.method, c.teljaar, c.stand) == wanted), None)


def _x(reader, computation: Computation | None, scope: Scope, category: str):
    """The figure, or None where this stand is not counted in this way or nobody is in it."""
    lines = course(reader, [computation], scope, category) if computation else []
    return lines[0] if lines else None


def _row(key: str, x: dict, why: str, view: View, chosen: bool) -> Row:
    line, base = x[key], x[REGIONAL]
    url = view.query(definitie=key, methode=METHODS[key])
    if line is None:
        return _untold(key, "Van deze stand is er geen telling.", url, chosen)
    difference = "" if key == REGIONAL else _difference(line.x, base.x if base else None)
    return Row(key, LABELS[key], presenters.count(line.x), presenters.percentage(line), difference, why, url, chosen)


def _untold(key: str, why: str, url: str, chosen: bool) -> Row:
    return Row(key, LABELS[key], presenters.NOT_TOLD, presenters.NOT_TOLD, "", why, url, chosen)


def _difference(x: Shown, base: Shown | None) -> str:
    if base is None or x.value is None or base.value is None:
        return presenters.HIDDEN
    return _signed(x.value - base.value)


def _signed(step: int) -> str:
    return f"+{presenters.whole(step)}" if step > 0 else str(step).replace("-", "−")


def _national_why(reader, regional, national, scope: Scope, category: str) -> str:
    """Which pupils are in one and not in the other, with where they are."""
    if regional is None or national is None:
        return ""
    exact = sees_exactly(reader, scope)
    if not exact and (scope != Scope() or category):
        return NOT_TOLD
    national = Computation.objects.get(pk=national.pk)  # with the deliveries that it was counted from
    found = _pupils(regional, national, scope, category)
    least = settings.SUPPRESSION_THRESHOLD
    if not exact and any(0 < len(each) < least for each in (found.only_regional, found.only_national)):
        return NOT_TOLD
    told = f"{len(found.only_regional)} alleen in de regionale telling, {len(found.only_national)} alleen bij DUO."
    return f"{told}{_causes(national, found) if exact else ''}"


def _causes(national: Computation, found: Differing) -> str:
    """For who may see these pupils: why each of the two groups is missing from the other count."""
    delivered = {source.brin for group in recomputation.sources_of(national) for source in group}
    without = sum(found.regional[pupil].brin not in delivered for pupil in found.only_regional)
    counted = Counter(found.whereabouts(pupil) for pupil in found.only_national)
    parts = [f"{count} {label}" for label, count in counted.most_common()]
    first = f" Van de eerste zijn er {without} van een school zonder DUO-bestand." if without else ""
    return first + (f" De laatste zijn voor de regio: {', '.join(parts)}." if parts else "")


def _pupils(regional: Computation, national: Computation, scope: Scope, category: str) -> Differing:
    """The vsv'ers of both counts, with what the region knows of those whom DUO names."""
    deliveries = [source.delivery for source in recomputation.sources_of(national)[1]]
    named = _within(DuoRow.objects.filter(delivery_id__in=deliveries), scope, category)
    own = {name: value for name, value in ({**vars(scope), "category": category}).items() if value}
    rows = Outcome.objects.filter(computation=regional)
    rows = rows.filter(Q(outcome=OutcomeClass.X, **own) | Q(pupil_id__in=named.values("pupil_id")))
    known = {row.pupil_id: row for row in rows.only("pupil_id", "outcome", "brin", "vestiging", "municipality", "category")}
    mine = {pupil: row for pupil, row in known.items() if row.outcome == OutcomeClass.X
            and all(getattr(row, name) == value for name, value in own.items())}  # fmt: skip
    return Differing(mine, set(named.values_list("pupil_id", flat=True)), known)


def _within(rows: QuerySet, scope: Scope, category: str, *more: str) -> QuerySet:
    limits = {"municipality": scope.municipality, "brin": scope.brin, "category": category}
    limits |= {name: getattr(scope, name) for name in more}
    return rows.filter(**{name: value for name, value in limits.items() if value})


def _until_27(reader, view: View, scope: Scope, regional, chosen: bool) -> Row:
    """The regional count, and the young people of 23 to 27 who were vsv'er before and are still followed; they are
    counted once this definition is chosen."""
    url = view.query(definitie=UNTIL_27, methode=METHODS[UNTIL_27])
    label, day = LABELS[UNTIL_27], view.stand.peildatum
    if not chosen:
        return _untold(UNTIL_27, "Kies deze definitie om wie ouder is mee te tellen.", url, chosen)
    year = view.stand.teljaar.start
    of_age = Enrolment.objects.filter(pupil=OuterRef("pupil"), cohort__range=(year - 26, year - 23))
    episodes = _within(Episode.objects.filter(kind=Followed.VSV), scope, view.category, "vestiging")
    running = Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day)) & Exists(of_age)
    counted = episodes.aggregate(known=Count("pupil"), extra=Count("pupil", filter=running, distinct=True))
    if not counted["known"]:
        return _untold(UNTIL_27, "De volggroep is nog niet geteld.", url, chosen)
    extra = counted["extra"]
    may_know = sees_exactly(reader, scope) or (
        scope == Scope() and not view.category and not 0 < extra < settings.SUPPRESSION_THRESHOLD
    )
    why = (
        "Het Doorstroompunt volgt sinds 1 januari 2026 jongeren tot 27 jaar. Wie op 1 oktober 23 tot en met 26 was en "
        "eerder vsv'er werd, komt erbij. Een percentage is er niet: deze jongeren horen niet bij de deelnemers."
    )
    known = may_know and regional is not None and regional.x.value is not None
    count = presenters.whole(regional.x.value + extra) if known else presenters.HIDDEN
    return Row(UNTIL_27, label, count, presenters.NOT_TOLD, _signed(extra) if known else presenters.HIDDEN, why, url, chosen)
