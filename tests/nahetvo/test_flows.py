"""How many leaving pupils came where: against plain loops, and what a reader who sees no pupil may know of it."""

from collections import Counter
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.school_year import SchoolYear
from monitoring.figures import Scope, Shown
from nahetvo.flow_masks import masks
from nahetvo.mirror import Mirror
from nahetvo.models import Transition, TransitionCell, TransitionCount
from nahetvo.recompute_transitions import recompute
from nahetvo.transition.cycle import Cycle
from nahetvo.transition.first_year import FIRST_YEAR, first_year
from nahetvo.transition.flows import destinations, flow_cells, tables, whereabouts
from nahetvo.transition.intention import INTENTIONS, NOT_CHOSEN, OTHERWISE, TO_MBO, intentions
from nahetvo.transition.statuses import OTHER_ROUTES, STEPS
from nahetvo.transition_figures import years_beside
from tests.disclosure.solving import Puzzle
from tests.files.transition import n01_csv, n02_csv

YEAR, DAY = SchoolYear(2025), date(2026, 4, 9)
SAID = ("havo", "vwo", "vmbo-kb", "doubleren", "werk", "vavo", "vrijstelling", "particulier", "ingeschreven", "")
LEAVER = st.fixed_dictionaries({
    "brin": st.sampled_from(["90AA", "90CC"]), "vestiging": st.just("00"), "municipality": st.sampled_from(["0772", "0858"]),
    "onderwijssoort": st.sampled_from(["vmbo-bb", "vmbo-tl", "pro"]), "status": st.sampled_from(sorted(STEPS)),
    "said": st.sampled_from(SAID), "level": st.sampled_from([None, 1, 2, 3, 4]),
    "mbo_brin": st.sampled_from(["90BB", "90DD"]), "is_vulnerable": st.booleans(), "first_year": st.sampled_from(FIRST_YEAR),
    "intention": st.sampled_from(INTENTIONS),
})  # fmt: skip


def place_of(leaver: dict) -> tuple[str, str]:
    """The oracle: one pupil, plain conditions, from docs/rekenregels.md."""
    status, said = leaver["status"], leaver["said"]
    if status in ("gestart", "op_1_oktober", "op_1_februari"):
        return "mbo", f"mbo-{leaver['level']}" if leaver["level"] else "mbo"
    if status == "andere_route":
        if said in ("havo", "vwo"):
            return "andere_route", "havo_vwo"
        if said in ("vmbo-kb", "doubleren"):
            return "andere_route", "vo"
        return "andere_route", said if said in ("werk", "vavo", "vrijstelling") else "anders"
    if status in ("nog_geen_keuze", "aangemeld", "in_intake", "aangeboden", "ingeschreven"):
        return "onderweg", status
    return "niet_in_beeld", status


def frame(leavers: list[dict]) -> pd.DataFrame:
    rows = pd.DataFrame(leavers).astype({"level": "Int16"})
    return rows.assign(destination=destinations(rows))


@settings(max_examples=60, deadline=None)
@given(st.lists(LEAVER, min_size=1, max_size=40))
def test_every_leaver_is_counted_once_where_a_plain_loop_puts_it(leavers):
    rows = frame(leavers)
    assert list(zip(whereabouts(rows["status"]), rows["destination"], strict=True)) == [place_of(each) for each in leavers]
    cells = flow_cells(rows)
    found = cells.groupby(["brin", "onderwijssoort", "whereabouts", "destination"])["n"].sum().to_dict()
    assert found == Counter((each["brin"], each["onderwijssoort"], *place_of(each)) for each in leavers)
    every = {name: int(of["n"].sum()) for name, of in tables(cells).items() if name != "mbo_school"}
    assert set(every.values()) == {len(leavers)}


SPLITS = [
    *product(("mbo",), ("mbo-2", "mbo-4"), ("90BB", "90DD"), ("gebleven", "gestopt"), (TO_MBO, NOT_CHOSEN)),
    *product(("andere_route",), ("vo", "werk"), ("",), ("niet_begonnen",), (TO_MBO, OTHERWISE)),
    ("niet_in_beeld", "gesloten", "", "niet_begonnen", TO_MBO),
]
LEAVES = pd.MultiIndex.from_tuples(
    [(brin, place, soort, *split, vulnerable) for brin in ("90AA", "90CC") for place in ("0772", "0858", "0861")
     for soort in ("vmbo-bb", "vmbo-tl") for split in SPLITS for vulnerable in (True, False)],
    names=["brin", "municipality", "onderwijssoort", "whereabouts", "destination", "mbo_brin", "first_year",
           "intention", "is_vulnerable"],
)  # fmt: skip


