"""What has had its term goes: uploaded files, names, casework, absence. Deliveries, receipts and counts stay."""

from datetime import date

from django.db import transaction

from monitoring import frames
from monitoring.keeping import expired_absence, finished_case_files, forgettable_names
from monitoring.models import (
    AbsenceHours,
    AbsenceReport,
    CaseChange,
    Contact,
    Delivery,
    DeliveryContent,
    HandOver,
    Identity,
    Note,
    Plan,
)  # fmt: skip
from monitoring.models.delivery import UNDER_WAY
from monitoring.staging import refuse
from monitoring.vocabulary import DeliveryState as State

WRITTEN = (Contact, Note, Plan, HandOver, CaseChange)  # what hangs on a case file


def remove_expired(*, on: date) -> int:
    """Remove contents whose term ended before `on`, unless a worker needs them. Returns how many.

    A delivery that nobody accepted within the term is refused: pupils' names don't wait for ever.
    """
    expired = DeliveryContent.objects.filter(expires_on__lt=on).exclude(delivery__state__in=UNDER_WAY)
    waiting = Delivery.objects.filter(content__in=expired, state__in=[State.READY, State.TO_CONFIRM])
    for delivery in waiting.select_related("content"):
        refuse(delivery, "BESTAND-TERMIJN")
    return expired.delete()[0]


@transaction.atomic
def forget(*, on: date) -> dict[str, int]:
    """Remove names, written casework and absence whose term is over (keeping.py). Returns how many of each.

    A closed case file stays as a line without words: its dates, status and destination are counted in later years.
    """
    files = list(finished_case_files(on).values_list("pk", flat=True))
    written = sum(model.objects.filter(case_file_id__in=files).delete()[0] for model in WRITTEN)
    finished_case_files(on).exclude(strengths="").update(strengths="")
    deliveries = list(expired_absence(on).values_list("pk", flat=True))
    absence = sum(
        model.objects.filter(delivery_id__in=deliveries).delete()[0] for model in (AbsenceReport, AbsenceHours)
    )
    names = list(forgettable_names(on).values_list("pupil_id", flat=True))
    frames.remove(Identity, names)
    return {"namen": len(names), "dossier": written, "verzuim": absence}
