"""The yearly cycle as this region has it: the published phases with its own dates and owners."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from monitoring.calculation.school_year import SchoolYear
from monitoring.models import Account
from nahetvo.models import PhaseChange, PhaseSetting
from nahetvo.transition.cycle import CODES, Change, Cycle

OPERATOR = "opdrachtregel"


def cycle_of(year: SchoolYear) -> Cycle:
    """The dated phases of one school year, with what the region set otherwise."""
    return cycles_of([year])[0]


def cycles_of(years: Iterable[SchoolYear]) -> list[Cycle]:
    """The same of more school years; one query."""
    changes = [Change(*row) for row in PhaseSetting.objects.values_list("phase", "month", "day", "owner")]
    return [Cycle.of(year, changes) for year in years]


@dataclass(frozen=True)
class Wanted:
    """A phase as somebody wants it; owner "": as published."""

    code: str
    month: int
    day: int
    owner: str
    reason: str


def set_phase(wanted: Wanted, *, year: SchoolYear, by: Account | None) -> None:
    """Keep another first day or owner for a phase, and write the change down; `by` None is the operator.

    Raises PhasesCross when the phases would cross in `year`, ValueError else; both say in Dutch what to do.
    """
    if wanted.code not in CODES:
        raise ValueError(f"Er is geen fase ‘{wanted.code}’. Wel: {', '.join(CODES)}.")
    if not (1 <= wanted.day <= 28 and 1 <= wanted.month <= 12):
        raise ValueError("Kies een maand van 1 tot en met 12 en een dag van 1 tot en met 28: die heeft elke maand.")
    if not wanted.reason.strip():
        raise ValueError("Schrijf op waarom u de fase verandert. Iedereen kan dat later teruglezen.")
    others = PhaseSetting.objects.exclude(phase=wanted.code).values_list("phase", "month", "day", "owner")
    Cycle.of(year, [*(Change(*row) for row in others), Change(wanted.code, wanted.month, wanted.day, wanted.owner)])
    name = by.get_username() if by else OPERATOR
    said = {"month": wanted.month, "day": wanted.day, "owner": wanted.owner, "reason": wanted.reason.strip(),
            "changed_by": by, "changed_by_name": name}  # fmt: skip
    with transaction.atomic():
        PhaseSetting.objects.update_or_create(phase=wanted.code, defaults=said)
        PhaseChange.objects.create(phase=wanted.code, **said)


def changes() -> list[PhaseChange]:
    """Every change of a phase, the last one first."""
    return list(PhaseChange.objects.all())
