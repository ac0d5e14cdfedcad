"""Rules S4 to S7 and S12: who left education, or is nowhere in it. Each gives pupil, since, school and evidence."""

from datetime import date

import pandas as pd

from monitoring.calculation.flag_inputs import Known, in_education, last_rows, later, moment, on_birthday

GONE = ("overleden", "emigratie", "buitenland", "vrijstelling")
IN_EDUCATION = (
    "vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk",
)  # fmt: skip
NOT_KNOWN = ("", "onbekend")
LEERPLICHT_FROM, LEERPLICHT_TO, ADULT = 5, 16, 18  # Leerplichtwet 1969 art. 3, 4a


def nowhere_enrolled(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S4: of leerplicht or kwalificatieplicht age, known to a school, at none now, no exemption and no word of another.

    Of who was still enrolled in the last file of an earlier teljaar nothing is said while that school is silent.
    """
    last = last_rows(known)
    last = last[~last["pupil"].isin(in_education(known, on)) & ~last["destination"].isin(GONE + IN_EDUCATION)]
    speaking = known.enrolments.loc[known.enrolments["is_latest"], "brin"]
    last = last[last["ended_on"].notna() | last["brin"].isin(speaking)]
    found = last.merge(known.people[known.people["is_resident"]], on="pupil")
    found = found[must_learn(found, on)]
    since = found["last_day"] + pd.Timedelta(days=limits["days"])
    return found.assign(since=since)[["pupil", "since", "brin", "vestiging", "last_day", "destination"]]


def must_learn(found: pd.DataFrame, on: date) -> pd.Series:
    """Under the leerplicht, or the kwalificatieplicht that ends at eighteen or with a startkwalificatie.

    `found`: born_on, qualified_on, has_getuigschrift. A getuigschrift of pro or vso ends it with the leerplicht: on 31
    July of the school year in which somebody becomes sixteen (art. 3 lid 1, 4a lid 2).
    """
    now = moment(on)
    begun = on_birthday(found["born_on"], LEERPLICHT_FROM) <= now
    is_minor = on_birthday(found["born_on"], ADULT) > now
    sixteenth = on_birthday(found["born_on"], LEERPLICHT_TO)
    closing_year = sixteenth.dt.year + (sixteenth.dt.month >= 8)
    is_free = found["has_getuigschrift"] & (now >= pd.to_datetime(closing_year.astype(str) + "-08-01"))
    is_qualified = found["qualified_on"] <= now
    return begun & is_minor & ~is_free & ~is_qualified


def new_dropout(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S5: a new vsv'er in the latest month who was none in the month before."""
    rows = known.dropouts
    now = rows[rows["rank"] == known.latest_rank]
    before = rows.loc[rows["rank"] == known.latest_rank - 1, "pupil"]
    found = now[~now["pupil"].isin(before)]
    return found.assign(since=found["peildatum"])[["pupil", "since", "brin", "vestiging", "left_on"]]


def long_without_action(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S6: a vsv'er in every month up to the latest for `months` months, and nobody logged anything since."""
    rows = known.dropouts.sort_values(["pupil", "rank"], ascending=[True, False], kind="stable")
    steps = known.latest_rank - rows["rank"]
    unbroken = rows[steps == rows.groupby("pupil").cumcount()]
    first = unbroken.drop_duplicates("pupil", keep="last")
    first = first.assign(since=(first["peildatum"] + pd.DateOffset(months=limits["months"])).astype("datetime64[s]"))
    acted = known.actions.groupby("pupil", as_index=False)["on"].max()
    found = first.merge(acted, on="pupil", how="left")
    found = found[~(found["on"] >= found["peildatum"])]
    return found[["pupil", "since", "brin", "vestiging", "peildatum"]]


def left_mbo(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S7: left the mbo before eighteen, without startkwalificatie and without a new inschrijving."""
    last = last_rows(known)
    is_left = last["is_latest"] & last["onderwijssoort"].str.startswith("mbo-") & (last["ended_on"] <= moment(on))
    last = last[is_left & ~last["destination"].isin(GONE) & ~last["pupil"].isin(in_education(known, on))]
    found = last.merge(known.people, on="pupil")
    is_minor = on_birthday(found["born_on"], ADULT) > moment(on)
    found = found[is_minor & ~(found["qualified_on"] <= moment(on))]
    return found.assign(since=found["ended_on"])[["pupil", "since", "brin", "vestiging", "destination"]]


def entree_without_word(known: Known, on: date, limits: dict[str, int]) -> pd.DataFrame:
    """S12: an entreediploma, in no education, no startkwalificatie, and neither school nor case file knows of work."""
    entree = known.enrolments.groupby("pupil", as_index=False)["entree_on"].min()
    last = last_rows(known).drop(columns="entree_on").merge(entree, on="pupil")
    is_left = last["is_latest"] & (last["ended_on"] <= moment(on)) & (last["entree_on"] <= moment(on))
    last = last[is_left & last["destination"].isin(NOT_KNOWN) & ~last["pupil"].isin(in_education(known, on))]
    told = known.case_files.loc[~known.case_files["status"].isin(NOT_KNOWN), "pupil"]
    found = last[~last["pupil"].isin(told)].merge(known.people, on="pupil")
    is_followed = on_birthday(found["born_on"], known.upper_age) > moment(on)
    found = found[is_followed & ~(found["qualified_on"] <= moment(on))]
    found = found.assign(since=later(found["ended_on"], found["entree_on"]))
    return found[["pupil", "since", "brin", "vestiging", "entree_on"]]
