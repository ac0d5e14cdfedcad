"""The fourteen rules that raise a flag, as published: title, sentence, source, next step, who sees it, thresholds.

Proposal of domain.md §8.3: behaviour and process only. What the rules compute is calculation/flags.py.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from monitoring.reference.tables import rows_of

PHASES = {  # which part of the library of approaches belongs to a rule: the codes of vocabulary_pages.Phase
    "S1": "verzuim", "S2": "verzuim", "S3": "verzuim", "S4": "uitval", "S5": "uitval", "S6": "terugkeer", "S7": "uitval",
    "S8": "overstap", "S9": "overstap", "S10": "overstap", "S11": "uitval", "S12": "terugkeer", "S13": "terugkeer",
    "S14": "terugkeer",
}  # fmt: skip


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

    @property
    def phase(self) -> str:
        """In which phase of the library What works the next step is looked for."""
        return PHASES[self.code]


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
