"""One youngster: the page, the pane beside a list, the sheet to print, how it counts; and what is done there."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from monitoring import clock
from monitoring.access import Subject
from monitoring.access_casework import subject_of
from monitoring.careers import Career
from monitoring.casework.acts import ACTS, perform
from monitoring.casework.person import Person
from monitoring.casework.turns import Refused
from monitoring.explanation import explanation
from monitoring.identities import read_identities
from monitoring.views.pupils import PupilPage
from monitoring.vocabulary import ReadAction

UNPROCESSABLE = 422
LARGEST_ID = 2**63


class PersonPage(PupilPage):
    """Finds the youngster as one whom the reader may see now, or whose file it still holds; else it does not exist."""

    action = ReadAction.PUPIL
    route = "pupil"

    def subject(self, pk: int, on: date) -> Subject | None:
        """As what the reader opens this page; None: not at all."""
        return subject_of(self.request.user, pk, on) if pk < LARGEST_ID else None

    def person(self, pk: int) -> Person:
        on = clock.today()
        subject = self.subject(pk, on)
        if subject is None:
            raise Http404
        origin = self.request.resolver_match.view_name
        read = read_identities([pk], by=self.request.user, action=self.action, origin=origin, subject=subject)
        if pk not in read:
            raise Http404
        return Person(read[pk], self.request.user, on, subject)

    def trail(self, person: Person, *steps: str) -> list[dict]:
        name = {"label": person.who.full_name, "url": reverse("pupil", args=[person.who.pupil_id]) if steps else ""}
        return [{"label": "Werklijst", "url": reverse("worklist")}, name, *({"label": step} for step in steps)]

    def forms(self, person: Person, posted=None) -> dict:
        """All forms of the page by act; `posted`: (act, bound form)."""
        asked = {"case_file": person.case_file, "by": self.request.user, "today": person.on}
        empty = {code.value: act.form(**asked) for code, act in ACTS.items()}
        return empty | ({posted[0]: posted[1]} if posted else {})


class PupilDetail(PersonPage):
    """The page: what works, why the youngster is in view, what was done, and the forms to go on."""

    template = "monitoring/casework/person.html"

    def more(self, person: Person) -> dict:
        """What a page of another wing adds."""
        return {}

    def get(self, request, pk: int):
        return self._page(self.person(pk))

    def post(self, request, pk: int):
        code = request.POST.get("doe", "")
        if code not in ACTS:
            raise Http404
        person = self.person(pk)
        case_file = person.case_file or person.closed_file
        form = ACTS[code].form(request.POST, case_file=case_file, by=request.user, today=person.on)
        if form.is_valid() and self._done(code, form, person, case_file):
            messages.success(request, ACTS[code].said)
            return redirect(self._back() or reverse(self.route, args=[pk]))
        return self._page(Person(person.who, request.user, person.on, person.subject), (code, form))

    def _done(self, code: str, form, person: Person, case_file) -> bool:
        """Whether it was done; if not, the form tells why and keeps what was typed."""
        version = self.request.POST.get("versie", "")
        seen = (case_file, int(version) if version.isdecimal() else 0)
        try:
            perform(code, form.cleaned_data, pupil_id=person.who.pupil_id, seen=seen, by=self.request.user,
                    today=person.on, subject=person.subject)  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def _back(self) -> str:
        """The list beside which the reader filled in the form, when that is a page of this portal."""
        wanted = self.request.POST.get("terug", "")
        is_own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if is_own else ""

    def _page(self, person: Person, posted=None):
        context = {"person_of": person, "forms": self.forms(person, posted), "wrong": posted and posted[0],
                   "trail": self.trail(person), "back": self._back(),
                   "acts_at": reverse(self.route, args=[person.who.pupil_id])}  # fmt: skip
        status = UNPROCESSABLE if posted else 200
        return render(self.request, self.template, context | self.more(person), status=status)


class PupilPane(PersonPage):
    """The same youngster, short, to stand beside a list: a fragment of HTML."""

    def get(self, request, pk: int):
        person = self.person(pk)
        context = {"person_of": person, "forms": self.forms(person), "back": request.GET.get("terug", "")}
        return render(request, "monitoring/casework/pane.html", context)


class PupilSheet(PersonPage):
    """One sheet of paper: what a conversation or a hand-over needs. No restricted note is on it."""

    def get(self, request, pk: int):
        person = self.person(pk)
        context = {"person_of": person, "trail": self.trail(person, "Blad")}
        return render(request, "monitoring/casework/sheet.html", context)


class PupilCounted(PersonPage):
    """How the youngster counts, stand by stand, with the inschrijvingen on which that rests."""

    action = ReadAction.EXPLANATION

    def get(self, request, pk: int):
        person = self.person(pk)
        context = {
            "person_of": person,
            "explanation": explanation(pk, reader=request.user),
            "inschrijvingen": Career.of(pk, request.user).inschrijvingen(),
            "file_term": settings.FILE_TERM_DAYS,
            "trail": self.trail(person, "Zo telt deze jongere mee"),
        }
        return render(request, "monitoring/casework/counted.html", context)
