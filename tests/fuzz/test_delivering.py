"""Randomly damaged files through the delivery desk: a resting state, useful findings, all rows or none, a safe reply.

FUZZ_EXAMPLES: how many files per run; one in `WHOLE` of them takes the whole road with the database, to accepted rows.
"""

import os
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from monitoring import sealed, staging
from monitoring.clock import today
from monitoring.consequence import foresee
from monitoring.ingest.checking import Expectation, check
from monitoring.ingest.mending import mending
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.reading import Limits, Sheet, Unreadable, read
from monitoring.ingest.reply import reply
from monitoring.models import Delivery, DuoRow
from monitoring.models.delivery import NotNow
from monitoring.promotion import ROWS_OF, confirm, promote
from monitoring.replies import has_reply, reply_file
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import MUNICIPALITIES, r01_csv
from tests.fuzz import promises
from tests.fuzz.mutations import ORIGINS, PUPILS, Origin, damaged

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2000"))
WHOLE = int(os.environ.get("FUZZ_WHOLE", "10"))
SMALL = Limits(bytes=1_000_000, rows=1000, columns=50, unpacked_bytes=5_000_000)
RESTING = {State.REFUSED, State.READY, State.TO_CONFIRM}
SHARE = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None,
         "phases": [Phase.generate, Phase.shrink]}  # fmt: skip
pieces = st.lists(st.integers(0, 2**32), min_size=1, max_size=6)
rows = st.integers(1, 6)


def each(examples: int):
    """Shared evenly by the origins."""
    return settings(max_examples=max(1, examples // len(ORIGINS)), **SHARE)


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda origin: origin.name)
@each(EXAMPLES - EXAMPLES // WHOLE)
@given(rows=rows, pieces=pieces)
def test_damaged_file_is_read_checked_and_answered(origin: Origin, rows, pieces):
    content, said = damaged(origin, rows, pieces), parse_file_name(origin.name)
    sheet = read_or_refused(content, origin.name)
    if sheet is None:
        return
    checked = check(
        sheet, Expectation(said.kind, said.teljaar, said.stand, said.brin, said.vestiging, MUNICIPALITIES)
    )
    promises.findings_are_of_use(checked.findings, sheet)
    if not checked.refused:
        promises.adds_up(checked.rows_read, checked.rows_used, checked.rows_faulty, checked.findings)
        assert checked.rows_used == len(checked.rows)
    promises.reply_is_harmless(reply(content, sheet, checked.findings, origin.name), sheet)
    promises.holds_no_pgn(str(mending(sheet, checked.findings)))


def read_or_refused(content: bytes, name: str) -> Sheet | None:
    """None where the file is refused whole, with words and a remedy that hold no PGN."""
    try:
        return read(content, name, SMALL)
    except Unreadable as refusal:
        promises.refusal_is_of_use(refusal)
        return None


@pytest.fixture
def february(deliver) -> Delivery:
    """What the school delivered before: the consequence of a file is counted against it."""
    return deliver("R01_2026-02_90BB.csv", r01_csv([mbo_row(n, "2026-02") for n in PUPILS]))


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda origin: origin.name)
@each(EXAMPLES // WHOLE)
@given(rows=rows, pieces=pieces)
def test_damaged_file_is_accepted_whole_or_not_at_all(february, origin: Origin, rows, pieces):
    with transaction.atomic():
        try:
            delivered(damaged(origin, rows, pieces), origin.name, today())
        finally:
            transaction.set_rollback(True)


def delivered(content: bytes, name: str, day: date) -> None:
    """Receive, stage, and where that is allowed confirm and promote; fails where a promise is broken."""
    delivery = staging.receive(content, name, by=None, today=day)
    staging.stage(delivery, foresee=foresee)
    findings = sealed.findings(delivery)
    sheet = read(content, name) if has_reply(findings) or delivery.state != State.REFUSED else None
    assert delivery.state in RESTING
    promises.findings_are_of_use(findings, sheet)
    promises.holds_no_pgn(
        str([delivery.summary, delivery.remarks, delivery.understood, delivery.consequence])
    )
    if has_reply(findings):
        promises.reply_is_harmless(reply_file(delivery, findings).content, sheet)
    if delivery.state != State.REFUSED:
        promises.adds_up(delivery.rows, delivery.rows_used, delivery.rows_faulty, findings)
        confirm_and_promote(delivery)
    assert stored(delivery) == (delivery.rows_used if delivery.state == State.ACCEPTED else 0)
    assert (delivery.state == State.REFUSED) <= (delivery.rows_used == 0)


def confirm_and_promote(delivery: Delivery) -> None:
    if delivery.needs_reason:
        with pytest.raises(NotNow):
            confirm(delivery, reason=" ", by=None)
    confirm(delivery, reason="nagekeken", by=None)
    promote(delivery)
    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED


def stored(delivery: Delivery) -> int:
    return ROWS_OF.get(delivery.kind, (DuoRow,))[0].objects.filter(delivery=delivery).count()
