"""The third movement: accepted deliveries become the outcomes and leaf cells of a stand.

A computation is opened for one set of deliveries, filled school by school (each part a task of its own, or all at
once), and closed: only then do readers see it, whole, in place of the one before.
"""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from monitoring import frames
from monitoring.calculation.cells import cells, duo_cells
from monitoring.calculation.inputs import Accepted, Inputs, Source, inputs, stands_with_deliveries
from monitoring.calculation.inputs import School as Owing
from monitoring.calculation.outcomes import late_evidence, outcomes
from monitoring.calculation.school_year import Stand
from monitoring.calculation.vulnerable import vulnerable, vulnerable_cells
from monitoring.masking import masks_of
from monitoring.models import (
    Cell,
    Computation,
    ComputationPart,
    Coverage,
    Delivery,
    DuoRow,
    Enrolment,
    Outcome,
    ProtectedTable,
    School,
    VulnerableCell,
)  # fmt: skip
from monitoring.reference.definitions import definition
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Method
from monitoring.vocabulary import Outcome as OutcomeClass

ENROLMENT_COLUMNS = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "volgnummer": "str",
    "onderwijssoort": "str", "leerweg": "str", "leerjaar": "int", "sex": "str", "bekostigd": "bool",
    "category": "str", "cohort": "int", "municipality": "str", "started_on": "date", "ended_on": "date",
    "reason": "str", "destination": "str", "qualified_on": "date", "entree_on": "date",
}  # fmt: skip
DUO_COLUMNS = {"pupil_id": "int", "brin": "str", "municipality": "str", "category": "str"}
OUTCOME_COLUMNS = [
    "pupil", "brin", "vestiging", "municipality", "category", "outcome", "unknown", "evidence", "evidence_brin",
    "evidence_on", "destination", "left_on", "reason", "leerweg", "leerjaar", "sex", "age",
]  # fmt: skip


def stale(teljaar: str | None = None, stand: str | None = None) -> list[Inputs]:
    """The stands whose current computation is not of the deliveries that are accepted now, oldest first."""
    current = {
        (c.method, c.teljaar, c.stand): c.fingerprint for c in Computation.objects.filter(is_current=True)
    }
    wanted = all_inputs(teljaar, stand)
    return [i for i in wanted if current.get((i.method, i.stand.teljaar.name, i.stand.code)) != i.fingerprint]


def is_opened(wanted: Inputs) -> bool:
    """Whether somebody began to count this."""
    stand = wanted.stand
    found = Computation.objects.filter(method=wanted.method, teljaar=stand.teljaar.name, stand=stand.code)
    return found.filter(fingerprint=wanted.fingerprint).exists()


def all_inputs(teljaar: str | None = None, stand: str | None = None) -> list[Inputs]:
    """What every stand would be computed from now."""
    accepted = accepted_deliveries()
    owing = owing_schools()
    chosen = [
        (method, found)
        for method, found in stands_with_deliveries(accepted)
        if teljaar in (None, found.teljaar.name) and stand in (None, found.code)
    ]
    return [inputs(method, found, accepted, owing) for method, found in chosen]


def accepted_deliveries() -> list[Accepted]:
    fields = ("id", "kind", "brin", "vestiging", "teljaar", "stand")
    return [Accepted(*row) for row in Delivery.objects.filter(state=State.ACCEPTED).values_list(*fields)]


def owing_schools() -> list[Owing]:
    rows = School.objects.exclude(delivers="").values_list("brin", "vestiging", "delivers")
    return [Owing(brin, vestiging, frozenset(delivers.split("+"))) for brin, vestiging, delivers in rows]


def open_computation(wanted: Inputs) -> Computation:
    """The computation of these inputs, with a part per school; the same one when it is opened twice."""
    key = {
        "method": wanted.method, "teljaar": wanted.stand.teljaar.name, "stand": wanted.stand.code,
        "fingerprint": wanted.fingerprint,
    }  # fmt: skip
    try:
        with transaction.atomic():
            opened = Computation.objects.create(
                **key,
                definition=_definition(wanted.stand),
                deliveries=[_as_json(source) for source in wanted.population],
                evidence=[_as_json(source) for source in wanted.later],
            )
            ComputationPart.objects.bulk_create(ComputationPart(computation=opened, brin=b) for b in wanted.brins)
            Coverage.objects.bulk_create(
                Coverage(computation=opened, brin=c.brin, vestiging=c.vestiging, delivered_stand=c.delivered,
                         is_covered=c.covered)
                for c in wanted.coverage
            )  # fmt: skip
    except IntegrityError:
        opened = Computation.objects.get(**key)
    return opened


