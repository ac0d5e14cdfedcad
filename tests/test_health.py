"""The operator's monitor asks /gezondheid/ without login, and learns only whether the portal can work."""

import pytest


@pytest.mark.django_db(transaction=True)
def test_healthy_portal_answers_without_login(client):
    assert client.get("/gezondheid/", {"format": "text"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_portal_without_cache_says_so(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                                   "LOCATION": "/proc/nowhere"}}  # fmt: skip
    assert client.get("/gezondheid/", {"format": "text"}).status_code == 500
