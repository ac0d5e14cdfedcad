"""Flags in the tables: raised, cleared, returned, never deleted; who sees them and what they say."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from monitoring.flag_words import distance_words, flag_words
from monitoring.flagging import raise_flags
from monitoring.models import AbsenceDistance, Flag, RuleSetting
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.vocabulary import FlagRule
from tests.files.absence import r02_csv, r03_csv
from tests.files.r01 import valid_pgn

ON = date(2026, 4, 9)
OF_90AA = {"brin": "90AA", "vestiging": ""}
LONG = {"soort": "LRV", "begindatum": "01-12-2025", "einddatum": ""}


def pupil(n: int) -> int:
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


@pytest.fixture
def reported(accepted, deliver):
    """Three open reports of 90AA, and the hours of two pupils in two weeks of March."""
    deliver("R02_2026-03_90AA.csv", r02_csv([{}, LONG, {}], **OF_90AA))
    weeks = [{"pgn": valid_pgn(n), "week": week, "ongeoorloofde_uren": hours}
             for n, week, hours in ((0, "2026-W11", "6"), (0, "2026-W12", "6"), (1, "2026-W12", "17"))]  # fmt: skip
    deliver("R03_2026-03_90AA.csv", r03_csv(weeks, **OF_90AA))


def holding(rule: str) -> set[int]:
    return set(Flag.objects.raised().filter(rule=rule).values_list("pupil_id", flat=True))


def test_flags_are_raised_from_deliveries_and_a_second_run_changes_nothing(reported):
    raised = raise_flags(on=ON)
    assert holding("S1") == {pupil(0), pupil(1), pupil(2)}
    assert holding("S3") == {pupil(1)}
    assert holding("S7") == {pupil(20)}  # born November 2008, left the mbo in February
    assert pupil(21) in holding("S5")
    assert sum(raised.holding.values()) == Flag.objects.count() == raised.added
    before = list(Flag.objects.order_by("pk").values())
    again = raise_flags(on=ON)
    assert (again.added, again.cleared, again.returned) == (0, 0, 0)
    assert list(Flag.objects.order_by("pk").values()) == before


def test_flag_is_cleared_when_its_reason_is_gone_and_holds_again_when_it_returns(reported, deliver):
    raise_flags(on=ON)
    count = Flag.objects.count()
    closed = {"status": "G", "reden_afsluiting": "1"}
    deliver("R02_2026-03_90AA.csv", r02_csv([closed, LONG, {}], **OF_90AA))
    assert raise_flags(on=ON).cleared == 1
    assert holding("S1") == {pupil(1), pupil(2)}
    assert Flag.objects.count() == count
    deliver("R02_2026-03_90AA.csv", r02_csv([{}, LONG, {}], **OF_90AA))
    assert raise_flags(on=ON).returned == 1
    assert (holding("S1"), Flag.objects.count()) == ({pupil(0), pupil(1), pupil(2)}, count)


def test_facts_of_a_flag_follow_a_mended_file(reported, deliver):
    raise_flags(on=ON)
    deliver("R02_2026-03_90AA.csv", r02_csv([{"uren": "22"}, {}, {}], **OF_90AA))
    raise_flags(on=ON)
    assert Flag.objects.get(rule="S1", pupil_id=pupil(0)).evidence == {"soort": "V3", "hours": 22.0}


def test_rule_that_is_off_raises_nothing_and_another_threshold_holds(reported):
    RuleSetting.objects.create(rule="S1", is_on=False)
    RuleSetting.objects.create(rule="S3", thresholds={"weeks": 26})
    raise_flags(on=ON)
    assert (holding("S1"), holding("S3")) == (set(), set())


def test_distance_to_sixteen_hours_is_stored_and_said(reported):
    raise_flags(on=ON)
    raise_flags(on=ON)
    near, over = AbsenceDistance.objects.order_by("hours")
    assert (near.pupil_id, near.hours, near.weeks, near.days_left) == (pupil(0), Decimal(12), 2, 4)
    assert distance_words(near) == "12 van 16 uur in 2 schoolweken; bij dit tempo is 16 uur bereikt over 4 schooldagen"
    assert distance_words(over) == "17 van 16 uur in 2 schoolweken; de grens is bereikt"


def test_flags_and_distances_reach_their_own_people_only(reported, anna, bram, carla, coen, dirk, els):
    raise_flags(on=ON)
    assert {flag.rule for flag in Flag.objects.visible_to(carla, ON)} == {"S1", "S3"}
    assert set(Flag.objects.visible_to(coen, ON).values_list("pupil_id", "rule")) == {(pupil(20), "S7")}
    assert Flag.objects.visible_to(anna, ON).filter(rule="S1").count() == 3
    for reader in (bram, dirk, els):
        assert not Flag.objects.visible_to(reader, ON).exists()
        assert not AbsenceDistance.objects.visible_to(reader, ON).exists()
    assert AbsenceDistance.objects.visible_to(carla, ON).count() == AbsenceDistance.objects.visible_to(anna, ON).count() == 2
    assert not AbsenceDistance.objects.visible_to(coen, ON).exists()


def test_every_flag_says_why_and_what_comes_next(reported):
    raise_flags(on=ON)
    said = {flag.rule: flag_words(flag, on=ON) for flag in Flag.objects.all()}
    assert said["S1"].sentence.startswith("Melding ")
    assert said["S3"].sentence == (
        "Ongeoorloofd afwezig sinds 01-12-2025, 18 weken. Thuiszitter sinds 01-03-2026: schaal op."
    )
    for code in FlagRule.values:  # also without any evidence: a sentence, never an error
        flag = Flag(rule=code, since=ON, evidence={"began_on": "2026-01-01"} if code == "S3" else {})
        assert flag_words(flag, on=ON).sentence.endswith(".")


def test_command_prints_counts_per_rule(reported, capsys):
    call_command("flags", "--on", "2026-04-09")
    assert "S1         3  verzuimmelding staat open" in capsys.readouterr().out
