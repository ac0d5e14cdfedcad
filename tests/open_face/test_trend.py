"""The trend draws a goal only in the count that it was agreed in, and says why another is no line."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring.models import Ambition
from monitoring.open_face import released, releasing
from monitoring.open_face.trend import levels, trend
from monitoring.reference.national_targets import national_targets, share
from tests.figure_regions import closed_computation

ON, NEXT = date(2026, 4, 9), date(2026, 5, 12)
MBO = ("90BB", "", "0772", "mbo2", 10_000, 0, 900, 0)
VO = ("90AA", "", "0772", "vo_onderbouw", 40_000, 0, 100, 0)
SPACE = "\N{NO-BREAK SPACE}"


def release(method: str, stands: dict[str, str], *rows: tuple):
    for teljaar, stand in stands.items():
        computation = closed_computation(list(rows), teljaar=teljaar, stand=stand, method=method)
        releasing.approve(releasing.prepare(computation, by=None, note="x", on=ON, next_on=NEXT), by=None, on=ON)
    return released.latest(method)


def goals(of) -> list[str]:
    return [goal.text for goal in of.drawn.goals]


@pytest.fixture
def ambition(schools):
    return Ambition.objects.create(
        title="Minder vsv'ers", why="nodig", gauge="percentage", target="1.60", base_teljaar="2023-2024",
        target_teljaar="2028-2029", is_public=True,
    )  # fmt: skip


def test_the_regional_count_has_the_goal_of_the_region_and_tells_of_the_national_one(ambition):
    seen = trend(release("regio", {"2023-2024": "2024-09", "2025-2026": "2026-03"}, MBO, VO))
    assert goals(seen) == [f"regio 1,60{SPACE}%"]
    assert "minder dan 18.000" in seen.national
    assert "afgesproken in de telling van DUO" in seen.national
    assert [(point.teljaar, point.text, point.is_running) for point in seen.points] == [
        ("2023-2024", f"2,0{SPACE}%", False), ("2025-2026", f"2,0{SPACE}%", True)
    ]  # fmt: skip
    assert seen.title == f"Vsv was 2,0{SPACE}% in teljaar 2023-2024"
    assert len(seen.drawn.breaks) == 1


def test_the_count_of_duo_has_the_national_goal_as_a_share_and_not_that_of_the_region(ambition):
    seen = trend(release("duo", {"2023-2024": "D"}, MBO, VO))
    assert goals(seen) == [f"landelijk 1,4{SPACE}%"]
    assert f"29.163 vsv'ers 2,29{SPACE}%" in seen.national


def test_where_duo_counts_mbo_alone_only_the_levels_have_a_national_line(schools):
    newest = release("duo", {"2022-2023": "D", "2023-2024": "D"}, MBO)
    assert goals(trend(newest)) == []
    assert "vo en mbo samen" in trend(newest).national
    assert [(each.title, goals(each)) for each in levels(newest)] == [("Mbo 2", [f"landelijk 9,33{SPACE}%"])]
    assert levels(release("regio", {"2023-2024": "2024-09"}, MBO)) == []


def test_a_national_number_becomes_a_share_by_the_last_count_of_ocw():
    found = share(national_targets()[-1])
    assert (found.percentage, found.counted.teljaar) == (Decimal("1.4"), "2023-2024")
