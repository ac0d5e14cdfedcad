"""What the functionaris gegevensbescherming may ask of the access log."""

from django import forms

from monitoring.read_log import Wish, pupil_of_pgn
from monitoring.vocabulary import ReadAction

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LARGEST = 2**63 - 1


class ReadLogForm(forms.Form):
    """Filters of the log; all may stay empty."""

    wie = forms.CharField(label="Account", max_length=150, required=False)
    jongere = forms.IntegerField(
        label="Jongere", required=False, min_value=0, max_value=LARGEST, localize=False,
        help_text="Het nummer uit het adres van de jongere.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    wat = forms.ChoiceField(label="Wat", choices=[("", "alles"), *ReadAction.choices], required=False)
    van = forms.DateField(label="Van", required=False, widget=DAY)
    tot = forms.DateField(label="Tot en met", required=False, widget=DAY)

    def clean(self):
        found = super().clean()
        if found.get("van") and found.get("tot") and found["van"] > found["tot"]:
            raise forms.ValidationError("De eerste dag ligt na de laatste. Draai ze om.")
        return found

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(said["wie"].strip(), said["jongere"], said["wat"], said["van"], said["tot"])


class PgnForm(forms.Form):
    """A PGN, read once and kept nowhere."""

    pgn = forms.CharField(
        label="PGN", max_length=12, help_text="Wordt alleen omgezet in een nummer van het portaal en niet bewaard.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip

    def clean_pgn(self) -> int:
        pupil = pupil_of_pgn(self.cleaned_data["pgn"])
        if pupil is None:
            raise forms.ValidationError("Dit is geen PGN: negen cijfers die aan de elfproef voldoen.")
        return pupil
