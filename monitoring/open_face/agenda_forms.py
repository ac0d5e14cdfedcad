"""The form of an ambition: which number of the portal, of what place, to which value, in which teljaar."""

from datetime import date

from django import forms

from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.school_year import SchoolYear
from monitoring.models import Ambition
from monitoring.vocabulary_pages import Gauge

ASKED = {"required": "Vul dit in.", "invalid": "Schrijf een getal, als 1,85 of 640."}
BACK, AHEAD = 6, 8  # teljaren


class AmbitionForm(forms.ModelForm):
    """An ambition; progress is not typed but drawn from the number that is chosen here."""

    category = forms.ChoiceField(
        label="Van welke leerlingen", choices=[("", "alle categorieën"), *CATEGORIES.items()], required=False
    )
    target = forms.DecimalField(
        label="Streefwaarde", min_value=0, max_digits=8, decimal_places=2, localize=True, error_messages=ASKED,
        help_text="Een percentage als 1,85, of een aantal als 640.",
    )  # fmt: skip
    base_teljaar = forms.ChoiceField(label="Getekend vanaf teljaar", choices=[])
    target_teljaar = forms.ChoiceField(label="Te bereiken in teljaar", choices=[])

    class Meta:
        model = Ambition
        fields = [
            "programme", "title", "why", "gauge", "method", "municipality", "category", "target", "base_teljaar",
            "target_teljaar", "place_in_list", "internal_note", "is_public",
        ]  # fmt: skip
        labels = {
            "programme": "Hoort bij", "title": "Ambitie", "why": "Waarom, en wat de regio ervoor doet",
            "gauge": "Maat", "method": "Manier van tellen", "municipality": "Van welke gemeente",
            "place_in_list": "Plaats in de lijst", "internal_note": "Alleen voor de regio",
            "is_public": "Staat op de openbare agenda",
        }  # fmt: skip
        help_texts = {
            "why": "Staat op de openbare agenda. Noem geen leerlingen.",
            "municipality": "Leeg: de hele regio.",
            "internal_note": "Staat nooit op de openbare agenda.",
        }
        widgets = {"why": forms.Textarea(attrs={"rows": 4}), "internal_note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {name: {"required": "Vul dit in."} for name in ("title", "why", "place_in_list")}

    def __init__(self, *args, municipalities, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        now = SchoolYear.of(on).start
        years = [(name, name) for start in range(now - BACK, now + AHEAD) if (name := SchoolYear(start).name)]
        self.fields["base_teljaar"].choices = self.fields["target_teljaar"].choices = years
        self.fields["municipality"].queryset = municipalities
        self.fields["municipality"].empty_label = "de hele regio"

    def clean(self) -> dict:
        said = super().clean()
        base, goal = said.get("base_teljaar"), said.get("target_teljaar")
        if base and goal and goal <= base:
            self.add_error("target_teljaar", "Het teljaar van het doel ligt na het teljaar waar de lijn begint.")
        if said.get("gauge") == Gauge.SHARE and (said.get("target") or 0) > 100:
            self.add_error("target", "Een percentage is niet hoger dan 100.")
        if said.get("gauge") == Gauge.COUNT and said.get("target") is not None and said["target"] % 1:
            self.add_error("target", "Een aantal is een heel getal.")
        return said
