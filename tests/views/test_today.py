"""Vandaag: what happened about one's own files and nobody else's, what must be done, and the mail that goes before it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from monitoring.casework.entries import make_plan, write_note
from monitoring.casework.files import take_up
from monitoring.casework.handing_over import hand_over, receivers, refuse
from monitoring.flag_mail import mail_officers, set_mail
from monitoring.models import AccessLog, Account, CaseFile, Flag
from monitoring.morning.happenings import MOST
from tests.access.promises.cast import young

ON = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


def happened(who, client) -> list[tuple[int, str]]:
    client.force_login(who)
    return [(each.pupil, each.words) for each, _name in client.get(reverse("today")).context["happenings"]]


def test_wat_gebeurt_er_tells_of_the_own_files_and_not_what_was_written(accepted, femke, fien, coen, client):
    take_up(young(22), by=femke, today=ON)
    take_up(young(23), by=fien, today=ON)
    for n in (22, 23):
        Flag.objects.create(pupil_id=young(n), rule="S5", since=ON, raised_on=ON, brin="90BB", vestiging="00",
                            evidence={"left_on": "2026-02-10"})  # fmt: skip
        write_note(take_up(young(n), by=coen, today=ON), kind="gewoon", text="Oom helpt.", by=coen, today=ON)
    told = happened(femke, client)
    assert {pupil for pupil, _ in told} == {young(22)}
    words = " · ".join(words for _, words in told)
    assert "Nieuw signaal: " in words
    assert "Opgepakt door school, ROC Voorbeeld" in words
    assert "Oom" not in client.get(reverse("today")).content.decode()
    assert happened(coen, client), "a school is told of its own files too"


def test_more_plans_than_fit_are_counted_and_found_in_the_list_of_all(accepted, femke, client):
    file = take_up(young(22), by=femke, today=ON)
    for n in range(MOST + 2):
        make_plan(file, what=f"Bel {n}", due_on=ON, owner=femke, by=femke, today=ON)
    make_plan(file, what="Bel later", due_on=ON + timedelta(days=1), owner=femke, by=femke, today=ON)
    client.force_login(femke)
    assert f'<a href="{reverse("plans")}?wanneer=nu">Nog 2 meer</a>' in client.get(reverse("today")).content.decode()
    every = client.get(reverse("plans")).context
    due = client.get(reverse("plans"), {"wanneer": "nu"}).context
    assert (every["total"], due["total"], {name for _, name in due["plans"]}) == (MOST + 3, MOST + 2, {"Sam van Roos22"})
    assert AccessLog.objects.filter(origin="plans", pupil_id=young(22)).count() == 2


def test_the_mail_counts_the_hand_overs_that_wait_and_that_came_back(accepted, anna, femke, mailoutbox):
    for who in (anna, femke):
        Account.objects.filter(pk=who.pk).update(email=f"{who.username}@example.org")
        set_mail(who, wanted=True, on=ON - timedelta(days=1))
    take_up(young(20), by=anna, today=ON)
    file = CaseFile.objects.get()
    offered = hand_over(file, to=receivers(file)[0], reason="18", message="Roos wil werken", by=anna, today=ON)
    assert (mail_officers(on=ON), mailoutbox[0].to) == (1, ["femke@example.org"])
    assert "Overdrachten die op u wachten: 1." in mailoutbox[0].body
    refuse(offered, reason="anders", because="Roos werkt al.", by=femke, today=ON)
    assert (mail_officers(on=ON + timedelta(days=1)), mailoutbox[1].to) == (1, ["anna@example.org"])
    assert "Overdrachten die aan u zijn teruggegeven: 1." in mailoutbox[1].body
    assert "Roos" not in mailoutbox[0].body + mailoutbox[1].body
