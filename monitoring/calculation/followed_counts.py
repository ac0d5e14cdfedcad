"""Episodes → the counts of the followed group on one day, per school and municipality. Knows no reader.

Tables (name → its values): `stand` who is followed now, nieuw or oud; `afgelopen` whose following stopped this
teljaar, back in education (or qualified) or otherwise; `reden` the same by reason; `duur` how long those of
`stand` are out; `gesproken` whether they were reached, or work or learn by their case file; `maand` how many were
followed at the end of each month; `ongesproken` how many of those nobody had spoken by then, and under REACHED_BY how
many somebody had, which no page shows but a reader could subtract; `terug` how many returned to education or work in
each month.
"""

from datetime import date

import pandas as pd

from monitoring.calculation.school_year import SchoolYear

NEW, OLD = "nieuw", "oud"
DURATIONS = {"0": "korter dan 3 maanden", "3": "3 tot 6 maanden", "6": "6 tot 12 maanden", "12": "1 tot 2 jaar",
             "24": "2 jaar of langer"}  # fmt: skip
UNSPOKEN, REACHED_BY = "nog_niet", "/wel"
SPOKEN = {UNSPOKEN: "nog niet gesproken", "gesproken": "gesproken", "terug": "werkt of leert volgens het dossier"}
BACK = ("herinstroom", "startkwalificatie")
RETURNED, OTHERWISE = "terug", "anders"
TABLES = ("stand", "afgelopen", "reden", "duur", "gesproken", "maand", "ongesproken", "terug")
MONTHS_BACK = 24
CELL = ["kind", "name", "brin", "vestiging", "municipality", "value"]


def followed_counts(episodes: pd.DataFrame, spoken: pd.DataFrame, at_work: pd.DataFrame, on: date) -> pd.DataFrame:
    """CELL and n.

    episodes: kind, pupil, opened_on, closed_on (NaT: runs), closing, teljaar, brin, vestiging, municipality.
    spoken: pupil, on: the days on which somebody spoke the youngster, or agreed to.
    at_work: pupil, since: who works or learns by its case file.
    """
    told = _with_news(episodes, spoken, at_work)
    today, teljaar = pd.Timestamp(on), SchoolYear.of(on)
    running = told[_runs(told, today)]
    stopped = told[(told["closed_on"] >= pd.Timestamp(teljaar.opens)) & (told["closed_on"] <= today)]
    tables = {
        "stand": running.assign(value=(running["teljaar"] == teljaar.name).map({True: NEW, False: OLD})),
        "afgelopen": stopped.assign(value=stopped["closing"].isin(BACK).map({True: RETURNED, False: OTHERWISE})),
        "reden": stopped.assign(value=stopped["closing"]),
        "duur": running.assign(value=_duration(running["opened_on"], today)),
        "gesproken": running.assign(value=_reached(running, today)),
        **_by_month(told, on),
    }
    cells = pd.concat([each.assign(name=name) for name, each in tables.items()])
    return cells.astype({"value": "str"}).groupby(CELL, as_index=False).size().rename(columns={"size": "n"})


def month_ends(on: date) -> dict[str, pd.Timestamp]:
    """The last months that are over, oldest first: `2026-03` → 1 April 2026."""
    firsts = pd.date_range(end=pd.Timestamp(on).replace(day=1), periods=MONTHS_BACK, freq="MS")
    return {f"{first - pd.Timedelta(days=1):%Y-%m}": first for first in firsts}


def _with_news(episodes: pd.DataFrame, spoken: pd.DataFrame, at_work: pd.DataFrame) -> pd.DataFrame:
    """Each episode with the first day on which the youngster was spoken_on since, and was back_on in education or work."""
    told = episodes.reset_index(drop=True)
    told["spoken_on"] = _first_since(told, spoken, "on")
    returned = told["closed_on"].where(told["closing"].isin(BACK))
    told["works_on"] = _first_since(told, at_work, "since")
    return told.assign(back_on=pd.concat([returned, told["works_on"]], axis=1).min(axis=1))


def _first_since(told: pd.DataFrame, news: pd.DataFrame, day: str) -> pd.Series:
    both = told[["pupil", "opened_on", "closed_on"]].reset_index().merge(news, on="pupil")
    within = both[(both[day] >= both["opened_on"]) & ~(both[day] > both["closed_on"])]
    return within.groupby("index")[day].min().reindex(told.index)


def _runs(told: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (told["opened_on"] <= day) & ~(told["closed_on"] <= day)


def _duration(opened_on: pd.Series, today: pd.Timestamp) -> pd.Series:
    """The longest of DURATIONS that has passed."""
    found = pd.Series("0", opened_on.index, dtype="str")
    for months in list(DURATIONS)[1:]:
        found = found.mask(opened_on <= today - pd.DateOffset(months=int(months)), months)
    return found


def _reached(running: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    found = pd.Series(UNSPOKEN, running.index, dtype="str").mask(running["spoken_on"] <= today, "gesproken")
    return found.mask(running["works_on"] <= today, "terug")


def _by_month(told: pd.DataFrame, on: date) -> dict[str, pd.DataFrame]:
    stock, unspoken = [], []
    for month, first in month_ends(on).items():  # a day at most two years back: 24 passes over one frame
        followed = told[_runs(told, first)].assign(value=month)
        stock.append(followed)
        reached = followed["spoken_on"] < first
        unspoken.append(followed.assign(value=reached.map({True: month + REACHED_BY, False: month})))
    back = told[told["back_on"].between(min(month_ends(on).values()), pd.Timestamp(on))]
    months = back["back_on"].dt.strftime("%Y-%m").astype("str")
    return {"maand": pd.concat(stock), "ongesproken": pd.concat(unspoken), "terug": back.assign(value=months)}
