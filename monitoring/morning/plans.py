"""What the reader promised: the plans that are not done yet, in files that are open."""

from datetime import date

from django.db.models import QuerySet

from monitoring.models import CaseFile, Plan

WHEN = {"nu": "vandaag en eerder", "later": "later"}  # part of the address → in words


def own_plans(reader, on: date, when: str = "") -> QuerySet[Plan]:
    """Those of this reader that it may still read, the first due first; `when` of WHEN keeps a part."""
    readable = CaseFile.objects.visible_to(reader, on).open()
    found = Plan.objects.filter(owner=reader, done_on=None, case_file__in=readable)
    found = {"nu": found.filter(due_on__lte=on), "later": found.filter(due_on__gt=on)}.get(when, found)
    return found.select_related("case_file").order_by("due_on", "pk")
