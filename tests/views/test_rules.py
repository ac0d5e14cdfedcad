"""The pages of the rules: everybody reads them, the coordinator sets them with a reason that stays readable."""

import pytest
from django.urls import reverse

from monitoring.flagging import limits
from monitoring.models import RuleChange
from monitoring.reference.flag_rules import rules


@pytest.fixture
def as_els(client, els):
    client.force_login(els)
    return client


def change(client, **said):
    return client.post(reverse("rule-list"), {"regel": "S6", "aan": "on", "grens-months": "2", "reden": "afspraak", **said})


def test_every_rule_is_explained_to_who_is_logged_in(client, carla, settings):
    client.force_login(carla)
    page = client.get(reverse("rules")).content.decode()
    assert all(rule.title in page and rule.code in page for rule in rules())
    assert "geen score" in page


def test_coordinator_changes_a_threshold_and_the_history_says_why(as_els):
    assert change(as_els).status_code == 302
    assert limits()["S6"] == {"months": 2}
    page = as_els.get(reverse("rule-list")).content.decode()
    assert "Wijzigingen (1)" in page
    assert "afspraak" in page


def test_rule_that_is_switched_off_says_so_to_everybody(as_els):
    as_els.post(reverse("rule-list"), {"regel": "S9", "reden": "geen N02 in deze regio"})
    assert "S9" not in limits()
    assert "staat uit in deze regio" in as_els.get(reverse("rules")).content.decode()


@pytest.mark.parametrize(("said", "told"), [
    ({"reden": " "}, "Schrijf op waarom"),
    ({"grens-months": "99"}, "van 1 tot en met 12"),
    ({"grens-months": "x"}, "een getal"),
])  # fmt: skip
def test_change_without_reason_or_within_no_bounds_is_refused(as_els, said, told):
    answer = change(as_els, **said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not RuleChange.objects.exists()


def test_beheer_looks_and_may_not_change(client, gijs):
    client.force_login(gijs)
    assert "Bewaar" not in client.get(reverse("rule-list")).content.decode()
    assert change(client).status_code == 404
