"""`make benchmark`: measures the portal against its yardsticks, prints and keeps the ratios."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.databases import DATABASES, KEPT, ROOT, Missing, fresh, kept_region, manage
from tests.benchmarks.timing import Line

PARTS = ("importing", "desk", "recomputing", "transitions", "casework", "board", "pages", "visitors")


def main() -> int:
    options = _options()
    KEPT.mkdir(parents=True, exist_ok=True)
    vendors = DATABASES if options.database == "both" else (options.database,)
    lines, missing = [], []
    for part in [options.only] if options.only else PARTS:
        for vendor in vendors:
            print(f"== {part} on {vendor}", file=sys.stderr, flush=True)
            try:
                found = measured(part, vendor, "quick" if options.quick else "full")
                print(report.printed(found, []), file=sys.stderr, flush=True)  # a run takes long: tell what is known
                lines += found
            except Missing as reason:
                missing.append(f"{vendor}: {reason}")
    print(report.printed(lines, missing))
    if not (options.quick or options.only or options.database != "both"):
        report.keep(lines, missing)
    return 0


def measured(part: str, vendor: str, size: str) -> list[Line]:
    """The lines of one part on one database, from a process of its own."""
    with prepared(part, vendor, size) as environment, tempfile.NamedTemporaryFile() as result:
        command = [sys.executable, "-m", "tests.benchmarks.part", part, vendor, size, result.name]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return [Line(**line) for line in json.loads(Path(result.name).read_text())]


@contextmanager
def prepared(part: str, vendor: str, size: str) -> Iterator[dict[str, str]]:
    """Pages are read from a region that is there; the other parts begin with an empty portal."""
    if part in {"pages", "visitors"}:
        with kept_region(vendor, "small" if size == "quick" else "region") as environment:
            yield environment
        return
    with fresh(vendor, "vsv_benchmark") as environment:
        manage(environment, "migrate", "--verbosity", "0")
        if part in {"casework", "board"}:
            manage(environment, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
        yield environment


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows only that it works")
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
