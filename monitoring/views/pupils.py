"""Pupils by name in a list: the worklist with its filters, for those who may see them and for nobody else."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View
from django_tables2 import RequestConfig

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.identities import log_search
from monitoring.models import SavedFilter
from monitoring.morning.list_filter import WorklistFilter
from monitoring.morning.list_table import InColumns, WorklistTable
from monitoring.morning.needing import Needs
from monitoring.morning.needs import found_by_name, latest_stand, needs
from monitoring.morning.saved import change
from monitoring.morning.together import OFFERED, form_of
from monitoring.morning.told import told
from monitoring.vocabulary import ReadAction

PER_PAGE = 25
LONGEST_NAME = 100
LARGEST_ID = 2**63


class PupilPage(View):
    """A page about pupils does not exist for a role that sees none."""

    opens = Subject.PUPIL

    def dispatch(self, request, *args, **kwargs):
        if not access.may_see(request.user, self.opens):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Worklist(PupilPage):
    """Everybody who needs the reader. A name is searched by POST, among all filters: it stays out of addresses."""

    def get(self, request):
        return self._show(request, "")

    def post(self, request):
        return self._show(request, request.POST.get("naam", "")[:LONGEST_NAME].strip())

    def _show(self, request, name: str):
        on = clock.today()
        rows = needs(request.user, on)
        if not len(rows) and latest_stand(on) is None:
            return render(request, "monitoring/worklist.html", {"search": name, "is_waiting": True})
        chosen = WorklistFilter(request.GET, reader=request.user, rows=rows)
        kept = self._found(request, rows, name, on) if name else chosen.kept(rows, on)
        looked = self._looked(request, kept)
        table = self._table(request, kept, searched=bool(name))
        shown = self._tell(request, table, looked.came if looked else frozenset())
        context = {
            "search": name, "filter": chosen, "everybody": len(rows), "total": len(kept), "table": table, "shown": shown,
            "looked": looked, "saved": request.user.saved_filters.all(), "acts": self._acts(request, on),
            "back": self._back(request), "opened": self._opened(request),
        }  # fmt: skip
        return render(request, "monitoring/worklist.html", context)

    def _found(self, request, rows, name: str, on):
        found = found_by_name(request.user, on, name)
        kept = rows.where(rows.rows["pupil_id"].isin(found))
        origin = request.resolver_match.view_name
        log_search(by=request.user, action=ReadAction.SEARCH, found=len(kept), origin=origin)
        return kept

    def _looked(self, request, kept: Needs):
        """The saved filter that was opened, with who came and left since."""
        which = request.GET.get("bewaard", "")
        if not which.isdecimal() or int(which) >= LARGEST_ID:
            return None
        saved = request.user.saved_filters.filter(pk=int(which)).first()
        return change(saved, kept.pupils) if saved else None

    def _table(self, request, rows: Needs, *, searched: bool) -> WorklistTable:
        """A search shows its first page only: links to a next one would carry the name."""
        if searched:
            return WorklistTable(rows[:PER_PAGE], orderable=False)
        table = WorklistTable(InColumns(rows))
        RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
        return table

    def _tell(self, request, table: WorklistTable, came) -> int:
        """Read the names of this page only: one line in the access log for each."""
        records = [row.record for row in table.paginated_rows]
        words = told(records, reader=request.user, origin=request.resolver_match.view_name)
        table.tell(words, came)
        return len(records)

    def _acts(self, request, on) -> list[tuple]:
        return [
            (code.value, label, form_of(code, None, by=request.user, on=on))
            for code, label in OFFERED.items()
        ]

    def _back(self, request) -> str:
        """The list as it stands, for what returns to it."""
        kept = request.GET.copy()
        kept.pop("kies", None)
        return reverse("worklist") + (f"?{kept.urlencode()}" if kept else "")

    def _opened(self, request) -> str:
        """The youngster whose pane stays open after something was written in it."""
        which = request.GET.get("kies", "")
        return (
            reverse("pupil-pane", args=[int(which)]) if which.isdecimal() and int(which) < LARGEST_ID else ""
        )


def own_filter(request, pk: int) -> SavedFilter:
    """A saved filter of this reader; another's does not exist."""
    return get_object_or_404(request.user.saved_filters, pk=pk)
