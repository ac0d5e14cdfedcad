"""The verdict of a place: three words and a sentence, from shown numbers only."""

import pytest

from monitoring.figures import Scope, figures, total
from monitoring.verdicts import RUIS, SIGNAAL, TE_KLEIN, pooled_verdict, rates, raw_verdict, verdict
from tests.figure_regions import closed_computation

CELLS = [
    ("90AA", "", "0772", "vo_onderbouw", 900, 0, 5, 0),
    ("90AA", "", "0772", "mbo2", 100, 0, 8, 0),
    ("90BB", "", "0772", "vo_onderbouw", 900, 0, 7, 0),
    ("90BB", "", "0772", "mbo2", 1000, 0, 130, 0),
    ("90CC", "", "0772", "mbo2", 1000, 0, 70, 0),
    ("90DD", "", "0772", "vo_onderbouw", 600, 0, 3, 0),
]


@pytest.fixture
def march(schools):
    return closed_computation(CELLS)


def judged(reader, computation, brin: str):
    scope = Scope(brin=brin)
    regional = rates(figures(reader, computation, ("category",)))
    return verdict(
        total(reader, computation, scope), figures(reader, computation, ("category",), scope), regional
    )


def test_expected_is_recomputable_by_hand(march):
    """Own pupils × regional rate per category: 900 × 15/2400 + 100 × 208/2100."""
    assert judged(None, march, "90AA").limits.expected == pytest.approx(900 * 15 / 2400 + 100 * 208 / 2100)


def test_the_mix_of_categories_is_no_signal(march):
    whole = total(None, march)
    raw = raw_verdict(total(None, march, Scope(brin="90AA")), whole)
    assert (raw.word, raw.distance < 0) == (SIGNAAL, True)
    assert judged(None, march, "90AA").word == RUIS
    assert judged(None, march, "90AA").sentence == "Bij deze omvang is 9–23 gewoon toeval."


def test_a_signal_says_on_which_side(march):
    above, below = judged(None, march, "90BB"), judged(None, march, "90CC")
    assert (above.word, below.word) == (SIGNAAL, SIGNAAL)
    assert above.distance > 0 > below.distance
    assert "137 ligt daarboven" in above.sentence
    assert "70 ligt daaronder" in below.sentence


def test_of_a_suppressed_number_nothing_is_said(march, dirk):
    found = judged(dirk, march, "90DD")
    assert (found.x, found.word, found.distance) == (None, TE_KLEIN, 0)
    assert "3" not in found.sentence.split("gewoon toeval")[1]
    assert judged(None, march, "90DD").word == RUIS


def test_a_hidden_mix_gives_no_limits(march, els):
    small = [("90EE", "", "0772", "mbo2", 300, 0, 30, 0), ("90EE", "", "0772", "mbo4", 3, 0, 0, 0)]
    closed = closed_computation([*CELLS, *small], stand="2026-02")
    found = judged(els, closed, "90EE")
    assert found.limits is None
    assert (found.word, found.sentence) == (
        TE_KLEIN,
        "Niet alle aantallen die hiervoor nodig zijn, zijn te tonen.",
    )


def test_three_years_together_say_more_than_one(march):
    line = total(None, march, Scope(brin="90DD"))
    mix = ((600, 0.01),)
    assert verdict(line, [], {}).limits is None
    pooled = pooled_verdict([(line, mix)] * 3)
    assert pooled_verdict([(line, mix)]).word == RUIS
    assert (pooled.x, pooled.n, pooled.word) == (9, 1800, SIGNAAL)
    assert pooled.limits.expected == pytest.approx(18)
    assert pooled_verdict([(line, mix), (line, None)]).word == TE_KLEIN
