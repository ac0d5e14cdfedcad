"""The mail about a place: at most three items, only what changed since the last one. No names, no small numbers.

A mail leaves the house, so every number in it is suppressed, also for who sees small numbers in the portal. Safe to run
again: what was told is written down before the mail goes out.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from monitoring import presenters
from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.school_year import Stand
from monitoring.figures import (
    Figure,
    NotForReader,
    Outside,
    Scope,
    current_computations,
    figures,
    outside,
    total,
)
from monitoring.models import Account, Computation, DigestSubscription, Municipality, School
from monitoring.sight import REGION, suppressed_catalogue
from monitoring.verdicts import SIGNAAL, Rates, rates, verdict
from monitoring.vocabulary import DigestFrequency, Method

log = structlog.get_logger("portal.mail")
MOST = 3
MONTHS = {DigestFrequency.MONTHLY: 1, DigestFrequency.QUARTERLY: 3}
QUIET_MONTHS = 3  # that nothing changed is said once a quarter, and no more often
EVERYTHING = ""  # of all categories together


@dataclass(frozen=True)
class Item:
    """One thing that changed: the finding, what it rests on, and whether it may be chance."""

    finding: str
    detail: str
    rank: tuple


def send_digests(*, on: date) -> int:
    """The mails that are due on this day. Returns how many were sent."""
    due = DigestSubscription.objects.exclude(frequency=DigestFrequency.NEVER).select_related("account")
    running = [c for c in current_computations(Method.REGIO) if not Stand.parse(c.teljaar, c.stand).is_annual]
    reachable = due.filter(account__is_active=True).exclude(account__email="")
    if not running:
        return 0
    return sum(_send(each, running, on) for each in reachable if is_due(each, on))


def is_due(subscription: DigestSubscription, on: date) -> bool:
    """Once per calendar month or quarter, on the first night of it that the worker runs."""
    last = subscription.last_sent_on
    return last is None or _months(on) - _months(last) >= MONTHS[DigestFrequency(subscription.frequency)]


def choose(account: Account, scope: Scope, frequency: str) -> DigestSubscription:
    """What this account wants to be told of this place. Raises NotForReader."""
    outside(account, scope)
    found, _ = DigestSubscription.objects.update_or_create(
        account=account, municipality=scope.municipality, brin=scope.brin, defaults={"frequency": frequency}
    )
    return found


def of_token(token: str) -> DigestSubscription | None:
    """The subscription whose mails carry this token: it opens nothing but the end of them."""
    return DigestSubscription.objects.filter(token=token).first()


def stop(subscription: DigestSubscription) -> None:
    subscription.frequency = DigestFrequency.NEVER
    subscription.save(update_fields=["frequency"])


def place_names(account: Account) -> dict[str, str]:
    """What this account may choose: `` the region, `0772` a municipality, `90AA` a whole school → its name."""
    names = {place.code: place.name for place in Municipality.objects.visible_to(account)}
    names |= {school.brin: school.name for school in School.objects.visible_to(account).filter(vestiging="")}
    return {"": "de regio"} | names


def scope_named(code: str) -> Scope:
    """`0772` → that municipality, `90AA` → that school, nothing → the region."""
    return Scope(municipality=code) if code.isdigit() else Scope(brin=code)


def items(before: dict, now: dict[str, Figure], teljaar: str, regional: Rates | None = None) -> list[Item]:
    """What changed between what was told and these figures, the most telling first; at most three.

    regional: the rates that a place is held against to say whether its number may be chance; None for the region.
    """
    told = before.get("lines", {}) if before.get("teljaar") == teljaar else {}
    found = []
    for category, line in now.items():
        item = _item(category, line, told.get(category))
        parts = [line] if category else [each for name, each in now.items() if name]
        chance = f" {_chance(line, parts, regional)}" if item and regional else ""
        found += [replace(item, detail=item.detail + chance)] if item else []
    return sorted(found, key=lambda item: item.rank)[:MOST]


def _send(subscription: DigestSubscription, running: list[Computation], on: date) -> bool:
    scope = Scope(municipality=subscription.municipality, brin=subscription.brin)
    computation = running[-1]
    try:
        now = _lines(subscription.account, computation, scope)
    except NotForReader:  # the role that opened this place is gone
        return False
    regional = _regional(computation) if scope != REGION else None
    changed = items(subscription.told, now, computation.teljaar, regional)
    months = (
        QUIET_MONTHS
        if subscription.last_sent_on is None
        else _months(on) - _months(subscription.last_sent_on)
    )
    if not (changed or months >= QUIET_MONTHS) or not _claim(subscription, computation, now, on):
        return False
    return _mail(subscription, computation, now, changed)


def _lines(account: Account, computation: Computation, scope: Scope) -> dict[str, Figure]:
    """All categories together and each apart, every small number suppressed."""
    reader = outside(account, scope)
    whole = {EVERYTHING: total(reader, computation, scope)}
    return whole | {line.category: line for line in figures(reader, computation, ("category",), scope)}


def _regional(computation: Computation) -> Rates:
    """The region's rate per category, from what everybody may see."""
    return rates(figures(Outside(suppressed_catalogue()), computation, ("category",)))


