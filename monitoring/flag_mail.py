"""The morning mail of an officer: how many flags are new since the last one, which hand-overs wait and how many statuses
expire, and a link. No name, at most one a day."""

from datetime import date, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse

from monitoring.access import memberships_of
from monitoring.access_rows import organisation_code
from monitoring.models import Account, CaseFile, Flag, FlagMail, HandOver

EXPIRES_DAYS = 14

log = structlog.get_logger("portal.mail")


def wants_mail(account: Account) -> bool:
    return FlagMail.objects.filter(account=account).exists()


def set_mail(account: Account, *, wanted: bool, on: date) -> None:
    """Switch the mail on (it tells what is new from that day) or off."""
    if wanted:
        FlagMail.objects.get_or_create(account=account, defaults={"last_sent_on": on})
    else:
        FlagMail.objects.filter(account=account).delete()


def mail_officers(*, on: date) -> int:
    """One mail to everybody who asked for it and has new flags; a second run on the same day sends none."""
    waiting = FlagMail.objects.filter(Q(last_sent_on=None) | Q(last_sent_on__lt=on)).select_related("account")
    active = waiting.filter(account__is_active=True).exclude(account__email="")
    return sum(_tell(wish, on) for wish in active)


def _tell(wish: FlagMail, on: date) -> bool:
    flags = Flag.objects.visible_to(wish.account, on).raised()
    holding = flags.count()
    new = flags.filter(raised_on__gt=wish.last_sent_on).count() if wish.last_sent_on else holding
    claimed = FlagMail.objects.filter(pk=wish.pk, last_sent_on=wish.last_sent_on).update(last_sent_on=on)
    offered, expiring = _offered(wish.account), _expiring(wish.account, on)
    is_news = new or offered.filter(sent_on__gt=wish.last_sent_on or date.min).exists() or expiring
    if not is_news or not claimed:
        return False
    waiting = offered.count()
    said = f"{new} nieuw, {holding} in totaal.\n"
    said += f"Overdrachten die op u wachten: {waiting}.\n" if waiting else ""
    said += f"Statussen die over {EXPIRES_DAYS} dagen verlopen: {expiring}.\n" if expiring else ""
    said += f"\nBekijk ze: {settings.PORTAL_URL}{reverse('worklist')}\n"
    closing = f"\nU zet deze mail uit op {settings.PORTAL_URL}{reverse('rules')}\n"
    mail = EmailMessage(f"Signalen: {new} nieuw", f"Signalen over uw jongeren: {said}{closing}", to=[wish.account.email])
    try:
        return bool(mail.send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template="flag mail")
        return False


def _offered(account: Account) -> QuerySet[HandOver]:
    """The hand-overs that wait for an answer of this account's organisation."""
    own = Q(pk__in=[])
    for membership in memberships_of(account):
        own |= Q(to_role=membership.role, to_holder=organisation_code(membership))
    return HandOver.objects.visible_to(account).waiting().filter(own)


def _expiring(account: Account, on: date) -> int:
    """Of its own open files those whose status came within two weeks of its end today: each is told once."""
    soon = on + timedelta(days=EXPIRES_DAYS)
    return CaseFile.objects.open().filter(owner=account, status_until=soon).count()
