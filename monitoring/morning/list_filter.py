"""The filters of the worklist: what the address says, and which rows stay. Unknown values filter nothing."""

from datetime import date

import django_filters
import pandas as pd
from django import forms
from django.conf import settings
from django.utils.http import urlencode

from monitoring.calculation.regime import ADULT
from monitoring.models import Account, Municipality, Pupil
from monitoring.morning.needing import Needs, silent_for
from monitoring.reference.flag_rules import rules
from monitoring.vocabulary import CaseStatus

SHOWN = {
    "nieuw": "gesignaleerd en nog niet opgepakt",
    "opgepakt": "gesignaleerd en opgepakt",
    "dossier": "met een open dossier",
    "volggroep": "vsv'ers in de volggroep",
    "grens": "bijna aan de grens van 16 uur verzuim",
    "gesproken": "mijn jongeren, langst niet gesproken",
    "verloopt": "mijn jongeren, status verloopt",
    "leeftijd": "wordt 18, 23 of 27",
    "verhuisd": "verhuisd naar ons",
    "weggelegd": "weggelegd",
    "alle": "iedereen die aandacht vraagt",
}
AGES = {
    "leerplicht": "leerplicht", "kwalificatieplicht": "kwalificatieplicht, tot 18", "18": "18 tot 23", "23": "23 of ouder",
}  # fmt: skip
SILENCE = {"30": "30 dagen", "60": "60 dagen", "90": "90 dagen"}
NAMES = ("toon", "reden", "leeftijd", "gemeente", "medewerker", "status", "stil")
FIRST = {"toon", "reden"}  # always on the page
NOBODY, SELF = "niemand", "ik"


def _choice(label: str, choices, empty: str = "alle", **attrs) -> django_filters.ChoiceFilter:
    """`method` is never called: rows are columns here, `kept` filters them; the FilterSet reads the address."""
    return django_filters.ChoiceFilter(
        label=label,
        choices=choices,
        empty_label=empty,
        widget=forms.Select(attrs={"data-filter": ""} | attrs),
    )


class WorklistFilter(django_filters.FilterSet):
    """Made of the address; `kept(rows, on)` gives those that stay."""

    toon = _choice("Toon", [(k, v) for k, v in SHOWN.items() if k != "nieuw"], SHOWN["nieuw"])
    reden = _choice("Reden", ())
    leeftijd = _choice("Valt onder", list(AGES.items()))
    gemeente = _choice("Woont in", ())
    medewerker = _choice("Medewerker", ())
    status = _choice("Status", CaseStatus.choices)
    stil = _choice("Niet gesproken sinds", list(SILENCE.items()), "maakt niet uit")

    class Meta:
        model = Pupil
        fields: list[str] = []

    def __init__(self, data, *, reader: Account, rows: Needs):
        super().__init__(data, queryset=Pupil.objects.none())
        self.reader = reader
        holding = set(rows.flags["rule"].unique())
        living = set(rows.rows["municipality"].unique())
        owners = {int(owner) for owner in rows.rows["owner_id"].dropna().unique()} - {reader.pk}
        offered = self.form.fields
        offered["reden"].choices = [(rule.code, rule.title) for rule in rules() if rule.code in holding]
        of_region = (
            Municipality.objects.of_region(settings.RMC_REGION).filter(code__in=living).order_by("name")
        )
        offered["gemeente"].choices = list(of_region.values_list("code", "name"))
        others = Account.objects.filter(pk__in=owners).order_by("last_name", "username") if owners else []
        offered["medewerker"].choices = [
            (SELF, "ikzelf"),
            (NOBODY, "niemand"),
            *((str(a.pk), str(a)) for a in others),
        ]

    def chosen(self) -> dict[str, str]:
        """The known values of the address."""
        if not hasattr(self, "_chosen"):
            self.form.is_valid()
            said = self.form.cleaned_data
            self._chosen = {name: said[name] for name in NAMES if said.get(name)}
        return self._chosen

    @property
    def narrowed(self) -> bool:
        """Whether a filter is used that the page folds away."""
        return bool(set(self.chosen()) - FIRST)

    def query(self) -> str:
        return urlencode(self.chosen())

    def kept(self, rows: Needs, on: date) -> Needs:
        """Who is put away is on the list of those put away, and on that of everybody."""
        chosen = self.chosen()
        holds = shows(rows, chosen.get("toon", "nieuw"))
        for name, value in chosen.items():
            if name in _TESTS:
                holds = holds & _TESTS[name](rows, value, self.reader.pk, on)
        return rows.where(holds)


_SHOWS = {
    "nieuw": lambda rows: rows["is_unattended"],
    "opgepakt": lambda rows: rows["first_flag"].notna() & ~rows["is_unattended"],
    "dossier": lambda rows: rows["has_file"],
    "volggroep": lambda rows: rows["is_followed"],
    "grens": lambda rows: rows["is_near_limit"],
    "gesproken": lambda rows: rows["is_long_silent"],
    "verloopt": lambda rows: rows["status_expires"],
    "leeftijd": lambda rows: rows["is_turning"],
    "verhuisd": lambda rows: rows["has_moved"],
    "weggelegd": lambda rows: rows["is_snoozed"],
    "alle": lambda rows: rows["pupil_id"].notna(),
}


def shows(needs: Needs, name: str) -> pd.Series:
    """Who is on this list: the boxes of Vandaag and the filter ask the same."""
    holds = _SHOWS[name](needs.rows)
    return holds if name in {"weggelegd", "alle"} else holds & ~needs.rows["is_snoozed"]


def _of_age(needs: Needs, value: str, reader: int, on: date) -> pd.Series:
    years, is_leerplichtig = needs.rows["age"], needs.rows["is_leerplichtig"]
    return {
        "leerplicht": is_leerplichtig,
        "kwalificatieplicht": (years < ADULT) & ~is_leerplichtig,
        "18": (years >= ADULT) & (years < 23),
        "23": years >= 23,
    }[value]


def _of_owner(needs: Needs, value: str, reader: int, on: date) -> pd.Series:
    owner = needs.rows["owner_id"]
    if value == NOBODY:
        return owner.isna()
    return owner == (reader if value == SELF else int(value))


_TESTS = {
    "reden": lambda needs, value, _reader, _on: needs.holds(value),
    "leeftijd": _of_age,
    "gemeente": lambda needs, value, _reader, _on: needs.rows["municipality"] == value,
    "medewerker": _of_owner,
    "status": lambda needs, value, _reader, _on: needs.rows["status"] == value,
    "stil": lambda needs, value, _reader, on: silent_for(needs, on, int(value)),
}
