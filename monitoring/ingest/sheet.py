"""The table as a school wrote it, all text, and how large it may be."""

from dataclasses import dataclass, field

import pandas as pd

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much a file may be; beyond it is a refusal and never a crash."""

    bytes: int = 50 * MB
    rows: int = 200_000
    columns: int = 200
    unpacked_bytes: int = 100 * MB


@dataclass(frozen=True)
class Sheet:
    """The table as written.

    frame: all text, "" for empty; index = line number in the school's file; columns = headings as written
    short: per line that ended before the last column, how many fields it has (the missing ones are "")
    long: the same for lines with more filled fields than the header has columns (the surplus is dropped)
    """

    frame: pd.DataFrame
    file_format: str
    encoding: str
    separator: str
    short: dict[int, int] = field(default_factory=dict)
    long: dict[int, int] = field(default_factory=dict)
