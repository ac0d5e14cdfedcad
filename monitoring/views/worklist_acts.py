"""What is posted from the worklist: several youngsters at once, and saved filters."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from monitoring import clock
from monitoring.morning.list_filter import WorklistFilter
from monitoring.morning.needs import needs
from monitoring.morning.saved import TooMany, look, save_filter
from monitoring.morning.together import OFFERED, form_of, together
from monitoring.morning.told import told
from monitoring.views.pupils import LARGEST_ID, PupilPage, own_filter

UNPROCESSABLE = 422
MOST = 100  # youngsters in one go
LONGEST_QUERY, LONGEST_NAME = 400, 60


def back_to(request):
    """The list as the reader left it."""
    query = QueryDict(request.POST.get("lijst", "")[:LONGEST_QUERY])
    return redirect(reverse("worklist") + (f"?{query.urlencode()}" if query else ""))


class PostOnly(PupilPage):
    """Nothing to read here, for nobody."""

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return super().dispatch(request, *args, **kwargs)


class WorklistTogether(PostOnly):
    """Do one act for all that were ticked, and tell who was skipped and why."""

    def post(self, request):
        code = request.POST.get("doe", "")
        if code not in OFFERED:
            raise Http404
        on = clock.today()
        ticked = [
            int(each)
            for each in request.POST.getlist("wie")[:MOST]
            if each.isdecimal() and int(each) < LARGEST_ID
        ]
        if not ticked:
            messages.error(request, "Kies eerst een of meer jongeren in de lijst.")
            return back_to(request)
        form = form_of(code, request.POST, by=request.user, on=on)
        if not form.is_valid():
            context = {
                "form": form, "code": code, "label": OFFERED[code], "ticked": ticked, "list": request.POST.get("lijst", ""),
                "trail": [{"label": "Werklijst", "url": reverse("worklist")}, {"label": OFFERED[code]}],
            }  # fmt: skip
            return render(request, "monitoring/worklist_together.html", context, status=UNPROCESSABLE)
        done, skipped = together(code, form.cleaned_data, ticked, by=request.user, on=on)
        messages.success(request, f"{OFFERED[code]}: {len(done)} gedaan.")
        self._tell_skipped(request, skipped, on)
        return back_to(request)

    def _tell_skipped(self, request, skipped, on) -> None:
        if not skipped:
            return
        rows = needs(request.user, on)
        of_skipped = rows.where(rows.rows["pupil_id"].isin([each.pupil for each in skipped]))
        names = {
            each.need.pupil: each.name for each in told(of_skipped[:], reader=request.user, origin="worklist-together")
        }
        for each in skipped:
            messages.warning(request, f"Overgeslagen: {names.get(each.pupil, 'een jongere')}. {each.why}")


class SavedFilterSave(PostOnly):
    """Keep the filters of the list under a name."""

    def post(self, request):
        name = request.POST.get("naam", "").strip()[:LONGEST_NAME]
        if not name:
            messages.error(request, "Geef het filter een naam.")
            return back_to(request)
        on, rows = clock.today(), needs(request.user, clock.today())
        chosen = WorklistFilter(
            QueryDict(request.POST.get("lijst", "")[:LONGEST_QUERY]), reader=request.user, rows=rows
        )
        pupils = chosen.kept(rows, on).pupils
        try:
            saved = save_filter(by=request.user, name=name, query=chosen.query(), pupils=pupils, on=on)
        except TooMany as refusal:
            messages.error(request, str(refusal))
            return back_to(request)
        messages.success(request, f"Bewaard als ‘{name}’.")
        return redirect(address_of(saved))


class SavedFilterSeen(PostOnly):
    """Who is on it now was seen, or the filter may go."""

    def post(self, request, pk: int):
        saved, on = own_filter(request, pk), clock.today()
        if request.POST.get("doe") == "verwijder":
            saved.delete()
            messages.success(request, f"‘{saved.name}’ is verwijderd.")
            return redirect("worklist")
        rows = needs(request.user, on)
        chosen = WorklistFilter(QueryDict(saved.query), reader=request.user, rows=rows)
        look(saved, chosen.kept(rows, on).pupils, on)
        return redirect(address_of(saved))


def address_of(saved) -> str:
    return f"{reverse('worklist')}?{saved.query}{'&' if saved.query else ''}bewaard={saved.pk}"
