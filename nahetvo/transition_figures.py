"""The one service of numbers of the transition: what a reader may know of where the leavers of a place came.

A count leaves this room only as `Shown`: exact for who sees the pupils, else with the masks that were chosen when the
school year was counted (flow_masks.py).
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.conf import settings
from django.db.models import Q

from monitoring import frames
from monitoring.calculation.school_year import SchoolYear
from monitoring.figures import Scope, Shown
from monitoring.followed_figures import TOTAL, Counts, CountTable, added
from monitoring.masking import with_places
from monitoring.models import School
from monitoring.reference.places import municipalities, region
from nahetvo.flow_words import STEPS
from nahetvo.models import TransitionCell, TransitionCount
from nahetvo.transition.first_year import FIRST_YEAR
from nahetvo.transition.flows import GROUPS, IN_MBO, UNDER_WAY, tables
from nahetvo.vocabulary import CountedOn

COLUMNS = {
    "school_year": "str", "counted_on": "str", "brin": "str", "vestiging": "str", "municipality": "str",
    "onderwijssoort": "str", "whereabouts": "str", "destination": "str", "mbo_brin": "str", "first_year": "str",
    "intention": "str", "is_vulnerable": "bool", "n": "int",
}  # fmt: skip


@dataclass(frozen=True)
class TransitionFigures:
    """The tables of transition/flows.py of one school year as on a day: of all leavers, or of one of GROUPS."""

    school_year: str
    as_of: date
    tables: dict[str, CountTable]
    group: str = ""

    def counts(self, reader, scope: Scope) -> dict[str, Counts]:
        """Table → its numbers, whereabouts first in every value. Raises NotForReader.

        What is told of both groups, or of all years, adds up what is told of each: a table of its own would tell what
        those hide. So `herkomst` and `bestemming` (whereabouts/onderwijssoort and /destination) are made of year 1.
        """
        told = {name: table.counts(reader, scope) for name, table in self.tables.items()}
        groups = (self.group,) if self.group else GROUPS
        found = {name: _over(counts, groups) for name, counts in told.items() if name not in ("waar", "kwetsbaar")}
        found["waar"] = self._whole(told["waar"], told["kwetsbaar"])
        found["kwetsbaar"] = {value: told["kwetsbaar"][value] for value in told["kwetsbaar"] if value.endswith(groups)}
        years = {"herkomst": found["jaar1_soort"], "bestemming": found["jaar1_bestemming"]}
        return found | {name: _over(counts, FIRST_YEAR) for name, counts in years.items()}

    def places(self, reader, column: str, scope: Scope) -> dict[str, Counts]:
        """Per municipality or school (`column`: municipality, brin) the numbers of `waar`."""
        waar, split = (self.tables[name].by(reader, column, scope) for name in ("waar", "kwetsbaar"))
        return {place: self._whole(counts, split.get(place, {})) for place, counts in waar.items()}

    def _whole(self, waar: Counts, split: Counts) -> Counts:
        if not self.group or not waar:
            return waar
        found = _over(split, (self.group,))
        return found | {TOTAL: added(found, *found)}


@dataclass(frozen=True)
class YearsBeside:
    """A school year, the one before on the same day a year earlier (else as last known), and that one as last known."""

    now: TransitionFigures
    then: TransitionFigures | None
    before: TransitionFigures | None

    @property
    def beside(self) -> list[TransitionFigures]:
        other = self.then or self.before
        return [self.now, other] if other else [self.now]

    @property
    def same_day(self) -> TransitionFigures | None:
        """The year before on the same date; a year that is over, and the one before, both stopped on the same day."""
        return next((year for year in (self.then, self.before) if year and _is_same_day(year, self.now)), None)


def transition_figures(school_year: str) -> TransitionFigures | None:
    """The school year as last counted, None before that; two queries."""
    run = TransitionCount.objects.filter(school_year=school_year, counted_on=CountedOn.NOW).first()
    cells = TransitionCell.objects.filter(school_year=school_year, counted_on=CountedOn.NOW)
    return _figures(run, frames.read(cells, COLUMNS)) if run else None


def years_beside(school_year: str, group: str = "") -> YearsBeside | None:
    """Of all leavers or of one of GROUPS; None before the school year was counted; two queries."""
    earlier = SchoolYear.parse(school_year).previous().name
    wanted = Q(school_year=school_year, counted_on=CountedOn.NOW) | Q(school_year=earlier)
    runs = {(run.school_year, run.counted_on): run for run in TransitionCount.objects.filter(wanted)}
    now = runs.get((school_year, CountedOn.NOW))
    if now is None:
        return None
    cells = frames.read(TransitionCell.objects.filter(wanted), COLUMNS)
    then, before = (runs.get((earlier, kind)) for kind in (CountedOn.A_YEAR_BEFORE, CountedOn.NOW))
    then = then if then is not None and _is_same_day(then, now) else None
    return YearsBeside(*(_figures(run, cells, group) for run in (now, then, before)))


def reached(counts: Counts) -> list[tuple[str, Shown]]:
    """The funnel: how many stand on a step or further. counts: of `waar` and `bestemming` together."""
    return [(said, added(counts, IN_MBO, *(f"{UNDER_WAY}/{one}" for one in steps))) for said, steps in STEPS]


def _is_same_day(one: TransitionFigures | TransitionCount, other: TransitionFigures | TransitionCount) -> bool:
    return (one.as_of.month, one.as_of.day) == (other.as_of.month, other.as_of.day)


def _over(split: Counts, parts: tuple[str, ...]) -> Counts:
    """whereabouts/part/… → whereabouts/…, added up over `parts`, for what occurs in one of them."""
    found: dict[str, list[str]] = {}
    for value in filter(None, split):
        words = value.split("/")
        if words.pop(1) in parts:
            found.setdefault("/".join(words), []).append(value)
    return {value: added(split, *values) for value, values in found.items()}


def _figures(run: TransitionCount | None, cells: pd.DataFrame, group: str = "") -> TransitionFigures | None:
    if run is None:
        return None
    own = with_places(cells[(cells["school_year"] == run.school_year) & (cells["counted_on"] == run.counted_on)])
    found = {name: CountTable(rows, run.masks.get(name)) for name, rows in tables(own).items()}
    return TransitionFigures(run.school_year, run.as_of, found, group)


def counted_years() -> list[str]:
    """The school years with figures, latest first."""
    known = TransitionCount.objects.filter(counted_on=CountedOn.NOW)
    return list(known.order_by("-school_year").values_list("school_year", flat=True))


def name_of(scope: Scope) -> str:
    """The name of the place; empty where there is none."""
    if scope.brin:
        return School.objects.filter(brin=scope.brin).order_by("vestiging").values_list("name", flat=True).first() or ""
    if scope.municipality:
        return next((place.name for place in municipalities() if place.code == scope.municipality), "")
    return region(str(settings.RMC_REGION)).name


def names_of_mbo() -> dict[str, str]:
    """BRIN → name of every school."""
    return dict(School.objects.order_by("-vestiging").values_list("brin", "name"))
