"""The movement of Na het VO: accepted N01, N02 and R01 become the transitions of a school year, as on one day.

Read, decide with the pure rules, and replace the whole school year in one transaction. Safe to run again, or twice
at once: the same deliveries and day give the same rows.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pandas as pd
from django.db import transaction

from monitoring import frames
from monitoring.calculation.school_year import SchoolYear
from monitoring.models import Delivery
from monitoring.vocabulary import DeliveryState, Kind
from nahetvo import flow_masks, sources
from nahetvo.models import LeadTime, Transition, UnmatchedApplication
from nahetvo.phases import cycle_of
from nahetvo.transition.cycle import running
from nahetvo.transition.first_year import first_year
from nahetvo.transition.flows import destinations
from nahetvo.transition.intention import intentions
from nahetvo.transition.lead_times import lead_times
from nahetvo.transition.matching import is_vulnerable, of_cycle, unmatched
from nahetvo.transition.volgstatus import volgstatus
from nahetvo.vocabulary import CountedOn

FROM_LEAVING = [
    "brin", "vestiging", "municipality", "onderwijssoort", "cohort", "exam_result", "intended", "extra_support",
    "warm_handover",
]  # fmt: skip
STORED = ["pupil", *FROM_LEAVING, "status", "since", "evidence", "step", "previous_step", "step_back_on", "mbo_brin",
          "level", "leerweg", "matched", "is_vulnerable", "destination", "first_year", "intention"]  # fmt: skip
DAY = timedelta(days=1)
KINDS = (Kind.N01, Kind.N02, Kind.R01)


def years_with_leavings() -> list[SchoolYear]:
    """Every school year of which an N01 counts, earliest first."""
    names = Delivery.objects.filter(kind=Kind.N01, state=DeliveryState.ACCEPTED).values_list("teljaar", flat=True)
    return [SchoolYear.parse(name) for name in sorted(set(names))]


def moving(on: date) -> list[SchoolYear]:
    """The school years that can still change on this day, and have an N01."""
    known = set(years_with_leavings())
    return [year for year in running(on) if year in known]


def recompute_years(years: Iterable[SchoolYear], on: date) -> dict[str, int]:
    """Recompute each; a school year that is over is looked at on its last day. Returns the transitions per year."""
    counted = {year.name: recompute(year, on=min(on, cycle_of(year).closes)) for year in years}
    for year in moving(on):
        if year.name in counted:
            count_a_year_before(year, on)
    return counted


def count_a_year_before(year: SchoolYear, on: date) -> None:
    """Count the school year before as it stood on this day a year ago: what a year under way is compared with.

    Of each kind as far as this year has told: a later file of last year would know what nobody can know yet.
    """
    before, then = year.previous(), (pd.Timestamp(on) - pd.DateOffset(years=1)).date()
    told = {kind: f"{int(month[:4]) - 1}{month[4:]}" for kind, month in sources.told_until(year, on).items()}
    found, _ = transitions_on(before, then, dict.fromkeys(KINDS, sources.month_of(before.opens - DAY)) | told)
    with transaction.atomic():
        frames.one_at_a_time(f"transitions {before.name}")
        flow_masks.keep(before.name, found, then, CountedOn.A_YEAR_BEFORE)


def recompute(year: SchoolYear, *, on: date) -> int:
    """Replace the transitions and unmatched aanmeldingen of one school year, then what is counted of them.

    Counting reads what is stored: of two that overlap the last one leaves the counts of the last transitions.
    Returns the number of transitions.
    """
    found, left_over = transitions_on(year, on)
    rows = found[STORED].rename(columns={"pupil": "pupil_id"}).assign(school_year=year.name, as_of=pd.Timestamp(on))
    rows["as_of"] = rows["as_of"].astype("datetime64[s]")
    others = left_over.rename(columns={"pupil": "pupil_id"}).assign(school_year=year.name)
    with transaction.atomic():
        frames.one_at_a_time(f"transitions {year.name}")
        for model, frame, key in ((Transition, rows, "pupil_id"), (UnmatchedApplication, others, "number")):
            model.objects.filter(school_year=year.name)._raw_delete(model.objects.db)
            frames.write(model, frame.sort_values(key))
    with transaction.atomic():
        frames.one_at_a_time(f"transitions {year.name}")
        flow_masks.count(year.name, on)
        _store_lead_times(year, on)
    return len(rows)


def transitions_on(
    year: SchoolYear, on: date, until: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The transitions (columns STORED) and unmatched aanmeldingen as on any day.

    Made of the deliveries up to its month, or of each kind up to `until`. Nothing is stored: so this year can be set
    beside last year on the same date.
    """
    cycle, until = cycle_of(year), until or dict.fromkeys(KINDS, sources.month_of(on))
    leaving = sources.leavings(year, until[Kind.N01])
    applied, reached = sources.applications(year, until[Kind.N02])
    applied = of_cycle(applied, cycle, on)
    pupils = pd.concat([leaving["pupil"], applied["pupil"]]).unique()
    enrolled, told = sources.enrolments(cycle, until[Kind.R01], pupils)
    mine = applied[applied["pupil"].isin(leaving["pupil"])]
    status = volgstatus(leaving, mine, enrolled, reached, known_until=told, cycle=cycle, on=on)
    found = leaving[["pupil", *FROM_LEAVING]].merge(status, on="pupil", suffixes=("", "_"))
    found["evidence"] = _evidence(found)
    found["is_vulnerable"] = is_vulnerable(found["onderwijssoort"], found["intended"], found["level"])
    found = found.astype({"level": "Int16", "previous_step": "Int16"})
    strangers = applied.loc[~applied["pupil"].isin(leaving["pupil"]), "pupil"].unique()
    found["destination"] = destinations(found)
    found["first_year"] = first_year(found["pupil"], enrolled, cycle, on)
    april = min(on, cycle.begins("na_1_april"))
    said = sources.intended_on(year, min(until[Kind.N01], sources.month_of(april)))
    found["intention"] = intentions(found["pupil"], said, mine, april)
    return found[STORED], unmatched(applied, leaving, sources.in_other_years(year, strangers), enrolled)


def _store_lead_times(year: SchoolYear, on: date) -> None:
    """Of every aanmelding for this school year, matched or not: how long a school takes does not depend on that."""
    told = of_cycle(sources.stood(year, on).assign(starts_on=pd.NaT), cycle_of(year), on)
    LeadTime.objects.filter(school_year=year.name)._raw_delete(LeadTime.objects.db)
    frames.write(LeadTime, lead_times(told[told["first_on"] <= pd.Timestamp(on)]).assign(school_year=year.name))


def _evidence(found: pd.DataFrame) -> pd.Series:
    """What a status rests on, as JSON; its parts are codes, BRINs and days, so nothing needs escaping."""
    day = found["since"].dt.strftime("%Y-%m-%d").astype("str")
    return (
        '{"rule": ' + found["rule"].astype("str") + ', "source": "' + found["source"].astype("str") + '", "brin": "'
        + found["source_brin"] + '", "on": "' + day + '", "said": "' + found["said"] + '"}'
    )  # fmt: skip
