"""What the machine door says of a delivery, in the words of `manage.py deliver --format json`. Decides nothing."""

import pandas as pd
from django.urls import reverse

from monitoring import sealed
from monitoring.models import Delivery
from monitoring.vocabulary import DeliveryState as State

STATUS = {
    State.RECEIVED: "checking",
    State.CHECKING: "checking",
    State.REFUSED: "refused",
    State.READY: "to_accept",
    State.TO_CONFIRM: "to_confirm",
    State.ACCEPTING: "accepting",
    State.ACCEPTED: "accepted",
    State.REPLACED: "replaced",
    State.WITHDRAWN: "withdrawn",
}
MOST_LINES = 1000  # of findings in one answer; all of them are in the reply file


def short(delivery: Delivery, was_here: bool = False) -> dict:
    """What a program needs to ask on: number, status, address."""
    return {
        "id": delivery.pk,
        "file": delivery.file_name,
        "kind": delivery.kind,
        "school": delivery.brin + delivery.vestiging,
        "month": delivery.stand,
        "status": STATUS[delivery.state],
        "state": delivery.get_state_display(),
        "was_here": was_here,
        "url": reverse("machine-delivery", args=[delivery.pk]),
    }


def whole(delivery: Delivery) -> dict:
    """The status with counts, findings per code and per row, what has to be confirmed, and the receipt."""
    findings = sealed.findings(delivery)
    return short(delivery, was_here=True) | {
        "rows": delivery.rows,
        "rows_used": delivery.rows_used,
        "rows_faulty": delivery.rows_faulty,
        "changes": {name: delivery.changes.get(name, 0) for name in ("appeared", "vanished", "moved")},
        "remarks": delivery.remarks if delivery.may_be_accepted else [],
        "summary": delivery.summary,
        "findings": _lines(findings),
        "findings_left_out": 0 if findings is None else max(0, len(findings) - MOST_LINES),
        "receipt": _receipt(delivery),
    }


def _receipt(delivery: Delivery) -> dict | None:
    if delivery.accepted_at is None or delivery.state == State.ACCEPTING:
        return None
    return {
        "number": delivery.pk,
        "sha256": delivery.sha256,
        "rows": delivery.rows,
        "rows_used": delivery.rows_used,
        "rows_faulty": delivery.rows_faulty,
        "received_at": delivery.received_at.isoformat(),
        "accepted_at": delivery.accepted_at.isoformat(),
        "accepted_by": delivery.accepted_by_name,
        "key": delivery.token.label if delivery.token else "",
        "reason": delivery.reason,
        "page": delivery.get_absolute_url(),
    }


def _lines(findings: pd.DataFrame | None) -> list[dict]:
    if findings is None:
        return []
    columns = ["level", "code", "line", "column", "value", "message", "remedy"]
    rows = findings[columns].head(MOST_LINES).to_dict("records")
    return [{**row, "line": None if pd.isna(row["line"]) else int(row["line"])} for row in rows]
