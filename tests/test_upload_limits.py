"""An upload can't fill the disk: nothing of a stranger is written, nothing far beyond the limit of anybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from monitoring.models import Delivery
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
LIMIT = 20_000


@pytest.fixture
def written(monkeypatch) -> list[int]:
    """The sizes of the pieces that go to the disk."""
    sizes = []
    to_disk = TemporaryFileUploadHandler.receive_data_chunk

    def noted(self, raw_data, start):
        sizes.append(len(raw_data))
        return to_disk(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", noted)
    return sizes


@pytest.fixture
def small(settings):
    settings.UPLOAD_LIMITS = settings.UPLOAD_LIMITS | {"bytes": LIMIT}


def post(client, content: bytes, address: str = ""):
    file = SimpleUploadedFile(NAME, content)
    return client.post(address or reverse("deliveries"), {"files": file})


def test_a_stranger_writes_nothing(schools, written):
    client = Client(enforce_csrf_checks=True)
    for size in (300_000, 3_000_000):
        assert post(client, b"x" * size).status_code == 403
        assert post(client, b"x" * size, reverse("account_login")).status_code == 403
    assert written == []


def test_a_file_over_the_limit_is_not_written_beyond_it(client, coen, written, small):
    client.force_login(coen)
    answer = post(client, b"x" * (3 * LIMIT))
    assert answer.status_code == 422
    assert "MB groot" in answer.content.decode()
    assert sum(written) <= LIMIT + 64 * 1024  # the piece in which the limit is passed
    assert not Delivery.objects.exists()


def test_a_body_of_many_files_is_refused_unread(client, coen, written, small):
    client.force_login(coen)
    assert post(client, b"x" * (5 * LIMIT)).status_code == 400
    assert written == []


def test_a_file_within_the_limit_comes_in_whole(client, coen, written):
    client.force_login(coen)
    content = r01_csv([mbo_row(n, "2025-10") for n in range(100, 103)])
    assert post(client, content).status_code == 302
    assert Delivery.objects.get().size == len(content)
