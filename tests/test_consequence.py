"""What a delivery would change, told before it is accepted, is what it changes."""

import pytest

from monitoring import consequence, staging
from monitoring.calculation.cells import MEASURES
from monitoring.clock import today
from monitoring.consequence import foresee
from monitoring.models import Cell, Delivery
from monitoring.promotion import confirm, promote
from monitoring.recomputation import recompute, stale
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

LEFT = {"datum_uitschrijving": "10-03-2026", "reden_uitschrijving": "4", "bestemming": "geen"}


def rows(month: str = "2026-03") -> list[dict]:
    return [mbo_row(n, month) for n in range(20, 56)]


@pytest.fixture
def staged(accepted, coen):
    def through(name: str, made: list[dict]) -> Delivery:
        delivery = staging.receive(r01_csv(made), name, by=coen, today=today())
        staging.stage(delivery, foresee=foresee)
        return Delivery.objects.select_related("content").get(pk=delivery.pk)

    return through


def own_figures(stand: str) -> dict[str, int]:
    for wanted in stale():
        recompute(wanted)
    cells = Cell.objects.filter(computation__is_current=True, computation__stand=stand, brin="90BB")
    return {name: sum(cells.values_list(name, flat=True)) for name in MEASURES}


def accept(delivery: Delivery) -> None:
    confirm(delivery, reason="klopt", by=None)
    promote(Delivery.objects.select_related("content").get(pk=delivery.pk))


@pytest.mark.parametrize("month", ["2026-03", "2026-04"])
def test_what_is_foretold_is_what_happens(staged, month):
    made = [*rows()[2:], mbo_row(60, "2025-10")]
    made[5] |= LEFT
    made[10]["gemeentecode"] = "0794"
    before = own_figures("2026-03")
    delivery = staged(f"R01_{month}_90BB.csv", made)
    told = delivery.consequence
    assert (told["before_stand"], told["stand"]) == ("2026-03", month)
    assert told["before"] == before
    accept(delivery)
    assert told["after"] == own_figures(month)
    assert sum(told["causes"].values()) == told["after"]["x"] - told["before"]["x"]


def test_counts_of_pupils_by_what_happens_to_them(staged):
    made = [*rows()[3:], mbo_row(60, "2025-10")]
    made[20]["gemeentecode"], made[21]["onderwijssoort"], made[22]["vestiging"] = "0794", "mbo-3", "01"
    made[0]["gemeentecode"] = "0794"
    told = staged("R01_2026-03_90BB.csv", made).consequence["changes"]
    expected = {"appeared": 1, "vanished": 3, "municipality": 1, "category": 1, "school": 1, "compared": 36}
    lived_elsewhere = sum(row["gemeentecode"] == "0794" for row in (rows()[23], rows()[3]))
    assert told == expected | {"municipality": 2 - lived_elsewhere}


def test_causes_tell_who_came_back_elsewhere_and_who_left(staged):
    made = rows("2026-04")
    for row, old in zip(made, rows(), strict=True):
        row |= {name: old[name] for name in LEFT if name in old}
    made[0] |= LEFT | {"datum_uitschrijving": "10-02-2026", "bestemming": "mbo"}
    made[30] |= LEFT
    told = staged("R01_2026-04_90BB.csv", made).consequence
    assert told["causes"] == {
        "heringeschreven": -1, "startkwalificatie": 0, "verhuisd": 0, "uitgeschreven": 1, "correctie": 0,
    }  # fmt: skip


def test_a_first_delivery_has_figures_but_nothing_to_compare_with(staged, accepted):
    Delivery.objects.filter(brin="90BB").update(state=State.REFUSED)
    told = staged("R01_2026-03_90BB.csv", rows()).consequence
    assert told["after"]["a"] == 36
    assert "before" not in told
    assert "changes" not in told


def test_a_new_teljaar_compares_pupils_but_no_figures(staged):
    stayed = [row for row in rows() if not row.get("datum_uitschrijving")]
    told = staged("R01_2026-10_90BB.csv", stayed).consequence
    assert (told["changes"]["appeared"], told["changes"]["vanished"]) == (0, 0)
    assert "before" not in told


def test_which_pupils_they_are_is_known_only_while_it_waits(staged):
    delivery = staged("R01_2026-03_90BB.csv", rows()[3:])
    assert len(consequence.of_delivery(delivery).vanished) == 3
    accept(delivery)
    assert consequence.of_delivery(Delivery.objects.get(pk=delivery.pk)) is None
