"""The one door to names and birth dates: whoever reads here is written in the access log first."""

from collections.abc import Iterable

from django.db import transaction

from monitoring.access import right_of
from monitoring.models import AccessLog, Account, Identity
from monitoring.vocabulary import ReadAction


def read_identities(
    pupils: Iterable[int], *, by: Account, action: ReadAction, origin: str
) -> dict[int, Identity]:
    """Names of these pupils, keyed by pupil id, for a reader who may see them; one log line per pupil.

    `origin` is the page's route or the command. Pupils that the reader may not see are left out, not refused:
    the caller starts from `visible_to`. The log is written in the same transaction: no log, no names.
    """
    wanted = list(pupils)
    rights = right_of(by, wanted)
    with transaction.atomic():
        AccessLog.objects.bulk_create(
            AccessLog(
                reader=by, reader_name=by.get_username(), action=action, pupil_id=pupil, right=right, origin=origin
            )
            for pupil, right in rights.items()
        )
        found = Identity.objects.filter(pupil_id__in=rights)
        return {identity.pupil_id: identity for identity in found}
