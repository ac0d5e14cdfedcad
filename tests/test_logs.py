"""What is written in the log of the portal: routes and numbers, no PGN, no name, no question."""

import pytest
from structlog.testing import capture_logs

from monitoring import tasks
from monitoring.clock import today
from monitoring.staging import receive
from tests.access.promises.cast import young
from tests.files.r01 import r01_csv, valid_pgn

FAULTY = b"pgn;achternaam\n" + valid_pgn(20).encode() + b";Roos20\n"


@pytest.fixture
def said(accepted, coen, client, caplog):
    """All that is logged while a school works: pages, a search, a delivery taken and one refused."""
    with capture_logs() as lines, caplog.at_level("DEBUG"):
        client.force_login(coen)
        client.get("/werklijst/?sorteer=name&zoek=Roos20")
        client.post("/werklijst/", {"naam": "Roos20"})
        client.get(f"/jongere/{young(20)}/?van=Roos20")
        client.get(f"/zoeken/?q={valid_pgn(20)}")
        for content in (r01_csv([{"achternaam": "Roos20"}], brin="90BB"), FAULTY):
            delivery = receive(content, "R01_2026-04_90BB.csv", by=coen, today=today())
            tasks.stage_delivery(delivery.pk)
    return str(lines) + "".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))


def test_the_log_names_routes_not_addresses(said):
    assert "'route': 'worklist'" in said
    assert "'route': 'pupil'" in said
    assert str(young(20)) not in said


@pytest.mark.parametrize("secret", ["Roos20", valid_pgn(20), "zoek=", "van=", "q="])
def test_nothing_personal_is_logged(said, secret):
    assert secret not in said
