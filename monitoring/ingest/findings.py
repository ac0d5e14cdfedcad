"""What is wrong with a file, collected as columns: a thousand equal findings cost one array, not objects."""

import re

import numpy as np
import pandas as pd

from monitoring.ingest.refusals import REFUSALS

COLUMNS = ["level", "code", "line", "column", "value", "message", "remedy"]
VALUE_LENGTH = 100
# A run of eight digits or more may be a PGN, unless it is a date as jjjjmmdd.
LONG_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d(?!\d))\d{8,}")


class Findings:
    """A growing list of findings about the lines of one file, and which of those lines are faulty."""

    def __init__(self, lines: np.ndarray) -> None:
        self.lines = lines
        self.faulty = np.zeros(len(lines), dtype=bool)
        self.refused = False
        self._pieces: list[pd.DataFrame] = []

    def add(self, level, code, mask, *, column, values, message, remedy, secret=False) -> None:
        """One finding for every line where `mask` holds. `message` is a text, or an array with one per line.

        `secret`: the column holds a PGN or pupil number, so every digit of the value is hidden.
        """
        places = np.flatnonzero(mask)
        if not places.size:
            return
        if level == "fout":
            self.faulty[places] = True
        texts = message if isinstance(message, str) else np.asarray(message, dtype=object)[places]
        shown = masked(pd.Series(values).iloc[places], everything=secret)
        self._pieces.append(
            pd.DataFrame(
                {
                    "level": level,
                    "code": code,
                    "line": self.lines[places],
                    "column": column,
                    "value": shown.to_numpy(),
                    "message": texts,
                    "remedy": remedy,
                }
            )
        )

    def whole(self, level, code, message, remedy, *, column="", value="") -> None:
        """One finding about the file as a whole, or about a column in it."""
        row = [level, code, pd.NA, hidden(column), hidden(value)[:VALUE_LENGTH], message, remedy]
        self._pieces.append(pd.DataFrame([row], columns=COLUMNS))

    def refuse(self, code: str, *, column: str = "", **details: object) -> None:
        """The file can't be used at all."""
        message, remedy = REFUSALS[code]
        self.refused = True
        details = {name: hidden(str(detail)) for name, detail in details.items()}
        self.whole("fout", code, message.format(column=hidden(column), **details), remedy, column=column)

    def frame(self) -> pd.DataFrame:
        """All findings: those about the file first, then by line."""
        kinds = {name: "Int64" if name == "line" else "str" for name in COLUMNS}
        pieces = [piece.astype(kinds) for piece in self._pieces]
        joined = (
            pd.concat(pieces, ignore_index=True) if pieces else pd.DataFrame(columns=COLUMNS).astype(kinds)
        )
        return joined.sort_values("line", kind="stable", na_position="first", ignore_index=True)


def hidden(text: str) -> str:
    """The text with `#` for every digit of what may be a PGN."""
    return LONG_NUMBER.sub(lambda run: "#" * len(run[0]), text)


def masked(values: pd.Series, *, everything: bool) -> pd.Series:
    """The values as they may be shown: short, and without a PGN."""
    spelled = {
        text: re.sub(r"\d", "#", text[:VALUE_LENGTH]) if everything else hidden(text)[:VALUE_LENGTH]
        for text in values.unique()
    }
    return values.map(spelled).astype("str")
