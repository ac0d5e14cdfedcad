"""The counters of the effectrapportage (BWBR0031387 bijlage B; domain.md §3.3) of one year, from case files and contacts.

Pure: frames in, numbers out. What each counter means in our data is docs/rekenregels.md; words are effect_report.py's.
"""

from datetime import date

import pandas as pd

YOUNGEST = 17  # younger: the annual count of leerplicht (Leerplichtwet 1969 art. 25), not this report
SPEEDS = ("binnen 2 weken", "2 tot 4 weken", "4 weken of later", "zonder signaal")
DURATIONS = ("korter dan 1 maand", "1 tot 6 maanden", "6 maanden of langer")
YEARS_OUT = ("0", "1", "2", "3", "4", "onbekend")
KINDS = ("nieuw", "continuerend", "recidiverend")
DESTINATIONS = ("1", "2", "3", "4", "5", "6", "7", "")
ALL, SEVENTEEN, OLDER = "alle", "17", "ouder"

Key = tuple[str, ...]
Sum = tuple[Key, tuple[Key, ...]]
SPLITS = {"intake": ("snelheid", SPEEDS), "gestart": ("jaren", YEARS_OUT), "in_jaar": ("soort", KINDS)}
SPLITS_OF_ENDED = {"duur": DURATIONS, "bestemming": DESTINATIONS}
WHOLE = ("benaderd", "niet_gesproken", "gesprekken", "intake", "gestart", "beëindigd", "in_jaar")


def effect_counters(trajects: pd.DataFrame, contacts: pd.DataFrame, opens: date, closes: date) -> dict[Key, int]:
    """Counters of `opens` up to but not including `closes`: (counter, part or "", column) → number.

    trajects: id, born_on, opened_on, closed_on, destination, without_since (no education since), signalled_on, and
    had_earlier (an earlier case file was closed). contacts: traject, on, to_youngster, spoken.
    """
    first, last = pd.Timestamp(opens), pd.Timestamp(closes)
    files = _of_year(trajects, first, last)
    own = contacts[contacts["traject"].isin(files["id"]) & contacts["to_youngster"]]
    this_year = own[own["on"].between(first, last, inclusive="left")]
    intakes = own[own["spoken"]].groupby("traject")["on"].min()
    files = files.assign(
        intake_on=intakes.reindex(files["id"]).to_numpy(),
        benaderd=files["id"].isin(this_year["traject"]),
        gesprekken=files["id"].map(this_year[this_year["spoken"]].groupby("traject").size()).fillna(0).astype(int),
    )
    counted = _counted(files, first, last)
    rows = {(row, ""): counted[row].astype(int) for row in WHOLE}
    for whole, (row, parts) in (SPLITS | {"beëindigd": ("duur", DURATIONS)}).items():
        rows |= {(row, part): (counted[whole] & counted[row].eq(part)).astype(int) for part in parts}
    ended = files["destination"].where(counted["beëindigd"])
    rows |= {("bestemming", part): ended.eq(part).astype(int) for part in DESTINATIONS}
    return {
        (*row, column): int(each[chosen].sum())
        for row, each in rows.items()
        for column, chosen in ((ALL, files["age"] >= YOUNGEST), (SEVENTEEN, files["age"] == 17), (OLDER, files["age"] > 17))
    }


def sums() -> list[Sum]:
    """How the counters add up: parts to their whole, in each column; and 17 with older to all."""
    together = [(whole, row, parts) for whole, (row, parts) in SPLITS.items()]
    together += [("beëindigd", row, parts) for row, parts in SPLITS_OF_ENDED.items()]
    found: list[Sum] = []
    for column in (ALL, SEVENTEEN, OLDER):
        found += [((whole, "", column), tuple((row, part, column) for part in parts)) for whole, row, parts in together]
        found.append((("gestart", "", column), (("soort", "nieuw", column), ("soort", "recidiverend", column))))
        found.append((("benaderd", "", column), (("intake", "", column), ("niet_gesproken", "", column))))
    rows = {(row, "") for row in WHOLE} | {(row, part) for _, row, parts in together for part in parts}
    return found + [((*row, ALL), ((*row, SEVENTEEN), (*row, OLDER))) for row in sorted(rows)]


def _of_year(trajects: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Those open in the year, with the age on its first day or on the day the case file was opened."""
    day = trajects["opened_on"].where(trajects["opened_on"] >= first, first)
    born = trajects["born_on"]
    had_birthday = (day.dt.month * 100 + day.dt.day) >= (born.dt.month * 100 + born.dt.day)
    age = day.dt.year - born.dt.year - (~had_birthday).astype(int)
    is_open = trajects["opened_on"].lt(last) & ~trajects["closed_on"].lt(first)
    return trajects.assign(age=age)[is_open & (age >= YOUNGEST)]


def _counted(files: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Per case file what it counts for."""
    opened, closed, intake = files["opened_on"], files["closed_on"], files["intake_on"]
    begun, spoken = opened.ge(first), intake.between(first, last, inclusive="left")
    return pd.DataFrame({
        "benaderd": files["benaderd"], "gesprekken": files["gesprekken"], "intake": spoken,
        "niet_gesproken": files["benaderd"] & ~spoken,
        "gestart": begun, "beëindigd": closed.between(first, last, inclusive="left"), "in_jaar": True,
        "snelheid": _banded((intake - files["signalled_on"]).dt.days, [14, 28], SPEEDS),
        "jaren": _years_out(files),
        "duur": _durations(opened, closed),
        "soort": files["had_earlier"].map({True: "recidiverend", False: "nieuw"}).where(begun, "continuerend"),
    }, index=files.index)  # fmt: skip


def _banded(days: pd.Series, limits: list[int], labels: tuple[str, ...]) -> pd.Series:
    """The label of the band of each number; the last label where there is no number."""
    banded = pd.cut(days, [float("-inf"), *limits, float("inf")], right=False, labels=list(labels[:-1]))
    return banded.astype(object).fillna(labels[-1])


def _years_out(files: pd.DataFrame) -> pd.Series:
    """Whole years without education when the case file was opened; `4` is four or more."""
    since, opened = files["without_since"], files["opened_on"]
    had_day = (opened.dt.month * 100 + opened.dt.day) >= (since.dt.month * 100 + since.dt.day)
    years = (opened.dt.year - since.dt.year - (~had_day).astype(int)).clip(upper=4)
    return years.map({float(number): str(number) for number in range(5)}).where(since.notna(), YEARS_OUT[-1])


def _durations(opened: pd.Series, closed: pd.Series) -> pd.Series:
    """By calendar months: a file of 10 January is a month old on 10 February."""
    short, middle, long = DURATIONS
    middling = pd.Series(middle, opened.index).where(closed < opened + pd.DateOffset(months=6), long)
    return middling.mask(closed < opened + pd.DateOffset(months=1), short)
