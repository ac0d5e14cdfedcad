"""R01 files of any size: the demonstration's pupils over and over, every one with a number of its own."""

import numpy as np
import pandas as pd

from monitoring.demonstration import enrolment_frame
from monitoring.demonstration.columns import csv_bytes
from monitoring.demonstration.deliveries import known_rows, r01_table

FIRST_MONTH, NEXT_MONTH = "2025-10", "2025-11"
WEIGHTS = np.arange(9, 1, -1)
HEADS = 9_000_000


def pupils(count: int, first: int, brin: str) -> pd.DataFrame:
    """`count` pupils of one school with the numbers `first`, `first` + 1 …; one inschrijving each."""
    known = known_rows(enrolment_frame("region"), FIRST_MONTH).drop_duplicates("pupil")
    rows = known.take(np.arange(count) % len(known)).reset_index(drop=True)
    numbers = np.arange(first, first + count)
    school = pd.Categorical.from_codes(np.zeros(count, np.int8), [brin])
    site = pd.Categorical.from_codes(np.zeros(count, np.int8), ["00"])
    return rows.assign(pgn=valid_numbers(numbers), leerlingnummer=numbers, brin=school, vestiging=site,
                       volgnummer=np.int16(1))  # fmt: skip


def valid_numbers(numbers: np.ndarray) -> np.ndarray:
    """For every number below nine million another PGN that passes the elfproef."""
    heads = (1_000_000 + numbers) * 10
    rest = _weighed(heads) % 11
    heads = np.where(rest == 10, heads + 1, heads)  # ten fits no last digit: 1 as eighth one
    return heads * 10 + _weighed(heads) % 11


def _weighed(heads: np.ndarray) -> np.ndarray:
    digits = heads[:, None] // 10 ** np.arange(7, -1, -1) % 10
    return digits @ WEIGHTS


def r01_file(rows: pd.DataFrame, month: str) -> bytes:
    return csv_bytes(r01_table(rows, month))
