"""Counts of where leaving pupils came, kept with what is hidden of them: chosen when the school year is counted."""

from datetime import date

import pandas as pd

from monitoring import frames
from monitoring.masking import with_places
from monitoring.split_masks import by_group, masked
from nahetvo.models import FlowCell, FlowRun
from nahetvo.transition.flows import flow_cells, tables


def keep(school_year: str, transitions: pd.DataFrame, on: date) -> None:
    """Replace the counts of one school year; inside the transaction of its transitions."""
    cells = flow_cells(transitions)
    FlowCell.objects.filter(school_year=school_year)._raw_delete(FlowCell.objects.db)
    frames.write(FlowCell, cells.assign(school_year=school_year))
    FlowRun.objects.update_or_create(school_year=school_year, defaults={"as_of": on, "masks": masks(cells)})


def masks(cells: pd.DataFrame) -> dict[str, dict]:
    """Per table what readers who see no pupil do not get.

    `waar` has totals of its own. Every other table splits each of its four numbers apart, with that number taken as
    known, so that a reader of all tables together computes no more than from each alone (count_masks.py).
    """
    found: dict[str, dict] = {}
    whole: dict = {}
    for name, leaves in tables(with_places(cells)).items():
        group = leaves["value"].str.split("/").str[0]
        found[name] = masked(leaves, None) if name == "waar" else by_group(leaves, group, whole)
        whole = whole or found["waar"]
    return found
