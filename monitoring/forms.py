"""The forms of the portal: what a person may fill in, and what is asked when it is left out."""

from dataclasses import dataclass
from datetime import date

from django import forms

from monitoring.calculation.school_year import Stand
from monitoring.models import Delivery
from monitoring.promotion import REASON_LENGTH
from monitoring.uploading import Said
from monitoring.vocabulary import Kind

IN_NAME = ("", "staat in de bestandsnaam")
MONTHS_TO_CHOOSE = 18
SEEN = "Ik heb deze regels bekeken en ze kloppen"
TICK = "Vink dit aan als u de regels heeft bekeken."
FOR_ALL = "Eén reden is genoeg: ze geldt ook voor alles wat u hieronder aanvinkt zonder eigen reden. "
READABLE = ".csv,.txt,.xlsx,.zip"


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
        help_text="CSV, XLSX, of een ZIP met meer bestanden; hooguit 50 MB. Zoals R01_2026-03_27GZ.csv.",
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


@dataclass(frozen=True)
class Point:
    """One point of attention as it is asked: its code, how often it was found, a tick and a reason."""

    code: str
    count: int
    tick: forms.BoundField
    reason: forms.BoundField


class AcceptForm(forms.Form):
    """Why a remarkable delivery is right: a tick and a reason for each point of attention, one reason for the rest.

    The one reason also holds for every ticked point that has none of its own; without remarks nothing is asked.
    """

    reason = forms.CharField(
        label="Waarom klopt dit?",
        help_text="Bijvoorbeeld: ‘Vestiging Parkweg is per 1 maart gesloten.’ Noem geen leerlingen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LENGTH,
        error_messages={"required": "Geef aan waarom deze levering klopt."},
    )

    def __init__(self, *args, delivery: Delivery, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = delivery.codes_to_acknowledge
        if not delivery.remarks:
            del self.fields["reason"]
            return
        self.fields["reason"].required = delivery.needs_reason
        if self.codes:
            self.fields["reason"].help_text = FOR_ALL + self.fields["reason"].help_text
        for code in self.codes:
            self.fields[f"gezien_{code}"] = forms.BooleanField(label=SEEN, error_messages={"required": TICK})
            self.fields[f"reden_{code}"] = forms.CharField(label="Reden", required=False, max_length=REASON_LENGTH)

    def clean(self) -> dict:
        """Every ticked point needs a reason: its own, or the one that holds for all."""
        said = super().clean()
        for code in self.codes:
            if f"gezien_{code}" in said and not self._reason(said, code):
                self.add_error(f"reden_{code}", "Geef een reden, of vul bovenaan één reden in voor alles.")
        return said

    def points(self) -> list[Point]:
        """What has to be ticked, in the order in which it was found."""
        return [
            Point(code, count, self[f"gezien_{code}"], self[f"reden_{code}"]) for code, count in self.codes.items()
        ]

    def reasons(self) -> dict[str, str]:
        """For every point the reason that holds for it."""
        return {code: self._reason(self.cleaned_data, code) for code in self.codes}

    def _reason(self, said: dict, code: str) -> str:
        return said.get(f"reden_{code}") or said.get("reason") or ""


class WithdrawForm(forms.Form):
    """Why an accepted delivery is taken back."""

    reason = forms.CharField(
        label="Waarom trekt u deze levering in?",
        help_text="Bijvoorbeeld: ‘Dit was het bestand van een andere maand.’ Noem geen leerlingen.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=REASON_LENGTH,
        error_messages={"required": "Geef aan waarom u deze levering intrekt."},
    )


def _months(today: date) -> list[tuple[str, str]]:
    """This month and those before it."""
    first = today.year * 12 + today.month - 1
    codes = [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, first - MONTHS_TO_CHOOSE, -1)]
    return [(code, Stand.of_month(code).label) for code in codes]
