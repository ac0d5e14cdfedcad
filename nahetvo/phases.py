"""The yearly cycle as this region has it: the published phases with its own dates and owners."""

from collections.abc import Iterable

from monitoring.calculation.school_year import SchoolYear
from nahetvo.models import PhaseSetting
from nahetvo.transition.cycle import CODES, Change, Cycle


def cycle_of(year: SchoolYear) -> Cycle:
    """The dated phases of one school year, with what the region set otherwise."""
    return cycles_of([year])[0]


def cycles_of(years: Iterable[SchoolYear]) -> list[Cycle]:
    """The same of more school years; one query."""
    changes = [Change(*row) for row in PhaseSetting.objects.values_list("phase", "month", "day", "owner")]
    return [Cycle.of(year, changes) for year in years]


def set_phase(code: str, *, month: int, day: int, owner: str, reason: str, year: SchoolYear, by: str) -> None:
    """Keep another first day or owner for a phase. Raises PhasesCross when the phases would cross, ValueError else."""
    if code not in CODES:
        raise ValueError(f"Er is geen fase ‘{code}’. Wel: {', '.join(CODES)}.")
    if not (1 <= day <= 28 and 1 <= month <= 12):
        raise ValueError("Kies een maand van 1 tot en met 12 en een dag van 1 tot en met 28: die heeft elke maand.")
    others = PhaseSetting.objects.exclude(phase=code).values_list("phase", "month", "day", "owner")
    Cycle.of(year, [*(Change(*row) for row in others), Change(code, month, day, owner)])
    said = {"month": month, "day": day, "owner": owner, "reason": reason, "changed_by_name": by}
    PhaseSetting.objects.update_or_create(phase=code, defaults=said)
