"""Celery's application: where tasks are found and how they are carried."""

import os
from datetime import datetime, timedelta

from celery import Celery
from kombu.transport import sqlalchemy as embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vsv_portal.settings")
embedded.Transport.polling_interval = 0.2  # seconds; a transport option would go to create_engine and fail

app = Celery("vsv_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task
def sweep_broker() -> None:
    """Delete what the embedded broker delivered: it keeps every message and would grow slow."""
    with app.connection_for_write() as connection, connection.channel() as channel:
        delivered = channel.session.query(channel.message_cls).filter_by(visible=False)
        delivered.filter(channel.message_cls.sent_at < datetime.now() - timedelta(hours=1)).delete()
        channel.session.commit()
