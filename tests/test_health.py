"""The operator's monitor asks /gezondheid/ without login, and learns only whether the portal can work."""

from threading import Thread

import pytest
from django.db import connection


def status_of(client, address: str) -> int:
    """Asked from a thread of its own: the view is asynchronous, and a browser test may have left a loop in this one."""
    answers = []

    def ask():
        answers.append(client.get(address, {"format": "text"}).status_code)
        connection.close()

    asking = Thread(target=ask)
    asking.start()
    asking.join()
    return answers[0]


@pytest.mark.django_db(transaction=True)
def test_healthy_portal_answers_without_login(client):
    assert status_of(client, "/gezondheid/") == 200


@pytest.mark.django_db(transaction=True)
def test_portal_without_cache_says_so(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                                   "LOCATION": "/proc/nowhere"}}  # fmt: skip
    assert status_of(client, "/gezondheid/") == 500
