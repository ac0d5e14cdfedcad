"""How long data about people is kept, per subject, with its source: youngsters, visitors, who works with the portal."""

from dataclasses import dataclass
from functools import cache

from monitoring.reference.tables import rows_of

NAMES, CASE_FILE, ABSENCE, WARM_HANDOVER = "namen", "dossier", "verzuim", "overdracht"
REGISTRATION, NEWS_ADDRESS, EDITORS = "aanmelding", "nieuwsadres", "redactie"
YOUNGSTER = "jongere"


@dataclass(frozen=True)
class Term:
    """Whole years, or weeks, after the end that the label names."""

    subject: str
    who: str
    years: int
    weeks: int
    label: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    return rows_of("retention_terms", Term)


def terms_of(who: str) -> list[Term]:
    """What one kind of people must know."""
    return [each for each in terms() if each.who == who]


def term(subject: str) -> Term:
    """Raises KeyError for a subject without a term."""
    return {each.subject: each for each in terms()}[subject]
