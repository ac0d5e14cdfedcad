"""Warme overdracht: writing it, the pupil's consent, and its end."""

from datetime import date

from django import forms

from monitoring.access_rows import followed_years
from monitoring.models import Account
from nahetvo.models import Transition, WarmHandover

PROMPTS = {
    "strengths": ("Sterke kanten", "Waar is de leerling goed in, en wat gaat vanzelf?"),
    "connecting": ("Contact maken", "Wat helpt om in gesprek te komen, en wat werkt juist niet?"),
    "community": ("Buiten school", "Werk, sport, buurt, hulpverlening: wie en wat doet ertoe?"),
    "peers": ("Vrienden en klas", "Met wie gaat de leerling om, en wat betekent dat in een groep?"),
    "family": ("Thuis", "Wie denkt mee, en hoe bereikt de school hen?"),
    "other": ("Verder", "Wat moet de nieuwe mentor nog weten om goed te beginnen?"),
}
STAR = "mondeling bespreken"


class WarmForm(forms.Form):
    """Six prompts, each with a star to tell it in person; whether a conversation is wanted and was held; consent."""

    is_wanted = forms.BooleanField(label="Een gesprek met de mbo-school is gewenst", required=False)
    is_done = forms.BooleanField(label="Het gesprek is gevoerd", required=False)
    has_consent = forms.BooleanField(
        label="De leerling stemt in (onder de 16 ook een ouder)", required=False,
        help_text="Zonder instemming ziet de mbo-school niets. Intrekken kan altijd: haal het vinkje weg.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, question) in PROMPTS.items():
            wide = forms.Textarea(attrs={"rows": 3})
            self.fields[name] = forms.CharField(
                label=label, help_text=question, required=False, max_length=1000, widget=wide,
                error_messages={"max_length": "Schrijf hier ten hoogste 1000 tekens."},
            )  # fmt: skip
            self.fields[f"star_{name}"] = forms.BooleanField(label=f"★ {label}: {STAR}", required=False)


def of(transition: Transition) -> WarmHandover:
    """The one there is, or an empty one that is not stored."""
    key = {"school_year": transition.school_year, "pupil_id": transition.pupil_id}
    return WarmHandover.objects.filter(**key).first() or WarmHandover(**key, is_wanted=transition.warm_handover == "gewenst")


def said(handover: WarmHandover) -> dict:
    """What the form begins with."""
    texts = {name: getattr(handover, name) for name in PROMPTS}
    stars = {f"star_{name}": name in handover.discuss for name in PROMPTS}
    return texts | stars | {"is_wanted": handover.is_wanted, "is_done": handover.done_on is not None,
                            "has_consent": handover.is_open}  # fmt: skip


def write(handover: WarmHandover, fields: dict, *, by: Account, on: date) -> None:
    """Store what the sending school filled in; the days of consent, withdrawal and conversation are kept as first said."""
    for name in PROMPTS:
        setattr(handover, name, fields[name].strip())
    handover.discuss = [name for name in PROMPTS if fields[f"star_{name}"]]
    handover.is_wanted = fields["is_wanted"]
    handover.done_on = (handover.done_on or on) if fields["is_done"] else None
    if fields["has_consent"] and not handover.is_open:
        handover.consent_on, handover.withdrawn_on = on, None
    elif not fields["has_consent"] and handover.is_open:
        handover.withdrawn_on = on
    handover.changed_by, handover.changed_by_name = by, str(by)
    handover.save()


def forget(on: date) -> int:
    """From 1 February after leaving nobody needs it: the words go, as the schools no longer see the pupil."""
    return WarmHandover.objects.exclude(school_year__in=followed_years(on)).delete()[0]
