"""The forms beside the upload: a file to try, and a key for a program."""

from datetime import date

from django import forms

from monitoring.forms import READABLE, UploadForm
from monitoring.practising import MEGABYTE
from monitoring.vocabulary import Kind

TERMS = {"92": "3 maanden", "365": "1 jaar", "730": "2 jaar"}


class PracticeForm(UploadForm):
    """One file to try, and what its name doesn't say about it."""

    files = None
    file = forms.FileField(
        label="Kies een bestand om te oefenen",
        widget=forms.FileInput(attrs={"accept": READABLE}),
        allow_empty_file=True,
        error_messages={"required": "Kies eerst een bestand."},
    )
    field_order = ["file"]

    def __init__(self, *args, schools=(), today: date, limits: dict, **kwargs):
        super().__init__(*args, schools=schools, today=today, **kwargs)
        rows = f"{limits['rows']:,}".replace(",", ".")
        self.fields["file"].help_text = (
            f"CSV of XLSX, hooguit {rows} regels en {limits['bytes'] // MEGABYTE} MB. "
            "Bijvoorbeeld R01_2026-03_27GZ.csv."
        )


class TokenForm(forms.Form):
    """For which school and kinds a key is, what it is called, and how long it works."""

    label = forms.CharField(
        label="Naam van de sleutel",
        help_text="Waar gebruikt u hem? Bijvoorbeeld: nachtelijke export administratie.",
        max_length=60,
        error_messages={"required": "Geef de sleutel een naam."},
    )
    school = forms.ChoiceField(label="School")
    kinds = forms.MultipleChoiceField(
        label="Voor welke bestanden",
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één soort bestand."},
    )
    days = forms.ChoiceField(label="Hoe lang werkt hij", choices=list(TERMS.items()), initial="365")

    def __init__(self, *args, schools=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [(s.code, f"{s} ({s.code})") for s in schools]
