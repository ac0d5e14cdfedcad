"""One stand counted by the portal and by one SQL statement that gives the same leaf cells."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from django.db import connection, connections

from monitoring import recomputation
from monitoring.calculation.cells import CELL_KEY
from monitoring.masking import leaf_cells
from monitoring.models import Cell, Computation, Delivery, Enrolment
from tests.benchmarks.standing_rows import MONTH, TELJAAR, bring_in
from tests.benchmarks.statement import count_by_statement
from tests.benchmarks.timing import Line, spread, stopwatch, timed

GOAL, MEMORY_GOAL = 2.0, 2048  # times, MB
PHASES = {
    "source_rows": "of which reading rows",
    "outcomes": "of which classes",
    "cells": "of which adding up",
    "_store": "of which storing",
    "masks_of": "suppression, apart",
}


@dataclass(frozen=True)
class Scale:
    name: str
    label: str
    runs: int
    is_masked: bool = True


REGION, COUNTRY = Scale("region", "the region", 7), Scale("national", "the country", 3, is_masked=False)
SMALL = Scale("small", "a small region", 3)


@dataclass
class Measured:
    """Seconds per run; `portal` without choosing what is suppressed."""

    portal: list[float] = field(default_factory=list)
    statement: list[float] = field(default_factory=list)
    phases: dict[str, list[float]] = field(default_factory=dict)


def measure(vendor: str, *, quick: bool) -> list[Line]:
    lines = []
    for scale in (SMALL,) if quick else (REGION, COUNTRY):
        pupils = _only(scale)
        with nullcontext() if scale.is_masked else unmasked():
            found = one_scale(scale)
        lines += lines_of(vendor, scale, pupils, found, memory(scale))
    return lines


@contextmanager
def unmasked() -> Iterator[None]:
    """A portal serves one region: what is suppressed is never chosen for all schools of a country at once."""
    original = recomputation.masks_of
    recomputation.masks_of = lambda computation: {}
    try:
        yield
    finally:
        recomputation.masks_of = original


def _only(scale: Scale) -> int:
    for model in (Enrolment, Cell):
        model.objects.all()._raw_delete(model.objects.db)
    recomputation.discard(Computation.objects.all())
    Delivery.objects.all().delete()
    pupils = bring_in(scale.name)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return pupils


def one_scale(scale: Scale) -> Measured:
    wanted = wanted_inputs()
    found = Measured()
    deliveries = [source.delivery for source in wanted.population]
    for _ in range(scale.runs):
        computation = portal_run(found, wanted)
        other = Computation.objects.create(
            method="regio", teljaar=TELJAAR, stand=MONTH, fingerprint="statement"
        )
        found.statement.append(timed(lambda to=other: count_by_statement(to, deliveries)))
        _refuse_difference(computation, other)
        recomputation.discard(Computation.objects.filter(pk=other.pk))
    return found


def wanted_inputs():
    return next(i for i in recomputation.all_inputs(TELJAAR, MONTH) if i.method == "regio")


def portal_run(found: Measured, wanted) -> Computation:
    recomputation.discard(Computation.objects.filter(fingerprint=wanted.fingerprint))
    with ExitStack() as watching:
        laps = {name: watching.enter_context(stopwatch(recomputation, name)) for name in PHASES}
        whole = timed(lambda: recomputation.recompute(wanted))
    found.portal.append(whole - sum(laps["masks_of"]))
    for name, seconds in laps.items():
        found.phases.setdefault(name, []).append(sum(seconds))
    return Computation.objects.get(fingerprint=wanted.fingerprint)


def _refuse_difference(computation: Computation, other: Computation) -> None:
    ours, theirs = (leaf_cells(c.pk).sort_values(CELL_KEY, ignore_index=True) for c in (computation, other))
    if not len(ours) or not ours.equals(theirs):
        raise RuntimeError(f"the statement and the portal differ: {len(ours)} and {len(theirs)} cells")


def memory(scale: Scale) -> int:
    """The most that one recomputation holds, in MB: measured in a process that does nothing else."""
    connections.close_all()
    how = [] if scale.is_masked else ["unmasked"]
    command = [sys.executable, "-m", "tests.benchmarks.recompute_once", *how]
    found = subprocess.run(command, capture_output=True, check=True)
    return json.loads(found.stdout)


def lines_of(vendor: str, scale: Scale, pupils: int, found: Measured, held: int) -> list[Line]:
    ratio = median(found.portal) / median(found.statement)
    facts = {"portal": spread(found.portal), "statement": spread(found.statement)}
    facts |= {PHASES[name]: f"{median(laps):.3g} s" for name, laps in found.phases.items()}
    of = f"{scale.label} ({pupils:,} pupils)"
    line, fits = partial(Line, "recomputing", vendor), held < MEMORY_GOAL
    return [
        line(f"{of}: portal ÷ one SQL statement", f"{ratio:.2f} ×", f"≤ {GOAL} ×", ratio <= GOAL, facts),
        line(f"{of}: most memory held", f"{held:,} MB", f"< {MEMORY_GOAL:,} MB", fits),
    ]
