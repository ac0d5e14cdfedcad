"""Episodes of the volggroep: opened by leaving, closed by the first reason; against loops over random careers."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.followed_group import EPISODE, Surroundings, episodes, newest, speaking
from monitoring.calculation.school_year import SchoolYear
from monitoring.reference.definitions import upper_ages
from tests.oracle_followed import Stay, Word, episodes_of

REGION = {"0772", "0794"}
ON = date(2026, 9, 15)
LIMITS = [(each.valid_from, each.age) for each in upper_ages()]
BORN = date(2006, 5, 14)
FIRST, SECOND = SchoolYear(2024), SchoolYear(2025)
PEILDATA = [stand.peildatum for year in (FIRST, SECOND) for stand in year.stands()[:12]]
TOLD = {FIRST: date(2025, 10, 1), SECOND: date(2026, 10, 1)}
DATES = ["peildatum", "evidence_on", "left_on", "started_on", "ended_on", "told_on", "believed_until", "qualified_on"]


def stay(year: SchoolYear, started_on: date, ended_on: date | None = None, **more) -> Stay:
    """A row of the newest stand of that teljaar."""
    until = date(2025, 10, 2) if year == FIRST else None
    return Stay(started_on, ended_on, TOLD[year], until, **more)


def word(peildatum: date, outcome: str = "X", **more) -> Word:
    year = FIRST if peildatum <= FIRST.closes else SECOND
    return Word(peildatum, year.name, outcome, **more)


def computed(people: dict[int, tuple], on: date = ON) -> dict[int, list[tuple]]:
    """Pupil → (words, stays, birth date) as the calculation sees them, in the shape of the oracle."""
    place = {"brin": "90BB", "vestiging": "00", "category": "mbo2"}
    told = [vars(w) | place | {"pupil": p} for p, (words, _, _) in people.items() for w in words]
    rows = [
        {"pupil": p, "brin": "90BB", "vestiging": "00", "onderwijssoort": "mbo-2", "leerweg": "EX" if s.exam_only else "BOL",
         "category": "mbo2" if s.counts else "", **{k: v for k, v in vars(s).items() if k not in ("exam_only", "counts")}}
        for p, (_, stays, _) in people.items() for s in stays
    ]  # fmt: skip
    columns = ["pupil", *Word.__dataclass_fields__, *place], ["pupil", *place, "onderwijssoort", "leerweg",
               *(n for n in Stay.__dataclass_fields__ if n not in ("exam_only", "counts"))]  # fmt: skip
    verdicts, known = (_frame(each, names) for each, names in zip((told, rows), columns, strict=True))
    born = pd.Series({p: pd.Timestamp(b).as_unit("s") for p, (_, _, b) in people.items()})
    found = episodes(verdicts, known, Surroundings(born, frozenset(REGION), on, upper_ages()))
    assert list(found) == EPISODE
    answer = {p: [] for p in people}
    for each in found.itertuples():
        closed_on = None if pd.isna(each.closed_on) else each.closed_on.date()
        answer[each.pupil].append((each.opened_on.date(), closed_on, each.closing, each.teljaar, each.municipality))
    return answer


def _frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(dict.fromkeys(columns)))
    for name in frame:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]") if name in DATES else frame[name]
    texts = [name for name in frame if name not in DATES and name != "pupil"]
    return frame.astype(dict.fromkeys(texts, "str") | {"pupil": "int64"})


def one(words: list[Word], stays: list[Stay], born_on: date = BORN, on: date = ON) -> list[tuple]:
    return computed({7: (words, stays, born_on)}, on)[7]


JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (2, 3, 4))  # peildata of those stands
SCHOOL = stay(SECOND, date(2025, 8, 1), date(2026, 1, 10))


def test_leaving_opens_an_episode_on_the_day_of_leaving():
    assert one([word(JANUARY, left_on=date(2026, 1, 10))], [SCHOOL]) == [
        (date(2026, 1, 10), None, "", "2025-2026", "0772")
    ]


def test_who_comes_back_is_followed_no_longer_and_anew_after_leaving_again():
    again = stay(SECOND, date(2026, 2, 16), date(2026, 3, 20))
    words = [word(JANUARY, left_on=date(2026, 1, 10)), word(MARCH, left_on=date(2026, 3, 20))]
    assert one(words, [SCHOOL, again]) == [
        (date(2026, 1, 10), date(2026, 2, 16), "herinstroom", "2025-2026", "0772"),
        (date(2026, 3, 20), None, "", "2025-2026", "0772"),
    ]


def test_who_never_left_by_what_is_known_now_was_never_followed():
    told_later = stay(SECOND, date(2026, 1, 10))
    assert one([word(JANUARY, left_on=date(2026, 1, 10))], [SCHOOL, told_later]) == []


def test_a_later_leaving_outside_any_start_population_opens_a_new_one():
    first = [word(date(2025, 8, 1), left_on=date(2025, 7, 10))]
    stays = [stay(FIRST, date(2024, 8, 1), date(2025, 7, 10)), stay(SECOND, date(2025, 10, 20), date(2026, 2, 1))]
    assert [each[:3] for each in one(first, stays)] == [
        (date(2025, 7, 10), date(2025, 10, 20), "herinstroom"),
        (date(2026, 2, 1), None, ""),
    ]


@pytest.mark.parametrize(
    ("born_on", "closed"),
    [(date(2002, 12, 31), date(2025, 12, 31)), (date(2003, 1, 1), date(2030, 1, 1)), (date(2000, 2, 29), date(2023, 3, 1))],
)
def test_the_age_limit_is_that_of_the_birthday(born_on, closed):
    """23 until 31-12-2025, 27 from 1-1-2026: who turned 23 before does not come back."""
    opened = date(2023, 1, 10)
    told = [Word(date(2023, 2, 1), "2022-2023", "X", left_on=opened)]
    known = [Stay(date(2021, 8, 1), opened, date(2023, 10, 1), None)]
    assert one(told, known, born_on, on=date(2031, 1, 1)) == [(opened, closed, "leeftijdsgrens", "2022-2023", "0772")]


@pytest.mark.parametrize(
    ("new", "closing"),
    [
        (word(FEBRUARY, "C_opgegeven", destination="mbo"), "herinstroom"),
        (word(FEBRUARY, "B", destination="overleden"), "overleden"),
        (word(FEBRUARY, "B", destination="emigratie"), "verhuisd"),
        (word(FEBRUARY, "X", municipality="0363", left_on=date(2026, 1, 10)), "verhuisd"),
        (word(FEBRUARY, "D", evidence="diploma", evidence_on=date(2026, 3, 1)), "startkwalificatie"),
    ],
)
def test_a_newer_stand_closes(new, closing):
    found = one([word(JANUARY, left_on=date(2026, 1, 10)), new], [SCHOOL])
    assert [each[:3] for each in found] == [(date(2026, 1, 10), FEBRUARY, closing)]


@pytest.mark.parametrize(
    "new",
    [
        word(FEBRUARY, "B", destination="vrijstelling"),
        word(FEBRUARY, "D", evidence="diploma", evidence_on=date(2026, 1, 9)),
    ],
)
def test_a_newer_stand_can_say_that_there_was_nobody_to_follow(new):
    assert one([word(JANUARY, left_on=date(2026, 1, 10)), new], [SCHOOL]) == []


def test_of_one_peildatum_the_newest_stand_speaks():
    stands = FIRST.stands()
    assert [each.code for each in speaking(stands)][-2:] == ["2025-08", "2025-12L"]
    assert [each.code for each in newest([*stands, *SECOND.stands()[:3]])] == ["2025-12L", "2025-12"]


def test_nobody_gives_nobody():
    assert computed({}) == {}


days = st.integers(0, 720).map(lambda n: date(2024, 9, 1) + timedelta(days=n))
maybe = st.none() | days
words = st.builds(
    lambda p, o, left, to, e, on, m: word(p, o, left_on=min(left, p) if left else None, destination=to, evidence=e,
                                          evidence_on=(on or p) if o == "D" else on, municipality=m),
    st.sampled_from(PEILDATA), st.sampled_from(["X", "X", "X", "B", "C_opgegeven", "D"]), maybe,
    st.sampled_from(["geen", "overleden", "emigratie", "vrijstelling", "mbo"]),
    st.sampled_from(["geen", "woongemeente_1999"]), maybe, st.sampled_from(["0772", "0794", "0363"]),
)  # fmt: skip
stays = st.builds(
    lambda year, begin, length, exam, counts, to, q: stay(
        year, begin, None if length is None else begin + timedelta(days=length), exam_only=exam, counts=counts,
        destination=to, qualified_on=q),
    st.sampled_from([FIRST, SECOND]), days, st.none() | st.integers(0, 300), st.booleans(), st.booleans(),
    st.sampled_from(["geen", "onbekend", "mbo", "overleden"]), st.one_of(st.none(), st.none(), days),
)  # fmt: skip
careers = st.tuples(
    st.lists(words, min_size=1, max_size=6, unique_by=lambda w: w.peildatum),
    st.lists(stays, max_size=4, unique_by=lambda s: (s.started_on, s.ended_on)),
    st.dates(date(2001, 1, 1), date(2010, 12, 31)),
)


@settings(max_examples=60)
@given(st.lists(careers, max_size=12), st.dates(date(2025, 6, 1), date(2027, 1, 1)))
def test_every_career_is_followed_as_plain_loops_follow_it(people, on):
    known = {pupil: told for pupil, told in enumerate(people) if any(w.outcome == "X" for w in told[0])}
    expected = {pupil: episodes_of(w, s, b, REGION, on, LIMITS) for pupil, (w, s, b) in known.items()}
    assert computed(known, on) == expected
