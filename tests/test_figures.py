"""The figure service: one sum for every screen, marks instead of small numbers, many stands in few queries."""

import pytest

from monitoring.figures import (
    NotForReader,
    Scope,
    Sight,
    course,
    current_computations,
    figures,
    forget,
    silent,
    total,
)
from tests.figure_regions import closed_computation

CELLS = [
    ("90AA", "", "0772", "mbo2", 97, 0, 3, 1),
    ("90AA", "", "0794", "mbo2", 89, 0, 2, 0),
    ("90BB", "", "0772", "mbo2", 211, 1, 17, 12),
    ("90BB", "", "0363", "mbo4", 140, 0, 16, 0),
]


@pytest.fixture
def march(schools):
    return closed_computation(CELLS, silent=("90BB",))


@pytest.mark.parametrize(
    "by", [("municipality",), ("school",), ("vestiging",), ("category",), ("school", "category")]
)
def test_every_split_adds_up_to_the_whole(march, by):
    whole = total(None, march)
    for measure in ("a", "b", "x", "x_unknown", "n"):
        assert (
            sum(getattr(line, measure).value for line in figures(None, march, by))
            == getattr(whole, measure).value
        )


def test_figures_are_the_plain_sums_of_the_leaf_cells(march):
    for place in ("0772", "0794"):
        mine = [row for row in CELLS if row[2] == place]
        found = total(None, march, Scope(municipality=place))
        assert (found.a.value, found.x.value) == (sum(row[4] for row in mine), sum(row[6] for row in mine))


def test_places_outside_the_region_are_one_for_a_reader(march, els):
    places = [line.municipality for line in figures(els, march, ("municipality",))]
    assert places == ["0772", "0794", "elders"]


def test_who_sees_no_pupil_gets_no_small_number(march, dirk, els):
    for reader in (dirk, els):
        for by in (
            (),
            ("municipality",),
            ("school",),
            ("category",),
            ("municipality", "category"),
            ("school", "category"),
        ):
            for line in figures(reader, march, by):
                assert line.x.value not in {1, 2, 3, 4}
                assert line.x_unknown.value not in {1, 2, 3, 4}
                assert line.x.value is not None or line.percentage is None


def test_policy_staff_gets_no_school_crossed_with_a_municipality(march, dirk):
    assert figures(dirk, march, ("school",), Scope(municipality="0772")) == []


def test_officer_sees_its_own_municipality_whole_and_crossed(march, anna):
    lines = figures(anna, march, ("school",), Scope(municipality="0772"))
    assert {line.brin: line.x.value for line in lines} == {"90AA": 3, "90BB": 17}


def test_foreign_place_is_refused(march, anna, carla):
    with pytest.raises(NotForReader):
        total(anna, march, Scope(municipality="0794"))
    with pytest.raises(NotForReader):
        total(carla, march, Scope(brin="90BB"))


def test_share_of_unknown_needs_ten_vsvers(march, els):
    by_school = {line.brin: line for line in figures(None, march, ("school",))}
    assert by_school["90AA"].unknown_percentage is None
    assert str(by_school["90BB"].unknown_percentage) == "36.36"


def test_a_course_of_many_stands_costs_as_many_queries_as_one(march, els, django_assert_max_num_queries):
    for month in ("2025-10", "2025-11", "2025-12", "2026-01"):
        closed_computation(CELLS, stand=month)
    stands = current_computations("regio")
    forget()
    Sight.of(els)
    with django_assert_max_num_queries(3):
        assert [line.stand for line in course(els, stands)] == [c.stand for c in stands]


def test_a_course_shows_of_each_stand_what_its_page_shows(march, dirk):
    one = course(dirk, [march], Scope(municipality="0772"), "mbo2")[0]
    page = next(
        line
        for line in figures(dirk, march, ("category",), Scope(municipality="0772"))
        if line.category == "mbo2"
    )
    assert (one.x, one.n, one.percentage) == (page.x, page.n, page.percentage)


def test_silent_schools_are_named_to_who_sees_the_region_only(march, dirk, carla):
    assert [each.brin for each in silent(dirk, march)] == ["90BB"]
    assert silent(carla, march) == []


def test_coverage_counts_every_school_that_should_deliver(march):
    covered = total(None, march).coverage
    assert (covered.delivered, covered.expected, covered.is_full) == (1, 2, False)


def test_small_start_set_stays_hidden_where_duo_names_more_vsvers(schools, els):
    rows = [("90BB", "", "0772", "mbo2", 3, 0, 6, 0), ("90BB", "", "0794", "mbo2", 60, 0, 9, 0)]
    computation = closed_computation(rows, stand="V", method="duo", missing=3)
    for line in figures(els, computation, ("municipality",)):
        assert line.n.value is None or line.n.value >= 5
