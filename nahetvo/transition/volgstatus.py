"""The volgstatus of every leaving pupil on one day: dated rules, tested in order; the first that holds decides.

Source: domain.md §6.2; in words in docs/rekenregels.md, "Na het VO". A rule gives a status, since when, and the
evidence it rests on (file, school, what that said). Nobody sets a status by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from nahetvo.transition.cycle import Cycle
from nahetvo.transition.facts import application_facts, enrolment_facts, moment
from nahetvo.transition.statuses import (
    LEFT_POPULATION,
    NO_INTENTION,
    OPEN_STATUS,
    OTHER_ROUTES,
    PLACED,
    REPORTED_ROUTES,
    STEPS,
)

RESULT = ["pupil", "status", "since", "source", "source_brin", "said", "rule", "step", "previous_step", "step_back_on",
          "mbo_brin", "level", "leerweg", "matched"]  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """holds: for which pupils; since: the day per pupil; source: N01, N02, R01 or `datum`; said: what that says."""

    status: str
    holds: pd.Series
    since: pd.Series | np.datetime64
    source: str
    brin: pd.Series | str = ""
    said: pd.Series | str = ""


def volgstatus(
    leavings: pd.DataFrame,
    applications: pd.DataFrame,
    enrolments: pd.DataFrame,
    reached: pd.DataFrame,
    *,
    known_until: Mapping[str, pd.Timestamp],
    cycle: Cycle,
    on: date,
) -> pd.DataFrame:
    """One row (RESULT) per row of `leavings`, in its order.

    leavings: pupil, brin, intended, intended_since, exam_result, result_since (one row per pupil) · applications:
    pupil, brin, number, level, leerweg, applied_on, status, status_on, starts_on, appeared · enrolments: pupil, brin,
    volgnummer, onderwijssoort, leerweg, started_on, ended_on, destination, known_until · reached: pupil, step,
    first_on (the highest step of an earlier delivery) · known_until: mbo BRIN → peildatum of its latest R01.
    """
    facts = leavings.set_index("pupil")[["brin", "intended", "intended_since", "exam_result", "result_since"]]
    facts = facts.join(application_facts(applications, on)).join(enrolment_facts(enrolments, cycle, on))
    flags = {name: facts[name].eq(True).fillna(False).astype(bool) for name in ("mbo_oct", "mbo_feb", "mbo_now")}
    matched = facts["app_step"].notna()
    facts = facts.assign(**flags, app_step=facts["app_step"].fillna(0).astype("int64"))
    rules = _rules(facts, matched, known_until, cycle, on)
    decided = _decided(rules, len(facts))
    has_arrived = facts["mbo_started"].notna().to_numpy()
    result = decided.assign(
        pupil=facts.index.to_numpy(),
        step=decided["status"].map(STEPS).to_numpy(),
        mbo_brin=np.where(has_arrived, facts["mbo_brin"], facts["app_brin"]),
        level=np.where(has_arrived, facts["mbo_level"], facts["app_level"].astype("float64")),
        leerweg=np.where(has_arrived, facts["mbo_leerweg"], facts["app_leerweg"]),
        matched=matched.to_numpy(),
    )
    highest = pd.Series(_highest(facts, reached, on), index=result.index, dtype="Int64")
    fell_back = (highest > result["step"]).astype(bool)
    result["previous_step"] = highest.where(fell_back)
    result["step_back_on"] = result["since"].where(fell_back)
    texts = {name: result[name].fillna("").astype("str") for name in ("mbo_brin", "leerweg", "source_brin", "said")}
    return result.assign(**texts)[RESULT]


def _rules(
    f: pd.DataFrame, matched: pd.Series, known_until: Mapping[str, pd.Timestamp], cycle: Cycle, on: date
) -> list[Rule]:
    """In the order in which they are tested."""
    return [*_arrived(f, cycle), *_elsewhere(f), *_fallen(f, known_until, cycle, on),
            *_under_way(f, matched, known_until, cycle, on)]  # fmt: skip


def _arrived(f: pd.DataFrame, cycle: Cycle) -> list[Rule]:
    """R01 proves arrival."""
    october, november, february = (moment(cycle.begins(c)) for c in ("teldatum", "terugkoppeling", "tweede_teldatum"))
    return [
        Rule("op_1_februari", f["mbo_feb"], february, "R01", f["mbo_brin"], "ingeschreven"),
        Rule("uitgeschreven_voor_1_november", f["mbo_left"] < november, f["mbo_left"], "R01", f["mbo_brin"],
             "uitgeschreven"),
        Rule("op_1_oktober", f["mbo_oct"], october, "R01", f["mbo_brin"], "ingeschreven"),
        Rule("gestart", f["mbo_now"], f["mbo_started"], "R01", f["mbo_brin"], "ingeschreven"),
    ]  # fmt: skip


def _elsewhere(f: pd.DataFrame) -> list[Rule]:
    """Another route that R01 proves, or that ends the following."""
    return [
        Rule("andere_route", f["else_since"].notna(), f["else_since"], "R01", f["else_brin"], f["else_soort"]),
        Rule("andere_route", f["gone_to"].isin(LEFT_POPULATION), f["gone_on"], "R01", f["gone_brin"], f["gone_to"]),
    ]


def _fallen(f: pd.DataFrame, known_until: Mapping[str, pd.Timestamp], cycle: Cycle, on: date) -> list[Rule]:
    """Who had a place and did not come, and who failed the examination."""
    october, results = moment(cycle.begins("teldatum")), moment(cycle.begins("uitslag"))
    has_not_come, has_open = f["mbo_started"].isna(), f["app_step"] > 0
    is_absent = _is_known(f, known_until, october, on) & (f["app_step"] >= PLACED) & has_not_come
    goes_to_entree = has_open & (f["app_level"] == 1)
    failed = (f["exam_result"] == "gezakt") & bool(moment(on) >= results)
    failed &= ~f["intended"].isin(OTHER_ROUTES) & ~goes_to_entree & has_not_come
    result_on = f["result_since"].where(f["result_since"] > results, results)
    return [
        Rule("niet_verschenen", f["no_show_on"].notna() & ~has_open & has_not_come, f["no_show_on"], "N02",
             f["no_show_brin"], "niet verschenen"),
        Rule("niet_verschenen", is_absent, october, "R01", f["app_brin"], "niet ingeschreven op 1 oktober"),
        Rule("gezakt", failed, result_on, "N01", f["brin"], "gezakt"),
    ]  # fmt: skip


def _under_way(
    f: pd.DataFrame, matched: pd.Series, known_until: Mapping[str, pd.Timestamp], cycle: Cycle, on: date
) -> list[Rule]:
    """Everybody else: another route as the school says, an open aanmelding, only closed ones, or none at all."""
    october, deadline = moment(cycle.begins("teldatum")), moment(cycle.begins("na_1_april"))
    has_open, is_autumn = f["app_step"] > 0, bool(moment(on) >= october)
    is_stale = _is_known(f, known_until, october, on) & has_open
    lost_on = f["mbo_left"].where(f["mbo_left"] > october, october)
    is_unsaid = f["intended"].isin(NO_INTENTION) & bool(moment(on) >= deadline)
    everybody = pd.Series(True, index=f.index)
    return [
        Rule("andere_route", f["intended"].isin(OTHER_ROUTES) & ~has_open, f["intended_since"], "N01", f["brin"],
             f["intended"]),
        Rule("andere_route", f["gone_to"].isin(REPORTED_ROUTES) & ~has_open & f["mbo_started"].isna(), f["gone_on"], "R01",
             f["gone_brin"], f["gone_to"]),
        Rule("niet_in_beeld", is_stale, lost_on, "R01", f["app_brin"], "niet ingeschreven op 1 oktober"),
        *(Rule(status, f["app_step"] == step, f["app_since"], "N02", f["app_brin"], status)
          for step, status in OPEN_STATUS.items()),
        Rule("gesloten", matched & f["closed_on"].notna(), f["closed_on"], "N02", f["closed_brin"], "gesloten"),
        Rule("niet_in_beeld", everybody & is_autumn, lost_on, "datum", "", "geen aanmelding en geen inschrijving"),
        Rule("niet_in_beeld", is_unsaid, deadline, "datum", "", "geen voornemen en geen aanmelding"),
        Rule("nog_geen_keuze", everybody, f["intended_since"], "N01", f["brin"], f["intended"]),
    ]  # fmt: skip


def _is_known(f: pd.DataFrame, known_until: Mapping[str, pd.Timestamp], day: np.datetime64, on: date) -> pd.Series:
    """Whether the school of the best open aanmelding has told who was enrolled on `day`."""
    if moment(on) < day:
        return pd.Series(False, index=f.index)
    return f["app_brin"].isin([brin for brin, until in known_until.items() if until >= day])


def _decided(rules: list[Rule], count: int) -> pd.DataFrame:
    """For every pupil the first rule that holds; rules are counted from 1."""
    held = np.column_stack([rule.holds.fillna(False).to_numpy(bool) for rule in rules])
    first = held.argmax(axis=1)
    result = pd.DataFrame({
        "status": np.array([rule.status for rule in rules], dtype=object)[first],
        "source": np.array([rule.source for rule in rules], dtype=object)[first],
        "rule": first + 1,
        "since": np.full(count, np.datetime64("NaT"), dtype="datetime64[s]"),
        "source_brin": np.full(count, "", dtype=object),
        "said": np.full(count, "", dtype=object),
    })  # fmt: skip
    for number, rule in enumerate(rules):
        mine = first == number
        for name, value in (("since", rule.since), ("source_brin", rule.brin), ("said", rule.said)):
            result.loc[mine, name] = value.to_numpy()[mine] if isinstance(value, pd.Series) else value
    return result


def _highest(f: pd.DataFrame, reached: pd.DataFrame, on: date) -> np.ndarray:
    """The highest step that a pupil ever stood on, by this or an earlier delivery."""
    earlier = reached[reached["first_on"] <= moment(on)].groupby("pupil")["step"].max()
    steps = [
        earlier.reindex(f.index).fillna(0).to_numpy(),
        f["app_step"].to_numpy(),
        np.where(f["mbo_started"].notna(), 5, 0),
        np.where(f["mbo_oct"], 6, 0),
    ]
    return np.maximum.reduce(steps).astype("int64")
