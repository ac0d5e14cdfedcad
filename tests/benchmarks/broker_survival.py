"""Measures which broker keeps its tasks when the worker is killed.

`python -m tests.benchmarks.broker_survival [redis://…]`: a real worker (settings of the portal: acks late,
prefetch 1) gets tasks from two processes at once and is killed with its whole process group at random moments.
Counted: tasks that ran, were lost, ran twice; the wait of a task for an idle worker; its processor time while idle.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from celery import Celery

import vsv_portal.celery  # noqa: F401  (how often the embedded broker is asked)

TASKS, KILLS, SECONDS_PER_TASK = 400, 10, 0.05
PROBES, IDLE_SECONDS, QUIET_SECONDS = 8, 10, 15
TICKS = os.sysconf("SC_CLK_TCK")
FOLDER = Path(os.environ.get("SURVIVAL_FOLDER", "."))
DIARY = FOLDER / "diary"

app = Celery("survival", broker=os.environ.get("SURVIVAL_BROKER", "memory://"))
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    broker_connection_retry_on_startup=True,
    broker_transport_options=json.loads(os.environ.get("SURVIVAL_OPTIONS", "{}")),
)


@app.task(name="survival.work")
def work(number: int, queued_at: float) -> None:
    """Tell when it starts, take its time, tell that it is done."""
    _write("start", number, time.time() - queued_at)
    time.sleep(SECONDS_PER_TASK)
    _write("done", number, 0.0)


def queue(first: int, last: int) -> None:
    for number in range(first, last):
        work.delay(number, time.time())


def measure(name: str, url: str, options: dict, folder: Path) -> str:
    """One line of the table in docs/beheer.md."""
    os.environ.update(SURVIVAL_BROKER=url, SURVIVAL_OPTIONS=json.dumps(options), SURVIVAL_FOLDER=str(folder))
    diary = folder / "diary"
    diary.touch()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as writers:  # spawned: read the above
        startup, worker = _started(writers, diary)
        waits = _waits(writers, diary)
        idle = _processor_seconds(worker, IDLE_SECONDS) / IDLE_SECONDS
        queued = [writers.submit(queue, *part) for part in ((0, TASKS // 2), (TASKS // 2, TASKS))]
        worker = _killed_often(worker, diary)
        for part in queued:
            part.result()
    _until_quiet(diary)
    _kill(worker)
    done = [number for what, number, _ in _told(diary) if what == "done" and number < TASKS]
    kept = len(set(done))
    return (
        f"| {name} | {kept} | {TASKS - kept} | {len(done) - kept} | {median(waits):.2f} / {max(waits):.2f} s "
        f"| {100 * idle:.1f} % | {startup:.1f} s |"
    )


def _started(writers: ProcessPoolExecutor, diary: Path) -> tuple[float, subprocess.Popen]:
    """The first task tells that the worker is up."""
    writers.submit(queue, TASKS, TASKS + 1).result()
    began = time.monotonic()
    worker = _worker()
    while not _told(diary):
        time.sleep(0.05)
    return time.monotonic() - began, worker


def _worker() -> subprocess.Popen:
    command = [sys.executable, "-m", "celery", "-A", "tests.benchmarks.broker_survival", "worker"]
    return subprocess.Popen(
        [*command, "--concurrency", "1", "--loglevel", "CRITICAL"], start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _waits(writers: ProcessPoolExecutor, diary: Path) -> list[float]:
    for number in range(TASKS + 1, TASKS + 1 + PROBES):
        time.sleep(1 + random.random())
        writers.submit(queue, number, number + 1).result()
    time.sleep(2)
    return [wait for what, number, wait in _told(diary) if what == "start" and number > TASKS]


def _killed_often(worker: subprocess.Popen, diary: Path) -> subprocess.Popen:
    """Every worker dies at a random moment of the first second in which it works."""
    for _ in range(KILLS):
        told = len(_told(diary))
        while len(_told(diary)) == told:
            time.sleep(0.02)
        time.sleep(random.random())
        _kill(worker)
        worker = _worker()
    return worker


def _kill(worker: subprocess.Popen) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _until_quiet(diary: Path) -> None:
    told, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        if (now := len(_told(diary))) != told:
            told, since = now, time.monotonic()
        time.sleep(0.2)


def _processor_seconds(worker: subprocess.Popen, seconds: float) -> float:
    before = _ticks(worker.pid)
    time.sleep(seconds)
    return (_ticks(worker.pid) - before) / TICKS


def _ticks(group: int) -> int:
    """User and system time of every process in the group."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # gone in the meantime
            continue
        spent += int(fields[11]) + int(fields[12]) if int(fields[2]) == group else 0
    return spent


def _write(what: str, number: int, wait: float) -> None:
    with open(DIARY, "a") as file:  # one short append is one write: lines don't mix
        file.write(f"{what} {number} {wait:.3f}\n")


def _told(diary: Path) -> list[tuple[str, int, float]]:
    lines = [line.split() for line in diary.read_text().splitlines()]
    return [(what, int(number), float(wait)) for what, number, wait in lines]


def brokers(folder: Path) -> dict[str, tuple[str, dict]]:
    """Name: address and transport options."""
    places = {"data_folder_in": "queue", "data_folder_out": "queue", "processed_folder": "taken",
              "control_folder": "control"}  # fmt: skip
    paths = {option: str(folder / name) for option, name in places.items()}
    for path in paths.values():
        Path(path).mkdir(exist_ok=True)
    return {
        "filesystem": ("filesystem://", {**paths, "store_processed": True, "polling_interval": 0.2}),
        "sqla+sqlite": (f"sqla+sqlite:///{folder / 'broker.sqlite3'}", {"connect_args": {"timeout": 30}}),
        "redis": (sys.argv[-1], {"visibility_timeout": 3600}),
    }


def main() -> None:
    random.seed(37)
    print(f"{TASKS} tasks, {KILLS} kills")
    print("| broker | ran | lost | ran twice | wait (median / longest) | processor, idle | worker start |")
    print("|---|---|---|---|---|---|---|")
    for name in ["filesystem", "sqla+sqlite", *(["redis"] if sys.argv[1:] else [])]:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(name, *brokers(Path(folder))[name], Path(folder)), flush=True)


if __name__ == "__main__":
    main()
