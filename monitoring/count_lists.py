"""A table of counts as a page and a file hold it: headings, rows of shown numbers, the files it is saved as."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.urls import reverse

from monitoring import presenters
from monitoring.figures import Shown
from monitoring.filters import View
from monitoring.masking import ELSEWHERE

Counts = dict[str, Shown]


@dataclass(frozen=True)
class CountRow:
    """One line: its name, where it leads (or ""), its numbers."""

    label: str
    counts: list[Shown]
    url: str = ""
    is_total: bool = False

    @property
    def cells(self) -> list[str]:
        return [presenters.count(shown) for shown in self.counts]

    @property
    def values(self) -> list:
        return [self.label, *(presenters.count(each) if each.value is None else each.value for each in self.counts)]


@dataclass(frozen=True)
class CountList:
    """One table beneath the charts of a tab; the first heading is that of the names."""

    name: str
    title: str
    columns: list[str]
    rows: list[CountRow]
    note: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)
    is_folded: bool = False  # long, and of use to few: opened by who asks

    def configured(self, request, view: View) -> "CountList":
        return replace(self, files=[(form.upper(), view.query(lijst=self.name, bestand=form)) for form in ("csv", "xlsx")])

    def exported(self, request, view: View) -> tuple[list[str], list[list]]:
        return self.columns, [row.values for row in self.rows]


def files(query: str, name: str) -> list[tuple[str, str]]:
    """The addresses of a table as files, on a page whose address ends with `query`."""
    return [(form.upper(), f"{query}&lijst={name}&bestand={form}") for form in ("csv", "xlsx")]


def place_rows(
    places: dict[str, Counts], names: dict[str, str], route: str, query: str, numbers: Callable[[str], list[Shown]]
) -> list[CountRow]:  # fmt: skip
    """A line per place by name, linked to `route` if given, all outside the region last; `numbers`: of one place."""
    known = sorted((place for place in places if place in names), key=lambda place: names[place].casefold())
    addresses = [reverse(route, args=[place]) + query if route else "" for place in known]
    rows = [CountRow(names[place], numbers(place), url) for place, url in zip(known, addresses, strict=True)]
    outside = [CountRow("Buiten de regio", numbers(ELSEWHERE))] if ELSEWHERE in places else []
    return rows + outside
