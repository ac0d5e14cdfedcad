"""Counts one stand in a process that does nothing else, and prints the most memory it held, in MB."""

import sys
from contextlib import nullcontext

import django


def main(*how: str) -> None:
    django.setup()
    from monitoring.models import Computation
    from monitoring.recomputation import discard, recompute
    from tests.benchmarks.recomputing import unmasked, wanted_inputs
    from tests.benchmarks.timing import peak_memory

    discard(Computation.objects.all())
    with unmasked() if how else nullcontext():
        recompute(wanted_inputs())
    print(peak_memory())


if __name__ == "__main__":
    main(*sys.argv[1:])
