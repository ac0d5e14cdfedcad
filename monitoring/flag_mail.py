"""The morning mail of an officer: how many flags are new since the last one, how many hand-overs wait or came back, how
many statuses expire, and a link. No name, at most one a day."""

from datetime import date, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from monitoring.access import memberships_of
from monitoring.access_rows import NOBODY, organisation_code
from monitoring.models import Account, CaseChange, CaseFile, Flag, FlagMail, HandOver
from monitoring.vocabulary import CaseAct

EXPIRES_DAYS = 14

log = structlog.get_logger("portal.mail")


def wants_mail(account: Account) -> bool:
    return FlagMail.objects.filter(account=account).exists()


def set_mail(account: Account, *, wanted: bool, on: date) -> None:
    """Switch the mail on (it tells what is new from now) or off."""
    if wanted:
        FlagMail.objects.get_or_create(account=account, defaults={"last_sent_on": on} | _latest())
    else:
        FlagMail.objects.filter(account=account).delete()


def mail_officers(*, on: date) -> int:
    """One mail to everybody who asked for it and has news; a second run on the same day sends none."""
    waiting = FlagMail.objects.filter(Q(last_sent_on=None) | Q(last_sent_on__lt=on)).select_related("account")
    active = waiting.filter(account__is_active=True).exclude(account__email="")
    latest = _latest()
    return sum(_tell(wish, on, latest) for wish in active)


def _latest() -> dict[str, int]:
    """The newest flag and the newest change of a case file that there are."""
    return {"last_flag": _newest(Flag), "last_change": _newest(CaseChange)}


def _newest(model) -> int:
    return model.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _tell(wish: FlagMail, on: date, latest: dict[str, int]) -> bool:
    flags = Flag.objects.visible_to(wish.account, on).raised()
    holding, new = flags.count(), flags.filter(pk__gt=wish.last_flag).count()
    claimed = FlagMail.objects.filter(pk=wish.pk, last_sent_on=wish.last_sent_on).update(last_sent_on=on, **latest)
    offered, back, expiring = _offered(wish.account), _come_back(wish.account), _expiring(wish.account, on)
    is_news = new or expiring or _since(offered, CaseAct.HAND_OVER, wish) or _since(back, CaseAct.REFUSE, wish)
    if not is_news or not claimed:
        return False
    waiting, returned = offered.count(), back.count()
    said = f"{new} nieuw, {holding} in totaal.\n"
    said += f"Overdrachten die op u wachten: {waiting}.\n" if waiting else ""
    said += f"Overdrachten die aan u zijn teruggegeven: {returned}.\n" if returned else ""
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
    return HandOver.objects.visible_to(account).waiting().filter(_own(account, "to_role", "to_holder"))


def _come_back(account: Account) -> QuerySet[HandOver]:
    """Those that this account's organisation sent, which came back and lie there since."""
    return HandOver.objects.visible_to(account).come_back().filter(_own(account, "role", "holder"))


def _since(found: QuerySet[HandOver], act: CaseAct, wish: FlagMail) -> bool:
    """Whether this was done with the file of any of these after the last mail."""
    done = CaseChange.objects.filter(act=act, pk__gt=wish.last_change)
    return done.filter(case_file__in=found.values("case_file")).exists()


def _own(account: Account, role: str, holder: str) -> Q:
    """Whose `role` and `holder` are an organisation of this account."""
    own = NOBODY
    for membership in memberships_of(account):
        own |= Q(**{role: membership.role, holder: organisation_code(membership)})
    return own


def _expiring(account: Account, on: date) -> int:
    """Of its own open files those whose status came within two weeks of its end today: each is told once."""
    soon = on + timedelta(days=EXPIRES_DAYS)
    return CaseFile.objects.open().filter(owner=account, status_until=soon).count()
