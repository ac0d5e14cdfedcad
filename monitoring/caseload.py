"""How many case files are open, new, closed and without an officer: per municipality, and per colleague of one's own."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from monitoring.figures import Shown
from monitoring.models import Account
from monitoring.vocabulary import Role
from monitoring.work_counts import shown
from monitoring.work_rows import LIVES_IN, SIDE_OF_MUNICIPALITY, Counted, case_files, own_case_files

TOTAL = "totaal"
MEASURES = ("open", "without_owner", "opened", "closed")
NOBODY = "nog zonder medewerker"


@dataclass(frozen=True)
class CaseloadLine:
    """The case files of one municipality and role, of one colleague, or of all; opened and closed: this month."""

    name: str
    role: str
    open: Shown
    without_owner: Shown
    opened: Shown
    closed: Shown


def caseload_of_places(counted: Counted, on: date) -> list[CaseloadLine]:
    """A line per municipality and role with case files, and the total first; one query."""
    found = {
        (row[LIVES_IN], row["role"]): row
        for row in _counts(case_files(counted).values(LIVES_IN, "role"), on)
        if any(row[measure] for measure in MEASURES)
    }
    numbers, sums, unshown = _linked({"|".join(key): row for key, row in found.items()})
    told = shown(counted, numbers, sums, unshown)
    ordered = sorted(found, key=lambda key: (counted.places[key[0]], SIDE_OF_MUNICIPALITY.index(key[1])))
    total = CaseloadLine("Totaal", "", *(told[TOTAL, measure] for measure in MEASURES))
    return [total] + [
        CaseloadLine(counted.places[code], Role(role).label, *(told[f"{code}|{role}", measure] for measure in MEASURES))
        for code, role in ordered
    ]


def caseload_of_colleagues(counted: Counted, on: date) -> list[CaseloadLine]:
    """A line per colleague of the reader's own organisation; whole numbers, because it sees the case files themselves."""
    if not counted.organisations:
        return []
    rows = list(_counts(own_case_files(counted).values("owner", "role"), on))
    names = Account.objects.in_bulk({row["owner"] for row in rows if row["owner"]})
    lines = [
        CaseloadLine(str(names.get(row["owner"], NOBODY)), Role(row["role"]).label,
                     *(Shown(row[measure]) for measure in MEASURES))
        for row in rows
        if any(row[measure] for measure in MEASURES)
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.name == NOBODY, line.name, line.role))


def _counts(grouped: QuerySet, on: date) -> QuerySet:
    """Per group; the names of CaseFile's own fields are kept apart from those of the counts."""
    first, is_open = on.replace(day=1), Q(closed_on=None)
    return grouped.annotate(
        open=Count("pk", filter=is_open),
        without_owner=Count("pk", filter=is_open & Q(owner=None)),
        opened=Count("pk", filter=Q(opened_on__gte=first, opened_on__lte=on)),
        closed=Count("pk", filter=Q(closed_on__gte=first, closed_on__lte=on)),
    ).order_by()


def _linked(rows: dict[str, dict]) -> tuple[dict, list, list]:
    """The numbers of all lines and their total, with how they add up: down the lines, and with or without an officer."""
    numbers = {
        (name, measure): number
        for name, row in rows.items()
        for measure, number in [*((m, row[m]) for m in MEASURES), ("with_owner", row["open"] - row["without_owner"])]
    }
    measures = (*MEASURES, "with_owner")
    for measure in measures:
        numbers[TOTAL, measure] = sum(numbers[name, measure] for name in rows)
    sums = [((TOTAL, measure), tuple((name, measure) for name in rows)) for measure in measures]
    sums += [((name, "open"), ((name, "without_owner"), (name, "with_owner"))) for name in (*rows, TOTAL)]
    return numbers, sums, [(name, "with_owner") for name in (*rows, TOTAL)]
