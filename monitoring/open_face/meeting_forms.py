"""The forms of meetings: who registers, and the coordinator who keeps the programme."""

from django import forms

from monitoring.models import Meeting, MeetingSession, Speaker
from monitoring.open_face import attending
from monitoring.open_face.page_forms import ASKED, MARKDOWN, DayField, checked_text

MAIL = {"required": "Vul uw e-mailadres in.", "invalid": "Dit is geen e-mailadres. Schrijf het als naam@school.nl."}
CLOCK = {"required": "Vul een tijd in.", "invalid": "Schrijf de tijd als 09:30."}
NUMBER = {"required": "Vul een getal in.", "invalid": "Schrijf een heel getal.", "min_value": "Schrijf een getal vanaf 1."}


class TimeField(forms.TimeField):
    """A time of the day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **kwargs):
        super().__init__(error_messages=CLOCK, **kwargs)


class RegisterForm(forms.Form):
    """Who comes. `sessions` are those with a limited number of seats; one of each round."""

    name = forms.CharField(label="Uw naam", max_length=120, error_messages={"required": "Vul uw naam in."},
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))  # fmt: skip
    email = forms.EmailField(label="Uw e-mailadres", error_messages=MAIL,
                             widget=forms.EmailInput(attrs={"autocomplete": "email"}))  # fmt: skip
    organisation = forms.CharField(label="Organisatie", max_length=120, required=False,
                                   widget=forms.TextInput(attrs={"autocomplete": "organization"}))  # fmt: skip

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        rounds: dict[str, list] = {}
        for each in sessions:
            if each.capacity is not None:
                rounds.setdefault(each.round, []).append(each)
        self.rounds = []
        for number, (name, found) in enumerate(rounds.items()):
            field = f"round_{number}"
            self.rounds.append(field)
            self.fields[field] = forms.ChoiceField(
                label=name, choices=[("", "geen keuze"), *((str(each.pk), _told(each)) for each in found)],
                required=False, widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Deze sessie is er niet meer. Kies een andere."},
            )  # fmt: skip

    @property
    def chosen(self) -> list[int]:
        return [int(self.cleaned_data[each]) for each in self.rounds if self.cleaned_data.get(each)]


class AddressForm(forms.Form):
    """The address for the news."""

    email = forms.EmailField(label="Uw e-mailadres", error_messages=MAIL,
                             widget=forms.EmailInput(attrs={"autocomplete": "email"}))  # fmt: skip


class MeetingForm(forms.ModelForm):
    """A meeting, without its programme."""

    day = DayField(label="Dag")
    begins, ends = TimeField(label="Van"), TimeField(label="Tot")
    opens_on = DayField(label="Aanmelden kan vanaf")
    closes_on = DayField(label="Aanmelden kan tot en met")
    capacity = forms.IntegerField(label="Plaatsen", min_value=1, max_value=10_000, error_messages=NUMBER,
                                  help_text="Is alles bezet, dan komen mensen op de wachtlijst.")  # fmt: skip

    class Meta:
        model = Meeting
        fields = ["title", "summary", "body", "place", "organiser", "day", "begins", "ends", "capacity", "opens_on",
                  "closes_on", "is_public"]  # fmt: skip
        labels = {
            "title": "Naam", "summary": "In het kort", "body": "Beschrijving", "place": "Plaats en adres",
            "organiser": "Organisator", "is_public": "Staat op de site",
        }  # fmt: skip
        help_texts = {"body": MARKDOWN, "is_public": "Niet aangekruist: het is een concept."}
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "body": forms.Textarea(attrs={"rows": 8})}
        error_messages = dict.fromkeys(("title", "summary", "place", "organiser"), ASKED)

    def clean_body(self) -> str:
        return checked_text(self.cleaned_data["body"])

    def clean(self) -> dict:
        said = super().clean()
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", "De bijeenkomst kan niet eindigen voordat zij begint.")
        if said.get("opens_on") and said.get("closes_on") and said["closes_on"] < said["opens_on"]:
            self.add_error("closes_on", "Aanmelden kan niet sluiten voordat het opent.")
        return said


class SessionForm(forms.ModelForm):
    """One session of the programme."""

    begins, ends = TimeField(label="Van"), TimeField(label="Tot")

    class Meta:
        model = MeetingSession
        fields = ["round", "title", "begins", "ends", "room", "capacity"]
        labels = {"round": "Ronde", "title": "Sessie", "room": "Zaal", "capacity": "Plaatsen (leeg: voor iedereen)"}
        error_messages = dict.fromkeys(("round", "title"), ASKED) | {"capacity": NUMBER}


Programme = forms.inlineformset_factory(Meeting, MeetingSession, form=SessionForm, extra=2, can_delete=True)
Speakers = forms.inlineformset_factory(
    Meeting, Speaker, fields=["name", "about"], labels={"name": "Naam", "about": "In het kort"}, extra=1, can_delete=True
)


def _told(session) -> str:
    if attending.is_full(session):
        return f"{session.title} (vol: u komt op de wachtlijst van deze sessie)"
    free = session.capacity - session.taken
    return f"{session.title} ({free} {'plaats' if free == 1 else 'plaatsen'} vrij)"
