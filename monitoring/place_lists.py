"""The lists of municipalities and schools under a figure: which rows, which columns, filtered as the address asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django_filters import FilterSet
from django_tables2 import RequestConfig

from monitoring import presenters
from monitoring.figures import Figure
from monitoring.filters import MunicipalityFilter, SchoolFilter, View
from monitoring.masking import ELSEWHERE
from monitoring.reference.places import municipality as municipality_named
from monitoring.tables import PER_PAGE, PlaceRow, PlaceTable
from monitoring.verdicts import Place, Verdict, place_of

RESIDENTS = ("bewoners", "vsv_bewoners")


@dataclass(frozen=True)
class PlaceList:
    """One list: its rows before sorting, the form above it, and once configured the table of this page."""

    name: str
    title: str
    rows: list[PlaceRow]
    without: tuple[str, ...] = RESIDENTS
    form: object = None
    hidden: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    total: int = 0  # rows before the filter
    table: PlaceTable | None = None
    files: list[tuple[str, str]] = field(default_factory=list)
    is_filtered: bool = False
    clear: str = ""  # the address without the filter of this list

    def configured(self, request: HttpRequest, view: View) -> "PlaceList":
        files = [(form.upper(), view.query(lijst=self.name, bestand=form)) for form in ("csv", "xlsx")]
        return replace(self, table=self._table(request, view), files=files)

    def judged(self, verdicts: Mapping[Place, Verdict]) -> "PlaceList":
        """The same list with the verdict of each place that has a figure."""
        rows = [
            replace(row, verdict=verdicts.get(place_of(row.figure))) if row.figure else row
            for row in self.rows
        ]
        return replace(self, rows=rows)

    def exported(self, request: HttpRequest, view: View) -> tuple[list[str], list[list]]:
        """Headings and rows of the whole list, in the order of the screen."""
        headings, *rows = self._table(request, view, paged=False).as_values()
        return headings, rows

    def _table(self, request: HttpRequest, view: View, *, paged: bool = True) -> PlaceTable:
        unknown = () if presenters.knows_destination(view.method) else ("onbekend",)
        table = PlaceTable(self.rows, prefix=f"{self.name}-", exclude=self.without + unknown)
        table.anchor = self.name
        RequestConfig(request, paginate={"per_page": PER_PAGE} if paged else False).configure(table)
        return table


def municipality_list(visible: QuerySet, lines: list[Figure], address: QueryDict, view: View) -> PlaceList:
    """The municipalities of the reader, and all places outside the region as one."""
    by_code = {line.municipality: line for line in lines}
    places = list(visible)
    subregions = sorted({place.subregion for place in places if place.subregion})
    chosen = MunicipalityFilter(address, queryset=visible, prefix="gemeenten", subregions=subregions)
    found = list(chosen.qs) if _asks(address, "gemeenten") else places
    query = view.query()
    rows = [
        PlaceRow(place.name, "", reverse("municipality", args=[place.code]) + query, by_code.get(place.code))
        for place in found
    ]
    elsewhere = by_code.get(ELSEWHERE)
    if elsewhere and not _asks(address, "gemeenten"):
        rows.append(PlaceRow("Buiten de regio", "", "", elsewhere))
    note = (
        "U ziet uw eigen gemeente."
        if len(places) == 1
        else "Jongeren tellen mee waar zij op 1 oktober woonden."
    )
    return PlaceList(
        "gemeenten", "Gemeenten", _with_category(rows, view), note=note, total=len(places) + bool(elsewhere),
        **(_filter(chosen, view, "gemeenten") if len(places) > 1 else {}),
    )  # fmt: skip


def school_list(
    visible: QuerySet, names: dict[str, str], lines: list[Figure], address: QueryDict, view: View,
    name: str = "scholen", residents: dict[str, Figure] | None = None, silent: frozenset[str] = frozenset(),
) -> PlaceList:  # fmt: skip
    """Whole schools; with `residents` also the part that lives in one municipality."""
    by_brin = {line.brin: line for line in lines}
    chosen = SchoolFilter(address, queryset=visible, prefix=name)
    everything = _brins(visible)
    found = _brins(chosen.qs) if _asks(address, name) else everything
    residents, query = residents or {}, view.query()
    rows = [
        PlaceRow(names.get(brin, brin), brin, reverse("school-figures", args=[brin]) + query,
                 by_brin.get(brin), residents.get(brin), brin in silent)
        for brin in found
    ]  # fmt: skip
    return PlaceList(
        name, "Scholen", _with_category(rows, view), without=() if residents else RESIDENTS, total=len(everything),
        note="Een school telt al haar leerlingen, waar zij ook wonen.", **_filter(chosen, view, name),
    )  # fmt: skip


def crossed_schools(lines: Iterable[Figure]) -> dict[str, Figure]:
    """BRIN → the residents of one municipality there."""
    return {line.brin: line for line in lines}


def vestiging_list(names: dict[str, str], lines: list[Figure], view: View) -> PlaceList | None:
    """The vestigingen of one's own school; None where there is only the school itself."""
    own = [line for line in lines if line.vestiging]
    if len(own) < 2:
        return None
    rows = [
        PlaceRow(names.get(line.vestiging, f"Vestiging {line.vestiging}"), line.vestiging, "", line)
        for line in own
    ]
    return PlaceList("vestigingen", "Vestigingen", rows, total=len(rows))


def residence_list(lines: list[Figure], view: View) -> PlaceList | None:
    """Where the young people of one's own school live."""
    if not lines:
        return None
    rows = [PlaceRow(_place_name(line.municipality), "", "", line) for line in lines]
    return PlaceList(
        "woongemeenten", "Woongemeenten", rows, total=len(rows), without=(*RESIDENTS, "dekking"),
        note="Alleen te zien voor wie de leerlingen zelf ook mag zien.",
    )  # fmt: skip


def _with_category(rows: list[PlaceRow], view: View) -> list[PlaceRow]:
    """Of a chosen category only the places where it occurs."""
    return [row for row in rows if row.figure or not view.category]


def _place_name(code: str) -> str:
    found = municipality_named(code)
    return found.name if found else "Buiten de regio"


def _brins(schools: QuerySet) -> list[str]:
    return list(dict.fromkeys(schools.order_by("brin").values_list("brin", flat=True)))


def _asks(address: QueryDict, prefix: str) -> bool:
    return any(address.get(f"{prefix}-{name}") for name in ("naam", "soort", "subregio"))


def _filter(chosen: FilterSet, view: View, prefix: str) -> dict:
    """The form above a list, with what it must keep of the address."""
    own = {f"{prefix}-{name}": None for name in ("naam", "soort", "subregio", "page")}
    without = view.query(**own)
    return {
        "form": chosen.form, "hidden": list(QueryDict(without[1:]).items()), "clear": f"{without}#{prefix}",
        "is_filtered": _asks(QueryDict(view.query()[1:]), prefix),
    }  # fmt: skip
