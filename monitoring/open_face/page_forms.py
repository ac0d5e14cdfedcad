"""The forms of editors: an article with its picture, an approach, a contact. What was typed is never lost."""

from django import forms

from monitoring.models import Approach, Article, LocalContact, Picture
from monitoring.models.approach import JOINED
from monitoring.open_face.markup import pictures_in
from monitoring.open_face.pictures import NotAPicture, sized
from monitoring.vocabulary_pages import ArticleKind, EvidenceLevel, Phase, TargetGroup

ASKED = {"required": "Vul dit in.", "invalid": "Dit kunnen wij niet lezen."}
DAY = {"required": "Vul een dag in.", "invalid": "Schrijf de datum als 31-12-2026."}
WHOLE = {"invalid": "Schrijf het hele adres, met https:// ervoor."}
ONE = {"required": "Kies er ten minste één."}
ACCEPTED = {"accept": "image/jpeg,image/png,image/webp"}
MARKDOWN = "Opmaak met Markdown: zie de uitleg onder dit veld."
NO_ALT = "Beschrijf wat er op de afbeelding te zien is: wie haar niet kan zien, leest of hoort dat."


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(error_messages=DAY, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)


def checked_text(text: str) -> str:
    """Pictures in the text are ours, and described. Raises forms.ValidationError."""
    for picture in pictures_in(text):
        if not picture.is_own:
            raise forms.ValidationError(
                "In de tekst staat een afbeelding van een andere website. Zet haar eerst bij Afbeeldingen, "
                "en gebruik de regel die u daar ziet."
            )
        if not picture.alt:
            raise forms.ValidationError(
                "Een afbeelding in de tekst heeft geen beschrijving. Schrijf tussen de vierkante haken wat erop te "
                "zien is: ![Leerlingen in de bibliotheek](/beeld/…)."
            )
    return text


class PictureForm(forms.Form):
    """A picture with its description."""

    picture = forms.FileField(
        label="Afbeelding", widget=forms.FileInput(attrs=ACCEPTED), error_messages={"required": "Kies een afbeelding."},
        help_text="JPEG, PNG of WebP, ten hoogste 10 MB. Staan er mensen herkenbaar op? Zorg dat zij het goed vinden.",
    )  # fmt: skip
    alt = forms.CharField(
        label="Wat is er te zien?", max_length=250, error_messages={"required": NO_ALT},
        help_text="Deze beschrijving leest wie de afbeelding niet kan zien. Noem geen namen van jongeren.",
    )  # fmt: skip

    def clean_picture(self):
        return _read(self.cleaned_data["picture"])


class RemoveForm(forms.Form):
    """Why a picture goes for good."""

    reason = forms.CharField(label="Waarom moet zij weg?", max_length=200, error_messages=ASKED,
                             help_text="Noem geen namen. Verwijderen kan niet ongedaan worden gemaakt.")  # fmt: skip


class ArticleForm(forms.ModelForm):
    """An article; `kept` is a picture that came along with an earlier try."""

    opened_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    publish_on = DayField(
        label="Verschijnt op", required=False,
        help_text="Leeg: het blijft een concept. Een dag in de toekomst: het verschijnt die dag vanzelf.",
    )  # fmt: skip
    upload = forms.FileField(
        label="Afbeelding boven het bericht", required=False, help_text="JPEG, PNG of WebP, ten hoogste 10 MB.",
        widget=forms.FileInput(attrs=ACCEPTED),
    )  # fmt: skip
    alt = forms.CharField(
        label="Wat is er op de afbeelding te zien?", max_length=250, required=False,
        help_text="Verplicht bij een afbeelding. Wie haar niet kan zien, leest of hoort dit.",
    )  # fmt: skip
    without_picture = forms.BooleanField(label="Haal de afbeelding weg", required=False)

    class Meta:
        model = Article
        fields = ["title", "summary", "body", "publish_on", "menu_place"]
        labels = {
            "title": "Titel", "summary": "Samenvatting", "body": "Tekst", "menu_place": "Plaats in het menu",
        }  # fmt: skip
        help_texts = {
            "summary": "Eén of twee zinnen. Staat in de lijst, in de feed en boven de tekst.",
            "body": MARKDOWN,
            "menu_place": "Een getal: het laagste staat vooraan. Leeg: de bladzijde staat niet in het menu.",
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "body": forms.Textarea(attrs={"rows": 16})}
        error_messages = {"title": ASKED, "summary": ASKED, "body": ASKED, "menu_place": ASKED}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pieces = None
        self.fields["opened_at"].initial = self.instance.version
        if self.instance.kind == ArticleKind.NEWS:
            del self.fields["menu_place"]
        if self.instance.picture_id is None:
            del self.fields["without_picture"]

    def clean_body(self) -> str:
        return checked_text(self.cleaned_data["body"])

    def clean_upload(self):
        return _read(self.cleaned_data["upload"]) if self.cleaned_data["upload"] else None

    def clean(self) -> dict:
        said = super().clean()
        if said.get("upload") and not said.get("alt"):
            self.add_error("alt", NO_ALT)
        elif said.get("upload"):
            self.pieces = said["upload"]
        return said

    def picture_kept(self) -> Picture | None:
        """The picture of an earlier try; nothing where the browser made one up."""
        return Picture.objects.visible_to(None).filter(token=self.data.get("kept", "")).defer("large", "small").first()


