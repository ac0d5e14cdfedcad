"""What would change if a checked N01 or N02 were accepted: pupils or aanmeldingen, and how many per step. Counts only."""

from collections.abc import Mapping

import pandas as pd

from monitoring import frames
from monitoring.comparison import previous
from monitoring.ingest.codes import EXAMENUITSLAG, STATUS_AANMELDING, VOORGENOMEN_BESTEMMING
from monitoring.models import Delivery, LeavingPupil, MboApplication
from monitoring.vocabulary import Kind

LEAVING = {"pupil_id": "int", "intended": "str", "exam_result": "str"}
APPLICATION = {"pupil_id": "int", "number": "str", "status": "str"}
OF_N01 = {"pupil": "pupil_id", "voorgenomen_bestemming": "intended", "examenuitslag": "exam_result"}
OF_N02 = {"pupil": "pupil_id", "aanmeldnummer": "number", "status": "status"}


def foresee_transition(delivery: Delivery, staged: pd.DataFrame) -> dict:
    """The consequence of accepting an N01 or N02 whose clean rows are `staged`, beside the delivery before it.

    changes: how many came, went and changed, of how many; counts: label, before and after of every step.
    """
    is_pupils = delivery.kind == Kind.N01
    model, fields = (LeavingPupil, LEAVING) if is_pupils else (MboApplication, APPLICATION)
    names = OF_N01 if is_pupils else OF_N02
    after = staged[list(names)].rename(columns=names)
    earlier = previous(delivery)
    if earlier is not None and earlier.teljaar != delivery.teljaar:
        earlier = None  # another school year has other pupils
    told: dict = {"previous": earlier.pk if earlier else None, "of": "leerlingen" if is_pupils else "aanmeldingen"}
    before = None
    if earlier is not None:
        before = frames.read(model.objects.filter(delivery=earlier), fields)
        told["changes"] = _changes(before, after, "pupil_id" if is_pupils else "number")
    return told | {"counts": _counts(before, after, is_pupils=is_pupils)}


def _changes(before: pd.DataFrame, after: pd.DataFrame, key: str) -> dict[str, int]:
    old, new = (rows.drop_duplicates(key).set_index(key).astype("str").agg("|".join, axis=1) for rows in (before, after))
    both = old.index.intersection(new.index)
    return {
        "appeared": len(new.index.difference(old.index)),
        "vanished": len(old.index.difference(new.index)),
        "changed": int((old[both] != new[both]).sum()),
        "compared": len(old),
    }


def _counts(before: pd.DataFrame | None, after: pd.DataFrame, *, is_pupils: bool) -> list[dict]:
    if is_pupils:
        results = {code: f"examen: {label}" for code, label in EXAMENUITSLAG.items() if code != "onbekend"}
        intentions = _per_code(before, after, "intended", VOORGENOMEN_BESTEMMING)
        return intentions + _per_code(before, after, "exam_result", results)
    return _per_code(before, after, "status", STATUS_AANMELDING)


def _per_code(before: pd.DataFrame | None, after: pd.DataFrame, column: str, labels: Mapping[str, str]) -> list[dict]:
    """A line for every code that occurs in one of both."""
    now = after[column].value_counts()
    then = now.iloc[:0] if before is None else before[column].value_counts()
    return [
        {"label": label, "before": None if before is None else int(then.get(code, 0)), "after": int(now.get(code, 0))}
        for code, label in labels.items()
        if code in now or code in then
    ]