def random_region(seed: int) -> pd.DataFrame:
    """Every leaf that could occur with its number, often zero."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.choice([0, 0.3, 1, 6], len(LEAVES), p=(0.5, 0.25, 0.15, 0.1)))
    return pd.DataFrame({"n": counts}, index=LEAVES).reset_index().assign(vestiging="00")


def puzzle_of(cells: pd.DataFrame, hidden: dict) -> Puzzle:
    """All that who sees no pupil can read: of region, municipalities and schools every value, and the totals of `waar`."""
    puzzle = Puzzle(cells["n"])
    places = [("region", ""), *(("municipality", code) for code in ("0772", "0858", "0861")),
              *(("school", brin) for brin in ("90AA", "90CC"))]  # fmt: skip
    columns = {"region": None, "municipality": "municipality", "school": "brin"}
    for name, rows in tables(cells).items():
        for table, place in places:
            own = rows if table == "region" else rows[rows[columns[table]] == place]
            for value in [*own["value"].unique(), *([""] if name == "waar" else [])]:
                chosen = own if value == "" else own[own["value"] == value]
                small = "<5" if 0 < chosen["n"].sum() < 5 else ""
                mark = hidden.get(name, {}).get(table, {}).get(f"{place}|{value}", small)
                picked = pd.Series(0.0, index=cells.index)
                picked[chosen.index] = 1.0
                puzzle.tell(picked, mark)
    return puzzle


@pytest.mark.parametrize("seed", range(2))
def test_no_number_of_1_to_4_follows_from_all_tables_together(seed):
    cells = random_region(seed)
    puzzle = puzzle_of(cells, masks(cells[cells["n"] > 0]))
    assert puzzle.attacked
    assert puzzle.solved() == []


def test_the_same_attack_finds_numbers_when_only_small_ones_are_hidden():
    assert puzzle_of(random_region(0), {}).solved()


@pytest.fixture
def counted(deliver):
    """Six leavers of 90AA: four aanmeldingen at 90BB, one another route, one without any intention."""
    without = {"voorgenomen_bestemming": "", "voorgenomen_brin": ""}
    rows = [*({} for _ in range(4)), {"voorgenomen_bestemming": "havo"}, without]
    deliver("N01_2026-03_90AA.csv", n01_csv(rows, brin="90AA", vestiging=""))
    deliver("N02_2026-03_90BB.csv", n02_csv([{} for _ in range(4)], brin="90BB"))
    recompute(YEAR, on=DAY)


def test_the_counts_are_replaced_with_the_transitions(counted):
    assert recompute(YEAR, on=DAY) == Transition.objects.count() == 6
    assert sum(TransitionCell.objects.values_list("n", flat=True)) == 6
    assert TransitionCount.objects.get().as_of == DAY


def test_the_school_reads_whole_numbers_and_the_region_none_of_1_to_4(counted, carla, els):
    where = years_beside("2025-2026").now.tables["waar"]
    own = {value: shown.value for value, shown in where.counts(carla, Scope(brin="90AA")).items()}
    assert own == {"onderweg": 4, "andere_route": 1, "niet_in_beeld": 1, "": 6}
    seen = where.counts(els, Scope(brin="90AA"))
    assert {value: shown.value for value, shown in seen.items() if value} == dict.fromkeys(set(own) - {""})


OPLEIDING = st.fixed_dictionaries({
    "pupil": st.integers(1, 4), "brin": st.sampled_from(["90BB", "90DD"]), "volgnummer": st.sampled_from(["1", "2"]),
    "onderwijssoort": st.sampled_from(["mbo-2", "mbo-3", "vavo"]), "leerweg": st.sampled_from(["BOL", "EX"]),
    "opleidingscode": st.sampled_from(["", "25491", "25180"]), "diploma": st.sampled_from(["", "", "mbo-2"]),
    "started_on": st.dates(date(2026, 7, 1), date(2027, 9, 30)),
    "ended_on": st.none() | st.dates(date(2026, 8, 1), date(2027, 10, 1)),
})  # fmt: skip


def year_of(pupil: int, rows: list[dict], on: date) -> str:
    """The oracle: one pupil's first year, with plain loops."""
    known = [row for row in rows if row["pupil"] == pupil and row["started_on"] <= on]
    begun = [row for row in known if row["onderwijssoort"] != "vavo" and row["leerweg"] != "EX"
             and not (row["ended_on"] and row["ended_on"] <= date(2026, 8, 1))]  # fmt: skip
    if not begun:
        return "niet_begonnen"
    first = min(begun, key=lambda row: (row["started_on"], row["brin"], row["volgnummer"]))
    if first["diploma"]:
        return "gebleven"
    still = [row for row in known if not row["ended_on"] or row["ended_on"] > on]
    for row in still:
        codes = {row["opleidingscode"], first["opleidingscode"]}
        is_same_code = len(codes) == 1 or "" in codes
        if row["brin"] == first["brin"] and row["onderwijssoort"] == first["onderwijssoort"] and is_same_code:
            return "gebleven"
    return "gewisseld" if still else "gestopt"


