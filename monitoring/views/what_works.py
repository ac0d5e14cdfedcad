"""What works: the library as visitors read it, and as editors keep it."""

from itertools import count

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.text import slugify

from monitoring import access_pages, clock
from monitoring.models import Approach, School
from monitoring.open_face.markup import to_html
from monitoring.open_face.page_forms import ApproachForm
from monitoring.open_face.visiting import VisitorPage, forget
from monitoring.views.editing import DESK, UNPROCESSABLE, EditorPage
from monitoring.vocabulary_pages import EvidenceLevel, Phase, TargetGroup

SLUG = 70
WHAT_WORKS = {"label": "Wat werkt", "url": reverse_lazy("what-works")}


class WhatWorks(VisitorPage):
    """All approaches, or those of one phase and one group."""

    def get(self, request):
        phase, group = request.GET.get("fase", ""), request.GET.get("groep", "")
        found = Approach.objects.visible_to(request.user).for_phase(phase).for_group(group).defer("body")
        context = {
            "approaches": list(found), "phase": phase, "group": group, "trail": [WHAT_WORKS],
            "phases": Phase.choices, "groups": TargetGroup.choices, "may_edit": access_pages.may_edit(request.user),
            "chosen": [words(code).label for words, code in ((Phase, phase), (TargetGroup, group)) if code in words.values],
        }  # fmt: skip
        return render(request, "monitoring/open/what_works.html", context)


class ApproachDetail(VisitorPage):
    def get(self, request, slug):
        approach = get_object_or_404(Approach.objects.visible_to(request.user), slug=slug)
        context = {
            "approach": approach, "html": to_html(approach.body), "trail": [WHAT_WORKS, {"label": approach.title}],
            "schools": list(approach.schools.all()), "may_edit": access_pages.may_edit(request.user),
            "levels": EvidenceLevel.choices,
        }  # fmt: skip
        return render(request, "monitoring/open/approach.html", context)


class ApproachNew(EditorPage):
    """An editor adds an approach."""

    def get(self, request):
        return self._page(self._form(instance=Approach(checked_on=clock.today())))

    def post(self, request):
        return self._answer(self._form(request.POST, instance=Approach()))

    def _form(self, *args, **kwargs) -> ApproachForm:
        return ApproachForm(*args, schools=School.objects.visible_to(self.request.user).filter(vestiging=""), **kwargs)

    def _answer(self, form: ApproachForm):
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        if "voorbeeld" in self.request.POST:
            return self._page(form, preview=to_html(form.cleaned_data["body"]))
        approach = form.instance
        approach.slug = approach.slug or _free_slug(self.request.user, approach.title)
        approach.changed_by, approach.changed_by_name = self.request.user, str(self.request.user)
        form.save()
        forget()
        where = "staat op de site" if approach.is_public else "is bewaard; het staat nog niet op de site"
        messages.success(self.request, f"‘{approach.title}’ {where}.")
        return redirect(approach)

    def _page(self, form: ApproachForm, *, preview: str = "", status: int = 200):
        label = form.instance.title if form.instance.pk else "Nieuwe aanpak"
        context = {"form": form, "preview": preview, "trail": [DESK, WHAT_WORKS, {"label": label}]}
        return render(self.request, "monitoring/editing/approach_edit.html", context, status=status)


class ApproachEdit(ApproachNew):
    """An editor changes an approach; its address stays."""

    def get(self, request, pk):
        return self._page(self._form(instance=self._own(pk)))

    def post(self, request, pk):
        return self._answer(self._form(request.POST, instance=self._own(pk)))

    def _own(self, pk: int) -> Approach:
        return get_object_or_404(Approach.objects.visible_to(self.request.user), pk=pk)


def _free_slug(user, title: str) -> str:
    wanted = slugify(title)[:SLUG].strip("-") or "aanpak"
    taken = set(Approach.objects.visible_to(user).filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := f"{wanted}-{number}" if number > 1 else wanted) not in taken)
