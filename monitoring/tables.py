"""The lists of places with their figures: sorted, filtered, paged, and the same values for an export.

The order is that of the distance outside the limits of chance; within them of the name, so that nobody is ranked by
noise, and never that of the percentage. A suppressed number has no place in an order: all marks sort as one, last.
"""

from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django_tables2.data import TableListData
from django_tables2.utils import AttributeDict

from monitoring import presenters
from monitoring.figures import Figure, Shown
from monitoring.verdicts import TE_KLEIN, Verdict

PER_PAGE = 25
NUMBER = {"cell": {"class": "number"}}
BY_CHANCE = "oordeel"
BY_CHANCE_WORDS = "Geordend naar afstand buiten de toevalsgrenzen; wat daarbinnen ligt, staat op naam"
KEY_NUMBER = {"cell": {"class": "number key-column"}}


@dataclass(frozen=True)
class PlaceRow:
    """One line of a list: a place, and its figure if there is one."""

    name: str
    remark: str
    url: str
    figure: Figure | None
    residents: Figure | None = None  # school × municipality, only for readers who see it whole
    is_silent: bool = False  # should have delivered for this stand and did not
    verdict: Verdict | None = None


class RankedRows(TableListData):
    """Sorts by the first column that is asked for; what is not shown comes last, and equals stay in order of name."""

    def order_by(self, aliases) -> None:
        rows = sorted(self.data, key=_by_name)
        for alias in reversed(aliases or (BY_CHANCE,)):
            column = self.table.columns[alias.lstrip("-")].column
            rows = column.ranked(rows, alias.startswith("-"))
        self.data = rows


def _by_name(row: PlaceRow) -> str:
    return row.name.casefold()


class NameColumn(tables.Column):
    """The name, linking to the page of the place; what it is in small type."""

    def render(self, record: PlaceRow) -> str:
        name = (
            format_html('<a class="row-link" href="{}">{}</a>', record.url, record.name)
            if record.url
            else record.name
        )
        if not record.remark:
            return name
        return format_html('{} <span class="quiet">{}</span>', name, record.remark)

    def value(self, record: PlaceRow) -> str:
        return record.name

    def ranked(self, rows: list[PlaceRow], descending: bool) -> list[PlaceRow]:
        return sorted(rows, key=_by_name, reverse=descending)


class FigureColumn(tables.Column):
    """One number of a figure, right-aligned."""

    def __init__(self, *args, of: str = "figure", **kwargs):
        super().__init__(*args, accessor="name", attrs=kwargs.pop("attrs", NUMBER), **kwargs)
        self.of = of

    def figure(self, row: PlaceRow) -> Figure | None:
        return getattr(row, self.of)

    def shown(self, figure: Figure) -> Any:
        """The bare value, or None where there is only a mark."""
        raise NotImplementedError

    def text(self, figure: Figure) -> str:
        raise NotImplementedError

    def render(self, record: PlaceRow) -> str:
        figure = self.figure(record)
        return self.text(figure) if figure else presenters.NOTHING

    def value(self, record: PlaceRow) -> Any:
        """For an export: a number, or the mark that the page shows."""
        figure = self.figure(record)
        if figure is None:
            return presenters.NOTHING
        bare = self.shown(figure)
        return self.text(figure) if bare is None else bare

    def ranked(self, rows: list[PlaceRow], descending: bool) -> list[PlaceRow]:
        values = [(self._rank(row), row) for row in rows]
        told = sorted(
            (pair for pair in values if pair[0] is not None), key=lambda pair: pair[0], reverse=descending
        )
        return [row for _, row in told] + [row for rank, row in values if rank is None]

    def _rank(self, row: PlaceRow) -> Any:
        figure = self.figure(row)
        return self.shown(figure) if figure else None


