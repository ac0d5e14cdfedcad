"""What is hidden is chosen also where DUO names vsv'ers of whom it sent no start row."""

import pytest

from monitoring.masking import masks_of
from monitoring.models import Cell, Computation

ZERO = dict.fromkeys(("b", "c_confirmed", "c_reported", "d", "x_unknown"), 0)


@pytest.mark.django_db
def test_a_vsver_without_a_start_row_does_not_stop_the_count():
    computation = Computation.objects.create(
        method="duo", teljaar="2025-2026", stand="2025-11", fingerprint="f", deliveries=[], evidence=[]
    )
    started, only_left = {"a": 1, "x": 0}, {"a": 0, "x": 1}
    for brin, municipality, counts in (("90AA", "0772", started), ("90BB", "0772", only_left)):
        Cell.objects.create(
            computation=computation, brin=brin, vestiging="", municipality=municipality, category="mbo2", **ZERO | counts
        )
    assert set(masks_of(computation)) == {"municipality", "school", "subregion"}
