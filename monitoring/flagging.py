"""A movement: from accepted deliveries and case files to flags. In one transaction, safe to run again.

What holds is compared with what is stored: new flags are added, flags whose reason is gone are cleared, and one whose
reason returns holds again. No flag is ever deleted. The rules are pure (calculation/flags.py).
"""

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from monitoring import flagging_inputs, frames
from monitoring.calculation import absence
from monitoring.calculation.flags import RULES, flags
from monitoring.models import AbsenceDistance, Flag, RuleSetting
from monitoring.reference.flag_rules import default_limits

STORED = {"id": "int", "pupil_id": "int", "rule": "str", "since": "date", "evidence": "str", "cleared_on": "date"}
KEY = ["pupil", "rule", "since"]
FACTS = ["evidence", "brin", "vestiging"]
BATCH = 500


@dataclass(frozen=True)
class Raised:
    """What one run came to; `holding` counts the flags that hold now, per rule."""

    added: int
    cleared: int
    returned: int
    holding: dict[str, int]


def raise_flags(*, on: date) -> Raised:
    """Have the flags and distances be those of day `on`."""
    with transaction.atomic():
        frames.one_at_a_time("flags")
        found = flags(flagging_inputs.gather(on), limits(), on)
        found = found.assign(evidence=[json.dumps(facts, sort_keys=True) for facts in found["evidence"]])
        told = _store(found, on)
        _store_distances(on)
    return told


def limits() -> dict[str, dict[str, int]]:
    """The thresholds of every rule that is on: the published ones, or those of this region."""
    own = {setting.rule: setting for setting in RuleSetting.objects.all()}
    is_off = {code for code, setting in own.items() if not setting.is_on}
    return {
        code: default_limits(code) | (own[code].thresholds if code in own else {})
        for code in RULES if code not in is_off
    }  # fmt: skip


def _store(found: pd.DataFrame, on: date) -> Raised:
    stored = frames.read(Flag.objects.all(), STORED | {"brin": "str", "vestiging": "str"})
    stored = stored.rename(columns={"pupil_id": "pupil"})
    both = _typed(found).merge(_typed(stored), on=KEY, how="outer", suffixes=("", "_stored"), indicator="side")
    new = both[both["side"] == "left_only"]
    gone = both[(both["side"] == "right_only") & both["cleared_on"].isna()]
    kept = both[both["side"] == "both"]
    back = kept[kept["cleared_on"].notna()]
    _add(new, on)
    frames.among(Flag.objects.all(), "id", gone["id"]).update(cleared_on=Greatest(F("raised_on"), Value(on)))
    frames.among(Flag.objects.all(), "id", back["id"]).update(cleared_on=None)
    _tell_again(kept)
    holding = found["rule"].value_counts().to_dict()
    return Raised(len(new), len(gone), len(back), {code: holding.get(code, 0) for code in RULES})


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"pupil": "int64", "rule": "str", "since": "datetime64[s]"})


def _add(new: pd.DataFrame, on: date) -> None:
    rows = new[[*KEY, *FACTS]].rename(columns={"pupil": "pupil_id"})
    frames.write(Flag, rows.assign(raised_on=pd.Timestamp(on).as_unit("s")).sort_values(["pupil_id", "rule"]))


def _tell_again(kept: pd.DataFrame) -> None:
    """The facts of a flag that holds may change (a school mends its file): the few that did are written again."""
    same = [json.loads(old) == json.loads(new) for old, new in zip(kept["evidence_stored"], kept["evidence"], strict=True)]
    of_school = (kept["brin"] == kept["brin_stored"]) & (kept["vestiging"] == kept["vestiging_stored"])
    changed = kept[~(pd.Series(same, index=kept.index, dtype=bool) & of_school)]
    told = [
        Flag(pk=row.id, evidence=json.loads(row.evidence), brin=row.brin, vestiging=row.vestiging)
        for row in changed.astype({"id": "int64"}).itertuples()
    ]
    Flag.objects.bulk_update(told, FACTS, batch_size=BATCH)


def _store_distances(on: date) -> None:
    """Replace the distances to sixteen hours: of everybody with unauthorised hours in the last four school weeks."""
    found = absence.distances(flagging_inputs.hours(on), flagging_inputs.weeks())
    found = found[found["hours"].astype("float64") > 0]
    AbsenceDistance.objects.all()._raw_delete(AbsenceDistance.objects.db)
    rows = found.rename(columns={"pupil": "pupil_id"}).astype({"days_left": "int64", "weeks": "int64"})
    frames.write(AbsenceDistance, rows.assign(as_of=pd.Timestamp(on).as_unit("s")))