class CountColumn(FigureColumn):
    def __init__(self, measure: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure

    def _number(self, figure: Figure) -> Shown:
        return getattr(figure, self.measure)

    def shown(self, figure: Figure) -> int | None:
        return self._number(figure).value

    def text(self, figure: Figure) -> str:
        return presenters.count(self._number(figure))


class PercentageColumn(FigureColumn):
    def shown(self, figure: Figure):
        return figure.percentage

    def text(self, figure: Figure) -> str:
        if figure.percentage is None:
            return presenters.percentage_mark(figure)
        return presenters.decimal(figure.percentage)


class VerdictColumn(tables.Column):
    """One of three words, with what chance gives a place of this size."""

    def render(self, record: PlaceRow) -> str:
        if record.verdict is None or not record.verdict.range:
            return self.value(record)
        return format_html(
            '{} <span class="quiet">toeval is {}</span>', record.verdict.word, record.verdict.range
        )

    def value(self, record: PlaceRow) -> str:
        return record.verdict.word if record.verdict else TE_KLEIN if record.figure else presenters.NOTHING

    def ranked(self, rows: list[PlaceRow], descending: bool) -> list[PlaceRow]:
        return sorted(rows, key=_outside, reverse=descending)


def _outside(row: PlaceRow) -> float:
    """Furthest outside the limits first, on either side."""
    return -abs(row.verdict.distance) if row.verdict else 0.0


class CoverageColumn(FigureColumn):
    """`34 van 36`; for one school in words."""

    def shown(self, figure: Figure) -> None:
        return None

    def text(self, figure: Figure) -> str:
        coverage = figure.coverage
        if coverage.expected == 1:
            return "ja" if coverage.is_full else "nee"
        return f"{coverage.delivered} van {coverage.expected}"

    def render(self, record: PlaceRow) -> str:
        return "nee" if record.figure is None and record.is_silent else super().render(record)

    def value(self, record: PlaceRow) -> str:
        return self.render(record)

    def _rank(self, row: PlaceRow):
        if row.figure is None:
            return 0 if row.is_silent else None
        return row.figure.coverage.percentage


@dataclass(frozen=True)
class DrawnColumn:
    """Of a column what the template asks per cell, worked out once."""

    header: str
    attrs: dict
    localize: None = None


@dataclass(frozen=True)
class DrawnRow:
    """One row with its cells written out once: the template walks them twice (see `more` in portal.html)."""

    items: list[tuple[DrawnColumn, str]]
    attrs: AttributeDict


class PlaceTable(tables.Table):
    """Places with what every list shows; what is not known of a method is left out by `exclude`."""

    naam = NameColumn(accessor="name", verbose_name="Naam")
    deelnemers = CountColumn("n", verbose_name="Deelnemers")
    vsv = CountColumn("x", verbose_name="Vsv'ers")
    percentage = PercentageColumn(verbose_name="Vsv in %", attrs=KEY_NUMBER, orderable=False)
    oordeel = VerdictColumn(accessor="name", verbose_name="Toeval of niet")
    onbekend = CountColumn("x_unknown", verbose_name="Onbekend")
    dekking = CoverageColumn(verbose_name="Aangeleverd")
    bewoners = CountColumn("n", of="residents", verbose_name="Deelnemers uit deze gemeente")
    vsv_bewoners = CountColumn("x", of="residents", verbose_name="Vsv'ers uit deze gemeente")

    class Meta:
        attrs = {"class": "figures row-links"}
        order_by = (BY_CHANCE,)
        empty_text = "Niets gevonden. Kies een andere naam of soort."

    def __init__(self, rows: list[PlaceRow], **kwargs):
        super().__init__(RankedRows(rows), **kwargs)

    @property
    def order_words(self) -> str:
        """The order of this list in words, where a heading with an arrow would not tell it."""
        return BY_CHANCE_WORDS if tuple(self.order_by) in ((), (BY_CHANCE,)) else ""

    @property
    def paginated_rows(self) -> list[DrawnRow]:
        """The rows of this page, without the search for arguments that django-tables2 does in every cell."""
        columns = [(each.column, _drawn(each)) for each in self.columns]
        plain = AttributeDict()
        return [
            DrawnRow([(drawn, column.render(row.record)) for column, drawn in columns], plain)
            for row in super().paginated_rows
        ]


def _drawn(bound) -> DrawnColumn:
    return DrawnColumn(str(bound.header), {"td": {"as_html": bound.attrs["td"].as_html()}})
