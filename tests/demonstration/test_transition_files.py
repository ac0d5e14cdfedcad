"""N01 and N02 of the invented region: five years, clean for the portal, consistent with R01, and believable."""

from datetime import date

import pandas as pd
import pytest

from monitoring.demonstration import enrolment_frame
from monitoring.demonstration.leavers import MBO
from monitoring.demonstration.scales import SCALES, as_on
from monitoring.demonstration.transition_files import Year, months_of, n01_files, n02_files, story_of
from monitoring.ingest.checking import check
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.reading import read
from tests.ingest.test_r01_rules import expectation

SEED, BRINS = 37, ["99RA", "99RB"]
JULY = as_on(SCALES["small"], date(2026, 7, 10))


@pytest.fixture(scope="module")
def year() -> Year:
    return story_of(enrolment_frame("small", SEED), 2024, SEED, BRINS)


def test_the_months_reach_to_the_day_of_the_demonstration():
    assert JULY.months[-1] == "2026-06"
    assert as_on(SCALES["small"], date(2026, 4, 9)).months == SCALES["small"].months
    assert as_on(SCALES["small"], date(2026, 10, 9)).last_year == 2026
    assert months_of(2025, JULY)[-1] == "2026-06"
    assert months_of(2022, JULY) == ["2023-02", "2023-04", "2023-07", "2023-09"]


def test_same_seed_gives_the_same_story(year):
    again = story_of(enrolment_frame("small", SEED), 2024, SEED, BRINS)
    assert again.applications.equals(year.applications)


@pytest.mark.parametrize("month", ["2025-02", "2025-07", "2025-09"])
def test_every_file_passes_the_check_without_a_remark(year, month):
    for file in [*n01_files(year, month, {"90AB"}), *n02_files(year, month)]:
        named = parse_file_name(file.name)
        result = check(read(file.content, file.name), expectation(
            kind=named.kind, teljaar=named.teljaar, stand=named.stand, brin=named.brin, vestiging=named.vestiging,
            municipalities=frozenset(),
        ))  # fmt: skip
        assert result.findings.empty, (file.name, result.findings)
        assert result.rows_used > 0


def test_who_shows_up_at_the_mbo_mostly_applied_there(year):
    applied = year.applications[year.applications["closed_on"] >= pd.Timestamp("2100-01-01")]
    came = year.rows.index[year.rows["goes"] == MBO]
    at_own = applied[applied["place"].isin(came)]
    assert len(at_own) > 0.95 * len(came)
    assert (at_own["brin"].to_numpy() == year.rows["to_brin"].astype("str").to_numpy()[at_own["place"]]).all()


def test_a_believable_part_had_a_place_and_did_not_come():
    frame = enrolment_frame("small", SEED)
    stories = [story_of(frame, opens, SEED, BRINS) for opens in range(2021, 2026)]
    made = pd.concat([story.applications for story in stories])
    placed = made[made["closed_on"] >= pd.Timestamp("2100-01-01")]
    assert 0.01 < 1 - placed["appears"].astype(bool).mean() < 0.12


def test_the_running_year_is_foreseen_before_its_summer():
    running = story_of(enrolment_frame("small", SEED), 2025, SEED, BRINS)
    assert set(running.rows.loc[running.rows["goes"] == MBO, "to_brin"].astype("str")) <= set(BRINS)
    assert running.rows["to_started_on"].eq(pd.Timestamp("2026-08-01")).all()
