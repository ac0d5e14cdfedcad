"""The calendar of files: what a school sees of its own, the coordinator of all, and what is to be done next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from monitoring import access
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.figures import Shown, current_computations, figures
from monitoring.lateness import MONTHS_BACK, Owed, months_until, owed
from monitoring.models import School
from monitoring.vocabulary import DueState, Method

FILE_FIELD = "#bestand-aanleveren"


@dataclass(frozen=True)
class Month:
    """One line of the calendar: a month, and a cell per kind (None: no such file that month)."""

    label: str
    cells: tuple[Owed | None, ...]


@dataclass(frozen=True)
class SchoolCalendar:
    """The months of one school, latest first."""

    school: School
    kinds: tuple[str, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Step:
    """The next thing to do, as a sentence with where to do it."""

    sentence: str
    link: str = ""
    url: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Missing:
    """One school in the coordinator's list: what is late, and the pupils who are without fresh figures for it."""

    school: School
    late: tuple[Owed, ...]
    pupils: Shown | None  # None: never counted
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Desk:
    """What stands on top of the page: the step and the own calendars of a school, the list of the coordinator."""

    own: tuple[School, ...]
    calendars: tuple[SchoolCalendar, ...]
    step: Step | None
    oversees: bool
    missing: tuple[Missing, ...]

    @property
    def late_schools(self) -> int:
        return sum(bool(line.late) for line in self.missing)


def desk(user, *, on: date, months: list[str] | None = None) -> Desk:
    """The calendar as this reader may see it: of its own schools these months, else those that are asked for."""
    seen = School.objects.visible_to(user).select_related("municipality")
    own = tuple(school for school in seen if access.may_deliver_for(user, school.brin, school.vestiging))
    calendars = tuple(school_calendars(own, months or months_until(on, MONTHS_BACK), on=on))
    asked = calendars if months is None else school_calendars(own, months_until(on, MONTHS_BACK), on=on)
    oversees = any(how is access.Reach.ALL for _, how in access.reach(user, access.Subject.DELIVERY))
    return Desk(
        own=own,
        calendars=calendars,
        step=next_step(list(asked), on=on) if calendars else None,
        oversees=oversees,
        missing=tuple(overview(user, seen, on=on)) if oversees else (),
    )


def months_of(year: SchoolYear, *, on: date) -> list[str]:
    """The months of a teljaar that began, latest first."""
    codes = [stand.code for stand in year.stands() if not (stand.is_late or stand.is_annual)]
    return [code for code in reversed(codes) if code <= f"{on:%Y-%m}"]


def school_calendars(schools: Iterable[School], months: list[str], *, on: date) -> list[SchoolCalendar]:
    """A calendar for every school that owes something."""
    files = owed(schools, months, on=on)
    by_school = {one.school: [o for o in files if o.school == one.school] for one in files}
    return [_calendar(school, own, months) for school, own in by_school.items()]


def overview(reader, schools: Iterable[School], *, on: date) -> list[Missing]:
    """All schools, those that miss most first; the pupils as this reader may see them."""
    calendars = school_calendars(schools, months_until(on, MONTHS_BACK), on=on)
    pupils = start_population(reader, {calendar.school.brin for calendar in calendars})
    lines = [
        Missing(c.school, tuple(cell for m in c.months for cell in m.cells if cell and cell.is_late),
                pupils.get(c.school.brin), c.months)
        for c in calendars
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-len(line.late), -_size(line.pupils), str(line.school)))


def start_population(reader, brins: set[str]) -> dict[str, Shown]:
    """The deelnemers of these schools in the latest stand that has them."""
    found: dict[str, Shown] = {}
    for computation in reversed(current_computations(Method.REGIO)):
        if brins <= set(found):
            break
        for line in figures(reader, computation, ("school",)):
            if line.brin in brins:
                found.setdefault(line.brin, line.n)
    return found


def next_step(calendars: list[SchoolCalendar], *, on: date) -> Step:
    """What the school does now: the most pressing file, in one sentence."""
    files = [cell for calendar in calendars for month in calendar.months for cell in month.cells if cell]
    pressing = sorted((one for one in files if _urgency(one)), key=_urgency, reverse=True)
    if not pressing:
        return _nothing_to_do(calendars, on)
    first, rest = pressing[0], len(pressing) - 1
    step = _step(first, len(calendars) > 1)
    more = f" Daarna {'wacht nog 1 bestand' if rest == 1 else f'wachten nog {rest} bestanden'}." if rest else ""
    return Step(step.sentence + more, step.link, step.url, first.is_late)


def file_of(one: Owed, *, with_school: bool = False) -> str:
    """`R01 over maart 2026`, with the school where there are more."""
    return f"{one.kind} over {one.stand.label}" + (f" van {one.school} ({one.school.code})" if with_school else "")


def _calendar(school: School, files: list[Owed], months: list[str]) -> SchoolCalendar:
    kinds = tuple(dict.fromkeys(one.kind for one in files))
    at = {(one.stand.month, one.kind): one for one in files}
    lines = (Month(Stand.of_month(code).label, tuple(at.get((code, kind)) for kind in kinds)) for code in months)
    return SchoolCalendar(school, kinds, tuple(lines))


def _size(pupils: Shown | None) -> int:
    return pupils.value or 0 if pupils else 0


def _urgency(one: Owed) -> int:
    """0: nothing to do. A file that waits for a click goes first, then what is missing."""
    if one.state == DueState.TO_CONFIRM:
        return 4
    if one.state == DueState.LATE:
        return 3
    if one.is_refused and one.state != DueState.NOT_ASKED:
        return 2
    return 1 if one.state == DueState.GRACE else 0


def _step(one: Owed, with_school: bool) -> Step:
    name = file_of(one, with_school=with_school)
    if one.state == DueState.TO_CONFIRM:
        said = f"Bekijk de uitslag van {name} en neem de levering aan."
        return Step(said, "Naar de levering", one.latest.get_absolute_url())
    if one.is_refused:
        said = f"{name} is geweigerd. Herstel het bestand en lever het opnieuw aan."
        return Step(said, "Bekijk wat er mis is", one.latest.get_absolute_url())
    upload = reverse("deliveries") + FILE_FIELD
    last = date_format(one.deadline.last_day, "j F")
    if one.is_late:
        return Step(f"Lever {name} aan. Dit bestand moest er zijn op {last}.", "Aanleveren", upload)
    return Step(f"Lever {name} aan. Dat kan nog tot en met {last}.", "Aanleveren", upload)


def _nothing_to_do(calendars: list[SchoolCalendar], on: date) -> Step:
    coming = owed([calendar.school for calendar in calendars], [f"{on:%Y-%m}"], on=on)
    nearest = min((one for one in coming if one.state == DueState.EXPECTED), key=_due, default=None)
    if nearest is None:
        return Step("U bent bij.")
    return Step(f"U bent bij. {file_of(nearest)} verwachten we op {date_format(nearest.deadline.due_on, 'j F')}.")


def _due(one: Owed) -> date:
    return one.deadline.due_on
