"""The board of a school year and the same as a list; who sees no pupil reads counts with small numbers hidden."""

from django.http import Http404
from django.shortcuts import render
from django.views.generic import View

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.figures import NotForReader, Scope
from monitoring.identities import read_identities
from monitoring.reference.places import municipalities
from monitoring.vocabulary import ReadAction
from nahetvo.board import board
from nahetvo.board_filters import BoardFilter
from nahetvo.counted_board import counted_board
from nahetvo.step_strip import counted_strip, named_strip
from nahetvo.tabs import tabs
from nahetvo.transition_figures import counted_years, years_beside
from nahetvo.transition_table import TransitionTable, paged

NARROWING = ("school", "gemeente", "soort", "examen", "steun", "overdracht", "kwetsbaar")


class TransitionPage(View):
    """A page of Na het vo does not exist for a role that sees neither pupils nor counts of it."""

    subjects = (Subject.TRANSITION,)

    def dispatch(self, request, *args, **kwargs):
        if not any(access.may_see(request.user, subject) for subject in self.subjects):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Board(TransitionPage):
    """By name, or as counts for who sees no pupil."""

    subjects = (Subject.TRANSITION, Subject.TRANSITION_COUNTS)

    def get(self, request):
        if access.may_see(request.user, Subject.TRANSITION):
            return self._named(request)
        return self._counted(request)

    def _named(self, request):
        asked, on = BoardFilter(request.user, request.GET), clock.today()
        origin = request.resolver_match.view_name
        columns = board(asked.rows, asked.counts, reader=request.user, on=on, origin=origin)
        context = {
            "strip": None if asked.of_cells is None else named_strip(request.user, asked.year, asked.of_cells),
            "columns": [(column, asked.query(stap=column.column.code)) for column in columns],
            "total": sum(column.count for column in columns), "without": columns[0].count,
            "asked": asked, "fields": asked.fields(*NARROWING), "tabs": tabs(request),
        }  # fmt: skip
        return render(request, "nahetvo/board.html", context)

    def _counted(self, request):
        years = counted_years()
        wanted, place = request.GET.get("schooljaar", ""), request.GET.get("gemeente", "")
        year = wanted if wanted in years else next(iter(years), "")
        beside, scope, reader = years_beside(year) if year else None, Scope(municipality=place), request.user
        try:
            columns = counted_board(beside.now, reader, scope) if beside else []
            strip = counted_strip(reader, beside, scope) if beside else None
        except NotForReader:
            raise Http404 from None
        of_region = [("", "hele regio"), *((each.code, each.name) for each in municipalities())]
        seen = [
            each for each in of_region if not each[0] or access.may_see(request.user, Subject.MUNICIPALITY)
        ]
        of_years = [(each, each) for each in years]
        fields = [
            {"name": "schooljaar", "label": "Schooljaar", "value": year, "choices": of_years},
            {"name": "gemeente", "label": "Gemeente", "value": place, "choices": seen},
        ]
        context = {"strip": strip, "columns": columns, "figures": beside and beside.now, "fields": fields,
                   "tabs": tabs(request)}  # fmt: skip
        return render(request, "nahetvo/counted_board.html", context)


class TransitionList(TransitionPage):
    """The board as a list, for keyboard and screen reader: the same filters, fifty a page."""

    def get(self, request):
        asked, on = BoardFilter(request.user, request.GET), clock.today()
        table, total = TransitionTable(asked.rows.order_by("since", "pupil_id")), asked.counts.total()
        records = paged(table, request, total)
        people = read_identities(
            [record.pupil_id for record in records], by=request.user, action=ReadAction.LIST,
            origin=request.resolver_match.view_name, subject=Subject.TRANSITION,
        )  # fmt: skip
        table.tell(people, asked.telling, on)
        context = {"table": table, "total": total, "asked": asked, "tabs": tabs(request),
                   "fields": asked.fields("stap", *NARROWING)}  # fmt: skip
        return render(request, "nahetvo/transition_list.html", context)
