"""What became of the flags of one teljaar, per rule, so that a region can judge its rules. Youngsters, never names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from monitoring.calculation.school_year import SchoolYear
from monitoring.figures import Shown
from monitoring.reference.flag_rules import Rule, rules
from monitoring.vocabulary import FlagRule
from monitoring.work_counts import shown
from monitoring.work_rows import Counted, flags_raised

AT_SCHOOL = frozenset({FlagRule.S1, FlagRule.S2, FlagRule.S3, FlagRule.S8, FlagRule.S9, FlagRule.S11})
MEASURES = ("contacted", "back", "cleared")


@dataclass(frozen=True)
class EffectOfRule:
    """One rule: youngsters flagged in the teljaar, and of those how many. back: None where they were at school anyway."""

    rule: Rule
    flagged: Shown
    contacted: Shown
    back: Shown | None
    cleared: Shown


def effect_of_rules(counted: Counted, teljaar: SchoolYear) -> list[EffectOfRule]:
    """All rules in their order; one query."""
    found = {row["rule"]: row for row in _counts(counted, teljaar.opens, teljaar.closes)}
    numbers, sums, unshown = {}, [], []
    for rule in rules():
        row = found.get(rule.code) or dict.fromkeys(("flagged", *MEASURES), 0)
        numbers[rule.code, "flagged"] = row["flagged"]
        for measure in MEASURES:
            numbers[rule.code, measure], rest = row[measure], (rule.code, f"not {measure}")
            numbers[rest] = row["flagged"] - row[measure]
            sums.append(((rule.code, "flagged"), ((rule.code, measure), rest)))
            unshown.append(rest)
    told = shown(counted, numbers, sums, unshown)
    return [
        EffectOfRule(rule, told[rule.code, "flagged"], told[rule.code, "contacted"],
                     None if rule.code in AT_SCHOOL else told[rule.code, "back"], told[rule.code, "cleared"])
        for rule in rules()
    ]  # fmt: skip


def _counts(counted: Counted, opens: date, closes: date):
    conditions = {"contacted": Q(is_contacted=True), "back": Q(is_back=True), "cleared": Q(cleared_on__isnull=False)}
    counts = {name: Count("pupil", distinct=True, filter=which) for name, which in conditions.items()}
    raised = flags_raised(counted, opens, closes)
    return raised.values("rule").annotate(flagged=Count("pupil", distinct=True), **counts)
