"""The line with curl in docs/machine.md works as it stands there, against a running portal."""

import json
import shlex
import shutil
import subprocess

import pytest
from django.urls import reverse

from monitoring import tokens
from monitoring.clock import today
from monitoring.machine_answers import STATUS
from monitoring.models import Delivery, School
from monitoring.vocabulary import DeliveryState as State
from tests.architecture.sources import ROOT
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

PORTAL, KEY, NUMBER = "https://portaal.example.nl", "vsv_UW_SLEUTEL", "/12/"
LINES = [line.strip() for line in (ROOT / "docs" / "machine.md").read_text().splitlines() if "    curl " in line]
pytestmark = [
    pytest.mark.skipif(shutil.which("curl") is None, reason="geen curl op deze computer"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _reference_data_comes_back(reference_data) -> None:
    """Before every run of a running portal."""


@pytest.fixture
def curl(live_server, coen, tmp_path):
    """A function that runs a line of the document, with this portal, a real key and a real number in it."""
    school = School.objects.get(brin="90BB")
    secret = tokens.issue(school, ["R01"], label="document", by=coen, today=today()).secret
    content = r01_csv([mbo_row(n, "2025-10") for n in range(100, 105)])
    (tmp_path / "R01_2026-03_90BB.csv").write_bytes(content)

    def run(line: str, pk: int = 0) -> dict:
        ours = line.replace(PORTAL, live_server.url).replace(KEY, secret).replace(NUMBER, f"/{pk}/")
        command = [*shlex.split(ours), "--silent", "--show-error", "--max-time", "30"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_the_lines_of_the_document_deliver_ask_and_accept(curl):
    deliver, ask, accept = LINES
    received = curl(deliver)
    assert received["status"] == "checking" or received["status"] == "to_accept"
    assert curl(ask, received["id"])["status"] == "to_accept"
    assert curl(accept, received["id"])["id"] == received["id"]
    done = curl(ask, received["id"])
    assert done["receipt"]["number"] == received["id"]
    assert Delivery.objects.get(pk=received["id"]).state == State.ACCEPTED


def test_the_document_knows_every_status_and_address():
    text = (ROOT / "docs" / "machine.md").read_text()
    assert not [word for word in set(STATUS.values()) if f"`{word}`" not in text]
    for route in ("machine-deliver", "machine-tokens"):
        assert reverse(route) in text