def drop_unfounded() -> int:
    """Remove the figures of stands that no accepted delivery has any more; one was withdrawn. Returns how many."""
    shown = list(Computation.objects.filter(is_current=True).values_list("pk", "method", "teljaar", "stand"))
    founded = {(i.method, i.stand.teljaar.name, i.stand.code) for i in all_inputs()}  # read after what is shown
    unfounded = [pk for pk, *stand in shown if tuple(stand) not in founded]
    discard(Computation.objects.filter(pk__in=unfounded))
    return len(unfounded)


def unfinished() -> QuerySet:
    """Computations that still have to be shown; one that a newer one of the same stand overtook does not."""
    newer = Computation.objects.filter(
        method=OuterRef("method"), teljaar=OuterRef("teljaar"), stand=OuterRef("stand"), pk__gt=OuterRef("pk")
    )
    return Computation.objects.filter(~Exists(newer), closed_at=None)


def claim(computation: Computation, *, silent_since: datetime) -> bool:
    """Whether the caller is the one to hand out the parts: nobody did so after `silent_since`."""
    unclaimed = Q(handed_out_at=None) | Q(handed_out_at__lt=silent_since)
    mine = Computation.objects.filter(unclaimed, pk=computation.pk, closed_at=None)
    return bool(mine.update(handed_out_at=timezone.now()))


def compute_part(part: ComputationPart) -> None:
    """Fill one school's share from the rows of its pupils at every school. Safe to run again, or twice at once."""
    computation = part.computation
    if part.done_at is None and unfinished().filter(pk=computation.pk).exists():
        _fill(computation, [part], pupils_of=part.brin)
    close(computation)


def compute(computation: Computation) -> None:
    """Fill all parts that are left at once: the operator's way, and that of the benchmark."""
    while parts := list(computation.parts.filter(done_at=None)):
        _fill(computation, parts)
    close(computation)


def _fill(computation: Computation, parts: list[ComputationPart], pupils_of: str | None = None) -> None:
    brins = [part.brin for part in parts]
    if computation.method == Method.DUO:
        leaf, missing = _duo(computation, brins)
        return _store(computation, parts, leaf, None, missing)
    rows, evidence, stand = stand_rows(computation, _of_school(computation, pupils_of))
    found, group = outcomes(rows, evidence, stand), vulnerable(rows, evidence, stand)
    found, group = (frame[frame["brin"].isin(brins)] for frame in (found, group))
    return _store(computation, parts, cells(found), found, group=group)


def recompute(wanted: Inputs) -> Computation:
    """Open, fill and close in this process."""
    computation = open_computation(wanted)
    if not computation.is_current:
        compute(computation)
    return computation


def close(computation: Computation) -> bool:
    """Show the computation in place of the one before, once every part is done. Returns whether it is shown."""
    stored = Computation.objects.filter(pk=computation.pk).first()
    if stored is None or stored.is_current:
        return stored is not None
    if computation.parts.filter(done_at=None).exists():
        return False
    masks = masks_of(computation)
    with transaction.atomic():
        same = Computation.objects.select_for_update().filter(
            method=computation.method, teljaar=computation.teljaar, stand=computation.stand
        )
        mine = next((c for c in same.order_by("pk") if c.pk == computation.pk), None)  # one order: no deadlock
        if mine is None or mine.is_current:
            return mine is not None
        same.filter(is_current=True).update(is_current=False)
        mine.masks, mine.is_current, mine.closed_at = masks, True, timezone.now()
        mine.missing_from_start = mine.parts.aggregate(sum=Sum("missing_from_start"))["sum"] or 0
        mine.save(update_fields=["masks", "is_current", "closed_at", "missing_from_start"])
        discard(same.filter(pk__lt=computation.pk))
    return True


def discard(computations: QuerySet) -> None:
    """Remove computations with all that hangs on them, table by table; one that is being filled is waited for."""
    with transaction.atomic():
        ids = list(computations.select_for_update().order_by("pk").values_list("pk", flat=True))
        for model in (Cell, Outcome, Coverage, ProtectedTable, ComputationPart, VulnerableCell):
            model.objects.filter(computation_id__in=ids)._raw_delete(computations.db)
        Computation.objects.filter(pk__in=ids)._raw_delete(computations.db)


