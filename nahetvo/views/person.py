"""One leaving pupil: where it stands and why, its aanmeldingen, and the casework of VSV in Beeld."""

from django.http import Http404
from django.urls import reverse

from monitoring import clock
from monitoring.access import Subject
from monitoring.access_transition import received_by, sent_by
from monitoring.casework.person import Person
from monitoring.casework.timeline import CONTACT, FILE
from monitoring.views.casework import LARGEST_ID, PupilDetail
from nahetvo.models import Transition
from nahetvo.one_transition import OneTransition
from nahetvo.telling import Telling


class TransitionDetail(PupilDetail):
    """The page of a youngster, reached as one on its way to the mbo: no more of its career than that needs."""

    opens = Subject.TRANSITION
    route = "transition"
    template = "nahetvo/person.html"

    def subject(self, pk: int, on) -> Subject | None:
        self.row = None
        if pk < LARGEST_ID:
            seen = Transition.objects.visible_to(self.request.user, on).with_work(on)
            self.row = seen.filter(pupil_id=pk).order_by("-school_year").first()
        return Subject.TRANSITION if self.row else None

    def trail(self, person: Person, *steps: str) -> list[dict]:
        return [
            {"label": "Na het vo", "url": reverse("transitions")},
            {"label": person.who.full_name, "url": ""},
        ]

    def more(self, person: Person) -> dict:
        on = clock.today()
        if self.subject(person.who.pupil_id, on) is None:  # as it is after what was posted
            raise Http404
        events = [event for event in person.events if event.kind in (CONTACT, FILE)]
        reader, pupil = self.request.user, person.who.pupil_id
        shared = Transition.objects.filter(sent_by(reader, on) | received_by(reader, on), pupil_id=pupil)
        one = OneTransition(self.row, on, Telling(reader))
        return {"shares_handover": shared.exists(), "one": one, "events": events}
