"""The morning mail: counts and links, no name, at most one a day, only to who asked."""

from datetime import date

from django.core import mail
from django.urls import reverse

from monitoring.flag_mail import mail_officers, set_mail, wants_mail
from monitoring.flagging import raise_flags
from monitoring.models import Account, FlagMail


def test_officer_who_asked_hears_counts_once_a_day_and_no_name(accepted, anna, bram):
    Account.objects.update(email="officer@voorbeeld.nl")
    set_mail(anna, wanted=True, on=date(2026, 4, 8))
    raise_flags(on=date(2026, 4, 9))
    assert [mail_officers(on=date(2026, 4, 9)), mail_officers(on=date(2026, 4, 9))] == [1, 0]
    said = mail.outbox[0].subject + mail.outbox[0].body
    assert "nieuw" in said
    assert "Roos" not in said
    assert "Vos" not in said
    assert mail_officers(on=date(2026, 4, 10)) == 0  # nothing new


def test_what_a_delivery_raises_by_day_is_new_in_the_next_morning(accepted, anna):
    on = date(2026, 4, 9)
    Account.objects.update(email="officer@voorbeeld.nl")
    set_mail(anna, wanted=True, on=on)
    assert mail_officers(on=on) == 0  # the night's run, before anybody works
    raise_flags(on=on)
    assert (mail_officers(on=on), mail_officers(on=date(2026, 4, 10)), mail_officers(on=date(2026, 4, 11))) == (0, 1, 0)


def test_mail_is_switched_on_and_off_on_the_page_of_the_rules(client, anna, dirk):
    client.force_login(anna)
    client.post(reverse("rules"), {"mail": "aan"})
    assert wants_mail(anna)
    client.post(reverse("rules"), {"mail": "uit"})
    assert not wants_mail(anna)
    client.force_login(dirk)
    assert client.post(reverse("rules"), {"mail": "aan"}).status_code == 404
    assert not FlagMail.objects.exists()


def test_a_status_that_expires_is_counted_once_and_without_a_name(accepted, anna, mailoutbox):
    from datetime import date, timedelta

    from monitoring.casework.files import set_status, take_up
    from monitoring.flag_mail import mail_officers, set_mail
    from tests.access.promises.cast import young

    on = date(2026, 4, 9)
    Account.objects.filter(pk=anna.pk).update(email="anna@example.org")
    set_mail(anna, wanted=True, on=on - timedelta(days=1))
    file = take_up(young(20), by=anna, today=on)
    set_status(file, status="werk", until=on + timedelta(days=14), by=anna, today=on)
    assert (mail_officers(on=on), mail_officers(on=on), mail_officers(on=on + timedelta(days=1))) == (1, 0, 0)
    assert "over 14 dagen verlopen: 1" in mailoutbox[0].body
    assert "Roos" not in mailoutbox[0].body
