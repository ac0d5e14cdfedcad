"""The reply file of a delivery: read again from the encrypted upload, with its findings behind every line."""

from dataclasses import dataclass

import pandas as pd
from django.conf import settings

from monitoring import sealed
from monitoring.ingest.reading import Limits, read
from monitoring.ingest.reply import reply
from monitoring.models import Delivery

CONTENT_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Reply:
    name: str
    content: bytes
    content_type: str


def has_reply(findings: pd.DataFrame) -> bool:
    """Only findings about lines give a reply file; one that can't be read has no lines."""
    return bool(findings["line"].notna().any())


def reply_file(delivery: Delivery, findings: pd.DataFrame) -> Reply:
    content = sealed.original(delivery)
    sheet = read(content, delivery.file_name, Limits(**settings.UPLOAD_LIMITS))
    stem = delivery.file_name.rsplit(".", 1)[0]
    name = f"antwoord_{stem}.{sheet.file_format}"
    return Reply(name, reply(content, sheet, findings, delivery.file_name), CONTENT_TYPES[sheet.file_format])
