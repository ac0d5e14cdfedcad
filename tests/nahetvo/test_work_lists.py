"""Whose work a leaving pupil is, compared with plain words over every status and every day of the cycle."""

from datetime import date, timedelta

from monitoring.calculation.school_year import SchoolYear
from nahetvo.transition.columns import COLUMNS, days_in_words
from nahetvo.transition.cycle import Cycle
from nahetvo.transition.statuses import STEPS
from nahetvo.transition.work_lists import (
    DECAAN,
    DOORSTROOMPUNT,
    LEERPLICHT,
    MBO,
    owner,
    running_lists,
)

CYCLE = Cycle.of(SchoolYear(2025))


def listed(status: str, on: date) -> list[str]:
    return [work.code for work in running_lists(CYCLE, on) if status in work.statuses]


def expected(status: str, on: date) -> list[str]:
    """The issue, word for word."""
    if on >= date(2027, 10, 1):
        return []
    if status == "niet_verschenen":
        return ["niet-verschenen"]
    if status == "uitgeschreven_voor_1_november":
        return ["voor-1-november"] if on >= date(2026, 8, 1) else []
    if on >= date(2026, 10, 1):
        lost = status in ("niet_in_beeld", "gesloten", "gezakt", "nog_geen_keuze")
        return ["niet-ingeschreven"] if lost else []
    if on >= date(2026, 7, 1):
        placed = status in ("aangeboden", "ingeschreven", "gestart", "op_1_oktober", "op_1_februari", "andere_route")
        return [] if placed else ["zomerlijst"]
    if status == "gesloten":
        return ["gesloten"]
    if status == "gezakt":
        return ["gezakt"] if on >= date(2026, 6, 11) else []
    if status in ("nog_geen_keuze", "niet_in_beeld"):
        return ["niet-aangemeld"] if on >= date(2026, 4, 1) else []
    return []


def test_every_status_is_on_the_list_of_its_phase_on_every_day():
    days = [CYCLE.opens + timedelta(days=n) for n in range((CYCLE.closes - CYCLE.opens).days + 10)]
    wrong = [(status, day) for status in STEPS for day in days if listed(status, day) != expected(status, day)]
    assert not wrong, wrong[:5]


def turn(status: str, on: date, since: date, *, is_minor: bool) -> str:
    work = next(each for each in running_lists(CYCLE, on) if status in each.statuses)
    return owner(work, since=since, is_minor=is_minor, on=on)


def test_the_decaan_works_until_the_summer_and_the_municipality_by_age_from_1_july():
    june, july = date(2026, 6, 30), date(2026, 7, 1)
    assert [turn("gesloten", june, june, is_minor=minor) for minor in (True, False)] == [DECAAN, DECAAN]
    assert [turn("gesloten", july, june, is_minor=minor) for minor in (True, False)] == [LEERPLICHT, DOORSTROOMPUNT]


def test_who_did_not_appear_is_called_by_the_mbo_school_for_two_weeks():
    since = date(2026, 8, 24)
    turns = [turn("niet_verschenen", since + timedelta(days=n), since, is_minor=True) for n in (0, 13, 14)]
    assert turns == [MBO, MBO, LEERPLICHT]


def test_every_status_stands_in_one_column_of_the_board():
    assert sorted(status for column in COLUMNS for status in column.statuses) == sorted(STEPS)


def test_waiting_is_told_in_words():
    told = [days_in_words(days) for days in (0, 1, 13, 14, 83, 84, 200)]
    assert told == ["vandaag", "1 dag", "13 dagen", "2 weken", "11 weken", "2 maanden", "6 maanden"]
