"""Stores figures that others published, all of a file or none; a later status keeps the earlier on record."""

from django.db import transaction

from monitoring.models import PublishedFigure
from monitoring.reference.published import read_published
from monitoring.reference.published_rows import ERROR, Finding, Published


class Refused(Exception):
    """The file has errors: nothing was stored. `findings` has all that can be said about it."""

    def __init__(self, findings: list[Finding]):
        super().__init__("Niets opgeslagen.")
        self.findings = findings


def store(content: bytes) -> tuple[int, int, list[Finding]]:
    """How many figures are new, how many were there already, and the remarks. Raises Refused."""
    rows, findings = read_published(content)
    if any(finding.level == ERROR for finding in findings):
        raise Refused(findings)
    with transaction.atomic():
        added = sum(_stored(row) for row in rows)
    return added, len(rows) - added, findings


def _stored(row: Published) -> bool:
    """Whether the figure is new; status is part of what makes it one."""
    _, is_new = PublishedFigure.objects.update_or_create(
        publisher=row.publisher,
        series=row.series,
        school_year=row.teljaar,
        area_kind=row.area_kind,
        area=row.area,
        category=row.category,
        status=row.status,
        defaults={
            "participants": row.pupils,
            "vsv": row.vsv,
            "percentage": row.percentage,
            "source": row.source,
        },
    )
    return is_new
