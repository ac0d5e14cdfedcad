"""A stopwatch, medians, and the line in which a measurement is reported."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median


@dataclass(frozen=True)
class Line:
    """One ratio, or one value, with its goal; `facts` are told below the table."""

    part: str
    database: str
    what: str
    value: str
    goal: str = ""
    met: bool | None = None  # None: reported without a goal
    facts: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict:
        return asdict(self)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def stopwatch(module: object, name: str) -> Iterator[list[float]]:
    """How long each call of one function of a module took while the block ran."""
    original, laps = getattr(module, name), []

    def clocked(*args, **kwargs):
        began = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            laps.append(time.perf_counter() - began)

    setattr(module, name, clocked)
    try:
        yield laps
    finally:
        setattr(module, name, original)


def spread(seconds: list[float]) -> str:
    """`1.52 s (1.49–1.60)`: the median and the range of the runs."""
    return f"{median(seconds):.3g} s ({min(seconds):.3g}–{max(seconds):.3g})"


def peak_memory() -> int:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