@settings(max_examples=150, deadline=None)
@given(st.lists(OPLEIDING, min_size=1, max_size=8, unique_by=lambda row: (row["pupil"], row["brin"], row["volgnummer"])),
       st.dates(date(2026, 9, 1), date(2027, 10, 1)))  # fmt: skip
def test_who_stayed_switched_or_stopped_agrees_with_a_plain_loop(rows, on):
    enrolled = pd.DataFrame(rows)
    for column in ("started_on", "ended_on"):
        enrolled[column] = pd.to_datetime(enrolled[column]).astype("datetime64[s]")
    found = first_year(pd.Series([1, 2, 3, 4]), enrolled, Cycle.of(YEAR), on)
    assert found.tolist() == [year_of(pupil, rows, on) for pupil in (1, 2, 3, 4)]


AANMELDING = st.fixed_dictionaries({
    "pupil": st.integers(1, 4), "status": st.sampled_from(["aangemeld", "ingeschreven", "ingetrokken"]),
    "applied_on": st.dates(date(2026, 1, 1), date(2026, 5, 1)), "status_on": st.dates(date(2026, 1, 1), date(2026, 5, 1)),
    "starts_on": st.just(date(2026, 8, 1)), "appeared": st.none() | st.booleans(),
})  # fmt: skip
MEANT = st.dictionaries(st.integers(1, 4), st.sampled_from(["mbo-2", "mbo-4", "werk", "doubleren", "onbekend", ""]))


def meant_by(pupil: int, said: dict[int, str], applied: list[dict], on: date) -> str:
    """The oracle: an aanmelding that stood open that evening, else what the N01 says."""
    for row in applied:
        is_withdrawn = row["status"] == "ingetrokken" and row["status_on"] <= on
        if row["pupil"] == pupil and row["applied_on"] <= on and not is_withdrawn:
            return "wilde_mbo"
    word = said.get(pupil, "")
    if word in OTHER_ROUTES:
        return "wilde_anders"
    return "koos_nog_niet" if word in ("", "onbekend") else "wilde_mbo"


@settings(max_examples=100, deadline=None)
@given(MEANT, st.lists(AANMELDING, min_size=1, max_size=6))
def test_what_was_meant_on_1_april_agrees_with_a_plain_loop(said, applied):
    on, rows = date(2026, 4, 1), pd.DataFrame(applied).astype({"appeared": "boolean"})
    for column in ("applied_on", "status_on", "starts_on"):
        rows[column] = pd.to_datetime(rows[column]).astype("datetime64[s]")
    found = intentions(pd.Series([1, 2, 3, 4]), pd.Series(said, dtype="str"), rows, on)
    assert found.tolist() == [meant_by(pupil, said, applied, on) for pupil in (1, 2, 3, 4)]


def test_the_mirror_expects_what_can_be_computed_by_hand():
    def counts(*numbers: tuple[str, int]) -> dict[str, Shown]:
        return {value: Shown(n) for value, n in numbers}

    def place(bb: tuple[int, int], tl: tuple[int, int]) -> dict:
        soort = counts(("mbo/gebleven/vmbo-bb", bb[0]), ("mbo/gestopt/vmbo-bb", bb[1]), ("mbo/gebleven/vmbo-tl", tl[0]),
                       ("mbo/gewisseld/vmbo-tl", tl[1]))  # fmt: skip
        year = counts(("mbo/gebleven", bb[0] + tl[0]), ("mbo/gestopt", bb[1]), ("mbo/gewisseld", tl[1]))
        return {"waar": counts(("", sum((*bb, *tl)) + 16)), "jaar1": year, "jaar1_soort": soort}

    mirror = Mirror.of("2025-2026", place((31, 5), (51, 9)), place((180, 20), (380, 20)))
    assert [row[-1] for row in mirror.rows] == ["3,60", "3,00"]
    assert "Van de 112 vertrekkers begonnen er 96" in mirror.answer
    assert "wisselden er 9 en stopten er 5; regionaal verwacht: 7 " in mirror.answer
    assert mirror.word == "signaal"
    hidden = place((180, 20), (380, 20))
    hidden["jaar1_soort"]["mbo/gestopt/vmbo-bb"] = Shown(None, "<5")
    untold = Mirror.of("2025-2026", place((31, 5), (51, 9)), hidden)
    assert (untold.limits, untold.word) == (None, "te klein om te zeggen")
