"""Uploads a region while its worker is killed again and again, and tells what became of it.

`python -m tests.crash.killing` runs in a process of its own under the portal's real settings, with a real database
and a real broker; this process is the web side: it uploads, and clicks "aannemen". The report is one line of JSON.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402

from monitoring import demonstration, recomputation, tasks  # noqa: E402
from monitoring.calculation.cells import MEASURES  # noqa: E402
from monitoring.models import (  # noqa: E402
    Cell,
    Computation,
    ComputationPart,
    Coverage,
    Delivery,
    DuoRow,
    Enrolment,
    Outcome,
)  # fmt: skip
from monitoring.models.delivery import UNDER_WAY  # noqa: E402
from monitoring.organisations import load  # noqa: E402
from monitoring.promotion import confirm  # noqa: E402
from monitoring.staging import receive  # noqa: E402
from monitoring.vocabulary import DeliveryState as State  # noqa: E402

KILLS = int(os.environ.get("CRASH_KILLS", "10"))
SEED = int(os.environ.get("CRASH_SEED", "37"))
SCHOOLS = ("99RA", "99RB", "91FG", "90AB")  # two mbo schools with files of DUO, one vo, one by vestiging
FILES, TODAY = 30, date(2026, 4, 9)
PATIENCE_SECONDS = 180
TABLES = {Cell: ["brin", "vestiging", "municipality", "category", *MEASURES],
          Outcome: ["pupil_id", "brin", "category", "outcome", "unknown", "evidence", "evidence_on", "left_on"],
          Coverage: ["brin", "vestiging", "delivered_stand", "is_covered"]}  # fmt: skip


def main() -> None:
    call_command("migrate", verbosity=0)
    load(demonstration.organisations_csv("small"), invented=True)
    chance = random.Random(SEED)
    halves = _upload_under_fire(chance)
    worker = _worker()
    try:
        seconds = _until_quiet()
        survived = worker.poll() is None
    finally:
        _kill(worker)
    print(json.dumps({**_report(halves, seconds), "last worker survived": survived}))


def _upload_under_fire(chance: random.Random) -> list[str]:
    """A few files per life of a worker; it dies at a random moment after it began to do something."""
    files = [f for f in demonstration.files("small") if any(brin in f.name for brin in SCHOOLS)][-FILES:]
    halves = []
    for life in range(KILLS):
        worker = _worker()
        for file in files[life * FILES // KILLS : (life + 1) * FILES // KILLS]:
            delivery = receive(file.content, file.name, by=None, today=TODAY)
            tasks.queue(tasks.stage_delivery, delivery.pk)
        _work_until(_progress(), chance.uniform(0.0, 1.5))
        _kill(worker)
        halves += _halves()
    return halves


def _worker() -> subprocess.Popen:
    command = [sys.executable, "-m", "celery", "-A", "vsv_portal", "worker", "--beat", "--loglevel", "ERROR"]
    concurrency = os.environ.get("CRASH_CONCURRENCY", "1")
    return subprocess.Popen([*command, "--concurrency", concurrency], start_new_session=True, stdout=sys.stderr)


def _kill(worker: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):  # it ended by itself
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _work_until(before: tuple | None, seconds: float) -> None:
    """Click what can be clicked until something moved, and `seconds` longer."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        _click()
        if before is not None and _progress() != before:
            limit, before = min(limit, time.monotonic() + seconds), None
        time.sleep(0.1)


def _progress() -> tuple:
    """What only a worker can have done."""
    begun = Delivery.objects.aggregate(n=Sum("attempts"))["n"]
    stored = Delivery.objects.filter(state__in=[State.ACCEPTED, State.REPLACED]).count()
    return begun, stored, ComputationPart.objects.exclude(done_at=None).count()


def _click() -> None:
    for delivery in Delivery.objects.filter(state__in=[State.READY, State.TO_CONFIRM]):
        confirm(delivery, reason="klopt", by=None)
        tasks.queue(tasks.accept_delivery, delivery.pk)


def _until_quiet() -> float:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        _click()
        waiting = Delivery.objects.filter(state__in=[*UNDER_WAY, State.READY, State.TO_CONFIRM]).exists()
        if not waiting and not recomputation.stale() and not recomputation.unfinished().exists():
            break
        time.sleep(0.5)
    return time.monotonic() - began


def _report(halves: list[str], seconds: float) -> dict:
    states = dict(Delivery.objects.values_list("state").annotate(n=Count("pk")).order_by())
    current = Computation.objects.filter(is_current=True)
    twice = current.values("method", "teljaar", "stand").annotate(n=Count("pk")).filter(n__gt=1)
    after = {_key(c): _figures(c) for c in current}
    wanted = recomputation.all_inputs()
    recomputation.discard(Computation.objects.all())
    calm = {_key(c): _figures(c) for c in map(recomputation.recompute, wanted)}
    return {
        "kills": KILLS, "quiet after": round(seconds, 1), "states": states, "halves": halves + _halves(),
        "current twice": twice.count(), "stands": len(after), "stands wanted": len(wanted),
        "different": [key for key in {*after, *calm} if after.get(key) != calm.get(key)],
        "most attempts": max(Delivery.objects.values_list("attempts", flat=True)),
    }  # fmt: skip


def _halves() -> list[str]:
    """Deliveries that show some of their rows, or rows before they count."""
    rows = {**_rows_of(Enrolment), **_rows_of(DuoRow)}
    counts = {State.ACCEPTED, State.REPLACED}
    return [
        f"{d} {d.state}: {rows.get(d.pk, 0)} of {d.rows_used}"
        for d in Delivery.objects.all()
        if rows.get(d.pk, 0) != (d.rows_used if d.state in counts else 0)
    ]


def _rows_of(model) -> dict[int, int]:
    return dict(model.objects.values_list("delivery_id").annotate(n=Count("line")).order_by())


def _key(computation: Computation) -> str:
    return str(computation)


def _figures(computation: Computation) -> tuple:
    """Everything that a reader can see of it."""
    computation.refresh_from_db()
    tables = [
        sorted(model.objects.filter(computation_id=computation.pk).values_list(*columns), key=str)
        for model, columns in TABLES.items()
    ]
    return computation.fingerprint, computation.missing_from_start, computation.masks, *tables


if __name__ == "__main__":
    main()
