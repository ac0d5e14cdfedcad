"""What the address says: teljaar, stand, method and category, and the filters of each list. Unknown values never fail."""

from dataclasses import dataclass, field

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.models import Computation, Municipality, School
from monitoring.vocabulary import Method

STATE = ("methode", "teljaar", "stand", "categorie")
CHOSEN = {"funnel": ("ruw", "gecorrigeerd")}  # what a tab offers beside the state line, and its known values
COURSE_FIELDS = ("van", "tot", "definitie")  # of the tab Verloop
LIST_FIELDS = ("naam", "soort", "subregio", "sort", "page")
SECTORS = {
    "vo": "Voortgezet onderwijs",
    "mbo": "Mbo",
    "pro": "Praktijkonderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "vavo": "Vavo",
}


@dataclass(frozen=True)
class View:
    """What the reader is looking at. `kept` are the other known parts of the address, for links that keep them."""

    computations: tuple[Computation, ...]
    computation: Computation
    category: str
    notes: tuple[str, ...]
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return self.computation.method

    @property
    def teljaar(self) -> str:
        return self.computation.teljaar

    @property
    def stand(self) -> Stand:
        return Stand.parse(self.computation.teljaar, self.computation.stand)

    def query(self, **changes: str | None) -> str:
        """The address of this view, with changes; None or "" leaves a part out."""
        own = {"methode": self.method, "teljaar": self.teljaar, "stand": self.computation.stand,
               "categorie": self.category}  # fmt: skip
        parts = own | self.kept | changes
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def choices(self) -> list[dict]:
        """The parts of the state line, each with what it can become."""
        methods = list(dict.fromkeys(c.method for c in self.computations))
        own = [c for c in self.computations if c.method == self.method]
        years = sorted({c.teljaar for c in own}, reverse=True)
        stands = [Stand.parse(c.teljaar, c.stand) for c in own if c.teljaar == self.teljaar]
        return [
            _part("teljaar", "Teljaar", self.teljaar, [(year, year) for year in years]),
            _part("stand", "Stand", self.computation.stand, [(s.code, s.label) for s in reversed(stands)]),
            _part("methode", "Telling", self.method, [(m, Method(m).label) for m in methods]),
            _part("categorie", "Categorie", self.category, [("", "alle categorieën"), *CATEGORIES.items()]),
        ]


def view_of(address: QueryDict, computations: list[Computation]) -> View | None:
    """The view that this address asks for, or the nearest there is; None where there are no figures at all."""
    if not computations:
        return None
    notes: list[str] = []
    method = _method(address.get("methode", ""), computations, notes)
    own = [c for c in computations if c.method == method]
    computation = _computation(address.get("teljaar", ""), address.get("stand", ""), own, notes)
    category = address.get("categorie", "")
    if category and category not in CATEGORIES:
        notes.append("Die categorie bestaat niet. U ziet alle categorieën.")
        category = ""
    return View(tuple(computations), computation, category, tuple(notes), _kept(address))


def _method(wanted: str, computations: list[Computation], notes: list[str]) -> str:
    present = {c.method for c in computations}
    fallback = Method.REGIO.value if Method.REGIO in present else next(iter(present))
    if wanted in present:
        return wanted
    if wanted in Method.values:
        notes.append(
            f"Er zijn nog geen cijfers van de {Method(wanted).label}. U ziet de {Method(fallback).label}."
        )
    elif wanted:
        notes.append(f"Die telling bestaat niet. U ziet de {Method(fallback).label}.")
    return fallback


def _computation(teljaar: str, stand: str, own: list[Computation], notes: list[str]) -> Computation:
    """The one asked for; else the same month of that teljaar; else the latest of that teljaar; else the latest."""
    of_year = [c for c in own if c.teljaar == teljaar] if teljaar else own
    if not of_year:
        notes.append(f"Voor dit teljaar zijn er nog geen cijfers. U ziet {_name(own[-1])}.")
        return own[-1]
    if not stand:
        return of_year[-1]
    exact = next((c for c in reversed(of_year) if c.stand == stand), None)
    same_month = next((c for c in of_year if teljaar and _month(c.stand) == _month(stand)), None)
    if exact or same_month:
        return exact or same_month
    notes.append(f"Die stand is er niet. U ziet {_name(of_year[-1])}.")
    return of_year[-1]


def _name(computation: Computation) -> str:
    label = Stand.parse(computation.teljaar, computation.stand).label
    return f"{label}, teljaar {SchoolYear.parse(computation.teljaar)}"


def _month(stand: str) -> str:
    """`2025-03` → `03`, `2025-10L` → `10L`, `V` → `V`: the same place in any teljaar."""
    return stand[5:] or stand


def _kept(address: QueryDict) -> dict[str, str]:
    """What belongs to one part of some page: known names only, so that no address can smuggle in anything else."""
    lists = [
        f"{name}-{ending}" for name in ("gemeenten", "scholen", "gemeentescholen") for ending in LIST_FIELDS
    ]
    chosen = {name: address[name] for name, known in CHOSEN.items() if address.get(name) in known}
    return chosen | {name: address[name] for name in (*lists, *COURSE_FIELDS) if address.get(name)}


def _part(name: str, label: str, value: str, choices: list[tuple[str, str]]) -> dict:
    return {"name": name, "label": label, "value": value, "choices": choices}


class SchoolFilter(django_filters.FilterSet):
    """Schools by name or BRIN, and by kind."""

    naam = django_filters.CharFilter(method="by_name", label="Naam of BRIN")
    soort = django_filters.ChoiceFilter(
        method="by_kind", label="Soort", choices=list(SECTORS.items()), empty_label="alle soorten"
    )

    class Meta:
        model = School
        fields: list[str] = []

    def by_name(self, schools: QuerySet, name: str, value: str) -> QuerySet:
        return schools.filter(name__icontains=value) | schools.filter(brin__iexact=value)

    def by_kind(self, schools: QuerySet, name: str, value: str) -> QuerySet:
        return schools.filter(kinds__regex=rf"(^|\+){value}(\+|$)")


class MunicipalityFilter(django_filters.FilterSet):
    """Municipalities by name, and by subregion where the region has more than one."""

    naam = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Naam")
    subregio = django_filters.ChoiceFilter(
        field_name="subregion", label="Subregio", empty_label="alle subregio's"
    )

    class Meta:
        model = Municipality
        fields: list[str] = []

    def __init__(self, *args, subregions: list[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        if len(subregions) > 1:
            self.filters["subregio"].extra["choices"] = [(name, name) for name in subregions]
        else:
            del self.filters["subregio"]
