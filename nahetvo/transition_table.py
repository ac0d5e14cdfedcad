"""Leaving pupils as a list: one line each, with names that were read for this page only."""

from datetime import date

import django_tables2 as tables
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html
from django_tables2 import RequestConfig

from monitoring.ingest.codes import ONDERWIJSSOORT
from monitoring.models import Identity
from nahetvo.telling import Telling
from nahetvo.transition.columns import days_in_words

UNKNOWN = "–"
PER_PAGE = 50


class KnownCount(Paginator):
    """Pages of rows of which it is known how many there are: counting them again takes as long as reading a page."""

    def __init__(self, *args, total: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = total


def paged(table: tables.Table, request, total: int) -> list:
    """The records of the page that is asked for."""
    paginate = {"per_page": PER_PAGE, "silent": True, "paginator_class": KnownCount, "total": total}
    RequestConfig(request, paginate=paginate).configure(table)
    return [row.record for row in table.paginated_rows]


class TransitionTable(tables.Table):
    """Rows are Transitions; `tell` gives what they are shown with once the page is known."""

    name = tables.Column("Naam", accessor="pupil_id", orderable=False)
    status = tables.Column("Status", orderable=False, attrs={"cell": {"class": "key-column"}})
    since = tables.Column("Niets veranderd sinds")
    brin = tables.Column("Van school")
    onderwijssoort = tables.Column("Onderwijssoort")
    mbo_brin = tables.Column("Mbo-school", orderable=False, empty_values=())

    class Meta:
        attrs = {"class": "figures row-links"}
        order_by_field = "sorteer"
        page_field = "bladzijde"

    caption = "Overstappers"

    def tell(self, people: dict[int, Identity], telling: Telling, on: date) -> None:
        self.people, self.telling, self.on = people, telling, on

    def render_name(self, record):
        who = self.people.get(record.pupil_id)
        address = reverse("transition", args=[record.pupil_id])
        return format_html('<a class="row-link" href="{}">{}</a>', address, who.full_name) if who else UNKNOWN

    def render_status(self, record):
        back = " · stap terug" if record.previous_step is not None else ""
        return f"{record.get_status_display()}{back}"

    def render_since(self, record) -> str:
        return f"{record.since:%d-%m-%Y} ({days_in_words((self.on - record.since).days)})"

    def render_brin(self, record) -> str:
        return self.telling.sender(record)

    def render_onderwijssoort(self, value: str) -> str:
        return ONDERWIJSSOORT.get(value, value)

    def render_mbo_brin(self, record) -> str:
        return self.telling.mbo_of(record) or UNKNOWN


class WorkTable(TransitionTable):
    """The same with whose turn it is, and who took it up."""

    turn = tables.Column("Wie is aan zet", accessor="pupil_id", orderable=False)

    class Meta(TransitionTable.Meta):
        sequence = ("name", "status", "turn", "...")

    caption = "Werklijst"

    def tell_turns(self, turns: dict[tuple[str, int], str]) -> None:
        self.turns = turns

    def render_turn(self, record) -> str:
        return self.turns[record.school_year, record.pupil_id]
