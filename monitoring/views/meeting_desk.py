"""The coordinator's side of meetings: programme, who comes, and calling off."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy

from monitoring import clock, exports, tasks
from monitoring.models import Meeting, Registration
from monitoring.open_face import attending, convening
from monitoring.open_face.meeting_forms import MeetingForm, Programme, Speakers
from monitoring.views.editing import EditorPage
from monitoring.vocabulary_meetings import NoticeKind

UNPROCESSABLE = 422
DESK = {"label": "Bijeenkomsten", "url": reverse_lazy("meeting-desk")}
HEADINGS = ["Nummer", "Naam", "E-mail", "Organisatie", "Stand", "Sessies"]
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class MeetingPage(EditorPage):
    """One meeting, for the coordinator only."""

    def meeting(self, pk: int) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.request.user), pk=pk)


class MeetingDesk(EditorPage):
    """All meetings, drafts too, newest first."""

    def get(self, request):
        found = convening.counted(Meeting.objects.visible_to(request.user))
        return render(request, "monitoring/editing/meetings.html", {"meetings": found, "trail": [DESK]})


class MeetingNew(MeetingPage):
    """A new meeting with its programme."""

    def get(self, request):
        return self._page(self._forms(Meeting()))

    def post(self, request):
        return self._answer(Meeting())

    def _forms(self, meeting: Meeting, data=None) -> list:
        return [
            MeetingForm(data, instance=meeting), Programme(data, instance=meeting, prefix="sessies"),
            Speakers(data, instance=meeting, prefix="sprekers"),
        ]  # fmt: skip

    def _answer(self, meeting: Meeting):
        before = convening.when_and_where(meeting)
        forms = self._forms(meeting, self.request.POST)
        are_valid = [form.is_valid() for form in forms]  # each tells its own errors
        if not all(are_valid):
            return self._page(forms, status=UNPROCESSABLE)
        with transaction.atomic():
            notices = convening.save(forms, before, on=clock.today())
        for notice in notices:
            tasks.queue(tasks.mail_notice, notice.pk)
        told = f" {len(notices)} mensen krijgen een mail." if notices else ""
        messages.success(self.request, f"‘{meeting}’ is bewaard.{told}")
        return redirect("meeting-edit", meeting.pk)

    def _page(self, forms: list, *, status: int = 200):
        meeting = forms[0].instance
        context = {
            "form": forms[0], "programme": forms[1], "speakers": forms[2], "meeting": meeting,
            "trail": [DESK, {"label": meeting.title if meeting.pk else "Nieuw"}],
        }  # fmt: skip
        return render(self.request, "monitoring/editing/meeting_edit.html", context, status=status)


class MeetingEdit(MeetingNew):
    """A meeting that exists."""

    def get(self, request, pk):
        return self._page(self._forms(self.meeting(pk)))

    def post(self, request, pk):
        return self._answer(self.meeting(pk))


class MeetingCallOff(MeetingPage):
    """It does not go on, or after all it does; everybody who registered is told."""

    http_method_names = ["post"]

    def post(self, request, pk):
        meeting = self.meeting(pk)
        kind = NoticeKind.CHANGED if meeting.is_cancelled else NoticeKind.CALLED_OFF
        for notice in convening.call_off(meeting):
            tasks.queue(tasks.mail_notice, notice.pk)
        said = "is afgelast" if kind == NoticeKind.CALLED_OFF else "gaat toch door"
        messages.success(request, f"‘{meeting}’ {said}. Iedereen die is aangemeld, krijgt een mail.")
        return redirect("meeting-edit", pk)


class Attendants(MeetingPage):
    """Who comes, who waits, who gave the place back."""

    def get(self, request, pk):
        meeting = self.meeting(pk)
        label = {"label": meeting.title, "url": reverse_lazy("meeting-edit", args=[pk])}
        context = {
            "meeting": meeting, "rows": self.rows(meeting), "placed": attending.placed(meeting),
            "forgotten_on": attending.kept_until(meeting), "trail": [DESK, label, {"label": "Aanmeldingen"}],
        }  # fmt: skip
        return render(request, "monitoring/editing/attendants.html", context)

    def rows(self, meeting: Meeting) -> list[list]:
        found = Registration.objects.visible_to(self.request.user).filter(meeting=meeting)
        return [
            [number, each.name, each.email, each.organisation, each.get_state_display(), _sessions(each)]
            for number, each in enumerate(found.prefetch_related("sessions", "waits_for"), start=1)
        ]


class AttendantFile(Attendants):
    """The same list as a file."""

    def get(self, request, pk, form):
        meeting = self.meeting(pk)
        if form not in TYPES:
            raise Http404
        rows = self.rows(meeting)
        facts = [("Bijeenkomst", meeting.title), ("Wissen voor", str(attending.kept_until(meeting)))]
        content = exports.csv_file(HEADINGS, rows) if form == "csv" else exports.xlsx_file(HEADINGS, rows, facts)
        name = f"{exports.file_name('aanmeldingen', meeting.slug)}.{form}"
        kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(content, content_type=TYPES[form], headers=kept)


def _sessions(registration: Registration) -> str:
    waits = [f"{session.title} (wachtlijst)" for session in registration.waits_for.all()]
    return "; ".join([*(session.title for session in registration.sessions.all()), *waits])
