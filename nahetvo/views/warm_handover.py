"""The warme overdracht of one pupil: written by the school it leaves, read by the mbo school that receives it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from monitoring import clock
from monitoring.access import Subject
from monitoring.access_transition import received_by, sent_by
from monitoring.identities import read_identities
from monitoring.vocabulary import ReadAction
from nahetvo.models import Transition, WarmHandover
from nahetvo.warm_handover import PROMPTS, WarmForm, of, said, write

LARGEST_ID, UNPROCESSABLE = 2**63, 422


class WarmHandoverPage(View):
    """Does not exist for leerplicht, Doorstroompunt, policy staff, or another school. Every reading is logged."""

    def get(self, request, pk: int):
        row, is_sender = self._found(pk)
        return self._page(row, is_sender)

    def post(self, request, pk: int):
        row, is_sender = self._found(pk)
        if not is_sender:
            raise Http404
        form = WarmForm(request.POST)
        if not form.is_valid():
            return self._page(row, is_sender, form)
        write(of(row), form.cleaned_data, by=request.user, on=clock.today())
        messages.success(request, "De warme overdracht is bewaard.")
        return redirect("warm-handover", pk)

    def _found(self, pk: int) -> tuple[Transition, bool]:
        on, reader = clock.today(), self.request.user
        visible = Transition.objects.visible_to(reader, on).order_by("-school_year")
        known = visible.filter(pupil_id=pk if pk < LARGEST_ID else 0)
        sent = known.filter(sent_by(reader, on)).first()
        row = sent or known.filter(received_by(reader, on)).first()
        if row is None:
            raise Http404
        return row, sent is not None

    def _page(self, row: Transition, is_sender: bool, form: WarmForm | None = None):
        reader, pk = self.request.user, row.pupil_id
        origin = self.request.resolver_match.view_name
        read = read_identities([pk], by=reader, action=ReadAction.PUPIL, origin=origin, subject=Subject.TRANSITION)
        if pk not in read:
            raise Http404
        handover = of(row)
        told = [(label, getattr(handover, name), name in handover.discuss) for name, (label, _) in PROMPTS.items()]
        context = {
            "who": read[pk], "handover": handover, "is_sender": is_sender, "next": self._next(row, is_sender),
            "form": (form or WarmForm(initial=said(handover))) if is_sender else None,
            "told": told if handover.is_open else [],
            "trail": [{"label": "Na het vo", "url": reverse("transitions")},
                      {"label": read[pk].full_name, "url": reverse("transition", args=[pk])}, {"label": "Warme overdracht"}],
        }  # fmt: skip
        status = UNPROCESSABLE if form else 200
        return render(self.request, "nahetvo/warm_handover.html", context, status=status)

    def _next(self, row: Transition, is_sender: bool) -> int | None:
        """The next pupil of the same school year of whom something is written, or for whom the N01 asks a conversation."""
        on, reader = clock.today(), self.request.user
        own = sent_by(reader, on) if is_sender else received_by(reader, on)
        others = Transition.objects.visible_to(reader, on).filter(own, school_year=row.school_year)
        written = WarmHandover.objects.filter(school_year=row.school_year).values("pupil_id")
        is_asked = ~Q(warm_handover__in=("niet_nodig", "")) | Q(pupil_id__in=written)
        wanted = others.filter(is_asked).exclude(pupil_id=row.pupil_id).order_by("pupil_id")
        after = wanted.filter(pupil_id__gt=row.pupil_id).values_list("pupil_id", flat=True).first()
        return after or wanted.values_list("pupil_id", flat=True).first()
