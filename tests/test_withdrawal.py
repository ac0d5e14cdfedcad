"""A delivery that is taken back: the figures return to what they were, and who stands nowhere else leaves no name."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from monitoring import recomputation, tasks
from monitoring.models import Cell, Computation, Delivery, Enrolment, Identity
from monitoring.models.delivery import NotNow
from monitoring.vocabulary import DeliveryState as State
from monitoring.withdrawal import withdraw
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
CELL = ("computation__teljaar", "computation__stand", "brin", "vestiging", "municipality", "category", "a", "b",
        "c_confirmed", "c_reported", "d", "x", "x_unknown")  # fmt: skip


def counted() -> list[tuple]:
    """Every leaf cell that readers see, after all that is stale is counted."""
    tasks.recompute_stale()
    return sorted(Cell.objects.filter(computation__is_current=True).values_list(*CELL))


def other_rows(first: int = 30) -> bytes:
    return r01_csv([mbo_row(n, "2025-10") for n in range(first, 60)])


def test_the_figures_return_to_what_they_were(accepted, deliver, coen):
    before = counted()
    replaced = Delivery.objects.get(brin="90BB", stand="2026-03")
    delivery = deliver(NAME, other_rows(), by=coen)
    assert counted() != before
    assert withdraw(delivery, reason="Verkeerd bestand", by=coen) == replaced
    assert counted() == before
    assert Delivery.objects.get(pk=replaced.pk).state == State.ACCEPTED
    assert Delivery.objects.get(pk=replaced.pk).replaced_by is None
    assert Enrolment.objects.filter(delivery=delivery).count() == 30  # on record


def test_a_stand_that_no_delivery_has_any_more_is_gone(accepted, deliver, coen):
    before = counted()
    delivery = deliver("R01_2026-04_90BB.csv", other_rows(), by=coen)
    assert counted() != before
    withdraw(delivery, reason="Te vroeg", by=coen)
    assert counted() == before
    assert not Computation.objects.filter(stand="2026-04").exists()
    assert recomputation.stale() == []


def test_it_says_who_when_and_why(accepted, coen):
    delivery = Delivery.objects.get(brin="90BB", stand="2026-03")
    withdraw(delivery, reason="  Verkeerd bestand, leerling 999999990 ", by=coen)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.withdrawn_by, delivery.withdrawn_by_name) == (State.WITHDRAWN, coen, "coen")
    assert delivery.withdrawal_reason == "Verkeerd bestand, leerling #########"
    assert delivery.withdrawn_at is not None


def test_only_what_counts_is_withdrawn_and_only_with_a_reason(accepted, deliver, coen):
    delivery = Delivery.objects.get(brin="90BB", stand="2026-03")
    with pytest.raises(NotNow, match="Geef aan waarom"):
        withdraw(delivery, reason=" ", by=coen)
    withdraw(delivery, reason="fout", by=coen)
    with pytest.raises(NotNow):
        withdraw(delivery, reason="fout", by=coen)


def test_the_database_wants_a_moment_and_a_name(accepted):
    for values in ({"state": State.WITHDRAWN}, {"withdrawn_by_name": "coen"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.filter(stand="2026-03").update(**values)


def test_who_stands_in_no_other_delivery_leaves_no_name(accepted, deliver, coen):
    names = Identity.objects.count()
    delivery = deliver("R01_2026-04_90BB.csv", other_rows(), by=coen)
    assert Identity.objects.count() == names + 4
    withdraw(delivery, reason="fout", by=coen)
    assert Identity.objects.count() == names


def test_the_same_file_may_come_again(accepted, deliver, coen):
    delivery = deliver(NAME, other_rows(), by=coen)
    after = counted()
    withdraw(delivery, reason="vergissing", by=coen)
    deliver(NAME, other_rows(), by=coen)
    assert counted() == after


def test_the_command_does_the_same(accepted, deliver, coen, capsys):
    before = counted()
    replaced = Delivery.objects.get(brin="90BB", stand="2026-03")
    delivery = deliver(NAME, other_rows(), by=coen)
    counted()
    call_command("withdraw", str(delivery.pk), reason="Verkeerd bestand")
    assert f"levering {replaced.pk} telt weer mee" in capsys.readouterr().out
    assert counted() == before
