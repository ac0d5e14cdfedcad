"""The fourteen rules that raise a flag, as published: title, sentence, source, next step, who sees it, thresholds.

Proposal of domain.md §8.3: behaviour and process only. What the rules compute is calculation/flags.py.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import rows_of


@dataclass(frozen=True)
class Rule:
    """One published rule."""

    code: str
    title: str
    sentence: str
    source: str
    next_step: str
    sees: str
    valid_from: date


@dataclass(frozen=True)
class Threshold:
    """A number that a region may change, within bounds."""

    code: str
    name: str
    label: str
    default: int
    least: int
    most: int


@cache
def rules() -> tuple[Rule, ...]:
    return rows_of("flag_rules", Rule)


@cache
def rule(code: str) -> Rule:
    return {each.code: each for each in rules()}[code]


@cache
def thresholds(code: str) -> tuple[Threshold, ...]:
    return tuple(each for each in rows_of("flag_thresholds", Threshold) if each.code == code)


@cache
def default_limits(code: str) -> dict[str, int]:
    return {each.name: each.default for each in thresholds(code)}
