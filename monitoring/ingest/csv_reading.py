"""CSV bytes to a Sheet: encoding, separator, quotes and line numbers.

pyarrow reads well-formed files in a tenth of a second. Whatever it refuses, or counts otherwise than the
lines of the file, goes through Python's exact `csv` module instead.
"""

import codecs
import csv
import io
import re
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from monitoring.ingest.refusals import Unreadable
from monitoring.ingest.sheet import Limits, Sheet

SEPARATORS = (";", "\t", ",")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_SEQUENCE = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")  # accented Latin letters as UTF-8 writes them
EXCEL_HINT = re.compile(rb"sep=(.)\n", re.IGNORECASE)  # Excel's own first line, not part of the table
BLOCK = 8 * 1024 * 1024


def read_csv(content: bytes, limits: Limits) -> Sheet:
    """The table in a CSV file. Raises Unreadable."""
    utf8, encoding = as_utf8(content)
    utf8 = utf8.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in utf8 else utf8
    # Lines before the header keep their number but hold nothing.
    skipped = len(utf8) - len(utf8.lstrip(b"\n"))
    hint = EXCEL_HINT.match(utf8, skipped)
    body = utf8[hint.end() if hint else skipped :].rstrip()
    if not body:
        raise Unreadable("BESTAND-01")
    first_line = utf8[:skipped].count(b"\n") + (2 if hint else 1)
    separator = hint[1].decode() if hint else sniff(body.split(b"\n", 1)[0].decode())
    body += b"\n"
    frame = quick_frame(body, separator, first_line, limits)
    if frame is not None:
        return Sheet(frame, "csv", encoding, separator)
    return exact_sheet(body.decode(), encoding, separator, first_line, limits)


def as_utf8(content: bytes) -> tuple[bytes, str]:
    """The same text in UTF-8 without BOM, and the encoding it was in. Raises Unreadable."""
    encoding = next((name for bom, name in BOMS if content.startswith(bom)), None)
    if encoding == "utf-16":
        return _decoded(content, "utf-16").encode(), "utf-16"
    if b"\x00" in content:
        raise Unreadable("BESTAND-10")
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding or UTF8_SEQUENCE.search(body):
            raise Unreadable("BESTAND-12", line=_line_of(body, error.start)) from None
        return _decoded(body, "cp1252").encode(), "cp1252"
    return body, encoding or "utf-8"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError:
        raise Unreadable("BESTAND-11") from None
    if "\x00" in text:
        raise Unreadable("BESTAND-10")
    return text


def _line_of(body: bytes, position: int) -> int:
    before = body[:position]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def sniff(header: str) -> str:
    """The separator that occurs most in the header line. Raises Unreadable."""
    unquoted = re.sub(r'"[^"]*"', "", header)
    counts = {separator: unquoted.count(separator) for separator in SEPARATORS}
    separator = max(counts, key=counts.__getitem__)
    if not counts[separator]:
        raise Unreadable("BESTAND-14")
    return separator


def quick_frame(body: bytes, separator: str, first_line: int, limits: Limits) -> pd.DataFrame | None:
    """The frame as pyarrow reads it, or None when the file needs the exact reader."""
    if has_stray_quotes(body, separator):
        return None
    header = next(csv.reader([body[: body.index(b"\n")].decode()], delimiter=separator))
    if any("\n" in heading for heading in header):
        return None
    columns = kept_columns(header, limits)
    line_numbers = filled_lines(body, first_line)
    if len(line_numbers) - 1 > limits.rows:
        raise Unreadable("BESTAND-04", limit=limits.rows)
    names = [f"f{place}" for place in range(len(header))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(body),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(delimiter=separator),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), check_utf8=False, strings_can_be_null=False
            ),
        )
    except pa.ArrowException:
        return None
    if table.num_rows != len(line_numbers) - 1:
        return None
    frame = table.to_pandas().set_axis(pd.Index(line_numbers[1:]), axis=0)
    return without_blank_rows(without_surplus(frame, header, columns))


