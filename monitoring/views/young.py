"""For youngsters and parents: rights, whom to call, and what is kept. And the contacts, as municipalities keep them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.generic import View

from monitoring import access_pages, clock
from monitoring.models import LocalContact, Municipality
from monitoring.open_face.page_forms import ContactForm
from monitoring.open_face.visiting import VisitorPage, forget
from monitoring.reference.definitions import upper_age
from monitoring.reference.retention_terms import YOUNGSTER, terms_of
from monitoring.vocabulary_pages import HelpDesk

UNPROCESSABLE = 422
YOUNG = {"label": "Voor jongeren en ouders", "url": reverse_lazy("young")}
CONTACTS = {"label": "Contacten", "url": reverse_lazy("contacts")}


class Young(VisitorPage):
    """One plain page, with the offices of the chosen municipality first."""

    def get(self, request):
        found = LocalContact.objects.visible_to(request.user).select_related("municipality")
        contacts = list(found.order_by("municipality__name", "-kind"))
        places = {contact.municipality_id: contact.municipality for contact in contacts}
        chosen = request.GET.get("gemeente", "")
        context = {
            "municipalities": places.values(), "chosen": places.get(chosen), "terms": terms_of(YOUNGSTER), "trail": [YOUNG],
            "shown": [contact for contact in contacts if not places.get(chosen) or contact.municipality_id == chosen],
            "upper_age": upper_age(clock.today()), "may_write": access_pages.may_write_contacts(request.user),
        }  # fmt: skip
        return render(request, "monitoring/open/young.html", context)


class ContactPage(View):
    """For who keeps the contacts of a municipality."""

    def dispatch(self, request, *args, **kwargs):
        is_known = request.method.lower() in self.http_method_names
        if is_known and request.user.is_authenticated and not access_pages.may_write_contacts(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ContactList(ContactPage):
    """The municipalities whose contacts this user keeps, with what is there."""

    def get(self, request):
        places = Municipality.objects.visible_to(request.user).kept_by(request.user).prefetch_related("contacts")
        context = {"kept": [_line(place) for place in places], "kinds": HelpDesk.choices, "trail": [YOUNG, CONTACTS]}
        return render(request, "monitoring/editing/contacts.html", context)


class ContactEdit(ContactPage):
    """One office of one municipality."""

    def get(self, request, code, kind):
        return self._page(ContactForm(instance=self._found(code, kind)))

    def post(self, request, code, kind):
        contact = self._found(code, kind)
        form = ContactForm(request.POST, instance=contact)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        contact.changed_on, contact.changed_by, contact.changed_by_name = clock.today(), request.user, str(request.user)
        form.save()
        forget()
        messages.success(request, f"{contact.get_kind_display().capitalize()} van {contact.municipality} staat op de site.")
        return redirect("contacts")

    def _found(self, code: str, kind: str) -> LocalContact:
        if kind not in HelpDesk.values:
            raise Http404
        place = get_object_or_404(Municipality.objects.visible_to(self.request.user).kept_by(self.request.user), pk=code)
        known = {"municipality": place, "kind": kind}
        return LocalContact.objects.visible_to(self.request.user).filter(**known).first() or LocalContact(**known)

    def _page(self, form: ContactForm, *, status: int = 200):
        contact = form.instance
        label = f"{contact.get_kind_display()} {contact.municipality}"
        context = {"form": form, "contact": contact, "trail": [YOUNG, CONTACTS, {"label": label}]}
        return render(self.request, "monitoring/editing/contact_edit.html", context, status=status)


def _line(place: Municipality) -> dict:
    known = {contact.kind: contact for contact in place.contacts.all()}
    return {"place": place, "desks": [(kind, label, known.get(kind)) for kind, label in HelpDesk.choices]}
