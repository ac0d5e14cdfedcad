"""One part on one database, in a process of its own: PART VENDOR SIZE RESULT."""

import json
import sys
from importlib import import_module
from pathlib import Path

import django


def main(name: str, vendor: str, size: str, result: str) -> None:
    django.setup()
    measure = import_module(f"tests.benchmarks.{name}").measure
    lines = [line.as_dict() for line in measure(vendor, quick=size == "quick")]
    Path(result).write_text(json.dumps(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