def source_rows(sources: Iterable[Source], among: QuerySet | Iterable[int] | None = None) -> pd.DataFrame:
    """The enrolments of these deliveries, without vestigingen that delivered for themselves; `among`: pupil ids."""
    sources = list(sources)
    rows = Enrolment.objects.filter(delivery_id__in=[source.delivery for source in sources])
    if isinstance(among, QuerySet):
        rows = rows.filter(pupil_id__in=among)
    elif among is not None:
        rows = frames.among(rows, "pupil_id", among)
    frame = frames.read(rows, ENROLMENT_COLUMNS).rename(columns={"pupil_id": "pupil"})
    for source in sources:
        if source.without:
            overruled = (frame["delivery_id"] == source.delivery) & frame["vestiging"].isin(list(source.without))
            frame = frame[~overruled]
    return frame.drop(columns="delivery_id")


def sources_of(computation: Computation) -> tuple[list[Source], list[Source]]:
    """Population and later evidence (regio), start set and vsv files (duo)."""
    return _sources(computation.deliveries), _sources(computation.evidence)


def outcomes_of(computation: Computation, among: QuerySet | None = None) -> pd.DataFrame:
    """The class of every pupil of the start population, straight from the rows; `among` limits it to some pupils."""
    return outcomes(*stand_rows(computation, among))


def stand_rows(computation: Computation, among: QuerySet | Iterable[int] | None = None) -> tuple:
    """Population and evidence of a stand of method regio (one frame unless it is late), and the stand."""
    stand = Stand.parse(computation.teljaar, computation.stand)
    population, later = sources_of(computation)
    rows = source_rows(population, among)
    evidence = late_evidence(rows, source_rows(later, among)) if stand.is_late and later else rows
    return rows, evidence, stand


def _of_school(computation: Computation, brin: str | None) -> QuerySet | None:
    """The pupils of one school."""
    if brin is None:
        return None
    own = [source.delivery for source in sources_of(computation)[0] if source.brin == brin]
    return Enrolment.objects.filter(delivery_id__in=own).values("pupil_id")


def _duo(computation: Computation, brins: list[str]) -> tuple[pd.DataFrame, int]:
    start, vsv = (_duo_rows([s for s in group if s.brin in brins]) for group in sources_of(computation))
    counted = duo_cells(start, vsv)
    return counted.cells, counted.missing


def _duo_rows(sources: list[Source]) -> pd.DataFrame | None:
    if not sources:
        return None
    rows = DuoRow.objects.filter(delivery_id__in=[source.delivery for source in sources])
    rows = rows.order_by("delivery_id", "line")  # of a person who is in two files the first row stays
    return frames.read(rows, DUO_COLUMNS).rename(columns={"pupil_id": "pupil"})


def _store(
    computation: Computation,
    parts: list[ComputationPart],
    leaf: pd.DataFrame,
    found: pd.DataFrame | None,
    missing: int = 0,
    group: pd.DataFrame | None = None,
) -> None:
    """Write the cells and outcomes of these schools in one transaction, unless another worker did one of them."""
    undone = ComputationPart.objects.filter(pk__in=[part.pk for part in parts], done_at=None)
    with transaction.atomic():
        Computation.objects.select_for_update(no_key=True).filter(pk=computation.pk).first()  # one writer at a time
        if undone.count() < len(parts):
            return
        frames.write(Cell, leaf.assign(computation_id=computation.pk))
        if found is not None:
            told = found.loc[found["outcome"] != OutcomeClass.C_CONFIRMED, OUTCOME_COLUMNS]
            told = told.rename(columns={"pupil": "pupil_id"}).sort_values("pupil_id").astype({"leerjaar": "Int16"})
            frames.write(Outcome, told.assign(computation_id=computation.pk))
        if group is not None:
            frames.write(VulnerableCell, vulnerable_cells(group).assign(computation_id=computation.pk))
        undone.filter(pk=parts[0].pk).update(missing_from_start=missing)
        undone.update(done_at=timezone.now())


def _definition(stand: Stand) -> str:
    found = definition(stand.teljaar.name)
    return found.version if found else "onbekend"


def _as_json(source: Source) -> dict:
    return {**vars(source), "without": sorted(source.without)}


def _sources(stored: list[dict]) -> list[Source]:
    return [Source(**{**source, "without": frozenset(source["without"])}) for source in stored]
