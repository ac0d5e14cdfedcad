"""One uploaded file at the door: may this account deliver it, is it small enough, is it new?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from monitoring import access
from monitoring.addressing import Unaddressed, address
from monitoring.models import Account, Delivery
from monitoring.staging import receive, twin

PER_HOUR = 60
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Said:
    """What the user says about the file, where its name does not."""

    kind: str = ""
    month: str = ""
    school: str = ""


@dataclass(frozen=True)
class Upload:
    """What became of one file: a delivery, or a message that says why there is none."""

    name: str
    delivery: Delivery | None = None
    message: str = ""
    was_here: bool = False


def take_in(file: UploadedFile, said: Said, *, by: Account, today: date) -> Upload:
    """Receive the file, or say why not; the same file twice is one delivery."""
    limit = settings.UPLOAD_LIMITS["bytes"]
    if file.size > limit:
        found, most = -(-file.size // MEGABYTE), limit // MEGABYTE
        return Upload(file.name, message=f"Het bestand is {found} MB groot; het maximum is {most} MB.")
    try:
        found = address(file.name, kind=said.kind, month=said.month, school=said.school)
    except Unaddressed as fault:
        return Upload(file.name, message=str(fault))
    if not access.may_deliver_for(by, found.brin, found.vestiging):
        return Upload(file.name, message=_not_yours(found.brin + found.vestiging))
    return _received(file, said, by, today)


def is_too_busy(account: Account, files: int, *, at: datetime) -> bool:
    """Whether these files would make more than `PER_HOUR` of this account in the last hour."""
    lately = Delivery.objects.filter(received_by=account, received_at__gt=at - timedelta(hours=1))
    return lately.count() + files > PER_HOUR


def _received(file: UploadedFile, said: Said, by: Account, today: date) -> Upload:
    with transaction.atomic():
        delivery = receive(
            file.read(), file.name, by=by, kind=said.kind, month=said.month, school=said.school, today=today
        )
        earlier = twin(delivery)
        if earlier is None:
            return Upload(file.name, delivery)
        transaction.set_rollback(True)
    return Upload(file.name, earlier, was_here=True)


def _not_yours(school: str) -> str:
    return (
        f"U kunt met dit account niet aanleveren voor {school}. "
        "Staat de goede school in de bestandsnaam? Vraag anders de beheerder om toegang."
    )
