"""A closed computation from bare leaf cells: small numbers where a test wants them, without files and pupils."""

import pandas as pd
from django.utils import timezone

from monitoring import frames
from monitoring.masking import masks_of
from monitoring.models import Cell, Computation, Coverage

COLUMNS = ["brin", "vestiging", "municipality", "category", "a", "b", "x", "x_unknown"]


def closed_computation(
    rows: list[tuple], teljaar: str = "2025-2026", stand: str = "2026-03", method: str = "regio",
    silent: tuple[str, ...] = (), missing: int = 0,
) -> Computation:  # fmt: skip
    """Rows of COLUMNS; who is neither b nor x is C (bevestigd). Schools in `silent` did not deliver."""
    computation = Computation.objects.create(
        method=method, teljaar=teljaar, stand=stand, fingerprint=f"{method}{teljaar}{stand}", definition="2012",
        missing_from_start=missing,
    )  # fmt: skip
    cells = pd.DataFrame(rows, columns=COLUMNS).assign(c_reported=0, d=0, computation_id=computation.pk)
    cells["c_confirmed"] = cells["a"] - cells["b"] - cells["x"]
    frames.write(Cell, cells)
    for brin in cells["brin"].unique():
        late = brin in silent
        Coverage.objects.create(
            computation=computation,
            brin=brin,
            delivered_stand="2026-02" if late else stand,
            is_covered=not late,
        )
    computation.masks = masks_of(computation)
    computation.is_current, computation.closed_at = True, timezone.now()
    computation.save()
    return computation
