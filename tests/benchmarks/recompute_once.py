"""Counts one stand in a process that does nothing else, and prints the most memory it held, in MB."""

import django


def main() -> None:
    django.setup()
    from monitoring.models import Computation
    from monitoring.recomputation import discard, recompute
    from tests.benchmarks.recomputing import wanted_inputs
    from tests.benchmarks.timing import peak_memory

    discard(Computation.objects.all())
    recompute(wanted_inputs())
    print(peak_memory())


if __name__ == "__main__":
    main()
