"""The strip above the board: how many reached each step, beside the school year before on the same date.

A school year is fairly compared only with the one before as it stood that same day of the year; where that was not
counted there is no strip. Numbers come as `Shown`: exact for who sees the pupils, else masked.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, Sum

from monitoring import presenters
from monitoring.access_transition import counted_exactly
from monitoring.calculation.school_year import SchoolYear
from monitoring.figures import Scope, Shown
from monitoring.followed_figures import TOTAL, Counts
from nahetvo.models import TransitionCell, TransitionCount
from nahetvo.transition_figures import YearsBeside, reached
from nahetvo.vocabulary import CountedOn

WHOSE = "Alle vertrekkers van uw school, gemeente of regio tellen mee; bij een mbo-school wie daar het verst is."
NOT_SHOWN = presenters.spoken(Shown(None))
WIDTH = 100  # of the drawing: the share in whole percents


@dataclass(frozen=True)
class Part:
    """How many of how many reached a step; `share` in whole percents, None where it can't be told."""

    count: str
    whole: str
    share: int | None

    @classmethod
    def of(cls, shown: Shown, whole: Shown) -> "Part":
        is_told = None not in (shown.value, whole.value) and whole.value >= settings.PERCENTAGE_MINIMUM
        share = round(WIDTH * shown.value / whole.value) if is_told else None
        return cls(presenters.spoken(shown), presenters.spoken(whole), share)

    def __str__(self) -> str:
        if self.count == self.whole == NOT_SHOWN:
            return NOT_SHOWN
        share = "" if self.share is None else f" ({self.share}{presenters.SPACE}%)"
        return f"{self.count} van {self.whole}{share}"


@dataclass(frozen=True)
class Step:
    label: str
    now: Part
    then: Part


@dataclass(frozen=True)
class Strip:
    """The steps of one school year as on `on`, beside the year before as on `then_on`."""

    school_year: str
    on: date
    then_on: date
    steps: list[Step]
    whose: str = ""


def named_strip(reader, school_year: str, narrowed: Q) -> Strip | None:
    """Exact numbers of the pupils of the reader's own place, `narrowed` by fields of the cells; two queries."""
    days = _days(school_year)
    if days is None:
        return None
    (now, on), (then, then_on) = days
    wanted = TransitionCell.objects.filter(counted_exactly(reader), narrowed).filter(_is(now) | _is(then))
    keys = ("school_year", "counted_on", "whereabouts", "destination")
    counts: dict[tuple[str, str], dict[str, int]] = {now: {}, then: {}}
    for year, kind, place, destination, number in wanted.values_list(*keys).annotate(Sum("n")):
        counts[year, kind][f"{place}/{destination}"] = number
    return _strip(school_year, on, then_on, *(_added_up(each) for each in (counts[now], counts[then])), WHOSE)


def counted_strip(reader, beside: YearsBeside, scope: Scope) -> Strip | None:
    """The same for who sees counts only, through the masks. Raises NotForReader."""
    now, then = beside.now, beside.same_day
    if then is None:
        return None
    counts = []
    for year in (now, then):
        tables = year.counts(reader, scope)
        counts.append(tables["waar"] | {value: shown for value, shown in tables["bestemming"].items() if value})
    return _strip(now.school_year, now.as_of, then.as_of, *counts)


def _strip(school_year: str, on: date, then_on: date, now: Counts, then: Counts, whose: str = "") -> Strip | None:
    """None where nobody left the year before: there is nothing to compare with."""
    none = Shown(0)
    if then.get(TOTAL, none).value == 0:
        return None
    pairs = zip(reached(now), reached(then), strict=True)
    steps = [
        Step(label, Part.of(of_now, now.get(TOTAL, none)), Part.of(of_then, then.get(TOTAL, none)))
        for (label, of_now), (_, of_then) in pairs
    ]
    return Strip(school_year, on, then_on, steps, whose)


def _days(school_year: str) -> tuple | None:
    """Both counts with their day: ((school year, counted on), day) of now and of a year before."""
    before = SchoolYear.parse(school_year).previous().name
    known = Q(school_year=school_year, counted_on=CountedOn.NOW) | Q(school_year=before)
    days = {(run.school_year, run.counted_on): run.as_of for run in TransitionCount.objects.filter(known).defer("masks")}
    now = (school_year, CountedOn.NOW.value)
    for then in ((before, CountedOn.A_YEAR_BEFORE.value), (before, CountedOn.NOW.value)):
        if now in days and then in days and _same_day(days[now], days[then]):
            return (now, days[now]), (then, days[then])
    return None


def _same_day(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _is(count: tuple[str, str]) -> Q:
    return Q(school_year=count[0], counted_on=count[1])


def _added_up(numbers: dict[str, int]) -> Counts:
    """With the totals per place and of all."""
    found = dict(numbers)
    for value, number in numbers.items():
        for total in (value.split("/")[0], TOTAL):
            found[total] = found.get(total, 0) + number
    return {value: Shown(number) for value, number in found.items()}
