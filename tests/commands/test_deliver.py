"""`manage.py deliver`: the files go through, and the exit status says how it went."""

import io
import json

import pytest
from django.core.management import call_command

from monitoring.models import Delivery
from tests.files.r01 import r01_csv


def deliver(tmp_path, name: str, content: bytes, *options: str) -> tuple[int, dict]:
    path = tmp_path / name
    path.write_bytes(content)
    told = io.StringIO()
    try:
        call_command("deliver", str(path), "--format", "json", *options, stdout=told)
    except SystemExit as end:
        return end.code, json.loads(told.getvalue())
    return 0, json.loads(told.getvalue())


def test_a_good_file_is_accepted_and_counted(schools, tmp_path):
    status, told = deliver(tmp_path, "R01_2026-03_90BB.csv", r01_csv([{"brin": "90BB"}] * 3))
    assert (status, told["status"], told["rows"], told["rows_used"]) == (0, "accepted", 3, 3)
    assert (told["kind"], told["school"], told["month"]) == ("R01", "90BB", "2026-03")


def test_a_file_without_a_telling_name_is_of_the_accounts_own_school(schools, coen, tmp_path):
    options = ("--as", "coen", "--month", "2026-03")
    status, told = deliver(tmp_path, "leerlingen.csv", r01_csv([{"brin": "90BB"}]), *options)
    assert (status, told["school"], told["month"]) == (0, "90BB", "2026-03")


def test_faulty_rows_under_the_share_wait_for_a_reason(schools, tmp_path):
    rows = [{"brin": "90BB"} for _ in range(99)] + [{"brin": "90BB", "geboortedatum": "31-02-2008"}]
    status, told = deliver(tmp_path, "R01_2026-03_90BB.csv", r01_csv(rows))
    assert (status, told["status"], told["rows_used"]) == (2, "to_confirm", 99)
    assert [f["line"] for f in told["findings"] if f["level"] == "fout"] == [101]
    status, told = deliver(tmp_path, "R01_2026-03_90BB.csv", r01_csv(rows), "--confirm", "is bekend")
    assert (status, told["status"]) == (0, "accepted")


def test_a_refused_file_says_why_and_stores_no_row(schools, tmp_path):
    status, told = deliver(tmp_path, "R01_2026-03_90BB.csv", b"iets;anders\n1;2\n")
    assert (status, told["status"]) == (1, "refused")
    assert all(finding["message"] and finding["remedy"] for finding in told["findings"])
    assert not Delivery.objects.accepted().exists()


def test_another_schools_account_delivers_nothing(schools, carla, tmp_path):
    status, told = deliver(tmp_path, "R01_2026-03_90BB.csv", r01_csv([{"brin": "90BB"}]), "--as", "carla")
    assert (status, told["status"]) == (1, "refused")
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("name", ["R01_2026-13_90BB.csv", "R01_2026-03_77ZZ.csv", "leerlingen.csv"])
def test_a_name_that_leads_nowhere_is_refused_in_words(schools, tmp_path, name):
    status, told = deliver(tmp_path, name, r01_csv([{"brin": "90BB"}]))
    assert (status, told["findings"][0]["level"]) == (1, "fout")
