"""Taking an accepted delivery back: its rows stay on record and count no more; what it had replaced counts again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from monitoring import frames
from monitoring.ingest.findings import hidden
from monitoring.models import (
    AbsenceHours,
    AbsenceReport,
    Account,
    CaseFile,
    Delivery,
    DuoRow,
    Enrolment,
    Identity,
    LeavingPupil,
    MboApplication,
    School,
)  # fmt: skip
from monitoring.models.delivery import NotNow
from monitoring.staging import move
from monitoring.vocabulary import DeliveryState as State

OPERATOR = "opdrachtregel"
REASON_LENGTH = 500
ROWS = (Enrolment, DuoRow, AbsenceReport, AbsenceHours, LeavingPupil, MboApplication)


def withdraw(
    delivery: Delivery, *, reason: str, by: Account | None, at: datetime | None = None
) -> Delivery | None:
    """Take the delivery back, in one transaction. Returns the earlier one of its slice that counts again, if any.

    The stands that used it are stale from then on. Raises NotNow when it does not count, or without a reason.
    """
    said = hidden(reason.strip())[:REASON_LENGTH]
    if not said:
        raise NotNow("Geef aan waarom u deze levering intrekt.")
    with transaction.atomic():
        School.objects.select_for_update().get(pk=delivery.school_id)  # one slice at a time per school
        delivery.refresh_from_db()
        delivery.withdrawn_by, delivery.withdrawn_at = by, at or timezone.now()
        delivery.withdrawn_by_name = by.get_username() if by else OPERATOR
        delivery.withdrawal_reason = said
        move(delivery, State.WITHDRAWN)
        earlier = _counts_again(delivery)
        _forget_names(delivery)
    return earlier


def _counts_again(delivery: Delivery) -> Delivery | None:
    earlier = Delivery.objects.filter(replaced_by=delivery, state=State.REPLACED).order_by("-accepted_at").first()
    if earlier is not None:
        earlier.replaced_by = None
        move(earlier, State.ACCEPTED)
    return earlier


def _forget_names(delivery: Delivery) -> None:
    """Whoever stands in no delivery that counts leaves no name behind; rows keep only the pseudonym.

    The others keep the name as last delivered, but the next delivery of this month or later may overwrite it.
    """
    ids = set()
    for model in ROWS:
        ids |= set(model.objects.filter(delivery=delivery).values_list("pupil_id", flat=True))
    for model in ROWS:
        counting = frames.among(model.objects.filter(delivery__state=State.ACCEPTED), "pupil_id", ids)
        ids -= set(counting.values_list("pupil_id", flat=True))
    worked_on = frames.among(CaseFile.objects.all(), "pupil_id", ids)  # the term of the file decides (keeping.py)
    frames.remove(Identity, ids - set(worked_on.values_list("pupil_id", flat=True)))
