"""How this region uses the rules: on or off, its own thresholds, and who changed what, when and why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from monitoring.models import Account, RuleChange, RuleSetting
from monitoring.reference.flag_rules import Rule, Threshold, rules, thresholds

REASON_LENGTH = 300


class NotSet(ValueError):
    """The change can't be made; the message is Dutch and says what to do."""


@dataclass(frozen=True)
class Limit:
    """A threshold of a rule with the number that holds here."""

    published: Threshold
    value: int

    @property
    def is_own(self) -> bool:
        return self.value != self.published.default


@dataclass(frozen=True)
class RuleOfRegion:
    """A published rule as this region uses it; `history`: its changes, the last one first."""

    rule: Rule
    is_on: bool
    limits: list[Limit]
    history: list[RuleChange]


def rules_of_region() -> list[RuleOfRegion]:
    """All rules in their order; two queries."""
    own = {setting.rule: setting for setting in RuleSetting.objects.all()}
    history = defaultdict(list)
    for change in RuleChange.objects.all():
        history[change.rule].append(change)
    return [_of_region(rule, own.get(rule.code), history[rule.code]) for rule in rules()]


def _of_region(rule: Rule, setting: RuleSetting | None, history: list[RuleChange]) -> RuleOfRegion:
    own = setting.thresholds if setting else {}
    limits = [Limit(each, own.get(each.name, each.default)) for each in thresholds(rule.code)]
    return RuleOfRegion(rule, setting.is_on if setting else True, limits, history)


def change_rule(code: str, *, is_on: bool, wanted: Mapping[str, str], reason: str, by: Account) -> None:
    """Set a rule and write down the change, in one transaction. `wanted`: name → number as typed. Raises NotSet."""
    found = {each.name: _number(wanted.get(each.name, ""), each) for each in thresholds(code)}
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise NotSet("Schrijf op waarom u de regel verandert. Iedereen kan dat later teruglezen.")
    said = {
        "is_on": is_on, "thresholds": found, "reason": reason, "changed_by": by, "changed_by_name": by.get_username(),
    }  # fmt: skip
    with transaction.atomic():
        RuleSetting.objects.update_or_create(rule=code, defaults=said)
        RuleChange.objects.create(rule=code, **said)


def _number(text: str, threshold: Threshold) -> int:
    number = int(text) if text.strip().isdecimal() else -1
    if not threshold.least <= number <= threshold.most:
        raise NotSet(f"Vul bij ‘{threshold.label}’ een getal in van {threshold.least} tot en met {threshold.most}.")
    return number
