"""`manage.py account`: a role for an organisation, and a one-time password that is shown once."""

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Account

pytestmark = pytest.mark.usefixtures("schools")


def account(name: str, role: str, *codes: str) -> Account:
    call_command("account", name, role=role, codes=list(codes))
    return Account.objects.get(username=name)


def roles(user: Account) -> list[str]:
    return [str(membership) for membership in user.memberships.order_by("pk")]


def test_a_new_account_gets_a_password_that_works_once(capsys):
    made = account("anna", "leerplicht", "0772")
    once = capsys.readouterr().out.split("Eenmalig wachtwoord: ")[1].strip()
    assert made.check_password(once)
    assert made.password_is_temporary


def test_changing_a_role_keeps_the_password(capsys):
    account("anna", "leerplicht", "0772")
    password = Account.objects.get().password
    capsys.readouterr()
    assert roles(account("anna", "leerplicht", "794")) == ["leerplichtambtenaar, Helmond"]
    assert Account.objects.get().password == password
    assert "wachtwoord" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("role", "code", "expected"),
    [
        ("school", "90AA", ["school, Voorbeeldcollege"]),
        ("school", "90aa00", ["school, Voorbeeldcollege Centrum"]),
        ("beleid", "0772", ["beleidsmedewerker, Eindhoven"]),
        ("doorstroompunt", "REGIO", ["medewerker Doorstroompunt, de hele regio"]),
        ("regio", "REGIO", ["regiocoördinator, de hele regio"]),
        ("beheer", "regio", ["functioneel beheerder, de hele regio"]),
    ],
)
def test_every_role_fits_its_organisation(role, code, expected):
    assert roles(account("iemand", role, code)) == expected


def test_one_role_may_hold_for_several_and_roles_add_up():
    account("anna", "leerplicht", "0772", "0794")
    assert len(roles(account("anna", "beleid", "0772"))) == 3


@pytest.mark.parametrize(
    ("role", "code", "fault"),
    [
        ("leerplicht", "9999", "9999 is geen gemeentecode"),
        ("school", "99ZZ", "99ZZ is geen bekende BRIN"),
        ("leerplicht", "REGIO", "geldt voor een school of gemeente"),
        ("school", "REGIO", "geldt voor een school of gemeente"),
        ("regio", "0772", "geldt voor de hele regio"),
    ],
)
def test_a_wrong_code_changes_nothing(role, code, fault):
    with pytest.raises(CommandError, match=fault):
        account("iemand", role, code)
    assert not Account.objects.exists()
