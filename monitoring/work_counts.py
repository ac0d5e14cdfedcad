"""The one door through which counts of work leave: whole for who sees the youngsters, else suppressed as `Shown`."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from monitoring.calculation.linked_masks import Key, Sum, linked_masks
from monitoring.figures import Shown
from monitoring.work_rows import Counted


def shown(
    counted: Counted, numbers: Mapping[Key, int], sums: Iterable[Sum] = (), unshown: Iterable[Key] = ()
) -> dict[Key, Shown]:
    """Each number as this reader may see it; `unshown` are remainders that no page prints (linked_masks)."""
    if counted.is_exact:
        return {key: Shown(number) for key, number in numbers.items()}
    marks = linked_masks(numbers, sums, unshown=unshown, threshold=settings.SUPPRESSION_THRESHOLD)
    return {key: Shown(None, marks[key]) if marks[key] else Shown(number) for key, number in numbers.items()}
