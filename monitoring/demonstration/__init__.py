"""The invented region: careers of pupils, and the files made from them. No person in it exists."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from datetime import date

from monitoring.demonstration.absences import absence_files
from monitoring.demonstration.careers import enrolment_frame
from monitoring.demonstration.deliveries import DemoFile, r01_files
from monitoring.demonstration.duo_files import duo_files
from monitoring.demonstration.places import relocated, relocation
from monitoring.demonstration.scales import SCALES, as_on
from monitoring.demonstration.schools import DemoSchool, organisations_csv, schools
from monitoring.demonstration.transition_files import transition_files

__all__ = ["DemoFile", "DemoSchool", "enrolment_frame", "files", "organisations_csv", "relocation", "schools"]

SEED, TODAY = 37, date(2026, 4, 9)


def files(
    scale: str = "region",
    seed: int = SEED,
    today: date = TODAY,
    municipalities: list[str] | None = None,
    moved: Mapping[str, str] | None = None,
) -> Iterator[DemoFile]:
    """Every delivery up to today, in the order in which it came in; `moved` puts the region in other municipalities."""
    size = as_on(SCALES[scale], today)
    frame = relocated(enrolment_frame(scale, seed, municipalities, size.last_year), moved or {})
    rows = schools(scale, municipalities)
    apart = {row.brin for row in rows if row.vestiging and row.levert}
    mbo = {row.brin: row.naam for row in rows if not row.vestiging and "A05" in row.levert}
    own = r01_files(frame, size, apart, today)
    made_by_duo = duo_files(frame, size, mbo, today)
    more = [] if scale == "national" else [
        absence_files(frame, size, apart, today, seed), transition_files(frame, size, seed, apart, list(mbo), today),
    ]  # fmt: skip
    yield from heapq.merge(own, made_by_duo, *more, key=lambda file: file.delivered_on)
