"""The morning mail of an officer: how many flags are new since the last one, and a link. No name, at most one a day."""

from datetime import date

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse

from monitoring.models import Account, Flag, FlagMail

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
    if not new or not claimed:
        return False
    said = f"{new} nieuw, {holding} in totaal.\n\nBekijk ze: {settings.PORTAL_URL}{reverse('worklist')}\n"
    closing = f"\nU zet deze mail uit op {settings.PORTAL_URL}{reverse('rules')}\n"
    mail = EmailMessage(f"Signalen: {new} nieuw", f"Signalen over uw jongeren: {said}{closing}", to=[wish.account.email])
    try:
        return bool(mail.send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template="flag mail")
        return False
