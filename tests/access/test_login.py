"""The door: password, one-time password, second factor, too many tries, and the way out."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from monitoring.accounts import set_active
from monitoring.models import Account
from tests.conftest import PASSWORD

LOGIN = reverse("account_login")
NEW_PASSWORD = "Vijf-blauwe-fietsen-26"


def log_in(client, name: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": name, "password": password})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def strict(anna):
    """Anna as a real account: not of the demonstration."""
    Account.objects.filter(pk=anna.pk).update(is_demonstration=False)
    anna.refresh_from_db()
    return anna


@pytest.mark.parametrize(
    ("name", "place"),
    [("carla", "/aanleveren/"), ("anna", "/vandaag/"), ("femke", "/vandaag/"), ("dirk", "/cijfers/"),
     ("els", "/cijfers/"), ("gijs", "/beheer/")],
)  # fmt: skip
def test_login_leads_to_the_place_of_ones_work(client, schools, request, name, place):
    request.getfixturevalue(name)
    assert log_in(client, name)["Location"] == "/"
    assert client.get("/")["Location"] == place
    assert client.get(place).status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, anna):
    answers = [log_in(client, name, "Niet-het-wachtwoord").content.decode() for name in ("anna", "niemand")]
    plain = [re.sub(r'value="[^"]*"', "", answer) for answer in answers]
    assert plain[0] == plain[1]
    assert not is_in(client)


def test_too_many_wrong_passwords_close_the_door_for_the_right_one_too(client, anna):
    for _ in range(12):
        log_in(client, "anna", "Niet-het-wachtwoord")
    log_in(client, "anna")
    assert not is_in(client)


def test_nobody_signs_up(client, db):
    form = {"username": "indringer", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not Account.objects.exists()
    assert "<input" not in client.get(reverse("account_signup")).content.decode().split("<main")[1]


def test_a_one_time_password_must_be_replaced_before_anything_else(client, schools, capsys, settings):
    settings.MFA_REQUIRED = False
    call_command("account", "nora", role="leerplicht", codes=["0772"])
    once = capsys.readouterr().out.split("Eenmalig wachtwoord: ")[1].strip()
    log_in(client, "nora", once)
    change = reverse("account_change_password")
    assert client.get("/werklijst/")["Location"] == change
    form = {"oldpassword": once, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(change, form).status_code == 302
    assert client.get("/werklijst/").status_code == 200
    assert not Account.objects.get(username="nora").password_is_temporary


def test_a_second_factor_is_required_outside_the_demonstration(client, strict):
    log_in(client, "anna")
    for place in ("/werklijst/", "/cijfers/", "/", "/jongere/1/", "/beheer/"):
        assert client.get(place)["Location"] == reverse("mfa_index")
    assert client.post("/werklijst/", {"naam": "x"})["Location"] == reverse("mfa_index")


def test_a_superuser_needs_the_second_factor_too(client, root):
    log_in(client, "root")
    assert client.get("/cijfers/")["Location"] == reverse("mfa_index")


def test_with_the_second_factor_the_portal_opens_and_a_code_works_once(client, strict):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(strict, secret)
    log_in(client, "anna")
    assert not is_in(client)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/werklijst/").status_code == 200
    client.post(reverse("account_logout"))
    log_in(client, "anna")
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(client)
    assert Authenticator.objects.filter(user=strict).exists()


def test_logging_out_ends_the_session(client, anna):
    log_in(client, "anna")
    client.post(reverse("account_logout"))
    assert client.get("/werklijst/")["Location"].startswith(LOGIN)


def test_logging_in_gives_a_new_session(client, anna):
    client.get(LOGIN)
    client.session["iets"] = 1
    before = client.session.session_key
    log_in(client, "anna")
    assert client.session.session_key != before


def test_a_blocked_account_is_out_at_its_next_request(client, anna, gijs):
    log_in(client, "anna")
    set_active(anna, False, by=gijs)
    assert client.get("/werklijst/")["Location"].startswith(LOGIN)
    log_in(client, "anna")
    assert client.get("/werklijst/")["Location"].startswith(LOGIN)


def test_beheer_blocks_and_opens_others_but_never_itself(client, anna, gijs):
    client.force_login(gijs)
    for wish, expected in (("blokkeer", False), ("iets", False), ("open", True)):
        client.post("/beheer/", {"account": anna.pk, "doe": wish})
        assert Account.objects.get(pk=anna.pk).is_active is expected
    client.post("/beheer/", {"account": gijs.pk, "doe": "blokkeer"})
    assert Account.objects.get(pk=gijs.pk).is_active
    assert client.post("/beheer/", {"account": "1; DROP", "doe": "open"}).status_code == 404


def test_only_beheer_blocks_accounts(client, anna, els, root, settings):
    settings.MFA_REQUIRED = False
    for user in (anna, els, root):
        client.force_login(user)
        assert client.post("/beheer/", {"account": anna.pk, "doe": "blokkeer"}).status_code == 404
    assert Account.objects.get(pk=anna.pk).is_active


def test_a_login_does_not_lead_to_another_website(client, anna):
    answer = client.post(f"{LOGIN}?next=https://elders.example/", {
        "login": "anna", "password": PASSWORD, "next": "https://elders.example/"})  # fmt: skip
    assert answer["Location"] == "/"


def test_forms_need_their_token(anna):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)
    assert browser.post("/werklijst/", {"naam": "x"}).status_code == 403
