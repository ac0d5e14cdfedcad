"""Vandaag: the home of an officer and of who works with youngsters at a school."""

from django.shortcuts import render

from monitoring import clock
from monitoring.access import Subject
from monitoring.identities import read_identities
from monitoring.morning.boxes import boxes
from monitoring.morning.happenings import happenings, plans_of
from monitoring.morning.needs import needs
from monitoring.views.pupils import PupilPage
from monitoring.vocabulary import ReadAction


class Today(PupilPage):
    """What must be done today, what came in about the own caseload, and who needs the reader."""

    def get(self, request):
        on, origin = clock.today(), request.resolver_match.view_name
        rows = needs(request.user, on)
        (plans, more), came_in = plans_of(request.user, on), happenings(rows, reader=request.user, on=on)
        names = names_of({plan.case_file.pupil_id for plan in plans} | {each.pupil for each in came_in}, request)
        context = {
            "on": on,
            "plans": [
                (plan, names[plan.case_file.pupil_id]) for plan in plans if plan.case_file.pupil_id in names
            ],
            "more_plans": more,
            "happenings": [(each, names[each.pupil]) for each in came_in if each.pupil in names],
            "boxes": boxes(rows, reader=request.user, origin=origin),
            "caseload": len(rows.where(rows.rows["is_mine"])),
        }
        return render(request, "monitoring/today.html", context)


def names_of(pupils: set[int], request) -> dict[int, str]:
    """Also of who grew out of reach while the own file is open."""
    asked = {"by": request.user, "action": ReadAction.LIST, "origin": request.resolver_match.view_name}
    people = read_identities(pupils, **asked) if pupils else {}
    if pupils - set(people):
        people |= read_identities(pupils - set(people), subject=Subject.CASE_FILE, **asked)
    return {pupil: who.full_name for pupil, who in people.items()}
