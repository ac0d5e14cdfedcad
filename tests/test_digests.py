"""The mail about a place: at most three changes, small numbers never, no names, on its own day, and easy to stop."""

from datetime import date

import pytest

from monitoring.digests import choose, is_due, send_digests
from monitoring.figures import NotForReader, Scope, forget
from monitoring.models import DigestSubscription
from monitoring.vocabulary import DigestFrequency as Often
from tests.figure_regions import closed_computation

EINDHOVEN = Scope(municipality="0772")
APRIL, MAY, JULY = date(2026, 4, 9), date(2026, 5, 9), date(2026, 7, 9)


def stand(month: str, *vsv: int):
    """Four categories in Eindhoven, the first small, and the same elsewhere."""
    kinds = ("mbo2", "mbo4", "vmbo_bovenbouw", "havovwo_bovenbouw", "vo_onderbouw")
    made = closed_computation(
        [("90BB", "", place, kind, 400, 0, x + 9 * other, 0)
         for other, place in enumerate(("0772", "0794")) for kind, x in zip(kinds, vsv, strict=True)], stand=month,
    )  # fmt: skip
    forget()
    return made


@pytest.fixture
def subscribed(anna):
    anna.email = "anna@example.org"
    anna.save()
    return choose(anna, EINDHOVEN, Often.MONTHLY)


def test_only_what_changed_and_at_most_three_items(subscribed, mailoutbox):
    stand("2026-02", 12, 20, 15, 9, 11)
    assert send_digests(on=APRIL) == 1
    stand("2026-03", 24, 21, 15, 16, 14)
    assert send_digests(on=MAY) == 1
    mail = mailoutbox[1]
    assert mail.subject.replace("\xa0", " ") == "Eindhoven: Alle categorieën: van 3,35 % naar 4,50 %"
    assert "Mbo 2: van 3,00\xa0% naar 6,00\xa0%" in mail.body
    assert "Vmbo bovenbouw" not in mail.body
    assert "\n4. " not in mail.body
    assert "\n3. " in mail.body


def test_a_number_is_held_against_chance(subscribed, mailoutbox):
    stand("2026-03", 60, 20, 15, 9, 11)
    send_digests(on=APRIL)
    assert "gewoon toeval" in mailoutbox[0].body


def test_small_numbers_never_leave_by_mail(subscribed, mailoutbox):
    """Anna sees them in the portal: her pupils live there."""
    stand("2026-02", 3, 20, 15, 9, 11)
    stand("2026-03", 2, 30, 25, 19, 21)
    send_digests(on=APRIL)
    body = mailoutbox[0].body.replace("\xa0", " ")
    assert "0,75 %" not in body
    assert "0,50 %" not in body
    assert "Mbo 2" not in body


def test_one_mail_a_month_also_when_the_night_runs_twice(subscribed, mailoutbox):
    stand("2026-03", 12, 20, 15, 9, 11)
    assert [send_digests(on=day) for day in (APRIL, APRIL, date(2026, 4, 30))] == [1, 0, 0]


def test_nothing_to_tell_is_said_once_a_quarter(subscribed, mailoutbox):
    stand("2026-03", 12, 20, 15, 9, 11)
    assert [send_digests(on=day) for day in (APRIL, MAY, JULY)] == [1, 0, 1]
    assert "niets te melden" in mailoutbox[1].subject


def test_a_quarter_has_three_months(subscribed):
    subscribed.frequency, subscribed.last_sent_on = Often.QUARTERLY, APRIL
    assert not is_due(subscribed, date(2026, 6, 30))
    assert is_due(subscribed, date(2026, 7, 1))


def test_who_lost_the_role_gets_nothing(subscribed, anna, mailoutbox):
    stand("2026-03", 12, 20, 15, 9, 11)
    anna.memberships.all().delete()
    assert send_digests(on=APRIL) == 0


def test_a_place_of_others_cannot_be_chosen(bram):
    with pytest.raises(NotForReader):
        choose(bram, EINDHOVEN, Often.MONTHLY)


def test_the_mail_carries_the_way_to_stop_it_and_no_name(subscribed, anna, client, mailoutbox):
    stand("2026-03", 12, 20, 15, 9, 11)
    send_digests(on=APRIL)
    mail = mailoutbox[0]
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in mail.body
    assert "anna" not in (mail.body + mail.subject).lower()
    path = link.split("8000", 1)[1]
    assert "Stop de berichten" in client.get(path).content.decode()
    assert DigestSubscription.objects.get().frequency == Often.MONTHLY
    client.post(path)
    assert DigestSubscription.objects.get().frequency == Often.NEVER
    assert send_digests(on=JULY) == 0


def test_the_choice_is_made_on_a_page_of_ones_own(client, dirk):
    client.force_login(dirk)
    client.post("/account/berichten/", {"place": "plaats-0772", "frequency": "per_kwartaal"})
    found = DigestSubscription.objects.get()
    assert (found.account, found.municipality, found.frequency) == (dirk, "0772", Often.QUARTERLY)
    assert client.post("/account/berichten/", {"place": "plaats-0794", "frequency": "nooit"}).status_code == 422
    assert "elk kwartaal" in client.get("/account/berichten/").content.decode()
