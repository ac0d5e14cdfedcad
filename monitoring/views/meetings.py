"""Meetings as visitors see them: programme, calendar file, registering, and the own registration. No session is used,
so these forms carry no CSRF token and set no cookie; what they may do is told by the address or the token in it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from monitoring import access_pages, clock, tasks
from monitoring.models import Meeting
from monitoring.open_face import attending, meeting_mail
from monitoring.open_face.markup import to_html
from monitoring.open_face.meeting_forms import RegisterForm
from monitoring.open_face.visiting import VisitorPage
from monitoring.rate_limits import seconds_to_wait
from monitoring.vocabulary_meetings import MeetingState

UNPROCESSABLE, TOO_MANY, PER_MINUTE = 422, 429, 6
MEETINGS = {"label": "Bijeenkomsten", "url": reverse_lazy("meetings")}
OPEN = {MeetingState.OPEN, MeetingState.FULL}


class MeetingList(VisitorPage):
    """What comes, and what was."""

    def get(self, request):
        on = clock.today()
        found = list(Meeting.objects.visible_to(request.user).filter(is_public=True))
        context = {
            "coming": [each for each in found if each.day >= on],
            "past": [each for each in reversed(found) if each.day < on],
            "trail": [MEETINGS], "may_edit": access_pages.may_edit(request.user),
        }
        return render(request, "monitoring/open/meeting_list.html", context)


class MeetingDetail(VisitorPage):
    """One meeting with its programme and where registration stands."""

    def get(self, request, slug):
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
        programme, taken = attending.sessions(meeting), attending.placed(meeting)
        state = meeting.state(clock.today(), taken)
        context = {
            "meeting": meeting, "html": to_html(meeting.body), "speakers": meeting.speakers.all(), "state": state,
            "is_open": state in OPEN, "free": max(0, meeting.capacity - taken), "is_past": meeting.day < clock.today(),
            "programme": [{"session": each, "is_full": attending.is_full(each)} for each in programme],
            "trail": [MEETINGS, {"label": meeting.title}], "may_edit": access_pages.may_edit(request.user),
        }  # fmt: skip
        return render(request, "monitoring/open/meeting.html", context)


class MeetingCalendar(VisitorPage):
    """The meeting for in one's own calendar."""

    def get(self, request, slug):
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
        return HttpResponse(meeting_mail.calendar_file(meeting), content_type="text/calendar; charset=utf-8")


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class MeetingRegister(View):
    """A seat or a place on the waiting list. Who is there already gets the same page, and a mail that tells."""

    def get(self, request, slug):
        return self._page(self._found(slug))

    def post(self, request, slug):
        meeting = self._found(slug)
        if meeting.state(clock.today(), 0) not in OPEN:
            return self._page(meeting, status=UNPROCESSABLE)
        form = RegisterForm(request.POST, sessions=attending.sessions(meeting))
        if not form.is_valid():
            return self._page(meeting, form, status=UNPROCESSABLE)
        if rushing(request):
            form.add_error(None, "Er komen nu te veel aanmeldingen van dit adres. Probeer het over een minuut opnieuw.")
            return self._page(meeting, form, status=TOO_MANY)
        said = {name: form.cleaned_data[name] for name in ("name", "email", "organisation")}
        try:
            notice = attending.register(meeting, chosen=form.chosen, on=clock.today(), **said)
        except attending.Closed:
            return self._page(meeting, status=UNPROCESSABLE)
        tasks.queue(tasks.mail_notice, notice.pk)
        return redirect("meeting-asked", slug)

    def _found(self, slug: str) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.request.user), slug=slug)

    def _page(self, meeting: Meeting, form: RegisterForm | None = None, *, status: int = 200):
        state = meeting.state(clock.today(), attending.placed(meeting))
        context = {
            "meeting": meeting, "state": state, "is_open": state in OPEN, "is_full": state == MeetingState.FULL,
            "form": form or RegisterForm(sessions=attending.sessions(meeting)),
            "trail": [MEETINGS, {"label": meeting.title, "url": meeting.get_absolute_url()}, {"label": "Aanmelden"}],
        }  # fmt: skip
        return render(self.request, "monitoring/open/meeting_register.html", context, status=status)


class MeetingAsked(VisitorPage):
    """What everybody reads after registering."""

    def get(self, request, slug):
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
        trail = [MEETINGS, {"label": meeting.title, "url": meeting.get_absolute_url()}, {"label": "Aangevraagd"}]
        return render(request, "monitoring/open/meeting_asked.html", {"meeting": meeting, "trail": trail})


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class OwnRegistration(View):
    """The link in the mail: what one has, and giving it back."""

    def get(self, request, token):
        return self._page(token)

    def post(self, request, token):
        for notice in attending.cancel(attending.of_token(token), on=clock.today()):
            tasks.queue(tasks.mail_notice, notice.pk)
        return redirect("registration", token)

    def _page(self, token: str):
        found = attending.of_token(token)
        context = {
            "registration": found, "meeting": found.meeting, "sessions": found.sessions.all(),
            "waits_for": found.waits_for.all(), "trail": [MEETINGS],
        }  # fmt: skip
        return render(self.request, "monitoring/open/registration.html", context)


def rushing(request) -> bool:
    return bool(seconds_to_wait(f"form {request.META.get('REMOTE_ADDR', '')}", most=PER_MINUTE))
