"""Who is followed after leaving school, from which day to which day, and why that stopped. Counts nobody.

Source: deliveries.md §6 (volggroep). Episodes are a pure function of stands, so of accepted deliveries: what is known
now decides, not what was once thought. In docs/rekenregels.md, "Volggroep", the same rules stand in words.

verdicts: one row per pupil and peildatum at which the pupil was in A and not C (bevestigd), of the newest stand of
    that peildatum: pupil, peildatum, teljaar, outcome, evidence, evidence_on, destination, left_on, and the place
    (PLACE) in which the pupil is counted.
rows: the inschrijvingen of those pupils in the newest stand of every teljaar: the columns of outcomes.py, and
    told_on (peildatum of that stand) and believed_until (first day that a newer teljaar tells of; NaT: none does).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from monitoring.calculation.outcomes import EXAM_ONLY, IN_EDUCATION, LEAVES_POPULATION, MBO
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.calculation.upper_age import AgeLimit, followed_until

PLACE = ["brin", "vestiging", "municipality", "category"]
EPISODE = ["pupil", "opened_on", "closed_on", "closing", "teljaar", *PLACE]
CLOSINGS = ("herinstroom", "startkwalificatie", "leeftijdsgrens", "overleden", "verhuisd")  # of one day, the first
GAP = ["pupil", "back_on"]  # between two spells of education
NEVER = pd.Timestamp("2200-01-01").as_unit("s")
NOT = pd.Timestamp("NaT").as_unit("s")


@dataclass(frozen=True)
class Surroundings:
    """What is known apart from deliveries: birth dates, the region, the day of today and the age until which one follows."""

    born_on: pd.Series  # by pupil
    region: frozenset[str]  # its municipalities
    on: date
    limits: Sequence[AgeLimit]


def speaking(stands: Sequence[Stand]) -> list[Stand]:
    """Of every teljaar and peildatum the newest stand: what came in late goes before September."""
    chosen = {(stand.teljaar, stand.peildatum): stand for stand in sorted(stands) if not stand.is_annual}
    return list(chosen.values())


def newest(stands: Sequence[Stand]) -> list[Stand]:
    """Of every teljaar the newest stand: what is known now of that year."""
    chosen = {stand.teljaar: stand for stand in sorted(stands) if not stand.is_annual}
    return list(chosen.values())


def episodes(verdicts: pd.DataFrame, rows: pd.DataFrame, around: Surroundings) -> pd.DataFrame:
    """The episodes of the volggroep, by pupil and day of opening (columns EPISODE; closing "" while it runs)."""
    present = presence(rows)
    told = _gaps(verdicts, present)
    told = pd.concat([told, _later_leavers(told, rows, present)], ignore_index=True)
    opened = _openings(told, around.region)
    return close(opened, rows, around)


def vulnerable_episodes(leavers: pd.DataFrame, rows: pd.DataFrame, around: Surroundings) -> pd.DataFrame:
    """Those of the kwetsbare jongeren who were out of education on t1, followed from that day (columns EPISODE).

    leavers: pupil, peildatum (t1), teljaar, PLACE (category: the kind of education on t).
    """
    told = _gaps(leavers, presence(rows))
    opened = told.assign(opened_on=told["peildatum"], herinstroom=told["back_on"].where(told["back_on"] < NEVER),
                         startkwalificatie=NOT, overleden=NOT, verhuisd=NOT)  # fmt: skip
    return close(opened, rows, around)


def presence(rows: pd.DataFrame) -> pd.DataFrame:
    """pupil, came_on, gone_on: when somebody was in education, as far as it is known now. Exams alone do not count."""
    exam_only = rows["onderwijssoort"].isin(MBO) & rows["leerweg"].isin(EXAM_ONLY)
    gone_on = pd.concat([rows["ended_on"], rows["believed_until"]], axis=1).min(axis=1).fillna(NEVER)
    kept = ~exam_only & (rows["started_on"] <= rows["told_on"]) & (rows["started_on"] < gone_on)
    found = pd.DataFrame({"pupil": rows["pupil"], "came_on": rows["started_on"], "gone_on": gone_on})
    return found[kept].drop_duplicates()


def close(opened: pd.DataFrame, rows: pd.DataFrame, around: Surroundings) -> pd.DataFrame:
    """Openings with the first reason to stop following; without those that should never have been opened.

    opened: pupil, opened_on, teljaar, PLACE, and the days of CLOSINGS that only stands can tell: herinstroom,
    startkwalificatie, overleden, verhuisd (NaT: none).
    """
    diplomas = rows.groupby("pupil")["qualified_on"].min()
    known = _of(opened["pupil"], diplomas)
    qualified = pd.concat([opened["startkwalificatie"], known], axis=1).min(axis=1)
    limit = followed_until(_of(opened["pupil"], around.born_on), around.limits)
    days = opened.assign(startkwalificatie=qualified, leeftijdsgrens=limit)[list(CLOSINGS)]
    days = days.astype("datetime64[s]").fillna(NEVER)
    is_followed = (qualified.isna() | (qualified > opened["opened_on"])) & (days["leeftijdsgrens"] > opened["opened_on"])
    first = days.min(axis=1)
    is_closed = first <= pd.Timestamp(around.on)
    reason = np.array(CLOSINGS)[days.to_numpy().argmin(axis=1)] if len(days) else np.array([], "str")
    found = opened.assign(closed_on=first.where(is_closed), closing=pd.Series(reason, opened.index).where(is_closed, ""))
    return found.loc[is_followed, EPISODE].sort_values(["pupil", "opened_on"], ignore_index=True)


def next_return(moments: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    """For each row of `moments` (pupil, peildatum; index 0…): is_present on that day, the day the pupil was back_on
    (NEVER: not), and the last day before on which it had gone_on (NaT: not known)."""
    both = moments[["pupil", "peildatum"]].reset_index(names="moment").merge(present, on="pupil")
    before = both["gone_on"] <= both["peildatum"]
    after = both["came_on"] > both["peildatum"]
    by_moment = pd.DataFrame({
        "is_present": ~before & ~after,
        "back_on": both["came_on"].where(after, NEVER),
        "gone_on": both["gone_on"].where(before),
    }).groupby(both["moment"]).agg({"is_present": "any", "back_on": "min", "gone_on": "max"})  # fmt: skip
    found = by_moment.reindex(moments.index)
    return found.assign(is_present=found["is_present"].eq(True), back_on=found["back_on"].fillna(NEVER))


def _gaps(verdicts: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    """The verdicts with the gap in which each falls; without those that a newer delivery takes back."""
    verdicts = verdicts.reset_index(drop=True)
    told = verdicts.join(next_return(verdicts, present))
    return told[~told["is_present"]]


def _later_leavers(told: pd.DataFrame, rows: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    """Who came back after 1 October and left again is in no start population; yet following starts anew."""
    known = rows["ended_on"].notna() & (rows["ended_on"] <= rows["told_on"])
    dropped = ~rows["destination"].isin([*IN_EDUCATION, *LEAVES_POPULATION]) & (rows["category"] != "")
    left = rows[known & dropped].sort_values(["pupil", "ended_on", "started_on", "brin"]).reset_index(drop=True)
    left = left.assign(peildatum=left["ended_on"], left_on=left["ended_on"], outcome="X", evidence="geen",
                       evidence_on=NOT, teljaar=_teljaar(left["ended_on"]))  # fmt: skip
    left = left.join(next_return(left, present)).drop_duplicates(["pupil", "back_on"], keep="last")
    first = told[told["outcome"] == "X"].groupby("pupil")["back_on"].min()
    again = left["gone_on"].eq(left["ended_on"]) & (_of(left["pupil"], first) < left["peildatum"])
    elsewhere = pd.MultiIndex.from_frame(left[["pupil", "back_on"]]).isin(
        pd.MultiIndex.from_frame(told[["pupil", "back_on"]])
    )
    return left.loc[again & ~left["is_present"] & ~elsewhere, told.columns]


def _of(pupils: pd.Series, days: pd.Series) -> pd.Series:
    """The day of each of these pupils, NaT where `days` (by pupil) has none."""
    return pd.Series(days.reindex(pupils).to_numpy("datetime64[s]"), pupils.index)


def _teljaar(days: pd.Series) -> pd.Series:
    return days.map({day: SchoolYear.of(day.date()).name for day in days.unique()}).astype("str")


def _openings(told: pd.DataFrame, region: frozenset[str]) -> pd.DataFrame:
    """One opening per gap in which somebody was a vsv'er, with what stands tell of its end."""
    told = told.sort_values(["pupil", "peildatum"], kind="stable")
    vsv = told[told["outcome"] == "X"]
    first = vsv.groupby(GAP, as_index=False).agg(first=("peildatum", "min"), last=("peildatum", "max"),
                                                 teljaar=("teljaar", "first"))  # fmt: skip
    opened = vsv.drop_duplicates(GAP, keep="last").drop(columns="teljaar").merge(first, on=GAP)
    told = told.merge(first[[*GAP, "last"]], on=GAP)
    opened = opened.merge(_turned(told), on=GAP, how="left").merge(_moved(told, region), on=GAP, how="left")
    known = opened[["left_on", "gone_on"]].max(axis=1)
    return _with_days(opened.assign(opened_on=known.fillna(opened["first"]).astype("datetime64[s]")))


