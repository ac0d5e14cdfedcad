"""The mail about a place: at most three items, only what changed since the last one. No names, no small numbers.

A mail leaves the house, so every number in it is suppressed, also for who sees small numbers in the portal. Safe to run
again: what was told is written down before the mail goes out.
"""

from dataclasses import dataclass
from datetime import date

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from monitoring import presenters
from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.chance import RUIS, SIGNAAL, limits
from monitoring.calculation.school_year import Stand
from monitoring.figures import Figure, NotForReader, Scope, current_computations, figures, outside, total
from monitoring.models import Account, Computation, DigestSubscription, Municipality, School
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


def items(before: dict, now: dict[str, Figure], teljaar: str) -> list[Item]:
    """What changed between what was told and these figures, the most telling first; at most three."""
    same_year = before.get("teljaar") == teljaar
    found = [
        item for category, line in now.items()
        if (item := _item(category, line, before.get("lines", {}).get(category), same_year))
    ]  # fmt: skip
    return sorted(found, key=lambda item: item.rank)[:MOST]


def _send(subscription: DigestSubscription, running: list[Computation], on: date) -> bool:
    scope = Scope(municipality=subscription.municipality, brin=subscription.brin)
    computation = running[-1]
    try:
        now = _lines(subscription.account, computation, scope)
    except NotForReader:  # the role that opened this place is gone
        return False
    changed = items(subscription.told, now, computation.teljaar)
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


def _item(category: str, line: Figure, before: list | None, same_year: bool) -> Item | None:
    """None where nothing that is shown changed."""
    told = [line.x.value, line.n.value, None if line.percentage is None else str(line.percentage)]
    if told == before or line.percentage is None:
        return None
    name = CATEGORIES.get(category, "Alle categorieën")
    norm = presenters.norm_of(line.teljaar, category) if category else None
    detail = f"{presenters.count(line.x)} nieuwe vsv'ers van {presenters.count(line.n)} deelnemers"
    if norm:
        detail += f"; {norm.kind} {norm.label}"
    if before is None or before[2] is None or not same_year:
        return Item(f"{name}: {presenters.percent(line.percentage)}", f"{detail}. Dit is het eerste cijfer van dit teljaar dat u krijgt.",
                    (1, category != EVERYTHING, -line.percentage))  # fmt: skip
    was = type(line.percentage)(before[2])
    if was == line.percentage:
        return None
    crossed = bool(norm) and (was > norm.norm.percentage) != (line.percentage > norm.norm.percentage)
    way = "boven" if norm and line.percentage > norm.norm.percentage else "onder"
    finding = f"{name}: van {presenters.percent(was)} naar {presenters.percent(line.percentage)}"
    finding += f", nu {way} de norm" if crossed else ""
    return Item(finding, f"{detail}; het vorige bericht noemde {presenters.whole(before[0])}.",
                (0 if crossed else 1, category != EVERYTHING, -abs(line.percentage - was)))  # fmt: skip


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
