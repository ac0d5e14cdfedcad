"""Coded columns into Arrow text, fast: each distinct value is written once and then taken."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

FIRST_DAY, LAST_DAY = np.datetime64("1975-01-01"), np.datetime64("2040-01-01")
ISO, DUTCH = "iso", "dutch"


def day_numbers(dates: pd.Series) -> np.ndarray:
    """Position in the calendar below; 0 for no date."""
    days = dates.to_numpy().astype("datetime64[D]")
    number = (days - FIRST_DAY).astype(np.int64) + 1
    return np.where(np.isnat(days), 0, number)


def calendar(form: str) -> pa.Array:
    """The text of every day there can be, behind an empty text."""
    days = np.arange(FIRST_DAY, LAST_DAY)
    text = [str(day) for day in np.datetime_as_string(days)]
    if form == DUTCH:
        text = [f"{day[8:]}-{day[5:7]}-{day[:4]}" for day in text]
    return pa.array(["", *text])


CALENDARS = {form: calendar(form) for form in (ISO, DUTCH)}


def dates(numbers: np.ndarray, form: str = ISO) -> pa.Array:
    """Day positions as text."""
    return CALENDARS[form].take(pa.array(numbers))


def labels(column: pd.Series, shown: np.ndarray | None = None) -> pa.Array:
    """A categorical column as text; where not `shown`, empty."""
    return words(column.cat.codes.to_numpy(), column.cat.categories, shown)


def words(codes: np.ndarray, categories: pd.Index, shown: np.ndarray | None = None) -> pa.Array:
    """Category codes as text; where not `shown`, empty."""
    places = codes.astype(np.int32) + 1
    texts = pa.array(["", *map(str, categories)])
    return texts.take(pa.array(places if shown is None else np.where(shown, places, 0)))


def numbers(values: np.ndarray) -> pa.Array:
    """Whole numbers as text, 0 as empty."""
    text = pa.array(values).cast(pa.string())
    return pc.if_else(pa.array(values == 0), "", text)


def constant(text: str, count: int) -> pa.Array:
    """The same text on every row."""
    return pa.repeat(text, count)


def csv_bytes(table: pa.Table, separator: str = ";", heading: str | None = None) -> bytes:
    """A CSV without quotes: no value of the demonstration holds the separator."""
    sink = pa.BufferOutputStream()
    sink.write(((heading or separator.join(table.column_names)) + "\n").encode())
    options = csv.WriteOptions(include_header=False, delimiter=separator, quoting_style="none")
    csv.write_csv(table, sink, options)
    return sink.getvalue().to_pybytes()
