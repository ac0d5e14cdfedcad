"""The switchboard: settings, Celery, URLs and headers. No domain."""

from vsv_portal.celery import app as celery_app

__all__ = ["celery_app"]
