"""Mail about what is missing: a school hears once of a late file, the coordinator gets the list when it changed.

Nothing about a pupil is in these mails. Safe to run again: who was told is written down before the mail goes out,
because a school that is told twice is worse off than one that is told by the coordinator.
"""

from collections import defaultdict
from datetime import date
from hashlib import sha256

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from monitoring.models import Account, DueDelivery, LateNotice, School
from monitoring.vocabulary import Role

log = structlog.get_logger("portal.mail")


def remind_schools(*, on: date) -> int:
    """One mail to every account of a school with the files that became late; each file once. Returns how many mails.

    A school without any address is left for a later night, and stands in the coordinator's list as such.
    """
    files = defaultdict(list)
    for due in DueDelivery.objects.filter(late_since__isnull=False, reminded_on=None).select_related("school"):
        files[due.school].append(due)
    sent = 0
    for school, late in files.items():
        addresses = list(addresses_of(school))
        told = [due for due in late if addresses and _claim(due, on)]
        context = {"school": school, "files": told, "url": _absolute("deliveries")}
        for address in addresses if told else ():
            subject = f"Nog niet ontvangen: {_files(told)} van {school}"
            sent += _send(address, subject, "mail/late_school.txt", context)
    return sent


def tell_coordinators(*, on: date) -> int:
    """The list of late files to the coordinators, when it is another than the last that was sent."""
    late = list(DueDelivery.objects.filter(late_since__isnull=False).select_related("school").order_by(
        "school__name", "school__brin", "school__vestiging", "-stand", "kind"))  # fmt: skip
    fingerprint = sha256(repr([(d.school_id, d.kind, d.stand) for d in late]).encode()).hexdigest()
    last = LateNotice.objects.first()
    if (last.fingerprint == fingerprint) if last else not late:
        return 0
    LateNotice.objects.create(sent_on=on, files=len(late), fingerprint=fingerprint)
    schools = defaultdict(list)
    for due in late:
        schools[due.school].append(due)
    lines = [(school, files, addresses_of(school).exists()) for school, files in schools.items()]
    context = {"lines": lines, "url": _absolute("delivery-calendar"), "on": on}
    subject = f"Ontbrekende bestanden: {len(late)} van {len(schools)} {'school' if len(schools) == 1 else 'scholen'}"
    return sum(
        _send(address, subject if late else "Alle bestanden zijn binnen", "mail/late_list.txt", context)
        for address in _addresses(Account.objects.filter(memberships__role=Role.REGIO))
    )


def addresses_of(school: School) -> QuerySet:
    """The mail addresses of the people who deliver for this school: of its BRIN, or of this vestiging."""
    own = {"memberships__role": Role.SCHOOL, "memberships__school__brin": school.brin}
    return _addresses(Account.objects.filter(**own, memberships__school__vestiging__in={"", school.vestiging}))


def _addresses(accounts: QuerySet) -> QuerySet:
    reachable = accounts.filter(is_active=True).exclude(email="")
    return reachable.values_list("email", flat=True).order_by("email").distinct()


def _claim(due: DueDelivery, on: date) -> bool:
    """Whether this night is the one that tells of this file."""
    return bool(DueDelivery.objects.filter(pk=due.pk, reminded_on=None).update(reminded_on=on))


def _files(files: list[DueDelivery]) -> str:
    return f"{files[0].kind} over {files[0].stand}" if len(files) == 1 else f"{len(files)} bestanden"


def _absolute(route: str) -> str:
    return settings.PORTAL_URL + reverse(route)


def _send(address: str, subject: str, template: str, context: dict) -> bool:
    """Send one mail; a mail server that is down may not stop the night."""
    mail = EmailMessage(subject, render_to_string(template, context), to=[address])
    try:
        return bool(mail.send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template=template)
        return False
