"""The worklist as a table: one line per youngster; names are read for the page that is shown only."""

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django_tables2.data import TableData

from monitoring.morning.needing import Need, Needs
from monitoring.morning.told import Told, reasons_of

UNKNOWN = "–"


class InColumns(TableData):
    """Needs as the data of a table: ordered by column, and only the rows of the page become lines."""

    data: Needs

    def __len__(self) -> int:
        return len(self.data)

    def order_by(self, aliases) -> None:
        for alias in reversed(aliases):
            column = self.table.columns[alias.bare].accessor
            self.data = self.data.ordered(str(column), falling=alias.is_descending)


class WorklistTable(tables.Table):
    """Rows are Needs; `tell` gives the words once the page is known."""

    name = tables.Column("Naam", accessor="pupil", orderable=False)
    age = tables.Column("Leeftijd", attrs={"cell": {"class": "number"}})
    school = tables.Column("School", empty_values=())
    reasons = tables.Column(
        "Waarom", accessor="pupil", orderable=False, attrs={"cell": {"class": "key-column"}}
    )
    days = tables.Column("Dagen open", attrs={"cell": {"class": "number"}})
    contact = tables.Column("Laatste contact", accessor="contact_on", order_by="contact_on", empty_values=())
    owner = tables.Column("Medewerker", accessor="pupil", orderable=False)

    class Meta:
        attrs = {"class": "figures row-links worklist", "data-worklist": ""}
        order_by_field = "sorteer"
        page_field = "bladzijde"
        sequence = ("name", "age", "school", "reasons", "days", "contact", "owner")

    order_words = "Gesorteerd: eerst wie jonger is dan 18, dan wie het langst wacht"

    def tell(self, told: list[Told], came: set[int]) -> None:
        """The words of this page, and who came since the last look."""
        self.told, self.came = {each.need.pupil: each for each in told}, came
        if self.order_by:
            self.order_words = ""

    def render_name(self, record: Need) -> str:
        each = self._of(record)
        new = format_html(' <span class="mark-new">{}</span>', "erbij") if record.pupil in self.came else ""
        return format_html(
            '<input type="checkbox" name="wie" value="{}" form="samen" aria-label="Kies {}"> '
            '<a class="row-link" href="{}" data-pane="{}">{}</a>{}',
            record.pupil, each.name, each.url, each.pane, each.name, new,
        )  # fmt: skip

    def render_school(self, record: Need) -> str:
        return self._of(record).school or UNKNOWN

    def render_reasons(self, record: Need) -> str:
        each = self._of(record)
        said = reasons_of(record)
        said = said[:1].upper() + said[1:]
        if each.what_works:
            helps = 'Wat werkt<span class="visually-hidden"> bij {}</span>'
            said = format_html('{} <a class="quiet" href="{}">' + helps + "</a>", said, each.what_works, each.name)
        return format_html('{}<br><span class="quiet">{}</span>', said, each.taken_up) if each.taken_up else said

    def render_contact(self, record: Need) -> str:
        return date_format(record.contact_on, "j b Y") if record.contact_on else UNKNOWN

    def render_owner(self, record: Need) -> str:
        return self._of(record).owner or UNKNOWN

    def _of(self, record: Need) -> Told:
        return self.told[record.pupil]
