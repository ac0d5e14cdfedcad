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
from monitoring.demonstration.scales import SCALES
from monitoring.demonstration.schools import DemoSchool, organisations_csv, schools

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
    frame = relocated(enrolment_frame(scale, seed, municipalities), moved or {})
    rows = schools(scale, municipalities)
    apart = {row.brin for row in rows if row.vestiging and row.levert}
    mbo = {row.brin: row.naam for row in rows if not row.vestiging and "A05" in row.levert}
    own = r01_files(frame, SCALES[scale], apart, today)
    made_by_duo = duo_files(frame, SCALES[scale], mbo, today)
    absent = absence_files(frame, SCALES[scale], apart, today, seed) if scale != "national" else ()
    yield from heapq.merge(own, made_by_duo, absent, key=lambda file: file.delivered_on)
