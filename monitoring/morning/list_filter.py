"""The filters of the worklist: what the address says, and which rows stay. Unknown values filter nothing."""

from datetime import timedelta

import django_filters
from django import forms
from django.conf import settings
from django.utils.http import urlencode

from monitoring.models import Account, Municipality, Pupil
from monitoring.morning.needs import ADULT, Need
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
    """Made of the address; `kept(rows)` gives those that stay."""

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

    def __init__(self, data, *, reader: Account, rows: list[Need]):
        super().__init__(data, queryset=Pupil.objects.none())
        self.reader = reader
        holding = {rule for row in rows for rule, _ in row.flags}
        living = {row.municipality for row in rows}
        owners = {row.file.owner for row in rows if row.file and row.file.owner} - {reader.pk}
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

    def kept(self, rows: list[Need]) -> list[Need]:
        """Who is put away is on the list of those put away, and on that of everybody."""
        chosen = self.chosen()
        tests = [shows(chosen.get("toon", "nieuw"))]
        tests += [_TESTS[name](value, self.reader.pk) for name, value in chosen.items() if name in _TESTS]
        return [row for row in rows if all(test(row) for test in tests)]


_SHOWS = {
    "nieuw": lambda row: row.is_unattended,
    "opgepakt": lambda row: row.flags and not row.is_unattended,
    "dossier": lambda row: row.file,
    "volggroep": lambda row: row.is_followed,
    "grens": lambda row: row.is_near_limit,
    "gesproken": lambda row: row.is_long_silent,
    "verloopt": lambda row: row.status_expires,
    "leeftijd": lambda row: row.next_age,
    "verhuisd": lambda row: row.has_moved,
    "weggelegd": lambda row: row.is_snoozed,
    "alle": lambda row: True,
}


def shows(name: str):
    """Whether a row is on this list: the boxes of Vandaag and the filter ask the same."""
    test = _SHOWS[name]
    return test if name in {"weggelegd", "alle"} else lambda row: test(row) and not row.is_snoozed


def _of_age(value: str, reader: int):
    return {
        "leerplicht": lambda row: row.is_leerplichtig,
        "kwalificatieplicht": lambda row: row.age < ADULT and not row.is_leerplichtig,
        "18": lambda row: ADULT <= row.age < 23,
        "23": lambda row: row.age >= 23,
    }[value]


def _of_owner(value: str, reader: int):
    if value == NOBODY:
        return lambda row: not (row.file and row.file.owner)
    wanted = reader if value == SELF else int(value)
    return lambda row: row.file and row.file.owner == wanted


def _silent(value: str, reader: int):
    limit = timedelta(days=int(value))
    return lambda row: row.spoken_on is None or row.on - row.spoken_on >= limit


_TESTS = {
    "reden": lambda value, _: lambda row: any(rule == value for rule, _since in row.flags),
    "leeftijd": _of_age,
    "gemeente": lambda value, _: lambda row: row.municipality == value,
    "medewerker": _of_owner,
    "status": lambda value, _: lambda row: (row.file.status if row.file else CaseStatus.UNKNOWN) == value,
    "stil": _silent,
}
