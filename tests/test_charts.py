"""Charts as dicts: the finding as title, grey for the past, dashes for what can change, nothing for what is hidden."""

from decimal import Decimal

import pytest

from monitoring.charts import ACCENT, GREY, category_chart
from monitoring.course_chart import course_chart
from monitoring.coverage import CoverageOf
from monitoring.figures import Figure, Shown


def line(teljaar: str, stand: str, percentage: str | None, *, category="", method="regio", x=20) -> Figure:
    number = Shown(x) if percentage is not None else Shown(None, "<5")
    return Figure(
        computation=1, method=method, teljaar=teljaar, stand=stand, municipality="", brin="", vestiging="", subregion="",
        category=category, a=Shown(1000), b=Shown(0), c_confirmed=Shown(0), c_reported=Shown(0), d=Shown(0), x=number,
        x_unknown=Shown(0), n=Shown(1000), coverage=CoverageOf(2, 2),
        percentage=None if percentage is None else Decimal(percentage),
    )  # fmt: skip


def drawn(lines: list[Figure]):
    return course_chart(lines, lines[-1], "onder", "?")


def test_title_is_the_finding_of_this_stand_and_last_years():
    chart = drawn([line("2024-2025", "2025-03", "1.79"), line("2025-2026", "2026-03", "1.84")])
    assert chart.title.replace("\xa0", " ") == "Stand maart: 1,84 %, vorig jaar 1,79 %"


def test_this_year_is_the_accent_and_earlier_years_are_grey():
    chart = drawn([line("2024-2025", "2025-03", "1.79"), line("2025-2026", "2026-03", "1.84")])
    assert [trace["line"]["color"] for trace in chart.figure["data"]] == [GREY, ACCENT]


def test_a_teljaar_that_can_change_is_dashed():
    lines = [line("2024-2025", "2025-12L", "1.79"), line("2025-2026", "2026-03", "1.84")]
    assert [trace["line"]["dash"] for trace in drawn(lines).figure["data"]] == ["solid", "dash"]


def test_a_hidden_stand_is_a_gap_in_the_line_and_a_dot_in_the_table():
    lines = [
        line("2025-2026", "2025-10", "0.50"),
        line("2025-2026", "2025-11", None),
        line("2025-2026", "2025-12", "0.90"),
    ]
    chart = drawn(lines)
    assert chart.figure["data"][0]["y"][:3] == [0.5, None, 0.9]
    assert chart.figure["data"][0]["connectgaps"] is False
    assert [row[1] for row in chart.rows[:3]][1] == "."


def test_a_year_with_one_stand_is_one_point():
    lines = [line("2022-2023", "2023-09", "2.10"), line("2025-2026", "2026-03", "1.84")]
    assert [value for value in drawn(lines).figure["data"][0]["y"] if value] == [2.1]


def test_a_trend_break_between_the_years_is_told():
    assert (
        "Trendbreuk vanaf 2025-2026"
        in drawn([line("2024-2025", "2025-03", "1"), line("2025-2026", "2026-03", "2")]).note
    )
    assert (
        "Trendbreuk" not in drawn([line("2023-2024", "2024-03", "1"), line("2024-2025", "2025-03", "2")]).note
    )


def test_years_after_the_one_that_is_read_stay_out():
    lines = [line("2025-2026", "2026-03", "1.84"), line("2024-2025", "2025-03", "1.79")]
    assert drawn(lines).columns == ["Stand", "2024-2025*"]


def test_duo_ends_with_voorlopig_and_definitief():
    chart = drawn([line("2024-2025", code, "2", method="duo") for code in ("2025-09", "V", "D")])
    assert [row[0] for row in chart.rows][-2:] == ["voorlopig", "definitief"]
    assert chart.figure["data"][0]["line"]["dash"] == "solid"


@pytest.mark.parametrize(("teljaar", "text"), [("2024-2025", "9,20"), ("2025-2026", "geen norm")])
def test_category_shows_the_norm_of_its_teljaar(teljaar, text):
    chart = category_chart(
        [line(teljaar, "V", "10.10", category="mbo2", method="duo")], teljaar, "", "onder", "?"
    )
    assert text in chart.rows[0][2]


def test_one_norm_for_mbo_3_and_4_stands_at_both_with_a_note():
    lines = [line("2014-2015", "V", "3.10", category=each, method="duo") for each in ("mbo3", "mbo4")]
    chart = category_chart(lines, "2014-2015", "", "onder", "?")
    assert all("2,75" in row[2] for row in chart.rows)
    assert "mbo 3 en 4 samen" in chart.note


def test_above_the_norm_is_said_in_words_and_not_in_colour():
    lines = [
        line("2024-2025", "V", "10.10", category="mbo2"),
        line("2024-2025", "V", "1.00", category="mbo4"),
    ]
    chart = category_chart(lines, "2024-2025", "", "onder", "?")
    assert chart.title == "1 van de 2 categorieën met een norm boven de norm"
    assert set(chart.figure["data"][0]["marker"]["color"]) == {ACCENT}


def test_hidden_category_has_no_bar_and_says_why():
    chart = category_chart(
        [line("2025-2026", "2026-03", None, category="mbo1")], "2025-2026", "", "onder", "?"
    )
    assert chart.figure["data"][0]["x"] == [None]
    assert not chart.is_drawn
    assert chart.figure["layout"]["annotations"][0]["text"] == "niet getoond"
