"""The work lists by phase."""

from django.shortcuts import render

from monitoring import clock
from monitoring.access import Subject
from monitoring.identities import read_identities
from monitoring.vocabulary import ReadAction
from nahetvo.tabs import tabs
from nahetvo.telling import Telling
from nahetvo.transition.work_lists import BY_CODE
from nahetvo.transition_table import WorkTable, paged
from nahetvo.views.board import TransitionPage
from nahetvo.work import Work


class WorkLists(TransitionPage):
    """All lists with their counts, and the names of the one that is open."""

    def get(self, request):
        on = clock.today()
        work, taken = Work(request.user, on), request.GET.get("toon") == "opgepakt"
        known = {each.work.code: each for each in work.lists}
        mine = [code for code, each in known.items() if each.is_mine and each.waiting]
        wanted = request.GET.get("lijst", "")
        code = wanted if wanted in known else next(iter([*mine, *known]), "")
        context = {
            "lists": work.lists,
            "chosen": known.get(code),
            "taken": taken,
            "tabs": tabs(request),
            "on": on,
        }
        if code:
            context |= {"table": self._table(request, work, code, taken)}
        return render(request, "nahetvo/work_lists.html", context)

    def _table(self, request, work: Work, code: str, taken: bool) -> WorkTable:
        table = WorkTable(work.rows(code, taken=taken), orderable=False)
        counted = next(each for each in work.lists if each.work.code == code)
        records = paged(table, request, counted.taken if taken else counted.waiting)
        people = read_identities(
            [record.pupil_id for record in records], by=request.user, action=ReadAction.LIST,
            origin=request.resolver_match.view_name, subject=Subject.TRANSITION,
        )  # fmt: skip
        telling = Telling(request.user)
        table.tell(people, telling, work.on)
        table.tell_turns(work.turns(BY_CODE[code], records, telling))
        return table
