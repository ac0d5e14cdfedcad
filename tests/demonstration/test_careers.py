"""The invented pupils: nobody in two places, every date in order, percentages as in the country."""

import numpy as np
import pandas as pd
import pytest

from monitoring.demonstration import enrolment_frame
from monitoring.demonstration.deliveries import known_rows

QUALIFYING = ["havo", "vwo", "mbo-2", "mbo-3", "mbo-4"]
IN_EDUCATION = [
    *("vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk")
]
LEFT_POPULATION = ["overleden", "emigratie", "buitenland", "vrijstelling"]
PLAUSIBLE = {  # lowest and highest vsv% of one closed teljaar, after the national figures
    "mbo-1": (18, 34),
    "mbo-2": (7, 13),
    "mbo-3": (3, 6.5),
    "mbo-4": (2.5, 5.5),
    "vavo": (4, 20),
    "vmbo": (0.5, 1.8),
    "havo-vwo": (0.1, 0.8),
}


@pytest.fixture(scope="module")
def region() -> pd.DataFrame:
    return enrolment_frame("region")


def kind(soort: pd.Series) -> pd.Series:
    text = soort.astype(str)
    return text.mask(text.str.startswith("vmbo"), "vmbo").mask(text.isin(["havo", "vwo"]), "havo-vwo")


def rough_percentages(frame: pd.DataFrame, year: int) -> pd.Series:
    """The vsv% per kind of education of one teljaar, counted once more without the portal's own rules."""
    opens, closes = pd.Timestamp(year, 10, 1), pd.Timestamp(year + 1, 10, 1)
    at_start = frame[(frame["started_on"] <= opens) & ~(frame["ended_on"] <= opens)]
    start = at_start[(year - at_start["cohort"] < 22) & (at_start["leerweg"] != "EX") & at_start["bekostigd"]]
    start = start.sort_values("started_on").drop_duplicates("pupil", keep="last").set_index("pupil")
    still = frame[
        (frame["started_on"] <= closes) & ~(frame["ended_on"] <= closes) & (frame["leerweg"] != "EX")
    ]
    ended = frame[frame["ended_on"] <= closes].sort_values("ended_on").drop_duplicates("pupil", keep="last")
    last = ended.set_index("pupil")["destination"].astype(str).reindex(start.index)
    got = frame[frame["diploma"].isin(QUALIFYING) & (frame["diploma_on"] <= closes)]["pupil"]
    held = frame[frame["earlier_diploma"].isin(QUALIFYING) & (frame["earlier_diploma_on"] <= closes)]["pupil"]
    entree = frame[(frame["diploma"] == "mbo-1") & (frame["diploma_on"] <= closes)]["pupil"]
    works = start.index.isin(entree) & (last == "werk")
    safe = works | start.index.isin(still["pupil"]) | start.index.isin(got) | start.index.isin(held)
    is_vsv = ~safe & ~last.isin(IN_EDUCATION) & ~last.isin(LEFT_POPULATION)
    return 100 * is_vsv.groupby(kind(start["onderwijssoort"])).mean()


def test_same_seed_gives_same_region_and_another_seed_another():
    first, again = enrolment_frame("small", 5), enrolment_frame("small", 5)
    enrolment_frame.__globals__["_cached"].cache_clear()
    pd.testing.assert_frame_equal(first, enrolment_frame("small", 5))
    pd.testing.assert_frame_equal(first, again)
    assert not first["pgn"].equals(enrolment_frame("small", 6)["pgn"])


def test_region_is_as_large_as_promised(region):
    assert 70_000 < region["pupil"].nunique() < 80_000
    assert region["brin"].nunique() == 18
    assert set(region["municipality"].astype(str)) >= {"0772", "0794", "0743", "1999"}


def test_every_number_passes_the_elfproef_and_belongs_to_one_person(region):
    persons = region.drop_duplicates("pupil")
    numbers = persons.loc[persons["pgn"] > 0, "pgn"]
    digits = numbers.to_numpy()[:, None] // 10 ** np.arange(8, -1, -1) % 10
    remainder = (digits @ np.array([9, 8, 7, 6, 5, 4, 3, 2, -1])) % 11
    assert set(remainder) == {0, 5}
    assert (numbers >= 900_000_000).all()
    assert numbers.is_unique
    assert 0 < (persons["pgn"] == 0).mean() < 0.01


def test_dates_are_in_order(region):
    ended = region[region["ended_on"].notna()]
    assert (ended["ended_on"] > ended["started_on"]).all()
    assert (region["born"] < region["started_on"]).all()
    dated = region[region["diploma"] != ""]
    assert dated["diploma_on"].notna().all()
    assert (dated["diploma_on"] > dated["started_on"]).all()
    assert (dated["diploma_on"] <= dated["ended_on"]).all()


def test_who_left_has_reason_and_destination(region):
    ended = region[region["ended_on"].notna()]
    assert (ended["destination"] != "").all()
    assert ended["reason"].between(1, 9).all()


def test_nobody_is_in_two_places_without_reason(region):
    """Only a vo pupil whom the school sends to vavo, unfunded there, has two rows at once."""
    alone = region[region["bekostigd"] | (region["onderwijssoort"] != "vavo")]
    alone = alone.sort_values(["pupil", "started_on"])
    same = alone["pupil"].eq(alone["pupil"].shift())
    overlaps = same & ~(alone["ended_on"].shift() <= alone["started_on"])
    assert not overlaps.any()


def test_volgnummer_is_unique_per_pupil_and_school(region):
    assert not region.duplicated(["pupil", "brin", "volgnummer"]).any()


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_percentages_are_near_the_national_ones(region, year):
    percentages = rough_percentages(region, year)
    for name, (low, high) in PLAUSIBLE.items():
        assert low <= percentages[name] <= high, (name, percentages[name])


def test_delivery_holds_rows_of_its_teljaar_only(region):
    rows = known_rows(region, "2026-03")
    assert (rows["started_on"] <= pd.Timestamp(2026, 3, 31)).all()
    assert not (rows["ended_on"] <= pd.Timestamp(2025, 10, 1)).any()
    september = known_rows(region, "2025-09")
    assert (september["started_on"] >= pd.Timestamp(2025, 8, 1)).any()
    assert (september["ended_on"] <= pd.Timestamp(2025, 8, 1)).any()


def test_region_knows_every_special_case(region):
    assert {"EX", "BBL", "BOL"} <= set(region["leerweg"].astype(str))
    assert {"isk", "internationaal", "pro", "vso", "vavo", "mbo-1"} <= set(
        region["onderwijssoort"].astype(str)
    )
    assert {"overleden", "emigratie", "dji", "particulier"} <= set(region["destination"].astype(str))
    assert 0 < (~region["bekostigd"]).mean() < 0.02
    assert region["moved_on"].notna().any()
    late = region["diploma_on"].dt.month.isin([10, 11, 12])
    assert late.any()
