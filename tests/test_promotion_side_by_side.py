"""Two schools that bring the same new pupil at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from monitoring.models import Pupil
from tests.files.r01 import r01_csv


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
