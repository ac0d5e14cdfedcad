"""Text to value, a whole column at once: every different text is judged once and spread over the rows."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute

PGN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
BSN_REMAINDER = 0
ONDERWIJSNUMMER_REMAINDER = 5
NO_NUMBER = -1

DATE_FORMS = (
    r"^(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})$",
    r"^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$",
    r"^(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})$",
)
DATE_PARTS = ("year", "month", "day")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Control, zero-width and direction characters: nobody types them, and they hide what a name says.
INVISIBLE = r"[\p{Cc}\p{Cf}]"


@dataclass(frozen=True)
class Coded:
    """A column as its different texts and, per row, which one it holds."""

    codes: np.ndarray
    written: pd.Series

    @classmethod
    def of(cls, column: pd.Series) -> "Coded":
        codes, uniques = pd.factorize(column.array)
        return cls(codes, pd.Series(uniques, dtype="str"))

    @cached_property
    def texts(self) -> pd.Series:
        """As written, but NFC, with single spaces inside and none around."""
        odd = matches(self.written, r"^ | $|  |[^\x20-\x7e]")
        if not odd.any():
            return self.written
        texts = self.written.copy()
        texts[odd] = [cleaned(text) for text in self.written[odd]]
        return texts

    def spread(self, per_text: np.ndarray) -> np.ndarray:
        return per_text[self.codes]

    def spread_series(self, per_text: pd.Series, index: pd.Index) -> pd.Series:
        return pd.Series(per_text.array.take(self.codes), index=index)


def matches(texts: pd.Series, pattern: str) -> np.ndarray:
    """Where an RE2 pattern occurs; pandas would go back to Python's own `re` for many patterns."""
    return pyarrow.compute.match_substring_regex(pa.array(texts), pattern).to_numpy(zero_copy_only=False)


def cleaned(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def squeezed(text: str) -> str:
    """For comparing codes and headings: case, spaces, `_`, `-` and a leading `#` make no difference."""
    return re.sub(r"[\s_\-\ufeff\u200b]", "", text).lstrip("#").casefold()


def dates(texts: pd.Series, *, zero_parts: bool = False) -> np.ndarray:
    """datetime64[s], NaT for what is empty or no date. `zero_parts`: day or month 00 counts as 1."""
    result = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[s]")
    for form in DATE_FORMS:
        parts = pyarrow.compute.extract_regex(pa.array(texts, pa.string()), form)  # RE2: no Python per text
        fits = parts.is_valid().to_numpy(zero_copy_only=False)
        if fits.any():
            year, month, day = (_whole_numbers(parts.drop_null().field(part)) for part in DATE_PARTS)
            result[fits] = _days(year, month, day, 1 if zero_parts else 0)
    return result


def _whole_numbers(texts: pa.Array) -> np.ndarray:
    return texts.cast(pa.int64()).to_numpy()


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray, lowest: int) -> np.ndarray:
    month, day = np.maximum(month, lowest), np.maximum(day, lowest)
    known = (
        (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    )
    first = np.where(known, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    date = first.astype("datetime64[D]") + np.where(known, day - 1, 0)
    # 31 April has slid into May.
    known &= date.astype("datetime64[M]") == first
    return np.where(known, date, np.datetime64("NaT")).astype("datetime64[s]")


def pgn_numbers(texts: pd.Series) -> np.ndarray:
    """The number that up to nine digits write; NO_NUMBER for anything else."""
    fits = matches(texts, r"^[0-9]{1,9}$")
    numbers = np.full(len(texts), NO_NUMBER, dtype=np.int64)
    numbers[fits] = texts[fits].astype("int64")
    return numbers


def elfproef(numbers: np.ndarray) -> np.ndarray:
    """Which numbers can be a BSN or an onderwijsnummer; 0 and NO_NUMBER can't."""
    weighed = np.zeros(len(numbers), dtype=np.int64)
    rest = np.maximum(numbers, 0)
    for weight in reversed(PGN_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        weighed += digit * weight
    remainder = weighed % 11
    passes = (remainder == BSN_REMAINDER) | (remainder == ONDERWIJSNUMMER_REMAINDER)
    return passes & (numbers > 0)


def cohort(born: np.ndarray) -> np.ndarray:
    """Year of birth, and one more for who is born after 1 October; 0 where unknown."""
    known = ~np.isnat(born)
    day = np.where(known, born, np.datetime64("1970-01-01")).astype("datetime64[D]")
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    october = day.astype("datetime64[Y]").astype("datetime64[M]") + 9
    is_later = day > october.astype("datetime64[D]")
    return np.where(known, year + is_later, 0).astype(np.int16)
