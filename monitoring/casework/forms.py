"""The forms on the page of a youngster: one per act, the usual answers first. What they mean is the movements' business."""

from datetime import date, timedelta

from django import forms
from django.forms.models import ModelChoiceIterator

from monitoring.casework.files import colleagues
from monitoring.casework.handing_over import Receiver, receivers
from monitoring.models import Account, CaseFile
from monitoring.vocabulary import (
    CaseStatus,
    ClosingReason,
    ContactKind,
    ContactOutcome,
    DestinationAfter,
    HandOverReason,
    NoteKind,
)  # fmt: skip

ASKED = {"required": "Vul dit in.", "invalid": "Schrijf de datum als 31-12-2026.", "invalid_choice": "Kies uit de lijst."}
STATUS_DAYS, SNOOZE_DAYS, PLAN_DAYS = 90, 14, 7  # what the form suggests


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(error_messages=ASKED, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)


class _AskedOnce(ModelChoiceIterator):
    """The select box goes through its choices twice; the database is asked once."""

    def __iter__(self):
        if not hasattr(self, "_found"):
            self._found = list(super().__iter__())
        return iter(self._found)


class ColleagueField(forms.ModelChoiceField):
    """Somebody who works in the file: the form fills in who that can be."""

    iterator = _AskedOnce

    def __init__(self, **kwargs):
        super().__init__(queryset=None, error_messages=ASKED, **kwargs)


class CaseForm(forms.Form):
    """Knows the file it is about (None: not opened yet), who fills it in and the day; fields get names of their own."""

    def __init__(self, *args, case_file: CaseFile | None, by: Account, today: date, **kwargs):
        super().__init__(*args, prefix=type(self).__name__.removesuffix("Form").lower(), **kwargs)
        self.case_file, self.by, self.today = case_file, by, today
        for name, value in self.suggested().items():
            self.fields[name].initial = value
        self.prepare()

    def suggested(self) -> dict[str, object]:
        return {}

    def prepare(self) -> None:
        """For choices that depend on the file."""


class ContactForm(CaseForm):
    """An attempt to reach the youngster."""

    kind = forms.ChoiceField(label="Hoe", choices=ContactKind, error_messages=ASKED)
    outcome = forms.ChoiceField(label="Wat kwam eruit", choices=ContactOutcome, error_messages=ASKED)
    on = DayField(label="Wanneer")
    text = forms.CharField(
        label="In het kort", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def suggested(self) -> dict[str, object]:
        return {"on": self.today}


class PlanForm(CaseForm):
    """What will be done, before which day, by whom."""

    what = forms.CharField(label="Wat gaat er gebeuren", max_length=300, error_messages=ASKED)
    due_on = DayField(label="Vóór")
    owner = ColleagueField(label="Wie doet het")

    def suggested(self) -> dict[str, object]:
        return {"due_on": self.today + timedelta(days=PLAN_DAYS), "owner": self.by.pk}

    def prepare(self) -> None:
        self.fields["owner"].queryset = colleagues(self.case_file, and_also=self.by)
        self.fields["owner"].empty_label = None


class NoteForm(CaseForm):
    """A note: ordinary or restricted."""

    text = forms.CharField(
        label="Notitie", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=ASKED
    )
    kind = forms.ChoiceField(
        label="Voor wie", choices=NoteKind, widget=forms.RadioSelect, initial=NoteKind.ORDINARY, error_messages=ASKED,
        help_text="Een besloten notitie leest alleen uw eigen organisatie in uw eigen rol; anderen zien dat zij er is.",
    )  # fmt: skip


class StatusForm(CaseForm):
    """What the youngster does now, and until when we rely on that."""

    status = forms.ChoiceField(label="Status", choices=CaseStatus, error_messages=ASKED)
    until = DayField(label="Opnieuw bekijken op")

    def suggested(self) -> dict[str, object]:
        now = self.case_file.status if self.case_file else CaseStatus.UNKNOWN
        return {"status": now, "until": self.today + timedelta(days=STATUS_DAYS)}


class StrengthsForm(CaseForm):
    """What works with this youngster."""

    text = forms.CharField(
        label="Wat werkt bij deze jongere", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Liefst in zijn of haar eigen woorden: waar wordt deze jongere enthousiast van, hoe is contact prettig?",
    )  # fmt: skip

    def suggested(self) -> dict[str, object]:
        return {"text": self.case_file.strengths if self.case_file else ""}


class SnoozeForm(CaseForm):
    """Off the list until a day."""

    until = DayField(label="Tot")
    reason = forms.CharField(label="Waarom kan dit wachten", max_length=200, error_messages=ASKED)

    def suggested(self) -> dict[str, object]:
        return {"until": self.today + timedelta(days=SNOOZE_DAYS)}


class AssignForm(CaseForm):
    """To a colleague."""

    to = ColleagueField(label="Collega")

    def prepare(self) -> None:
        self.fields["to"].queryset = colleagues(self.case_file)
        if self.case_file:
            self.fields["to"].initial = self.case_file.owner_id


class CloseForm(CaseForm):
    """Where the youngster went, or why the melding ends."""

    destination = forms.ChoiceField(
        label="Bestemming na het traject", choices=[("", "geen traject"), *DestinationAfter.choices], required=False
    )
    closing = forms.ChoiceField(
        label="Reden van afsluiting van de verzuimmelding", choices=[("", "geen melding"), *ClosingReason.choices],
        required=False,
    )  # fmt: skip

    def clean(self) -> dict:
        said = super().clean()
        if not (said.get("destination") or said.get("closing")):
            raise forms.ValidationError("Kies een bestemming of een reden van afsluiting.")
        return said


class HandOverForm(CaseForm):
    """To whom, why, and what the receiver must know."""

    to = forms.ChoiceField(label="Aan", error_messages=ASKED)
    reason = forms.ChoiceField(label="Waarom", choices=HandOverReason, error_messages=ASKED)
    message = forms.CharField(
        label="Wat moet de ontvanger weten", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De ontvanger leest dit vóór het aannemen. Zet er niets in dat besloten moet blijven.",
    )  # fmt: skip

    def prepare(self) -> None:
        self.found: dict[str, Receiver] = {}
        if self.case_file:
            self.found = {each.code: each for each in receivers(self.case_file)}
        self.fields["to"].choices = [("", "Kies een ontvanger"), *((code, each.label) for code, each in self.found.items())]

    def clean_to(self) -> Receiver:
        return self.found[self.cleaned_data["to"]]


class EmptyForm(CaseForm):
    """One button: nothing to fill in."""


class FinishForm(CaseForm):
    """Which plan is done."""

    which = forms.IntegerField(widget=forms.HiddenInput)
