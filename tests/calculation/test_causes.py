"""Why the number of nieuwe vsv'ers of a school changed: the causes, one by one, and their sum."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calculation.causes import CAUSES, TOGETHER, causes, pooled, room

OWN, OTHER = "90BB", "90AA"
NONE = dict.fromkeys(CAUSES, 0)


def outcome(outcome: str, *, left: str | None = None, evidence: str = "geen", brin: str = "", goes: str = "") -> dict:
    return {"outcome": outcome, "evidence": evidence, "evidence_brin": brin, "destination": goes, "left_on": left}


def frame(pupils: dict[int, dict]) -> pd.DataFrame:
    rows = [{"pupil": pupil, **found} for pupil, found in pupils.items()]
    made = pd.DataFrame(rows, columns=["pupil", "outcome", "evidence", "evidence_brin", "destination", "left_on"])
    return made.astype({"pupil": "int64", "left_on": "datetime64[s]"})


def between(before: dict | None, after: dict | None) -> dict[str, int]:
    """The causes that one pupil gives, without those that are zero."""
    frames = [frame({} if found is None else {1: found}) for found in (before, after)]
    return {name: count for name, count in causes(*frames, brin=OWN).items() if count}


VSV = outcome("X", left="2026-01-10", goes="geen")
HERE = outcome("C_bevestigd", evidence="inschrijving", brin=OWN)


def test_an_inschrijving_at_another_school_is_heringeschreven():
    assert between(VSV, outcome("C_bevestigd", evidence="inschrijving", brin=OTHER)) == {"heringeschreven": -1}


def test_a_bestemming_in_education_is_heringeschreven():
    reported = outcome("C_opgegeven", evidence="bestemming", brin=OWN, goes="mbo", left="2026-01-10")
    assert between(VSV, reported) == {"heringeschreven": -1}


def test_an_inschrijving_at_the_own_school_is_a_correction():
    assert between(VSV, HERE) == {"correctie": -1}


def test_a_diploma_is_startkwalificatie():
    assert between(VSV, outcome("D", evidence="diploma", brin=OWN)) == {"startkwalificatie": -1}


def test_who_went_abroad_is_verhuisd_and_who_died_is_not():
    abroad = outcome("B", evidence="uit_populatie", goes="emigratie", brin=OWN)
    assert between(VSV, abroad) == {"verhuisd": -1}
    assert between(VSV, outcome("B", evidence="woongemeente_1999")) == {"verhuisd": -1}
    assert between(VSV, abroad | {"destination": "overleden"}) == {"correctie": -1}


def test_who_left_since_is_uitgeschreven():
    assert between(HERE, VSV) == {"uitgeschreven": 1}
    assert between(HERE | {"left_on": "2026-01-10"}, VSV) == {"correctie": 1}


def test_who_was_not_there_or_is_no_more_is_a_correction():
    assert between(None, VSV) == {"correctie": 1}
    assert between(VSV, None) == {"correctie": -1}


def test_who_stays_what_it_was_adds_nothing():
    assert between(VSV, VSV) == between(HERE, HERE) == between(None, None) == {}


OUTCOMES = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(["B", "C_bevestigd", "C_opgegeven", "D", "X"]),
        "evidence": st.sampled_from(["woongemeente_1999", "inschrijving", "geen"]),
        "evidence_brin": st.sampled_from(["", OWN, OTHER]),
        "destination": st.sampled_from(["", "emigratie", "geen"]),
        "left_on": st.sampled_from([None, "2026-01-10", "2026-02-10"]),
    }
)
REGIONS = st.dictionaries(st.integers(1, 12), OUTCOMES)


@given(REGIONS, REGIONS)
def test_the_causes_add_up_to_the_difference(before, after):
    found = causes(frame(before), frame(after), brin=OWN)
    vsv = [sum(pupil["outcome"] == "X" for pupil in region.values()) for region in (before, after)]
    assert sum(found.values()) == vsv[1] - vsv[0]
    assert list(found) == list(CAUSES)


def test_causes_of_a_handful_of_pupils_are_pooled_and_never_follow_from_the_sum():
    found = pd.DataFrame({"cause": ["heringeschreven"] * 9 + ["verhuisd"] * 2 + ["startkwalificatie"] * 3, "step": -1})
    assert pooled(found, 5) == {"heringeschreven": -9, TOGETHER: -5}
    lonely = pd.DataFrame({"cause": ["uitgeschreven"] * 8 + ["heringeschreven"] * 6 + ["verhuisd"], "step": -1})
    assert pooled(lonely, 5) == {"uitgeschreven": -8, TOGETHER: -7}
    assert pooled(found[:0], 5) == {}
    assert pooled(found[:3], 5) is None


def test_room_is_what_came_and_went_in_the_same_cell():
    leaf = {"school": list("aaabbbcc"), "outcome": ["X"] * 8}
    after = pd.DataFrame(leaf | {"school": list("aabbbbdd")})
    assert room(pd.DataFrame(leaf), after, ["school"]) == 2 + 3
    assert room(pd.DataFrame(leaf).iloc[:0], after, ["school"]) == 0


STEPS = st.lists(st.tuples(st.sampled_from(list(CAUSES)), st.sampled_from([-1, 1])), max_size=40)


@given(STEPS)
def test_no_pooled_cause_rests_on_fewer_than_five_pupils(pupils):
    found = pd.DataFrame(pupils, columns=["cause", "step"]).astype({"step": "int64"})
    told = pooled(found, 5)
    if told is None:
        assert 0 < len(pupils) < 5
        return
    assert sum(told.values()) == sum(step for _, step in pupils)
    sizes = {name: sum(cause == name for cause, _ in pupils) for name in CAUSES}
    left = [size for name, size in sizes.items() if name not in told and size]
    assert all(sizes[name] >= 5 for name in told if name != TOGETHER)
    assert (len(left) >= 2 and sum(left) >= 5) if TOGETHER in told else not left
