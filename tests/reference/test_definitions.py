"""Definitions: which rules held when."""

from datetime import date

import pytest

from monitoring.reference.definitions import (
    breaks_between,
    definition,
    definitions,
    method_breaks,
    upper_age,
    upper_ages,
)


@pytest.mark.parametrize(
    ("teljaar", "version"),
    [("2012-2013", "2012"), ("2024-2025", "2012"), ("2025-2026", "2026"), ("2028-2029", "2026")],
)
def test_definition_of_a_teljaar(teljaar, version):
    assert definition(teljaar).version == version


def test_no_definition_of_ours_before_2012():
    assert definition("2011-2012") is None


def test_versions_follow_each_other_without_a_gap():
    older, newer = definitions()
    assert (older.last_teljaar, newer.first_teljaar, newer.last_teljaar) == ("2024-2025", "2025-2026", "")


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2010, 1, 1), 23), (date(2025, 12, 31), 23), (date(2026, 1, 1), 27), (date(2030, 1, 1), 27)],
)
def test_followed_group_ends_at_23_and_from_2026_at_27(day, age):
    assert upper_age(day) == age


def test_a_line_shows_the_breaks_it_crosses():
    assert [each.first_teljaar for each in method_breaks()] == ["2012-2013", "2016-2017", "2025-2026"]
    assert [each.first_teljaar for each in breaks_between("2012-2013", "2019-2020")] == ["2016-2017"]
    assert breaks_between("2017-2018", "2024-2025") == ()


def test_every_line_names_its_source():
    assert all(each.source for each in (*definitions(), *upper_ages(), *method_breaks()))


@pytest.mark.parametrize("teljaar", ["2025-2027", "2025", "vorig jaar"])
def test_a_word_that_is_no_teljaar_is_refused(teljaar):
    with pytest.raises(ValueError, match="teljaar"):
        definition(teljaar)
