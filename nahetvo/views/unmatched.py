"""The aanmeldingen at the reader's own mbo school that belong to no leaving pupil, with the likely reason."""

import django_tables2 as tables
from django.http import Http404
from django.shortcuts import render
from django_tables2 import RequestConfig

from monitoring import access
from monitoring.ingest.codes import STATUS_AANMELDING
from nahetvo.models import UnmatchedApplication
from nahetvo.tabs import tabs
from nahetvo.transition_table import PER_PAGE
from nahetvo.views.board import TransitionPage
from nahetvo.vocabulary import UnmatchedReason

WHAT_NEXT = {
    UnmatchedReason.ANOTHER_YEAR: "Niets te doen: de leerling wordt in het andere schooljaar gevolgd.",
    UnmatchedReason.IN_MBO: "Niets te doen: de student wisselt van opleiding.",
    UnmatchedReason.HIGHER_VO: "Niets te doen: wie van havo, vwo of vavo komt, staat in geen N01.",
    UnmatchedReason.NOT_DELIVERED: "Vraag de school van herkomst om de leerling in het N01 op te nemen.",
    UnmatchedReason.OUTSIDE: "Kijk het PGN na. Klopt het, dan komt de leerling van buiten de regio.",
}


class UnmatchedTable(tables.Table):
    """No names: an aanmelding tells none. The aanmeldnummer is how the school finds it back."""

    number = tables.Column("Aanmeldnummer")
    school_year = tables.Column("Schooljaar", attrs={"cell": {"class": "nowrap"}})
    applied_on = tables.DateColumn(verbose_name="Aangemeld op", format="d-m-Y")
    status = tables.Column("Status")
    reason = tables.Column("Waarschijnlijke reden", attrs={"cell": {"class": "key-column"}})
    next_step = tables.Column("Wat u kunt doen", accessor="reason", orderable=False)

    class Meta:
        attrs = {"class": "figures"}
        order_by = "-applied_on"
        order_by_field = "sorteer"
        page_field = "bladzijde"

    caption = "Aanmeldingen zonder overstapper"

    def render_status(self, value: str) -> str:
        return STATUS_AANMELDING.get(value, value)

    def render_next_step(self, record) -> str:
        return WHAT_NEXT[UnmatchedReason(record.reason)]


class Unmatched(TransitionPage):
    """For the people of a school: others have no such list."""

    def get(self, request):
        if not access.may_send_or_receive(request.user):
            raise Http404
        table = UnmatchedTable(
            UnmatchedApplication.objects.visible_to(request.user).order_by("number")
        )
        RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
        context = {"table": table, "total": table.paginator.count, "tabs": tabs(request)}
        return render(request, "nahetvo/unmatched.html", context)
