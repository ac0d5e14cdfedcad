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
from monitoring.followed_figures import Counts, CountTable, added
from monitoring.masking import with_places
from monitoring.models import School
from monitoring.reference.places import municipalities, region
from nahetvo.flow_words import STEPS
from nahetvo.models import TransitionCell, TransitionCount
from nahetvo.transition.first_year import FIRST_YEAR
from nahetvo.transition.flows import IN_MBO, UNDER_WAY, tables
from nahetvo.vocabulary import CountedOn

COLUMNS = {
    "school_year": "str", "counted_on": "str", "brin": "str", "vestiging": "str", "municipality": "str",
    "onderwijssoort": "str", "whereabouts": "str", "destination": "str", "mbo_brin": "str", "first_year": "str",
    "intention": "str", "is_vulnerable": "bool", "n": "int",
}  # fmt: skip


@dataclass(frozen=True)
class TransitionFigures:
    """The tables of transition/flows.py of one school year as on a day."""

    school_year: str
    as_of: date
    tables: dict[str, CountTable]

    def counts(self, reader, scope: Scope) -> dict[str, Counts]:
        """Table → its numbers. Raises NotForReader.

        `herkomst` and `bestemming` (whereabouts/onderwijssoort and /destination) add up those of the tables of year 1:
        a table of their own would tell what those hide.
        """
        found = {name: table.counts(reader, scope) for name, table in self.tables.items()}
        return found | {"herkomst": _over_years(found["jaar1_soort"]), "bestemming": _over_years(found["jaar1_bestemming"])}


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


def years_beside(school_year: str, *, only_vulnerable: bool = False) -> YearsBeside | None:
    """None before the school year was counted; two queries.

    Of kwetsbare jongeren alone nothing is known to be safe: only who sees whole numbers gets any. Everybody else reads
    them in the table `kwetsbaar`.
    """
    earlier = SchoolYear.parse(school_year).previous().name
    wanted = Q(school_year=school_year, counted_on=CountedOn.NOW) | Q(school_year=earlier)
    runs = {(run.school_year, run.counted_on): run for run in TransitionCount.objects.filter(wanted)}
    now = runs.get((school_year, CountedOn.NOW))
    if now is None:
        return None
    cells = frames.read(TransitionCell.objects.filter(wanted), COLUMNS)
    then, before = (runs.get((earlier, kind)) for kind in (CountedOn.A_YEAR_BEFORE, CountedOn.NOW))
    then = then if then is not None and _is_same_day(then, now) else None
    if only_vulnerable:
        cells = cells[cells["is_vulnerable"]]
    return YearsBeside(*(_figures(run, cells, {} if only_vulnerable else None) for run in (now, then, before)))


def reached(counts: Counts) -> list[tuple[str, Shown]]:
    """The funnel: how many stand on a step or further. counts: of `waar` and `bestemming` together."""
    return [(said, added(counts, IN_MBO, *(f"{UNDER_WAY}/{one}" for one in steps))) for said, steps in STEPS]


def _is_same_day(one: TransitionFigures | TransitionCount, other: TransitionFigures | TransitionCount) -> bool:
    return (one.as_of.month, one.as_of.day) == (other.as_of.month, other.as_of.day)


def _over_years(split: Counts) -> Counts:
    """whereabouts/first_year/value → whereabouts/value, for the combinations that occur."""
    pairs = {(value.split("/")[0], value.split("/")[2]) for value in split if value}
    return {f"{place}/{value}": added(split, *(f"{place}/{year}/{value}" for year in FIRST_YEAR)) for place, value in pairs}


def _figures(
    run: TransitionCount | None, cells: pd.DataFrame, masks: dict | None = None
) -> TransitionFigures | None:
    """masks: instead of those of the count."""
    if run is None:
        return None
    own = with_places(cells[(cells["school_year"] == run.school_year) & (cells["counted_on"] == run.counted_on)])
    known = run.masks if masks is None else masks
    found = {name: CountTable(rows, known.get(name)) for name, rows in tables(own).items()}
    return TransitionFigures(run.school_year, run.as_of, found)


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
