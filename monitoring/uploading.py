"""Uploaded files at the door: may this account deliver them, are they small enough, are they new?

A ZIP with several files is unpacked in memory; each of them takes the same road as a file sent alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from monitoring import access
from monitoring.addressing import Unaddressed, address
from monitoring.ingest.archives import FAULTS, Member, Unpackable, is_archive, members
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.sheet import Limits
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


@dataclass(frozen=True)
class Refused:
    """A ZIP that can't be unpacked."""

    name: str
    fault: str


def opened(files: Iterable[UploadedFile]) -> list[UploadedFile | Member | Refused]:
    """The files, and instead of every ZIP the files in it, still packed."""
    return [one for file in files for one in _unpacked(file)]


def take_in(file: UploadedFile | Member | Refused, said: Said, *, by: Account, today: date) -> Upload:
    """Receive the file, or say why not; the same file twice is one delivery."""
    if fault := getattr(file, "fault", ""):
        return Upload(file.name, message=fault)
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
    try:
        return _received(file, said, by, today)
    except Unpackable as fault:
        return Upload(file.name, message=str(fault))


def _unpacked(file: UploadedFile) -> list[UploadedFile | Member | Refused]:
    if not is_archive(file):
        is_broken = file.name.lower().endswith(".zip")
        return [Refused(file.name, FAULTS["damaged"])] if is_broken else [file]
    limit = settings.UPLOAD_LIMITS["bytes"]
    if file.size > limit:
        return [file]  # `take_in` says how large it may be
    try:
        found = members(file, Limits(**settings.UPLOAD_LIMITS))
    except Unpackable as fault:
        return [Refused(file.name, str(fault))]
    return [_named_after(file.name, found[0])] if len(found) == 1 else list(found)


def _named_after(archive: str, member: Member) -> Member:
    """The only file in a ZIP goes by the name of the ZIP where its own says no school or month."""
    said = parse_file_name(member.name)
    if said.brin and said.stand:
        return member
    return replace(member, name=Path(archive).stem + Path(member.name).suffix)


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