class CodesField(forms.MultipleChoiceField):
    """Several codes, stored joined by + in the order of the vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value.split(JOINED) if isinstance(value, str) else value

    def clean(self, value) -> str:
        chosen = super().clean(value)
        return JOINED.join(code for code, _ in self.choices if code in chosen)


class ApproachForm(forms.ModelForm):
    """What it is, for whom, how sure we are, and who knows more."""

    phases = CodesField(label="Wanneer helpt het", choices=Phase.choices, error_messages=ONE)
    groups = CodesField(label="Voor wie", choices=TargetGroup.choices, error_messages=ONE)
    evidence = forms.ChoiceField(label="Hoe zeker is het dat het werkt", choices=EvidenceLevel.choices)
    evidence_url = forms.URLField(
        label="Adres van die bron", required=False, assume_scheme="https", error_messages=WHOLE, max_length=300
    )
    checked_on = DayField(label="Nagekeken op")

    class Meta:
        model = Approach
        fields = [
            "title", "summary", "body", "phases", "groups", "evidence", "evidence_source", "evidence_url", "contact",
            "contact_email", "contact_phone", "schools", "checked_on", "is_public",
        ]  # fmt: skip
        labels = {
            "title": "Naam", "summary": "In het kort", "body": "Hoe gaat het", "evidence_source": "Waar blijkt dat uit",
            "contact": "Wie weet er meer van", "contact_email": "E-mailadres",
            "contact_phone": "Telefoon", "schools": "Scholen die het gebruiken", "is_public": "Staat op de site",
        }  # fmt: skip
        help_texts = {
            "body": MARKDOWN,
            "evidence_source": "Een onderzoek, een databank, of: eigen ervaring van de school.",
            "contact": "Een organisatie of functie: een naam van een persoon veroudert.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}), "body": forms.Textarea(attrs={"rows": 12}),
            "schools": forms.CheckboxSelectMultiple,
        }  # fmt: skip
        error_messages = dict.fromkeys(("title", "summary", "body", "evidence_source", "contact"), ASKED) | {
            "contact_email": {"invalid": "Dit is geen e-mailadres."},
        }

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schools"].queryset = schools
        self.fields["schools"].required = False

    def clean_body(self) -> str:
        return checked_text(self.cleaned_data["body"])


class ContactForm(forms.ModelForm):
    """One office for one municipality."""

    url = forms.URLField(label="Website", required=False, assume_scheme="https", error_messages=WHOLE, max_length=200)

    class Meta:
        model = LocalContact
        fields = ["name", "phone", "email", "url", "hours"]
        labels = {
            "name": "Naam van het loket of team", "phone": "Telefoon", "email": "E-mailadres", "hours": "Wanneer bereikbaar",
        }  # fmt: skip
        help_texts = {"name": "Geen naam van een persoon: die veroudert.", "hours": "Bijvoorbeeld: werkdagen 9–17 uur."}
        error_messages = {
            "name": ASKED, "email": {"invalid": "Dit is geen e-mailadres."},
        }  # fmt: skip

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and not any(said.get(name) for name in ("phone", "email", "url")):
            raise forms.ValidationError("Vul ten minste één manier in om dit loket te bereiken.")
        return said


def _read(upload):
    try:
        return sized(upload)
    except NotAPicture as fault:
        raise forms.ValidationError(str(fault)) from fault


