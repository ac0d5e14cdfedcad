"""Bytes in, a frame of strings out, with the line numbers of the file itself. Nothing is interpreted yet."""

from monitoring.ingest.csv_reading import read_csv
from monitoring.ingest.refusals import Unreadable
from monitoring.ingest.sheet import MB, Limits, Sheet
from monitoring.ingest.signatures import kind_of
from monitoring.ingest.xlsx_reading import read_xlsx

__all__ = ["Limits", "Sheet", "Unreadable", "read"]

DEFAULT = Limits()


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> Sheet:
    """The table in an uploaded CSV or XLSX file. Raises Unreadable, and nothing else, for any bytes.

    The first bytes decide what the file is; `name` only words the refusal of a file that is neither.
    """
    if len(content) > limits.bytes:
        raise Unreadable("BESTAND-03", found=len(content) // MB + 1, limit=max(1, limits.bytes // MB))
    try:
        sheet = read_xlsx(content, limits) if kind_of(content) == "xlsx" else read_csv(content, limits)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("BESTAND-15" if name.lower().endswith(".xlsx") else "BESTAND-11") from error
    if sheet.frame.empty:
        raise Unreadable("BESTAND-02")
    return sheet
