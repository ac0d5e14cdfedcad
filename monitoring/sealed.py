"""What a delivery carries under lock: the file as it came, its clean rows, and its findings."""

from datetime import timedelta

import pandas as pd
from django.conf import settings

from monitoring import vault
from monitoring.models import Delivery, DeliveryContent


def put_original(delivery: Delivery, content: bytes, *, received_on) -> DeliveryContent:
    """Keep the file, encrypted, until its term has passed."""
    return DeliveryContent.objects.create(
        delivery=delivery,
        original=vault.locked(content, f"delivery {delivery.pk} original"),
        expires_on=received_on + timedelta(days=settings.FILE_TERM_DAYS),
    )


def original(delivery: Delivery) -> bytes:
    return vault.opened(delivery.content.original, f"delivery {delivery.pk} original")


def put_staged(delivery: Delivery, rows: pd.DataFrame | None, findings: pd.DataFrame) -> None:
    """Clean rows without any PGN, and the findings."""
    content = delivery.content
    content.staged = None if rows is None else vault.frame_locked(rows, f"delivery {delivery.pk} staged")
    content.findings = vault.frame_locked(findings, f"delivery {delivery.pk} findings")
    content.save(update_fields=["staged", "findings"])


def staged(delivery: Delivery) -> pd.DataFrame:
    return vault.frame_opened(delivery.content.staged, f"delivery {delivery.pk} staged")


def findings(delivery: Delivery) -> pd.DataFrame | None:
    """The findings per row, or None when they were removed with the file."""
    content = DeliveryContent.objects.filter(delivery=delivery).first()
    if content is None or not content.findings:
        return None
    return vault.frame_opened(content.findings, f"delivery {delivery.pk} findings")
