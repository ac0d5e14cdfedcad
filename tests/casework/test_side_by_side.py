"""Two people at one file at the same moment, each in a connection of its own: one is stored, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from monitoring.casework.files import open_file, set_status
from monitoring.casework.turns import Changed, Refused
from monitoring.models import CaseChange, CaseFile
from monitoring.vocabulary import CaseAct
from tests.access.promises.cast import young

ON = date(2026, 4, 9)


def at_once(*works) -> list:
    """What each work returned or raised, all begun together."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; test_movements.py tries one after the other")
    ready = Barrier(len(works))

    def begin(work):
        try:
            ready.wait()
            return work()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_stored_and_the_other_is_told_what_changed(reference_data, accepted, femke, fien):
    file = open_file(young(22), by=femke, today=ON)
    one, other = CaseFile.objects.get(pk=file.pk), CaseFile.objects.get(pk=file.pk)
    until = date(2026, 7, 1)
    found = at_once(
        lambda: set_status(one, status="werk", until=until, by=femke, today=ON),
        lambda: set_status(other, status="zorg", until=until, by=fien, today=ON),
    )
    (told,) = [each for each in found if each is not None]
    assert isinstance(told, Changed)
    file.refresh_from_db()
    changes = CaseChange.objects.filter(act=CaseAct.STATUS)
    assert len(changes) == 1
    assert changes[0].by_name in str(told)
    assert file.status == {"femke": "werk", "fien": "zorg"}[changes[0].by_name]


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_file_at_once_end_up_in_one(reference_data, accepted, femke, fien):
    found = at_once(*(lambda who=who: open_file(young(22), by=who, today=ON) for who in (femke, fien)))
    assert CaseFile.objects.count() == 1
    assert all(isinstance(each, Refused) or each == CaseFile.objects.get() for each in found)
