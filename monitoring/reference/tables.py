"""Opens the reference tables that lie beside this module. What their columns mean is decided elsewhere."""

import csv
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

FOLDER = Path(__file__).parent
Row = TypeVar("Row")


def _optional_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


READ: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    Decimal: Decimal,
    date: date.fromisoformat,
    date | None: _optional_date,
}


def rows_of(table: str, kind: type[Row]) -> tuple[Row, ...]:
    """Every line of one table as a `kind`, whose fields are the columns, in the order of the file."""
    hints = get_type_hints(kind)
    readers = {field.name: READ[hints[field.name]] for field in fields(kind)}  # type: ignore[arg-type]
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            kind(**{name: read(line[name]) for name, read in readers.items()})
            for line in csv.DictReader(file)
        )


def opening_day(teljaar: str) -> date:
    """1 October of a teljaar written as ``2025-2026``. Raises ValueError for anything else."""
    years = re.fullmatch(r"(\d{4})-(\d{4})", teljaar)
    if not years or int(years[2]) != int(years[1]) + 1:
        raise ValueError(f"‘{teljaar}’ is geen teljaar als 2025-2026")
    return date(int(years[1]), 10, 1)
