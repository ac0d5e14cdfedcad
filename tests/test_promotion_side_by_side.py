"""Two schools that bring the same new pupil at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from monitoring.models import Municipality, Pupil
from tests.files.r01 import r01_csv


@pytest.fixture
def reference_data(transactional_db):
    """What another test of whole transactions may have emptied comes back."""
    if not Municipality.objects.exists():
        import_module("monitoring.migrations.0002_reference").load(apps, None)


@pytest.mark.django_db(transaction=True)
def test_two_schools_may_bring_the_same_new_pupils_at_once(reference_data, deliver):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")

    def accept(brin: str) -> str:
        try:
            return deliver(f"R01_2026-03_{brin}.csv", r01_csv([{}] * 400, brin=brin)).state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(accept, ["90AA", "90BB"]))
    assert states == ["aangenomen", "aangenomen"]
    assert Pupil.objects.count() == 400
