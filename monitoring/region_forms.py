"""The forms of the region and of one's own mails: a measure, and which mail about which place."""

from django import forms

from monitoring.calculation.categories import CATEGORIES
from monitoring.models import Measure
from monitoring.vocabulary import DigestFrequency
from monitoring.vocabulary_pages import Gauge

ASKED = {"required": "Vul dit in.", "invalid": "Schrijf de datum als 31-12-2026."}


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(error_messages=ASKED, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)


class MeasureForm(forms.ModelForm):
    """What was started, at which schools and when, and when it will be judged."""

    starts_on = DayField(label="Begint op")
    evaluate_on = DayField(
        label="Wordt beoordeeld op", help_text="Kies deze dag vooraf, en verander hem liever niet meer."
    )
    ends_on = DayField(label="Eindigt op", required=False)
    category = forms.ChoiceField(
        label="Voor welke leerlingen", choices=[("", "alle categorieën"), *CATEGORIES.items()], required=False
    )

    gauge = forms.ChoiceField(
        label="Waaraan is te zien hoe het gaat", choices=Gauge.choices, required=False,
        help_text="Het portaal tekent dit zelf, voor deze scholen en leerlingen.",
    )  # fmt: skip

    class Meta:
        model = Measure
        fields = [
            "title", "what", "schools", "category", "starts_on", "evaluate_on", "ends_on", "ambition", "gauge", "owner",
            "partners", "budget", "internal_note", "is_public",
        ]  # fmt: skip
        labels = {
            "title": "Naam", "what": "Wat houdt de maatregel in?", "schools": "Welke scholen",
            "ambition": "Hoort bij ambitie", "owner": "Wie trekt het", "partners": "Wie doen er mee",
            "budget": "Budget in euro", "internal_note": "Alleen voor de regio", "is_public": "Staat op de openbare agenda",
        }  # fmt: skip
        help_texts = {
            "title": "Zo kort dat hij in een grafiek past.",
            "what": "Noem geen leerlingen.",
            "schools": "Kies niets als de maatregel voor de hele regio geldt.",
            "owner": "Een organisatie of functie, geen naam van een persoon.",
            "budget": "Voor de hele looptijd. Staat nooit op de openbare agenda.",
            "internal_note": "Staat nooit op de openbare agenda.",
            "is_public": "Alleen als ook de ambitie openbaar is.",
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3}), "schools": forms.CheckboxSelectMultiple,
            "internal_note": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip
        error_messages = {"title": ASKED, "what": ASKED, "budget": {"invalid": "Schrijf een heel bedrag, als 25000."}}

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schools"].queryset = schools
        self.fields["schools"].required = False
        self.fields["ambition"].empty_label = "geen"

    def clean_gauge(self) -> str:
        return self.cleaned_data["gauge"] or Gauge.SHARE

    def clean(self) -> dict:
        said = super().clean()
        start, judged, end = (said.get(name) for name in ("starts_on", "evaluate_on", "ends_on"))
        if start and judged and judged <= start:
            self.add_error("evaluate_on", "De dag van beoordelen ligt na de dag waarop de maatregel begint.")
        if start and end and end < start:
            self.add_error("ends_on", "Een maatregel eindigt niet voordat hij begint.")
        return said


class DigestForm(forms.Form):
    """About which place, and how often."""

    place = forms.ChoiceField(label="Waarover", error_messages=ASKED)
    frequency = forms.ChoiceField(label="Hoe vaak", choices=DigestFrequency, error_messages=ASKED)

    def __init__(self, *args, places: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places
