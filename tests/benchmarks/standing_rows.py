"""The rows of one stand of the invented region or country, straight into the table, one delivery per school.

Only the counting is measured here, so these rows skip the check; they are what it would have let through.
"""

import numpy as np
import pandas as pd
from django.utils import timezone

from monitoring import demonstration, frames
from monitoring.calculation.categories import category
from monitoring.demonstration.deliveries import known_rows, month_bounds
from monitoring.demonstration.kinds import DESTINATION
from monitoring.ingest.codes import STARTKWALIFICATIES
from monitoring.models import Delivery, Enrolment, School
from monitoring.organisations import load
from monitoring.reference.places import municipality_codes
from monitoring.vocabulary import DeliveryState as State
from tests.benchmarks.databases import KEPT, stamp

MONTH, TELJAAR = "2026-03", "2025-2026"
SEED = 37
TEXTS = ("brin", "vestiging", "volgnummer", "onderwijssoort", "leerweg", "opleidingscode")
SCATTER = 0x9E3779B97F4A7C15  # an odd number near 2**64 / golden ratio: spreads pupils over all ids


def bring_in(scale: str) -> int:
    """Schools, deliveries and enrolments of March; returns the number of pupils."""
    places = sorted(municipality_codes()) if scale == "national" else None
    load(demonstration.organisations_csv(scale, places), invented=True)
    rows = kept_rows(scale, places)
    deliveries = _deliveries(sorted(rows["brin"].unique()))
    rows.insert(0, "delivery_id", rows["brin"].map(deliveries).astype("int64"))
    rows = rows.sort_values(["delivery_id", "pupil_id"], kind="stable")
    frames.write(Enrolment, rows.assign(line=np.arange(2, len(rows) + 2)))
    return rows["pupil_id"].nunique()


def kept_rows(scale: str, places: list[str] | None) -> pd.DataFrame:
    """Making a country takes a minute or more, so its rows are kept."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"rows-{scale}-{stamp()}.arrow"
    if not path.exists():
        _rows(demonstration.enrolment_frame(scale, SEED, places)).to_feather(path, compression="lz4")
    return pd.read_feather(path)


def _deliveries(brins: list[str]) -> dict[str, int]:
    schools = dict(School.objects.filter(vestiging="").values_list("brin", "pk"))
    made = Delivery.objects.bulk_create(
        Delivery(kind="R01", brin=brin, school_id=schools[brin], teljaar=TELJAAR, stand=MONTH, size=1,
                 file_name=f"R01_{MONTH}_{brin}.csv", sha256="0" * 64, state=State.ACCEPTED,
                 accepted_at=timezone.now(), accepted_by_name="meting")
        for brin in brins
    )  # fmt: skip
    return {delivery.brin: delivery.pk for delivery in made}


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of Enrolment, of what the schools know at the end of the month."""
    known = known_rows(frame, MONTH).reset_index(drop=True)
    last = month_bounds(MONTH)[2]
    left = (known["ended_on"] <= last) & (known["registered_on"] <= last)
    told = (left & (known["known_on"] <= last)).to_numpy()
    destination = np.where(told, known["destination"].cat.codes, DESTINATION["onbekend"])
    qualified, entree = _diploma_dates(known, last)
    destinations = known["destination"].cat.categories.astype("str").array
    texts = {name: known[name].astype("str") for name in TEXTS}
    return pd.DataFrame({
        "pupil_id": _scattered(known["pupil"]), **texts, "municipality": _home(known, last),
        "cohort": known["cohort"],
        "category": category(texts["onderwijssoort"], known["leerjaar"], texts["leerweg"]),
        "leerjaar": known["leerjaar"], "bekostigd": known["bekostigd"], "started_on": known["started_on"],
        "ended_on": known["ended_on"].where(left), "reason": known["reason"].astype("str").where(left, ""),
        "destination": destinations.take(np.where(left, destination, 0)), "diploma": "", "diploma_dates": "",
        "qualified_on": qualified, "entree_on": entree,
    })  # fmt: skip


def _scattered(pupils: pd.Series) -> np.ndarray:
    """Ids without any order, as pseudonyms give them."""
    return (pupils.to_numpy().astype(np.uint64) * np.uint64(SCATTER) >> np.uint64(1)).astype(np.int64)


def _home(known: pd.DataFrame, last: np.datetime64) -> pd.Series:
    moved = known["moved_on"] <= last
    return known["next_municipality"].astype("str").where(moved, known["municipality"].astype("str"))


def _diploma_dates(known: pd.DataFrame, last: np.datetime64) -> tuple[pd.Series, pd.Series]:
    """The earliest startkwalificatie and the entree diploma that the row tells."""
    found = []
    for wanted in (STARTKWALIFICATIES, ["mbo-1"]):
        days = [known[f"{name}_on"].where(known[name].isin(list(wanted)) & (known[f"{name}_on"] <= last))
                for name in ("earlier_diploma", "diploma")]  # fmt: skip
        found.append(days[0].where(~(days[1] < days[0]) & days[0].notna(), days[1]))
    return found[0], found[1]
