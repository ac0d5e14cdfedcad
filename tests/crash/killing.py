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
from collections import Counter
from contextlib import suppress
from datetime import date, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402
from django.utils import timezone  # noqa: E402

from monitoring import demonstration, recomputation, tasks  # noqa: E402
from monitoring.calculation.cells import MEASURES  # noqa: E402
from monitoring.models import (  # noqa: E402
    AbsenceHours,
    AbsenceReport,
    Cell,
    Computation,
    ComputationPart,
    Coverage,
    Delivery,
    DuoRow,
    Enrolment,
    LeavingPupil,
    MboApplication,
    Outcome,
)  # fmt: skip
from monitoring.models.delivery import UNDER_WAY  # noqa: E402
from monitoring.organisations import load  # noqa: E402
from monitoring.promotion import WAITING, confirm  # noqa: E402
from monitoring.staging import receive  # noqa: E402
from monitoring.vocabulary import DeliveryState as State  # noqa: E402

KILLS = int(os.environ.get("CRASH_KILLS", "6"))
SEED = int(os.environ.get("CRASH_SEED", "37"))
SCHOOLS = ("99RA", "99RB", "91FG", "90AB")  # two mbo schools with files of DUO, one vo, one by vestiging
FILES, TODAY = max(24, KILLS), date(2026, 4, 9)
PATIENCE_SECONDS, AIM_SECONDS = 180, 20
LENGTHS = {"stage": 0.4, "promote": 0.1, "recompute": 1.5}  # seconds within which a worker may be hit in each movement
MOVEMENTS = list(LENGTHS)
COUNTED = ("R01", "20", "NRSP", "NENR")  # other kinds feed no stand: their files are many, and tell little here
ROWS = (Enrolment, DuoRow, AbsenceReport, AbsenceHours, LeavingPupil, MboApplication)
TABLES = {Cell: ["brin", "vestiging", "municipality", "category", *MEASURES],
          Outcome: ["pupil_id", "brin", "category", "outcome", "unknown", "evidence", "evidence_on", "left_on"],
          Coverage: ["brin", "vestiging", "delivered_stand", "is_covered"]}  # fmt: skip


def main() -> None:
    call_command("migrate", verbosity=0)
    load(demonstration.organisations_csv("small"), invented=True)
    chance = random.Random(SEED)
    halves, killed_during = _upload_under_fire(chance)
    worker = _worker()
    try:
        seconds = _until_quiet()
        survived = worker.poll() is None
    finally:
        _kill(worker)
    report = _report(halves, seconds)
    print(json.dumps({**report, "killed during": killed_during, "last worker survived": survived}))


def _upload_under_fire(chance: random.Random) -> tuple[list[str], Counter]:
    """A few files per life of a worker; it dies at a random moment of the movement whose turn it is, or later."""
    files = [f for f in demonstration.files("small") if f.name.startswith(COUNTED) and any(b in f.name for b in SCHOOLS)]
    files = files[-FILES:]
    halves, killed_during = [], Counter()
    for life in range(KILLS):
        born, worker = timezone.now(), _worker()
        for file in files[life * FILES // KILLS : (life + 1) * FILES // KILLS]:
            delivery = receive(file.content, file.name, by=None, today=TODAY)
            tasks.queue(tasks.stage_delivery, delivery.pk)
        _work_until(_progress(), MOVEMENTS[life % len(MOVEMENTS)], born, chance.uniform(0.0, 1.0))
        killed_during[_movement(born)] += 1
        _kill(worker)
        halves += _halves()
        print(f"kill {life + 1}: {dict(killed_during)}", file=sys.stderr, flush=True)
    return halves, killed_during


def _worker() -> subprocess.Popen:
    command = [sys.executable, "-m", "celery", "-A", "vsv_portal", "worker", "--beat", "--loglevel", "ERROR"]
    concurrency = os.environ.get("CRASH_CONCURRENCY", "1")
    return subprocess.Popen([*command, "--concurrency", concurrency], start_new_session=True, stdout=sys.stderr)


def _kill(worker: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):  # it ended by itself
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _work_until(before: tuple, movement: str, born: datetime, seconds: float) -> None:
    """Click what can be clicked until the worker moved something and is in this movement, and a part of `seconds` longer."""
    limit = time.monotonic() + AIM_SECONDS
    while time.monotonic() < limit and (_progress() == before or _movement(born) != movement):
        _click()
        time.sleep(0.02)
    time.sleep(seconds * LENGTHS[movement])


def _movement(born: datetime) -> str:
    """What the worker that was born then is doing now, as far as the database shows."""
    of_this_life = Delivery.objects.filter(state_since__gte=born)
    if of_this_life.filter(state=State.ACCEPTING).exclude(step=WAITING).exists():
        return "promote"
    if of_this_life.filter(state=State.CHECKING).exists():
        return "stage"
    return "recompute" if recomputation.unfinished().exists() else "rest"


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
    rows = {pk: n for model in ROWS for pk, n in _rows_of(model).items()}
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
