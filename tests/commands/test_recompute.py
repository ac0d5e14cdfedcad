"""`manage.py recompute`: what is stale, or what is named, counted again with the same result."""

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Cell, Computation


def numbers() -> list[tuple]:
    fields = ("computation__stand", "brin", "vestiging", "municipality", "category", "a", "b", "d", "x")
    return sorted(Cell.objects.filter(computation__is_current=True).values_list(*fields))


def test_nothing_stale_is_said(accepted, capsys):
    call_command("recompute")
    assert capsys.readouterr().out == "Alles is bij.\n"


def test_a_named_stand_is_counted_again_and_comes_to_the_same(accepted, capsys):
    before, key = numbers(), Computation.objects.get(stand="2026-03").pk
    call_command("recompute", year="2025-2026", stand="2026-03")
    assert capsys.readouterr().out == "regio 2025-2026 2026-03 uitgerekend\n"
    assert numbers() == before
    assert Computation.objects.get(stand="2026-03", is_current=True).pk != key


def test_what_was_lost_is_counted_again(accepted, capsys):
    before = numbers()
    Computation.objects.all().delete()
    call_command("recompute")
    assert numbers() == before
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{"year": "2025"}, {"year": "2025-2026", "stand": "2030-01"}])
def test_an_unknown_period_is_a_sentence(options):
    with pytest.raises(CommandError, match="is geen"):
        call_command("recompute", **options)
