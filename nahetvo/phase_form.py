"""The form with which the coordinator dates a phase of the yearly cycle otherwise, or says who owns it."""

from django import forms

from monitoring.calculation.school_year import MONTHS, SchoolYear
from monitoring.models import Account
from nahetvo.phases import Wanted, set_phase
from nahetvo.transition.cycle import Dated


class PhaseForm(forms.Form):
    """First day, owner and reason. A phase of law has no day to choose: it keeps its own."""

    day = forms.IntegerField(
        label="Eerste dag", min_value=1, max_value=28, help_text="Van 1 tot en met 28: die dag heeft elke maand.",
        error_messages={"invalid": "Vul een dag in als getal.", "required": "Vul een dag in.",
                        "min_value": "De eerste dag is minstens 1.", "max_value": "De eerste dag is hoogstens 28."},
    )  # fmt: skip
    month = forms.TypedChoiceField(
        label="Maand", coerce=int, choices=[(number, name) for number, name in enumerate(MONTHS, start=1)],
        help_text="De fase ervoor duurt tot en met de dag ervoor.",
        error_messages={"invalid_choice": "Kies een maand.", "required": "Kies een maand."},
    )  # fmt: skip
    owner = forms.CharField(
        label="Wie is aan zet", required=False, max_length=80,
        help_text="Leeg: zoals landelijk gebruikelijk.",
        error_messages={"max_length": "Schrijf hier ten hoogste 80 tekens."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Waarom verandert u deze fase?", max_length=300, help_text="Iedereen die de jaarcyclus ziet, leest dit terug.",
        error_messages={"required": "Schrijf op waarom u de fase verandert.",
                        "max_length": "Schrijf hier ten hoogste 300 tekens."},
    )  # fmt: skip

    def __init__(self, dated: Dated, year: SchoolYear, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dated, self.year = dated, year
        if dated.phase.is_law:
            del self.fields["day"], self.fields["month"]

    def save(self, *, by: Account) -> bool:
        """False where the phases would cross: the form then says so."""
        said, (_, month, day) = self.cleaned_data, self.dated.phase.begins
        wanted = Wanted(self.dated.phase.code, said.get("month", month), said.get("day", day), said["owner"], said["reason"])
        try:
            set_phase(wanted, year=self.year, by=by)
        except ValueError as refusal:
            self.add_error(None, str(refusal))
        return not self.errors


def form_of(dated: Dated, year: SchoolYear, posted=None) -> PhaseForm:
    """With what holds now."""
    _, month, day = dated.phase.begins
    initial = {"day": day, "month": month, "owner": dated.phase.owner}
    return PhaseForm(dated, year, posted, initial=initial)
