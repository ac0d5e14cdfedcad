"""What aanmeldingen (N02) and inschrijvingen (R01) say of each pupil on one day: one row per pupil, no rules yet."""

from datetime import date

import numpy as np
import pandas as pd

from nahetvo.transition.cycle import Cycle
from nahetvo.transition.statuses import CLOSED, MBO, STEP_OF_APPLICATION

NO_DAY = np.datetime64("NaT", "s")


def moment(day: date) -> np.datetime64:
    return np.datetime64(day, "s")


def known_applications(applications: pd.DataFrame, on: date) -> pd.DataFrame:
    """The aanmeldingen that had come in on day `on`, as they stood then; a later status was still `aangemeld`.

    Adds: is_closed, is_no_show (said not to have appeared), step (0 closed, 2 once the school moved a received one).
    """
    today = moment(on)
    rows = applications[applications["applied_on"] <= today]
    is_later = rows["status_on"] > today
    status = rows["status"].mask(is_later, "aangemeld")
    status_on = rows["status_on"].mask(is_later | rows["status_on"].isna(), rows["applied_on"])
    is_closed = status.isin(CLOSED)
    begins = rows["starts_on"].fillna(rows["applied_on"])
    is_no_show = ~is_closed & (begins <= today) & rows["appeared"].eq(False).fillna(False).astype(bool)
    step = status.map(STEP_OF_APPLICATION).fillna(0).astype("int64")
    step += (step == 1) & (status_on > rows["applied_on"])
    return rows.assign(status=status, status_on=status_on, is_closed=is_closed, is_no_show=is_no_show, step=step)


def application_facts(applications: pd.DataFrame, on: date) -> pd.DataFrame:
    """Per pupil with any aanmelding: the best open one, the last that closed, the last no-show; index pupil.

    app_step (0: none open), app_since, app_brin, app_level, app_leerweg · closed_on, closed_brin · no_show_on,
    no_show_brin
    """
    rows = known_applications(applications, on)
    facts = pd.DataFrame(index=pd.Index(rows["pupil"].unique(), name="pupil"))
    is_open = ~rows["is_closed"] & ~rows["is_no_show"]
    best = rows[is_open].sort_values(["step", "status_on", "brin", "number"], ascending=[False, True, True, True])
    best = best.drop_duplicates("pupil").set_index("pupil")
    facts["app_step"] = best["step"].reindex(facts.index).fillna(0).astype("int64")
    for name in ("brin", "level", "leerweg"):
        facts[f"app_{name}"] = best[name].reindex(facts.index)
    facts["app_since"] = best["status_on"].reindex(facts.index)
    for name, chosen in (("closed", rows["is_closed"]), ("no_show", rows["is_no_show"])):
        day = rows["status_on"].where(rows["is_closed"] | ~(rows["starts_on"] > rows["status_on"]), rows["starts_on"])
        latest = rows.assign(day=day)[chosen].sort_values(["day", "brin", "number"], ascending=[False, True, True])
        latest = latest.drop_duplicates("pupil").set_index("pupil")
        facts[f"{name}_on"] = latest["day"].reindex(facts.index)
        facts[f"{name}_brin"] = latest["brin"].reindex(facts.index)
    return facts


def enrolment_facts(enrolments: pd.DataFrame, cycle: Cycle, on: date) -> pd.DataFrame:
    """Per pupil with any inschrijving that says something on day `on`; index pupil.

    mbo_started, mbo_oct, mbo_feb, mbo_now, mbo_left (last day out, NaT while enrolled), mbo_brin, mbo_level,
    mbo_leerweg · else_since, else_brin, else_soort · gone_on, gone_to, gone_brin
    `enrolments.known_until` is the peildatum of the delivery that told it.
    """
    today, start = moment(on), moment(cycle.begins("start"))
    began = (enrolments["started_on"] <= today) & (enrolments["started_on"] < enrolments["known_until"])
    rows = enrolments[began]
    rows = rows.assign(ended_on=rows["ended_on"].where(rows["ended_on"] <= today))
    is_mbo = rows["onderwijssoort"].isin(MBO)
    facts = pd.DataFrame(index=pd.Index(rows["pupil"].unique(), name="pupil"))
    counts = is_mbo & (rows["leerweg"] != "EX") & (rows["ended_on"].isna() | (rows["ended_on"] > start))
    _arrival(facts, rows[counts], cycle, today)
    _elsewhere(facts, rows[~is_mbo], start, today)
    _gone(facts, rows[~is_mbo & (rows["ended_on"] >= moment(cycle.opens))])
    return facts


def _arrival(facts: pd.DataFrame, rows: pd.DataFrame, cycle: Cycle, today: np.datetime64) -> None:
    by_pupil = rows.groupby("pupil")
    facts["mbo_started"] = by_pupil["started_on"].min().reindex(facts.index)
    for name, day in (("oct", cycle.begins("teldatum")), ("feb", cycle.begins("tweede_teldatum"))):
        counts = _active(rows, moment(day)) & (rows["known_until"] >= moment(day)) & bool(moment(day) <= today)
        facts[f"mbo_{name}"] = facts.index.isin(rows.loc[counts, "pupil"])
    facts["mbo_now"] = facts.index.isin(rows.loc[rows["ended_on"].isna(), "pupil"])
    facts["mbo_left"] = by_pupil["ended_on"].max().reindex(facts.index).mask(facts["mbo_now"], NO_DAY)
    order = rows.assign(is_over=rows["ended_on"].notna()).sort_values(
        ["is_over", "started_on", "brin", "volgnummer"], ascending=[True, False, True, True]
    )
    chosen = order.drop_duplicates("pupil").set_index("pupil")
    facts["mbo_brin"] = chosen["brin"].reindex(facts.index)
    facts["mbo_level"] = chosen["onderwijssoort"].str[-1:].reindex(facts.index).astype("float64")
    facts["mbo_leerweg"] = chosen["leerweg"].reindex(facts.index)


def _elsewhere(facts: pd.DataFrame, rows: pd.DataFrame, start: np.datetime64, today: np.datetime64) -> None:
    """Enrolled in vo, vavo, pro or vso after the summer: as far as a delivery of after the start tells so."""
    is_told = (rows["known_until"] > start) & rows["ended_on"].isna() & bool(today >= start)
    chosen = rows[is_told].sort_values(["started_on", "brin", "volgnummer"], ascending=[False, True, True])
    chosen = chosen.drop_duplicates("pupil").set_index("pupil")
    since = chosen["started_on"].where(chosen["started_on"] > start, start)
    facts["else_since"] = since.reindex(facts.index)
    facts["else_brin"] = chosen["brin"].reindex(facts.index)
    facts["else_soort"] = chosen["onderwijssoort"].reindex(facts.index)


def _gone(facts: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Where the last school says that the pupil went."""
    latest = rows.sort_values(["ended_on", "started_on", "brin", "volgnummer"], ascending=[False, False, True, True])
    latest = latest.drop_duplicates("pupil").set_index("pupil")
    facts["gone_on"] = latest["ended_on"].reindex(facts.index)
    facts["gone_to"] = latest["destination"].reindex(facts.index)
    facts["gone_brin"] = latest["brin"].reindex(facts.index)


def _active(rows: pd.DataFrame, day: np.datetime64) -> pd.Series:
    return (rows["started_on"] <= day) & (rows["ended_on"].isna() | (day < rows["ended_on"]))
