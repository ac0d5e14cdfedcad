"""Makes files with published figures, each line a good one but for what the test says."""

import csv
import io

from monitoring.reference.published import COLUMNS, read_published

GOOD = {
    "uitgever": "OCW/DUO",
    "reeks": "Landelijk",
    "schooljaar": "2016-2017",
    "gebiedsoort": "land",
    "gebied": "NL",
    "categorie": "mbo",
    "deelnemers": "394486",
    "vsv": "18574",
    "percentage": "4.71",
    "status": "definitief",
    "bron": "ocwincijfers.nl",
}


def file_of(*lines: dict[str, str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerows(GOOD | line for line in lines)
    return text.getvalue().encode(encoding)


def findings_of(*lines: dict[str, str]) -> list[tuple[str, str, int | None, str]]:
    _, findings = read_published(file_of(*lines))
    return [(each.level, each.code, each.line, each.column) for each in findings]
