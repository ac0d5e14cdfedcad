"""The nightly closing of school files on youngsters who left the school's reach: nobody could close them any more.

Officers keep an open file until it is closed or taken over; a school's right to a name ends with its delivery or on
1 February after leaving (access_rows.py), and so must its file, or the name would be kept for ever.
"""

from datetime import date

from django.db import transaction

from monitoring.access_rows import applied_at, enrolled_at, leaving_from
from monitoring.models import CaseChange, CaseFile, Pupil, School
from monitoring.vocabulary import CaseAct, DestinationAfter, Role

BY = "portaal"


def close_out_of_reach(*, on: date) -> int:
    """Close them with destination ‘overig’. Returns how many."""
    holders = set(CaseFile.objects.open().filter(role=Role.SCHOOL).values_list("holder", flat=True))
    schools = {school.code: school for school in School.objects.filter(brin__in={holder[:4] for holder in holders})}
    return sum(_closed(holder, schools.get(holder), on) for holder in sorted(holders))


@transaction.atomic
def _closed(holder: str, school: School | None, on: date) -> int:
    files = CaseFile.objects.open().filter(role=Role.SCHOOL, holder=holder)
    if school:
        reached = enrolled_at(school) | leaving_from(school, on) | applied_at(school, on)
        files = files.exclude(pupil__in=Pupil.objects.filter(reached))
    lost = list(files.select_for_update())
    for file in lost:
        file.closed_on, file.destination, file.version = on, DestinationAfter.OTHER, file.version + 1
        file.snoozed_until, file.snooze_reason = None, ""
    CaseFile.objects.bulk_update(
        lost, ["closed_on", "destination", "version", "snoozed_until", "snooze_reason"], batch_size=200
    )
    CaseChange.objects.bulk_create(
        CaseChange(case_file=file, by_name=BY, role=Role.SCHOOL, holder=holder, on=on, version=file.version,
                   act=CaseAct.CLOSE, words="niet meer bij deze school in beeld")
        for file in lost
    )  # fmt: skip
    return len(lost)
