"""How long the mbo takes, as a table of the page of figures: per step the days of all mbo schools and of each."""

from collections.abc import Mapping

from monitoring.count_lists import CountList, CountRow, files
from monitoring.figures import Scope, Shown
from nahetvo.models import LeadTime
from nahetvo.transition.lead_times import ALL, STEPS

NAME, TITLE = "doorlooptijd", "Hoe lang het duurt"
COLUMNS = ["Van aanmelding tot", "De helft binnen (dagen)", "Negen van de tien binnen (dagen)"]
NOTE = ("Dagen na de aanmelding, van alle aanmeldingen voor dit schooljaar. Alleen waar minstens 10 aanmeldingen de stap "
        "bereikten; wie er nog niet is, telt niet mee.")  # fmt: skip


def lead_time_list(school_year: str, scope: Scope, names: Mapping[str, str]) -> CountList:
    """Of the region all mbo schools and each; of a school its own; of a municipality none. One query."""
    rows = LeadTime.objects.filter(school_year=school_year)
    if scope.brin or scope.municipality:
        rows = rows.filter(brin=scope.brin) if scope.brin else rows.none()
    words = list(STEPS.values())
    ordered = sorted(rows, key=lambda row: (words.index(row.step), row.brin != ALL, names.get(row.brin, row.brin)))
    lines = [CountRow(_label(row, names), [Shown(row.half), Shown(row.most)], is_total=row.brin == ALL) for row in ordered]
    return CountList(NAME, TITLE, COLUMNS, lines, NOTE, files(f"?jaar={school_year}", NAME))


def _label(row: LeadTime, names: Mapping[str, str]) -> str:
    return f"{row.step} · {names.get(row.brin, row.brin) if row.brin else 'alle mbo-scholen'}"
