"""How long data about youngsters is kept, per subject, with its source."""

from dataclasses import dataclass
from functools import cache

from monitoring.reference.tables import rows_of

NAMES, CASE_FILE, ABSENCE, WARM_HANDOVER = "namen", "dossier", "verzuim", "overdracht"


@dataclass(frozen=True)
class Term:
    """Whole years after the end that the label names."""

    subject: str
    years: int
    label: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    return rows_of("retention_terms", Term)


def term(subject: str) -> Term:
    """Raises KeyError for a subject without a term."""
    return {each.subject: each for each in terms()}[subject]
