"""The forms of the portal: what a person may fill in, and what is asked when it is left out."""

from datetime import date

from django import forms

from monitoring.calculation.school_year import Stand
from monitoring.promotion import REASON_LENGTH
from monitoring.uploading import Said
from monitoring.vocabulary import Kind

IN_NAME = ("", "staat in de bestandsnaam")
MONTHS_TO_CHOOSE = 18
READABLE = ".csv,.txt,.xlsx"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files."""

    widget = FilesInput(attrs={"accept": READABLE})

    def clean(self, data, initial=None):
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in chosen or [None]]


class UploadForm(forms.Form):
    """Files, and what their names don't say about them."""

    files = FilesField(
        label="Kies uw bestanden of sleep ze hierheen",
        help_text="CSV of XLSX, hooguit 50 MB. Bijvoorbeeld R01_2026-03_27GZ.csv of een bestand van DUO.",
        allow_empty_file=True,
        error_messages={"required": "Kies eerst een bestand."},
    )
    kind = forms.ChoiceField(label="Soort", choices=[IN_NAME, *Kind.choices], required=False)
    school = forms.ChoiceField(label="School", required=False)
    month = forms.ChoiceField(label="Maand", required=False)

    def __init__(self, *args, schools=(), today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [IN_NAME, *((s.code, f"{s} ({s.code})") for s in schools)]
        self.fields["month"].choices = [IN_NAME, *_months(today)]

    def choices(self) -> list[forms.BoundField]:
        """What may be chosen beside the files."""
        return [self[name] for name in ("kind", "school", "month")]

    def said(self) -> Said:
        """What was chosen beside the files."""
        return Said(**{name: self.cleaned_data[name] for name in ("kind", "month", "school")})


class AcceptForm(forms.Form):
    """The reason why a remarkable delivery is right; without remarks nothing is asked."""

    reason = forms.CharField(
        label="Waarom klopt dit?",
        help_text="Bijvoorbeeld: ‘Vestiging Parkweg is per 1 maart gesloten.’ Noem geen leerlingen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LENGTH,
        error_messages={"required": "Geef aan waarom deze levering klopt."},
    )

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


def _months(today: date) -> list[tuple[str, str]]:
    """This month and those before it."""
    first = today.year * 12 + today.month - 1
    codes = [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, first - MONTHS_TO_CHOOSE, -1)]
    return [(code, Stand.of_month(code).label) for code in codes]
