"""A reply file that comes back: which of its rows were mended, and which are still wrong. Compares, decides nothing."""

from collections.abc import Iterable

import pandas as pd

from monitoring.ingest.headings import REPLY_COLUMNS
from monitoring.ingest.reply import SEPARATOR, WHOLE_FILE
from monitoring.ingest.sheet import Sheet
from monitoring.ingest.values import squeezed

LINES_KEPT = 200


def mending(sheet: Sheet, findings: pd.DataFrame) -> dict:
    """Counts and mended lines of a reply file that was sent back; empty for any other file.

    mended: had a finding and has none now · faulty, attention: have one (still, or anew) · anew: had none ·
    untouched: had none and have none · lines: the first of the mended ones
    """
    marked = marked_lines(sheet.frame)
    if marked is None:
        return {}
    lines = sheet.frame.index.to_series()
    faulty = lines.isin(_lines_of(findings, "fout"))
    attention = lines.isin(_lines_of(findings, "let_op")) & ~faulty
    is_wrong = faulty | attention
    mended = marked & ~is_wrong
    return {
        "mended": int(mended.sum()),
        "faulty": int(faulty.sum()),
        "attention": int(attention.sum()),
        "anew": int((is_wrong & ~marked).sum()),
        "untouched": int((~marked & ~is_wrong).sum()),
        "lines": [int(line) for line in lines[mended].head(LINES_KEPT)],
    }


def marked_lines(frame: pd.DataFrame) -> pd.Series | None:
    """Which rows the reply file had something to say about; None when this is no reply file."""
    places = {squeezed(heading): place for place, heading in enumerate(frame.columns)}
    if not set(REPLY_COLUMNS) <= set(places):
        return None
    codes, words = (frame.iloc[:, places[name]] for name in ("foutcode", "uitleg"))
    said = pd.DataFrame({"codes": codes.str.strip(), "words": words})
    filled = said[said["codes"] != ""].drop_duplicates()
    about_rows = {pair for pair in filled.itertuples(index=False, name=None) if _is_about_row(pair)}
    keys = pd.MultiIndex.from_frame(said)
    return pd.Series(keys.isin(list(about_rows)) if about_rows else False, index=frame.index, dtype=bool)


def _is_about_row(pair: tuple[str, str]) -> bool:
    """What holds for the whole file stands on its first line, but is not about that line."""
    codes, words = (text.split(SEPARATOR) for text in pair)
    explained: Iterable[str] = words if len(words) == len(codes) else [""] * len(codes)
    return any(
        code.strip() and not code.startswith("BESTAND-") and not word.startswith(WHOLE_FILE)
        for code, word in zip(codes, explained, strict=False)
    )


def _lines_of(findings: pd.DataFrame, level: str) -> pd.Series:
    return findings.loc[(findings["level"] == level) & findings["line"].notna(), "line"].astype("int64")