def _turned(told: pd.DataFrame) -> pd.DataFrame:
    """Where a newer stand no longer calls somebody a vsv'er: what it says, and since which peildatum."""
    after = told[told["peildatum"] > told["last"]]
    word = after.drop_duplicates(GAP, keep="last")[[*GAP, "outcome", "evidence", "evidence_on", "destination"]]
    since = after.drop_duplicates(GAP)[[*GAP, "peildatum"]].rename(columns={"peildatum": "turned_on"})
    return word.rename(columns={name: f"new_{name}" for name in word if name not in GAP}).merge(since, on=GAP)


def _moved(told: pd.DataFrame, region: frozenset[str]) -> pd.DataFrame:
    """Since which peildatum somebody of the region lives outside it."""
    inside = told[told["municipality"].isin(region)].groupby(GAP)["peildatum"].max().rename("inside_until")
    outside = told.merge(inside, on=GAP)
    outside = outside[outside["peildatum"] > outside["inside_until"]]
    return outside.groupby(GAP)["peildatum"].min().rename("moved_on").reset_index()


def _with_days(opened: pd.DataFrame) -> pd.DataFrame:
    """The days of CLOSINGS; without openings that a newer stand says were none (exempted, or abroad on t)."""
    new, to = opened["new_outcome"], opened["new_destination"]
    exempted = (new == "B") & ((to == "vrijstelling") | (opened["new_evidence"] == "woongemeente_1999"))
    died = (new == "B") & (to == "overleden")
    abroad = (new == "B") & ~died
    back = opened["back_on"].where(opened["back_on"] < NEVER)
    reported = opened["turned_on"].where(new == "C_opgegeven")
    found = opened.assign(
        herinstroom=pd.concat([back, reported], axis=1).min(axis=1),
        startkwalificatie=opened["new_evidence_on"].where(new == "D"),
        overleden=opened["turned_on"].where(died),
        verhuisd=pd.concat([opened["moved_on"], opened["turned_on"].where(abroad)], axis=1).min(axis=1),
    )
    return found[~exempted]