def _claim(
    subscription: DigestSubscription, computation: Computation, now: dict[str, Figure], on: date
) -> bool:
    """Whether this night is the one that tells; what it tells is what the next mail compares with."""
    lines = {
        category: [line.x.value, line.n.value, None if line.percentage is None else str(line.percentage)]
        for category, line in now.items()
    }
    told = {"teljaar": computation.teljaar, "stand": computation.stand, "lines": lines}
    waiting = DigestSubscription.objects.filter(pk=subscription.pk, last_sent_on=subscription.last_sent_on)
    return bool(waiting.update(last_sent_on=on, told=told))


def _item(category: str, line: Figure, before: list | None) -> Item | None:
    """None where the percentage that is shown did not change."""
    if line.percentage is None:
        return None
    name = CATEGORIES.get(category, "Alle categorieën")
    norm = presenters.norm_of(line.teljaar, category) if category else None
    about = f"{presenters.count(line.x)} nieuwe vsv'ers van {presenters.count(line.n)} deelnemers"
    about += f"; {norm.kind} {norm.label}" if norm else ""
    share, was = line.percentage, Decimal(before[2]) if before and before[2] else None
    if was is None:
        first = f"{about}. Dit is het eerste cijfer van dit teljaar dat u krijgt."
        return Item(f"{name}: {presenters.percent(share)}", first, (1, bool(category), -share))
    if was == share:
        return None
    crossed = norm is not None and (was > norm.norm.percentage) != (share > norm.norm.percentage)
    finding = f"{name}: van {presenters.percent(was)} naar {presenters.percent(share)}"
    if crossed:
        finding += f", nu {'boven' if share > norm.norm.percentage else 'onder'} de norm"
    return Item(finding, f"{about}.", (0 if crossed else 1, bool(category), -abs(share - was)))


def _chance(line: Figure, parts: list[Figure], regional: Rates) -> str:
    """Whether a number as this may be chance, beside the same kinds of education in the region."""
    found = verdict(line, parts, regional)
    word = "Een signaal" if found.word == SIGNAAL else found.word.capitalize()
    return f"{word}: {found.sentence[0].lower()}{found.sentence[1:]}"


def _mail(
    subscription: DigestSubscription, computation: Computation, now: dict[str, Figure], changed: list[Item]
) -> bool:
    """A mail server that is down may not stop the night."""
    place = place_names(subscription.account).get(subscription.brin or subscription.municipality, "de regio")
    stand = Stand.parse(computation.teljaar, computation.stand)
    stop_url = settings.PORTAL_URL + reverse("digest-stop", args=[subscription.token])
    context = {
        "place": place, "items": changed, "stand": stand.label, "teljaar": computation.teljaar, "looked_at": len(now),
        "coverage": presenters.covered(now[EVERYTHING].coverage), "url": settings.PORTAL_URL + _address(subscription),
        "stop_url": stop_url, "settings_url": settings.PORTAL_URL + reverse("digests"),
    }  # fmt: skip
    subject = (
        f"{place}: {changed[0].finding}"
        if changed
        else f"{place}: niets te melden over de stand {stand.label}"
    )
    mail = EmailMessage(subject, render_to_string("mail/digest.txt", context), to=[subscription.account.email],
                        headers={"List-Unsubscribe": f"<{stop_url}>"})  # fmt: skip
    try:
        return bool(mail.send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template="mail/digest.txt")
        return False


def _address(subscription: DigestSubscription) -> str:
    if subscription.brin:
        return reverse("school-figures", args=[subscription.brin])
    return (
        reverse("municipality", args=[subscription.municipality])
        if subscription.municipality
        else reverse("figures")
    )


def _months(day: date) -> int:
    return 12 * day.year + day.month
