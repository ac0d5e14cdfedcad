"""The percentage norms per teljaar and category. Nothing is judged here."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from monitoring.reference.tables import rows_of

KINDS = {
    "prestatienorm": "Prestatienorm",  # decides on subsidy
    "streefwaarde": "Streefwaarde",
    "streefnorm": "Streefnorm",  # lower than the prestatienorm of the same year
}
JOINED = {"mbo34": ("mbo3", "mbo4")}  # one norm for both until teljaar 2015-2016


@dataclass(frozen=True)
class Norm:
    """The vsv% that a category should not exceed in one teljaar."""

    teljaar: str
    category: str
    percentage: Decimal
    kind: str
    source: str


@cache
def norms() -> tuple[Norm, ...]:
    return rows_of("norms", Norm)


def norm(teljaar: str, category: str, kind: str | None = None) -> Norm | None:
    """The norm of a category; where two kinds hold, the prestatienorm unless `kind` asks for the other."""
    kinds = [kind] if kind else list(KINDS)
    found = (_norm_by_key().get((teljaar, category, each)) for each in kinds)
    return next((each for each in found if each), None)


def norms_of(teljaar: str) -> tuple[Norm, ...]:
    return tuple(each for each in norms() if each.teljaar == teljaar)


@cache
def _norm_by_key() -> dict[tuple[str, str, str], Norm]:
    return {(each.teljaar, each.category, each.kind): each for each in norms()}
