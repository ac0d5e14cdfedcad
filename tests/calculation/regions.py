"""Regions of inschrijvingen for the tests: the oracle's rows as the frame that the calculation reads."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from monitoring.calculation.categories import category
from tests.oracle import STARTKWALIFICATIE, Row

YEAR = 2025
OPENS, CLOSES = date(YEAR, 10, 1), date(YEAR + 1, 10, 1)
TEXTS = [
    "municipality",
    "brin",
    "vestiging",
    "volgnummer",
    "onderwijssoort",
    "leerweg",
    "destination",
    "category",
]
ONDERWIJSSOORTEN = (
    "brugjaar", "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo", "isk", "internationaal",
    "pro", "vso", "vavo", "mbo-1", "mbo-2", "mbo-3", "mbo-4",
)  # fmt: skip
BESTEMMINGEN = (
    "vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk", "werk",
    "overleden", "emigratie", "buitenland", "vrijstelling", "zorg", "geen", "onbekend", "",
)  # fmt: skip
DIPLOMAS = (
    "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo", "pro", "vso",
    "mbo-1", "mbo-2", "mbo-3", "mbo-4",
)  # fmt: skip

at_random = settings(max_examples=40, deadline=None)  # a small frame costs pandas as much as a large one


def days(day: date, *offsets: int) -> list[date]:
    return [day + timedelta(days=offset) for offset in offsets]


def row(pupil: int, **fields: object) -> Row:
    """An ordinary pupil of havo 4, to be changed where a test needs it."""
    ordinary = {
        "born_on": date(2009, 5, 1),
        "municipality": "0363",
        "brin": "27GZ",
        "vestiging": "00",
        "volgnummer": "1",
        "onderwijssoort": "havo",
        "leerjaar": 4,
        "started_on": date(2024, 8, 1),
    }
    return Row(pupil, **ordinary | fields)


def cohort(born_on: date) -> int:
    return born_on.year + ((born_on.month, born_on.day) > (10, 1))


def frame(rows: Iterable[Row], *, texts: str = "str") -> pd.DataFrame:
    """The rows as the database gives them; `texts` is the dtype of text columns: `str` or `category`."""
    rows = list(rows)
    names = ["pupil", "bekostigd", "started_on", "ended_on", "leerjaar", *TEXTS[:-1]]
    table = pd.DataFrame({name: pd.Series([getattr(row, name) for row in rows]) for name in names})
    table["cohort"] = pd.Series([cohort(row.born_on) for row in rows], dtype="int16")
    table["qualified_on"] = [_earliest(row, STARTKWALIFICATIE) for row in rows]
    table["entree_on"] = [_earliest(row, {"mbo-1"}) for row in rows]
    table = table.astype({"pupil": "int64", "bekostigd": "bool", "leerjaar": "Int8"})
    table = table.astype(dict.fromkeys(TEXTS[:-1], "str"))
    for name in ("started_on", "ended_on", "qualified_on", "entree_on"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[s]")
    table["category"] = category(table["onderwijssoort"], table["leerjaar"], table["leerweg"])
    return table.astype(dict.fromkeys(TEXTS, texts))


def _earliest(row: Row, kinds: set[str]) -> date | None:
    return min((day for kind, day in row.diplomas if kind in kinds), default=None)


border_days = st.builds(
    lambda day, offset: day + timedelta(days=offset),
    st.sampled_from([OPENS, date(2026, 1, 1), date(2026, 4, 1), CLOSES, date(2026, 12, 31)]),
    st.integers(-2, 2),
)


@st.composite
def inschrijvingen(draw: st.DrawFn, pupil: int) -> Row:
    """One inschrijving near the borders of the teljaar; brin and volgnummer vary little: there are ties."""
    ended_on = draw(st.none() | border_days)
    started_on = draw(st.sampled_from([date(2024, 8, 1), date(2025, 8, 1)]) | border_days)
    onderwijssoort = draw(st.sampled_from(ONDERWIJSSOORTEN))
    return Row(
        pupil=pupil,
        born_on=date(2000, 1, 1),
        municipality=draw(st.sampled_from(["0363", "0518", "1999"])),
        brin=draw(st.sampled_from(["00AA", "27GZ"])),
        vestiging=draw(st.sampled_from(["", "00", "01"])),
        volgnummer=draw(st.sampled_from(["1", "2", "10", "A2", "A10"])),
        onderwijssoort=onderwijssoort,
        leerjaar=draw(st.none() | st.integers(1, 6)),
        leerweg=draw(st.sampled_from(["BOL", "BBL", "EX"])) if onderwijssoort.startswith("mbo") else "",
        bekostigd=draw(st.integers(0, 9)) > 0,
        started_on=started_on if ended_on is None else min(started_on, ended_on),
        ended_on=ended_on,
        destination=draw(st.sampled_from(BESTEMMINGEN)) if ended_on else "",
        diplomas=tuple(draw(st.lists(st.tuples(st.sampled_from(DIPLOMAS), border_days), max_size=2))),
    )


@st.composite
def regions(draw: st.DrawFn, pupils: int = 6) -> list[Row]:
    """The rows of some pupils, in any order; volgnummer is unique per pupil and school, as R01 demands."""
    rows: list[Row] = []
    for pupil in range(draw(st.integers(1, pupils))):
        born_on = draw(
            st.sampled_from([date(2003, 10, 1), date(2003, 10, 2), date(2004, 2, 29), date(2010, 6, 1)])
        )
        own = draw(
            st.lists(inschrijvingen(pupil), max_size=4, unique_by=lambda row: (row.brin, row.volgnummer))
        )
        rows += [Row(**{**vars(row), "born_on": born_on}) for row in own]
    return draw(st.permutations(rows))


@st.composite
def regions_with_late_news(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """September's rows and those of a later month: some changed, some gone, some new."""
    september = draw(regions())
    changes = draw(regions())
    kept = [row for row in september if draw(st.booleans())]
    known = {(row.pupil, row.brin, row.volgnummer) for row in kept}
    return september, kept + [row for row in changes if (row.pupil, row.brin, row.volgnummer) not in known]
