"""Pupils by name: the worklist, for those who may see them and for nobody else."""

from django.http import Http404
from django.shortcuts import render
from django.views.generic import View
from django_tables2 import RequestConfig

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.calculation.school_year import Stand
from monitoring.identities import log_search, read_identities
from monitoring.models import School
from monitoring.vocabulary import ReadAction
from monitoring.worklist import latest_stand, leavings, worklist
from monitoring.worklist_table import WorklistTable

PER_PAGE = 25
LONGEST_NAME = 100


class PupilPage(View):
    """A page about pupils does not exist for a role that sees none."""

    def dispatch(self, request, *args, **kwargs):
        if not access.may_see(request.user, Subject.PUPIL):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Worklist(PupilPage):
    """The nieuwe vsv'ers that the reader may see. A name is searched by POST: it stays out of addresses."""

    def get(self, request):
        return self._show(request, "")

    def post(self, request):
        return self._show(request, request.POST.get("naam", "")[:LONGEST_NAME].strip())

    def _show(self, request, name: str):
        on = clock.today()
        computation = latest_stand(on)
        context = {"search": name}
        if computation:
            context["stand"] = Stand.parse(computation.teljaar, computation.stand)
            found = worklist(request.user, computation, on, name).select_related("pupil")
            table = self._table(request, found, searched=bool(name))
            self._tell(request, table, on)
            total = found.count() if name else table.paginator.count
            if name:
                origin = request.resolver_match.view_name
                log_search(by=request.user, action=ReadAction.SEARCH, found=total, origin=origin)
            context |= {"table": table, "total": total, "shown": len(table.paginated_rows)}
        return render(request, "monitoring/worklist.html", context)

    def _table(self, request, found, *, searched: bool) -> WorklistTable:
        """A search shows its first page only: links to a next one would carry the name."""
        if searched:
            return WorklistTable(list(found[:PER_PAGE]), orderable=False)
        table = WorklistTable(found)
        RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
        return table

    def _tell(self, request, table: WorklistTable, on) -> None:
        """Read the names of this page only: one line in the access log for each."""
        records = [row.record for row in table.paginated_rows]
        people = read_identities(
            [record.pupil_id for record in records],
            by=request.user,
            action=ReadAction.LIST,
            origin=request.resolver_match.view_name,
        )
        names = {school.code: school.name for school in School.objects.visible_to(request.user)}
        table.tell(people, leavings(request.user, records), names, on)
