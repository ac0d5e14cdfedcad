"""The machine door: a program delivers with a key, gets the same check and receipt, and never more than its scope."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring import tokens
from monitoring.clock import today
from monitoring.models import Account, Delivery, Enrolment, MachineToken, Membership, School
from monitoring.vocabulary import DeliveryState as State
from tests.architecture.sources import OURS, name_of, python_files
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv, valid_pgn

NAME = "R01_2026-03_90BB.csv"
DOOR = reverse("machine-deliver")
KEYS = reverse("machine-tokens")


def rows(count: int, wrong: int = 0) -> bytes:
    made = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    for row in made[:wrong]:
        row["gemeentecode"] = "9876"
    return r01_csv(made)


def make_key(by: Account, brin: str = "90BB", kinds: tuple[str, ...] = ("R01",), days: int = 30) -> str:
    school = School.objects.get(brin=brin, vestiging="")
    return tokens.issue(school, list(kinds), label="export", by=by, today=today(), days=days).secret


@pytest.fixture
def key(coen) -> str:
    return make_key(coen)


@pytest.fixture
def knock(django_capture_on_commit_callbacks):
    """A function that sends a request with a key, as a program would: no cookies, CSRF checks on."""
    client = Client(enforce_csrf_checks=True)

    def send(key: str, address: str = DOOR, content: bytes | None = None, name: str = NAME, *, get=False, **said):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        if get:
            return client.get(address, headers=headers)
        file = {"bestand": SimpleUploadedFile(name, content)} if content is not None else {}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, file | said, headers=headers)

    return send


def problem(answer, status: int) -> str:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert said["status"] == status
    return said["detail"]


def test_a_program_delivers_asks_accepts_and_gets_its_receipt(knock, key, client, coen):
    received = knock(key, content=rows(4))
    assert received.status_code == 202
    assert (received.json()["kind"], received.json()["school"], received.json()["month"]) == ("R01", "90BB", "2026-03")
    address = received.json()["url"]
    checked = knock(key, address, get=True).json()
    assert (checked["status"], checked["rows"], checked["rows_used"]) == ("to_accept", 4, 4)
    assert checked["receipt"] is None
    assert knock(key, address + "aannemen/").status_code == 202
    done = knock(key, address, get=True).json()
    delivery = Delivery.objects.get()
    assert done["status"] == "accepted"
    assert (done["receipt"]["number"], done["receipt"]["sha256"]) == (delivery.pk, delivery.sha256)
    assert (done["receipt"]["accepted_by"], done["receipt"]["key"]) == ("coen", "export")
    assert (delivery.received_by, delivery.token.label) == (coen, "export")
    assert Enrolment.objects.filter(delivery=delivery).count() == 4
    client.force_login(coen)
    assert "met de sleutel ‘export’" in client.get(delivery.get_absolute_url()).content.decode()


def test_what_is_wrong_comes_back_per_code_and_per_line_without_pgn(knock, key):
    content = r01_csv([mbo_row(100, "2025-10") | {"pgn": "123456789"}, mbo_row(101, "2025-10")])
    answer = knock(key, knock(key, content=content).json()["url"], get=True)
    said = answer.json()
    assert said["status"] == "refused"
    assert any(block["code"].startswith("R01-PGN") for block in said["summary"])
    finding = next(f for f in said["findings"] if f["code"].startswith("R01-PGN"))
    assert finding["line"] == 2
    assert finding["remedy"]
    assert "123456789" not in answer.content.decode()
    assert valid_pgn(101) not in answer.content.decode()


def test_a_confirmation_needs_a_reason(knock, key):
    address = knock(key, content=rows(100, wrong=1)).json()["url"]
    assert knock(key, address, get=True).json()["status"] == "to_confirm"
    assert "waarom" in problem(knock(key, address + "aannemen/"), 409)
    assert knock(key, address + "aannemen/", reden="Deze leerling verhuist nog").status_code == 202
    assert Delivery.objects.get().state == State.ACCEPTED
    assert problem(knock(key, address + "aannemen/", reden="nog eens"), 409)


def test_the_same_file_twice_is_one_delivery(knock, key):
    first, second = knock(key, content=rows(3)), knock(key, content=rows(3))
    assert (second.status_code, second.json()["was_here"]) == (200, True)
    assert second.json()["id"] == first.json()["id"]


@pytest.mark.parametrize("shown", ["", "vsv_verzonnen", "é"])
def test_without_a_working_key_nobody_comes_in(knock, schools, shown):
    answer = knock(shown.encode().decode("latin-1"), content=rows(3))
    assert "Authorization: Bearer" in problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"
    assert not Delivery.objects.exists()


def test_a_session_does_not_open_the_door(client, coen):
    client.force_login(coen)
    assert client.post(DOOR, {"bestand": SimpleUploadedFile(NAME, rows(3))}).status_code == 401


def test_a_key_that_expired_or_was_revoked_opens_nothing(knock, coen, settings):
    key = make_key(coen, days=1)
    settings.TODAY = today() + timedelta(days=1)
    assert knock(key, content=rows(3)).status_code == 202
    settings.TODAY = today() + timedelta(days=1)
    assert knock(key, content=rows(3)).status_code == 401
    other = make_key(coen)
    MachineToken.objects.get(digest=tokens.digest_of(other)).revoke(at=timezone.now())
    assert knock(other, content=rows(3)).status_code == 401


def test_a_key_ends_with_the_rights_of_its_account(knock, key, coen):
    Account.objects.filter(pk=coen.pk).update(is_active=False)
    assert knock(key, content=rows(3)).status_code == 401
    Account.objects.filter(pk=coen.pk).update(is_active=True)
    Membership.objects.filter(account=coen).delete()
    assert problem(knock(key, content=rows(3)), 403)


def test_a_key_is_for_its_school_and_kinds_only(knock, key, coen, deliver):
    assert "R01 van 90BB" in problem(knock(key, content=rows(3), name="R01_2026-03_90AA.csv"), 403)
    assert problem(knock(key, content=b"x", name="202604A05I90BB.csv"), 403)
    foreign = deliver("R01_2026-03_90AA.csv", r01_csv([mbo_row(1, "2025-10") | {"brin": "90AA"}]))
    address = reverse("machine-delivery", args=[foreign.pk])
    absent = reverse("machine-delivery", args=[9_999_999])
    assert problem(knock(key, address, get=True), 404) == problem(knock(key, absent, get=True), 404)
    assert problem(knock(key, address + "aannemen/"), 404)


def test_what_is_missing_or_unclear_is_said(knock, key, settings):
    assert "curl -F bestand=@" in problem(knock(key), 422)
    assert "blijkt niet" in problem(knock(key, content=rows(3), name="leerlingen.csv"), 422)
    said = {"soort": "R01", "school": "90BB", "maand": "2026-03"}
    assert knock(key, content=rows(3), name="leerlingen.csv", **said).status_code == 202
    assert "POST" in problem(knock(key, get=True), 405)
    settings.UPLOAD_LIMITS = settings.UPLOAD_LIMITS | {"bytes": 100}
    assert problem(knock(key, content=b"x" * 10_000), 413)


def test_who_knocks_too_often_hears_when_to_come_back(knock, key, monkeypatch):
    monkeypatch.setattr("monitoring.views.machine.PER_MINUTE", 2)
    address = reverse("machine-delivery", args=[1])
    answers = [knock(key, address, get=True) for _ in range(4)]
    assert [answer.status_code for answer in answers].count(429) >= 1
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert knock("", get=True).status_code == 401
    monkeypatch.setattr("monitoring.uploading.PER_HOUR", 0)
    monkeypatch.setattr("monitoring.views.machine.PER_MINUTE", 1000)
    assert knock(key, content=rows(3))["Retry-After"] == "3600"


def test_a_school_makes_a_key_sees_it_once_and_takes_it_back(client, coen, knock):
    client.force_login(coen)
    asked = {"label": "nachtexport", "school": "90BB", "kinds": ["R01"], "days": "92"}
    secret = re.search(r"vsv_[\w-]{43}", client.post(KEYS, asked).content.decode())[0]
    token = MachineToken.objects.get()
    assert secret not in str(vars(token))
    assert token.expires_on == today() + timedelta(days=92)
    page = client.get(KEYS).content.decode()
    assert "nachtexport" in page
    assert secret not in page
    assert knock(secret, content=rows(3)).status_code == 202
    client.post(reverse("machine-token-revoke", args=[token.pk]))
    assert "ingetrokken" in client.get(KEYS).content.decode()
    assert knock(secret, content=rows(4)).status_code == 401


def test_a_key_is_made_for_an_own_school_only(client, coen, carla, els):
    client.force_login(coen)
    asked = {"label": "x", "school": "90AA", "kinds": ["R01"], "days": "92"}
    assert client.post(KEYS, asked).status_code == 422
    make_key(carla, "90AA")
    theirs = reverse("machine-token-revoke", args=[MachineToken.objects.get().pk])
    assert client.post(theirs).status_code == 404
    assert not MachineToken.objects.visible_to(coen).exists()
    client.force_login(els)
    assert client.get(KEYS).status_code == 403


def test_the_operator_makes_a_key_on_the_account_of_the_school(knock, coen, carla):
    said, told = io.StringIO(), io.StringIO()
    call_command("token", "90BB", stdout=said, stderr=told)
    assert "account coen" in told.getvalue()
    assert knock(said.getvalue().strip(), content=rows(3)).status_code == 202
    for wrong in (["99ZZ"], ["90BB", "--as", "carla"], ["90BB", "--days", "0"]):
        with pytest.raises(CommandError):
            call_command("token", *wrong)


def test_only_doors_that_no_session_opens_go_without_csrf_token():
    """A key opens the machine door, a token in the mail the end of it; open data is only read; the forms of visitors set
    no cookie (decision 68)."""
    files = {name_of(path) for path in python_files(*OURS) if "csrf_exempt" in path.read_text()}
    doors = {"machine", "open_data", "meetings", "subscriptions", "digests"}
    assert files == {f"monitoring/views/{door}.py" for door in doors}
