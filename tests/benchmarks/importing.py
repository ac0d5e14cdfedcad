"""An R01 from file to table: the portal, raw COPY (or executemany) and django-import-export."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from monitoring import promotion, staging
from monitoring.clock import today
from monitoring.models import Delivery, Enrolment, Identity, Pupil
from monitoring.organisations import load
from monitoring.vocabulary import DeliveryState as State
from tests.benchmarks import import_export
from tests.benchmarks.r01_files import FIRST_MONTH, HEADS, NEXT_MONTH, pupils, r01_file
from tests.benchmarks.raw_rows import multiply, raw_copy, settle
from tests.benchmarks.timing import Line, spread, stopwatch, timed

COPY_GOAL, FASTER_GOAL = 2.5, 100
PHASES = {"read": staging, "check": staging, "_store_pupils": promotion, "_store_rows": promotion}
TABLES = (Pupil, Identity, Enrolment)


@dataclass(frozen=True)
class Size:
    rows: int
    slow_rows: int  # for django-import-export
    beside: int  # deliveries of `rows` rows that stand there already
    runs: int


FULL = Size(rows=100_000, slow_rows=10_000, beside=10, runs=5)
QUICK = Size(rows=10_000, slow_rows=1_000, beside=2, runs=3)


@dataclass
class Measured:
    """Seconds per run."""

    new: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    copy_all: list[float] = field(default_factory=list)
    copy_rows: list[float] = field(default_factory=list)
    phases: dict[str, list[float]] = field(default_factory=dict)


def measure(vendor: str, *, quick: bool) -> list[Line]:
    size = QUICK if quick else FULL
    brins = [f"9{number // 10}{'ABCDEFGHJK'[number % 10]}Z" for number in range(size.runs + 1)]
    load(_organisations(brins))
    first = bring_in(r01_file(pupils(size.rows, 0, brins[0]), FIRST_MONTH), brins[0], FIRST_MONTH)
    multiply(first.pk, size.beside)
    found = Measured()
    for run, brin in enumerate(brins[1:], start=1):
        one_run(found, pupils(size.rows, run * size.rows, brin), brin)
    others = pupils(size.slow_rows, HEADS - size.slow_rows, brins[0])
    slow = import_export.seconds(r01_file(others, FIRST_MONTH))
    return lines(vendor, size, found, slow)


def _organisations(brins: list[str]) -> bytes:
    rows = [f"{brin},,Meetschool {brin},0772,vo+mbo,R01" for brin in brins]
    return "\n".join(["brin,vestiging,naam,gemeentecode,soorten,levert", *rows, ""]).encode()


def bring_in(content: bytes, brin: str, month: str) -> Delivery:
    """The whole way: receive, stage, confirm, promote."""
    delivery = staging.receive(content, f"R01_{month}_{brin}.csv", by=None, today=today())
    staging.stage(delivery)
    if delivery.state not in {State.READY, State.TO_CONFIRM}:
        raise RuntimeError(f"the file was refused: {delivery.summary}")
    promotion.confirm(delivery, reason="meting", by=None)
    return promotion.promote(delivery)


def one_run(found: Measured, rows, brin: str) -> None:
    new, again = r01_file(rows, FIRST_MONTH), r01_file(rows, NEXT_MONTH)
    with ExitStack() as watching:
        laps = {name: watching.enter_context(stopwatch(module, name)) for name, module in PHASES.items()}
        found.new.append(settled(lambda: bring_in(new, brin, FIRST_MONTH)))
    for name, seconds in laps.items():
        found.phases.setdefault(name.strip("_"), []).extend(seconds)
    found.again.append(settled(lambda: bring_in(again, brin, NEXT_MONTH)))
    delivery = Delivery.objects.get(brin=brin, stand=FIRST_MONTH)
    copy_all, copy_rows = raw_copy(delivery.pk, TABLES, shift=1), raw_copy(delivery.pk, (Enrolment,), shift=2)
    found.copy_all.append(settled(copy_all))
    found.copy_rows.append(settled(copy_rows))


def settled(work: Callable[[], object]) -> float:
    settle()
    return timed(work)


def lines(vendor: str, size: Size, found: Measured, slow: float) -> list[Line]:
    raw = "COPY" if vendor == "postgresql" else "executemany"
    goal = COPY_GOAL if vendor == "postgresql" else None
    new, again = median(found.new), median(found.again)
    seconds = {
        "portal, new pupils": spread(found.new),
        "portal, month again": spread(found.again),
        f"{raw}, all tables": spread(found.copy_all),
        f"{raw}, enrolments only": spread(found.copy_rows),
    }
    seconds |= {f"of which {name}": f"{median(laps):.3g} s" for name, laps in found.phases.items()}
    seconds["django-import-export"] = f"{slow:.3g} s for {size.slow_rows:,} rows"
    faster = slow / size.slow_rows * size.rows / new
    whole, rows = median(found.copy_all), median(found.copy_rows)
    of = f"{size.rows:,} rows"
    line = partial(_line, vendor)
    faster_line = Line("importing", vendor, "django-import-export (default mode) ÷ portal, per row", f"{faster:.0f} ×",
                       f"≥ {FASTER_GOAL} ×", faster >= FASTER_GOAL)  # fmt: skip
    return [
        line(
            f"{of} of new pupils ÷ {raw} of the same columns into the same tables", new / whole, goal, seconds
        ),
        line(f"{of} of the same pupils, a month later ÷ the same", again / whole, goal),
        line(f"new pupils ÷ {raw} of the enrolment columns alone", new / rows),
        line(f"a month later ÷ {raw} of the enrolment columns alone", again / rows),
        faster_line,
    ]


def _line(vendor: str, what: str, ratio: float, goal: float | None = None, facts: dict | None = None) -> Line:
    met = None if goal is None else ratio <= goal
    return Line("importing", vendor, what, f"{ratio:.2f} ×", f"≤ {goal} ×" if goal else "", met, facts or {})
