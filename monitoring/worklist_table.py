"""The worklist as a table: one line per nieuwe vsv'er, with names that were read for this page only."""

from datetime import date

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html

from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.regime import age, regime
from monitoring.models import Identity
from monitoring.reference.definitions import upper_age
from monitoring.worklist import Leaving

UNKNOWN = "–"


class WorklistTable(tables.Table):
    """Rows are Outcomes; what they are shown with is given by `tell` once the page is known."""

    name = tables.Column(
        "Naam", accessor="pupil_id", order_by=("pupil__identity__surname", "pupil__identity__given_name")
    )
    age = tables.Column(
        "Leeftijd",
        accessor="pupil_id",
        order_by="-pupil__identity__born_on",
        attrs={"cell": {"class": "number"}},
    )
    regime = tables.Column(
        "Valt onder", accessor="pupil_id", orderable=False, attrs={"cell": {"class": "key-column"}}
    )
    school = tables.Column("School", accessor="brin")
    category = tables.Column("Soort onderwijs")
    left_on = tables.Column("Vertrokken op", attrs={"cell": {"class": "nowrap"}}, empty_values=())
    destination = tables.Column("Bestemming", accessor="pupil_id", orderable=False)

    class Meta:
        attrs = {"class": "figures row-links"}
        order_by_field = "sorteer"
        page_field = "bladzijde"

    def tell(
        self, people: dict[int, Identity], leavings: dict[int, Leaving], schools: dict[str, str], on: date
    ) -> None:
        """What the rows of this page are shown with."""
        self.people, self.leavings, self.schools, self.on = people, leavings, schools, on

    def render_name(self, record):
        return format_html(
            '<a class="row-link" href="{}">{}</a>',
            record.pupil.get_absolute_url(),
            self._who(record).full_name,
        )

    def render_age(self, record) -> str:
        return str(age(self._who(record).born_on, self.on))

    def render_regime(self, record) -> str:
        who = self._who(record)
        return regime(who.born_on, self.on, upper_age=upper_age(self.on), qualified_on=who.qualified_on)

    def render_school(self, record) -> str:
        return self.schools.get(record.brin + record.vestiging) or self.schools.get(record.brin, record.brin)

    def render_category(self, value: str) -> str:
        return CATEGORIES.get(value, UNKNOWN)

    def render_left_on(self, record) -> str:
        leaving = self.leavings.get(record.pupil_id)
        return date_format(leaving.left_on, "j b Y") if leaving and leaving.left_on else UNKNOWN

    def render_destination(self, record) -> str:
        leaving = self.leavings.get(record.pupil_id)
        return leaving.destination if leaving else UNKNOWN

    def _who(self, record) -> Identity:
        return self.people[record.pupil_id]
