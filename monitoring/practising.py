"""Trying a file without delivering it: the whole of the check, after which only a receipt of the try is left.

The file takes the road of every delivery inside a transaction that is rolled back: so a try can't say anything
else than the delivery would, and nothing of the file can stay behind.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pandas as pd
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from monitoring import access, sealed
from monitoring.addressing import Unaddressed, address
from monitoring.ingest.digest import Section, digest, sections
from monitoring.models import Account, Delivery, Try
from monitoring.staging import receive, stage
from monitoring.uploading import Said

PER_HOUR = 30
MEGABYTE = 1024 * 1024
TOO_MANY_ROWS = "BESTAND-04"  # ingest/refusals.py
TOO_LARGE = (
    "Dit bestand is te groot om te oefenen: dat kan tot {rows} regels en {megabytes} MB. "
    "Lever het gewoon aan. Zolang u het niet aanneemt, telt het niet mee."
)


@dataclass(frozen=True)
class Tried:
    """What a try came to: its receipt with the findings, or a message that says why there was none."""

    message: str = ""
    receipt: Try | None = None
    remarks: tuple[str, ...] = ()
    sections: list[Section] = field(default_factory=list)


def try_out(file: UploadedFile, said: Said, *, by: Account, today: date) -> Tried:
    """Check the file as if it were delivered, and keep only that it was tried."""
    if file.size > settings.PRACTICE_LIMITS["bytes"]:
        return Tried(too_large())
    try:
        found = address(file.name, kind=said.kind, month=said.month, school=said.school)
    except Unaddressed as fault:
        return Tried(str(fault))
    if not access.may_deliver_for(by, found.brin, found.vestiging):
        return Tried(f"U kunt met dit account niet oefenen voor {found.brin}{found.vestiging}.")
    delivery, findings = _checked_and_forgotten(file, said, by, today)
    if TOO_MANY_ROWS in set(findings["code"]):
        return Tried(too_large())
    return Tried("", _receipt(delivery, by), tuple(delivery.remarks), sections(digest(findings)))


def too_large() -> str:
    limits = settings.PRACTICE_LIMITS
    rows = f"{limits['rows']:,}".replace(",", ".")
    return TOO_LARGE.format(rows=rows, megabytes=limits["bytes"] // MEGABYTE)


def is_too_busy(account: Account, *, at: datetime) -> bool:
    """Whether this account tried as often as it may in the last hour."""
    return Try.objects.filter(tried_by=account, tried_at__gt=at - timedelta(hours=1)).count() >= PER_HOUR


def _checked_and_forgotten(
    file: UploadedFile, said: Said, by: Account, today: date
) -> tuple[Delivery, pd.DataFrame]:
    with transaction.atomic():
        delivery = receive(
            file.read(), file.name, by=by, kind=said.kind, month=said.month, school=said.school, today=today
        )
        stage(delivery, rows=settings.PRACTICE_LIMITS["rows"])
        findings = sealed.findings(delivery)
        transaction.set_rollback(True)
    return delivery, findings


def _receipt(delivery: Delivery, by: Account) -> Try:
    same = (
        "school", "brin", "vestiging", "kind", "teljaar", "stand", "sha256", "size", "rows", "rows_used", "rows_faulty",
        "changes", "summary",
    )  # fmt: skip
    return Try.objects.create(
        **{name: getattr(delivery, name) for name in same}, result=delivery.state, tried_by=by
    )
