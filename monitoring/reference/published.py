"""Reads figures that others published, ours and any file of that shape: bytes in, rows and findings out.

That a later status keeps the earlier on record is for whoever stores the rows.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from monitoring.reference import written_values as written
from monitoring.reference.consistency import disagreements
from monitoring.reference.places import municipality_codes
from monitoring.reference.published_rows import ATTENTION, ERROR, INFO, Finding, Published
from monitoring.reference.tables import FOLDER

READERS: dict[
    str, tuple[str, Callable[[str], Any]]
] = {  # heading → field, reader; gebied needs its gebiedsoort
    "uitgever": ("publisher", written.text),
    "reeks": ("series", written.text),
    "schooljaar": ("teljaar", written.school_year),
    "gebiedsoort": ("area_kind", written.area_kind),
    "categorie": ("category", written.category),
    "deelnemers": ("pupils", written.count),
    "vsv": ("vsv", written.count),
    "percentage": ("percentage", written.percentage),
    "status": ("status", written.status),
    "bron": ("source", written.text),
}
COLUMNS = (
    *("uitgever", "reeks", "schooljaar", "gebiedsoort", "gebied", "categorie"),
    *("deelnemers", "vsv", "percentage", "status", "bron"),
)
ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
EXAMPLE = f"De eerste regel moet zijn: {','.join(COLUMNS)}."

Line = tuple[int, list[str]]


@cache
def published() -> tuple[Published, ...]:
    """The figures that come with the portal; each has a source and none a finding."""
    rows, _ = read_published((FOLDER / "published.csv").read_bytes())
    return tuple(rows)


def read_published(content: bytes) -> tuple[list[Published], list[Finding]]:
    """The usable rows of a file, and all that its owner should know, in the order of the file."""
    lines = _lines(content)
    headings = [_bare(heading) for heading in lines[0][1]] if lines else []
    refusals = _refusals(lines, headings)
    if refusals:
        return [], refusals
    rows: list[Published] = []
    findings = list(_remarks_on_headings(lines[0], headings))
    for line in lines[1:]:
        row, faults = _row(line, headings)
        findings += faults
        rows += [row] if row else []
    findings += disagreements(rows)
    return rows, sorted(findings, key=lambda finding: finding.line or 0)


def _lines(content: bytes) -> list[Line]:
    """Every line that holds something, with its number as the owner's editor shows it."""
    text = _decoded(content)
    head = text.strip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=head.count))
    return list(_numbered(reader))


def _decoded(content: bytes) -> str:
    encoding = ENCODINGS.get(content[:2], "utf-8-sig")
    try:
        return content.decode(encoding).replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\0", "")


def _numbered(reader: Any) -> Iterator[Line]:
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error:
        yield start, []


def _refusals(lines: list[Line], headings: list[str]) -> list[Finding]:
    if len(lines) < 2:
        return [_fault("CIJFER-01", None, "", "", "Het bestand heeft geen regels met cijfers.", EXAMPLE)]
    missing = [column for column in COLUMNS if column not in headings]
    double = [column for column in COLUMNS if headings.count(column) > 1]
    return [
        *(
            _fault("CIJFER-02", lines[0][0], each, "", f"De kolom ‘{each}’ ontbreekt.", EXAMPLE)
            for each in missing
        ),
        *(
            _fault("CIJFER-02", lines[0][0], each, "", f"De kolom ‘{each}’ staat er twee keer.", EXAMPLE)
            for each in double
        ),
    ]


def _remarks_on_headings(line: Line, headings: list[str]) -> Iterator[Finding]:
    number, cells = line
    for heading in (cell for cell, bare in zip(cells, headings, strict=True) if bare not in COLUMNS):
        message = f"De kolom ‘{heading}’ wordt niet gebruikt."
        yield Finding(INFO, "CIJFER-21", number, heading, "", message, "U hoeft niets te doen.")


def _row(line: Line, headings: list[str]) -> tuple[Published | None, list[Finding]]:
    number, cells = line
    if len(cells) != len(headings):
        message = f"Deze regel heeft {len(cells)} cellen en de eerste regel {len(headings)}."
        remedy = "Zet een cel met het scheidingsteken erin, zoals 2,34, tussen aanhalingstekens."
        return None, [_fault("CIJFER-03", number, "", "", message, remedy)]
    texts = dict(zip(headings, cells, strict=True))
    values, faults = _values(texts, number)
    if faults:
        return None, faults
    row = Published(**values, line=number)
    faults = list(_faults_of_row(row))
    return (None if faults else row), [*faults, *_remarks_on_row(row)]


def _values(texts: dict[str, str], number: int) -> tuple[dict[str, Any], list[Finding]]:
    values: dict[str, Any] = {}
    faults: list[Finding] = []
    for column, (field, read) in READERS.items():
        try:
            values[field] = read(texts[column])
        except written.Unfit as unfit:
            faults.append(_fault("CIJFER-04", number, column, texts[column], unfit.message, unfit.remedy))
    try:
        values["area"] = written.area(values.get("area_kind", ""), texts["gebied"])
    except written.Unfit as unfit:
        faults.append(_fault("CIJFER-04", number, "gebied", texts["gebied"], unfit.message, unfit.remedy))
    return values, faults


def _faults_of_row(row: Published) -> Iterator[Finding]:
    if row.pupils is None and row.vsv is None and row.percentage is None:
        remedy = "Vul deelnemers, vsv of percentage in."
        yield _fault("CIJFER-05", row.line, "vsv", "", "Deze regel heeft geen enkel cijfer.", remedy)
    if row.pupils is not None and row.vsv is not None and row.vsv > row.pupils:
        message = f"Er zijn meer vsv'ers ({row.vsv}) dan deelnemers ({row.pupils})."
        yield _fault(
            "CIJFER-06", row.line, "vsv", str(row.vsv), message, "Controleer of de kolommen verwisseld zijn."
        )


def _remarks_on_row(row: Published) -> Iterator[Finding]:
    if row.area_kind == "gemeente" and row.area not in municipality_codes():
        message = f"Gemeente {row.area} staat niet in de lijst van 2023."
        remedy = "Controleer de code. Bij een opgeheven gemeente hoeft u niets te doen."
        yield Finding(ATTENTION, "CIJFER-14", row.line, "gebied", row.area, message, remedy)


def _bare(heading: str) -> str:
    return re.sub(r"[\s_#-]", "", heading).lower()


def _fault(code: str, line: int | None, column: str, value: str, message: str, remedy: str) -> Finding:
    return Finding(ERROR, code, line, column, value, message, remedy)
