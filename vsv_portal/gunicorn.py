"""gunicorn's settings: two processes, an address from the environment, and a log line without query or person."""

import gc
import os

from django.urls import get_resolver

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
max_requests = 5000
max_requests_jitter = 500
timeout = 60
accesslog = None  # vsv_portal/logs.py writes one line per request
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def when_ready(server) -> None:
    """What is loaded once stays for ever: without it, collecting garbage took 180 ms of one in ten worklists."""
    get_resolver().url_patterns  # noqa: B018  loads the views, and with them pandas, before the processes part
    gc.collect()
    gc.freeze()
