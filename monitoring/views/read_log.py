"""The access log for the functionaris gegevensbescherming: who read about whom. No name of a pupil."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View
from django_tables2 import RequestConfig

from monitoring import access, clock, exports
from monitoring.access import Subject
from monitoring.identities import log_search
from monitoring.read_log import ReadLogTable, Wish, readers_of_many, readings
from monitoring.read_log_forms import PgnForm, ReadLogForm
from monitoring.vocabulary import ReadAction

PER_PAGE = 50
MOST_IN_FILE = 10_000
HEADINGS = ["Moment", "Wie", "Wat", "Jongere", "Recht", "Vanaf"]


class ReadLog(View):
    """Search by account, jongere, kind and day; a PGN is asked for by POST and becomes the number in the address."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not access.may_see(request.user, Subject.READ_LOG):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        form = ReadLogForm(request.GET or None)
        asked = form.is_bound and form.is_valid()
        found = readings(request.user, form.wish() if asked else Wish())
        if asked:
            origin = request.resolver_match.view_name
            log_search(by=request.user, action=ReadAction.LOG, found=found.count(), origin=origin)
        if asked and request.GET.get("bestand") == "csv":
            return self._file(found)
        return self._page(request, form, found, asked=asked)

    def post(self, request):
        form = PgnForm(request.POST)
        if form.is_valid():
            return redirect(f"{reverse('read-log')}?jongere={form.cleaned_data['pgn']}")
        return self._page(request, ReadLogForm(), readings(request.user, Wish()), asked=False, pgn=form, status=422)

    def _page(self, request, form, found, *, asked: bool, pgn: PgnForm | None = None, status: int = 200):
        table = ReadLogTable(found)
        RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
        address = request.GET.copy()
        address["bestand"] = "csv"
        context = {
            "form": form, "pgn": pgn or PgnForm(), "table": table, "asked": asked, "total": table.paginator.count,
            "readers": readers_of_many(request.user, on=clock.today()), "file": f"?{address.urlencode()}",
        }  # fmt: skip
        return render(request, "monitoring/read_log.html", context, status=status)

    def _file(self, found) -> HttpResponse:
        rows = found.values_list("at", "reader_name", "action", "pupil_id", "right", "origin")[:MOST_IN_FILE]
        lines = [[at.isoformat(timespec="seconds"), *(str(value or "") for value in rest)] for at, *rest in rows]
        kept = {"Content-Disposition": 'attachment; filename="leeslogboek.csv"'}
        return HttpResponse(exports.csv_file(HEADINGS, lines), content_type="text/csv; charset=utf-8", headers=kept)