def has_stray_quotes(body: bytes, separator: str) -> bool:
    """A quote inside a value: pyarrow would drop it without a word."""
    if b'"' not in body:
        return False
    text = np.frombuffer(body, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    borders = [ord('"'), ord("\n"), ord(separator)]
    follows = np.isin(text[quotes - 1], borders)  # the first byte follows the last: a line feed
    precedes = np.isin(text[quotes + 1], borders)
    return not bool((follows | precedes).all())


def filled_lines(body: bytes, first_line: int) -> np.ndarray:
    """The numbers of the lines that hold anything; `body` ends with a line feed."""
    ends = np.flatnonzero(np.frombuffer(body, dtype=np.uint8) == 10)
    lengths = np.diff(ends, prepend=-1) - 1
    return np.flatnonzero(lengths > 0) + first_line


def kept_columns(header: list[str], limits: Limits) -> int:
    """How many columns the header names: separators at its end name nothing. Raises Unreadable."""
    kept = max((place + 1 for place, heading in enumerate(header) if heading.strip()), default=0)
    if kept > limits.columns:
        raise Unreadable("BESTAND-05", found=kept, limit=limits.columns)
    # Nobody fills thousands of nameless columns on purpose, and reading them would cost memory.
    if len(header) > 5 * limits.columns:
        raise Unreadable("BESTAND-05", found=len(header), limit=limits.columns)
    return kept


def without_surplus(frame: pd.DataFrame, header: list[str], columns: int) -> pd.DataFrame:
    """The headings on the frame; nameless columns at the end go when they are empty."""
    last_filled = max(
        (place + 1 for place in range(columns, len(header)) if (frame.iloc[:, place] != "").any()),
        default=columns,
    )
    kept = frame.iloc[:, :last_filled]
    return kept.set_axis(pd.Index(header[:last_filled], dtype="str"), axis=1)


def without_blank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of separators only are what a spreadsheet leaves behind below a table."""
    # A row is rarely blank: only rows that start blank are looked at further.
    suspects = np.flatnonzero((frame.iloc[:, 0].str.strip() == "").to_numpy())
    if not suspects.size:
        return frame
    is_blank = frame.iloc[suspects].map(lambda cell: not cell.strip()).all(axis=1).to_numpy()
    return frame.drop(index=frame.index[suspects[is_blank]]) if is_blank.any() else frame


def exact_sheet(text: str, encoding: str, separator: str, first_line: int, limits: Limits) -> Sheet:
    """The slow way: Python's csv module, strict, with the line on which every record starts."""
    records = numbered_records(text, separator, first_line)
    header = next(records)[1]
    columns = kept_columns(header, limits)
    numbered = list(islice(records, limits.rows + 1))
    if len(numbered) > limits.rows:
        raise Unreadable("BESTAND-04", limit=limits.rows)
    short = {line: len(row) for line, row in numbered if len(row) < columns}
    widths = {line: _width(row) for line, row in numbered if len(row) > len(header)}
    long = {line: width for line, width in widths.items() if width > len(header)}
    padding = [""] * len(header)
    rows = [(row + padding)[: len(header)] for _line, row in numbered]
    frame = pd.DataFrame(
        rows, index=[line for line, _row in numbered], columns=range(len(header)), dtype="str"
    )
    return Sheet(without_surplus(frame, header, columns), "csv", encoding, separator, short, long)


def _width(row: list[str]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell.strip()), default=0)


def numbered_records(text: str, separator: str, first_line: int):
    """Each record that holds anything, with its line number. Raises Unreadable for quotes that do not fit."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first_line
    try:
        for record in reader:
            if any(cell and not cell.isspace() for cell in record):
                yield line, record
            line = first_line + reader.line_num
    except csv.Error:
        raise Unreadable("BESTAND-13", line=line) from None
