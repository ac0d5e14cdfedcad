"""Counts of where leaving pupils came, kept with what is hidden of them: chosen when the school year is counted."""

from datetime import date

import pandas as pd

from monitoring import frames
from monitoring.masking import with_places
from monitoring.split_masks import by_group, masked
from nahetvo.models import Transition, TransitionCell, TransitionCount
from nahetvo.transition.flows import BASE, flow_cells, tables
from nahetvo.vocabulary import CountedOn

STORED = {
    "brin": "str", "vestiging": "str", "municipality": "str", "onderwijssoort": "str", "status": "str",
    "destination": "str", "mbo_brin": "str", "first_year": "str", "intention": "str", "is_vulnerable": "bool",
}  # fmt: skip


def count(school_year: str, on: date) -> None:
    """Replace the count of the transitions that are stored; inside a transaction."""
    keep(school_year, frames.read(Transition.objects.filter(school_year=school_year), STORED), on)


def keep(school_year: str, transitions: pd.DataFrame, on: date, counted_on: str = CountedOn.NOW) -> None:
    """Replace one count of a school year; inside a transaction."""
    cells = flow_cells(transitions)
    key = {"school_year": school_year, "counted_on": str(counted_on)}
    TransitionCell.objects.filter(**key)._raw_delete(TransitionCell.objects.db)
    TransitionCount.objects.filter(**key).delete()
    frames.write(TransitionCell, cells.assign(**key))
    TransitionCount.objects.create(**key, as_of=on, masks=masks(cells))


def masks(cells: pd.DataFrame) -> dict[str, dict]:
    """Per table what readers who see no pupil do not get.

    `waar` has totals of its own. Every other table splits the numbers of its base apart, with those taken as known, so
    that a reader of all together computes no more than from each alone.
    """
    laid_out = tables(with_places(cells))
    found = {"waar": masked(laid_out["waar"], None)}
    for name, base in BASE.items():
        leaves = laid_out[name]
        found[name] = by_group(leaves, leaves["value"].str.rsplit("/", n=1).str[0], found[base])
    return found
