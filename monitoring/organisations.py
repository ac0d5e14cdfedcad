"""Schools from a CSV: `brin,vestiging,naam,gemeentecode,soorten,levert` (levert optional: R01)."""

import csv
import io
import re
from dataclasses import dataclass

from django.db import transaction

from monitoring.ingest.codes import ONDERWIJSSOORT
from monitoring.models import Municipality, School
from monitoring.vocabulary import Kind

REQUIRED = ("brin", "naam", "gemeentecode")
KNOWN = (*REQUIRED, "vestiging", "soorten", "levert")
BRIN = re.compile(r"\d{2}[A-Z]{2}")
VESTIGING = re.compile(r"(\d{2})?")


class Unloadable(Exception):
    """The file can't be loaded; every fault is one Dutch sentence in `faults`. Nothing was changed."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Loaded:
    added: int
    updated: int


def load(content: bytes, *, invented: bool = False) -> Loaded:
    """Add or update schools, all or none. Raises Unloadable."""
    rows = _rows(content)
    codes = set(Municipality.objects.values_list("code", flat=True))
    faults = [fault for line, row in enumerate(rows, start=2) for fault in _faults(line, row, codes)]
    faults += _doubles(rows)
    if faults:
        raise Unloadable(faults)
    added = 0
    with transaction.atomic():
        for row in rows:
            _, is_new = School.objects.update_or_create(
                brin=row["brin"],
                vestiging=row["vestiging"],
                defaults={
                    "name": row["naam"], "municipality_id": row["gemeentecode"], "kinds": row["soorten"],
                    "delivers": row["levert"], "is_invented": invented,
                },
            )  # fmt: skip
            added += is_new
    return Loaded(added, len(rows) - added)


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    headings = [(name or "").strip().lower() for name in reader.fieldnames or []]
    missing = [name for name in REQUIRED if name not in headings]
    if missing:
        raise Unloadable([f"De kolom {name} ontbreekt. Verwacht: {','.join(KNOWN)}." for name in missing])
    reader.fieldnames = headings
    return [_clean(row) for row in reader if any((value or "").strip() for value in row.values() if isinstance(value, str))]


def _clean(row: dict) -> dict[str, str]:
    said = {name: (row.get(name) or "").strip() for name in KNOWN}
    said["brin"] = said["brin"].upper()
    said["vestiging"] = said["vestiging"].zfill(2) if said["vestiging"] else ""
    said["gemeentecode"] = said["gemeentecode"].zfill(4)
    said["levert"] = said["levert"].upper() if "levert" in row else Kind.R01
    return said


def _faults(line: int, row: dict[str, str], codes: set[str]):
    if not BRIN.fullmatch(row["brin"]):
        yield f"Regel {line}: ‘{row['brin']}’ is geen BRIN van twee cijfers en twee letters."
    if not VESTIGING.fullmatch(row["vestiging"]):
        yield f"Regel {line}: ‘{row['vestiging']}’ is geen vestiging van twee cijfers."
    if not row["naam"]:
        yield f"Regel {line}: de naam ontbreekt."
    if row["gemeentecode"] not in codes:
        yield f"Regel {line}: ‘{row['gemeentecode']}’ is geen gemeentecode van het CBS."
    for soort in filter(None, row["soorten"].split("+")):
        if soort not in ONDERWIJSSOORT and soort not in {"vo", "mbo", "pro", "vso", "vavo"}:
            yield f"Regel {line}: ‘{soort}’ is geen soort onderwijs; gebruik bijvoorbeeld vo+pro of mbo."
    for kind in filter(None, row["levert"].split("+")):
        if kind not in Kind.values:
            yield f"Regel {line}: ‘{kind}’ is geen soort levering; gebruik bijvoorbeeld R01 of R01+A05+A04."


def _doubles(rows: list[dict[str, str]]):
    seen: dict[tuple[str, str], int] = {}
    for line, row in enumerate(rows, start=2):
        key = (row["brin"], row["vestiging"])
        if key in seen:
            yield f"Regel {line}: {row['brin']}{row['vestiging']} staat al op regel {seen[key]}."
        seen.setdefault(key, line)
