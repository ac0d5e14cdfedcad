"""Uitleg en inzage tells the sources, the reason, who may see it, who did, and until when: to those who see the pupil."""

from datetime import date

from django.urls import reverse

from monitoring.models import AccessLog, Flag
from monitoring.vocabulary import ReadAction
from tests.access.promises.cast import young


def page(client, user, number: int) -> str:
    client.force_login(user)
    return client.get(reverse("pupil-insight", args=[young(number)])).content.decode()


def test_the_card_tells_sources_reason_and_term(accepted, client, femke):
    text = page(client, femke, 22)
    told_months = "oktober 2025 tot en met maart 2026 (2 bestanden)"
    for told in ("ROC Voorbeeld", told_months, "Telt mee als nieuwe vsv", "1 oktober 2027"):
        assert told.lower() in text.lower(), told


def test_the_card_names_who_may_look_by_which_right(accepted, client, anna, bram, coen, carla, femke, fien):
    text = page(client, femke, 22)
    assert "Medewerker Doorstroompunt, Eindhoven" in text
    assert "ROC Voorbeeld" in text
    assert "Leerplichtambtenaar, Eindhoven" not in text  # 19 years old
    assert "Helmond" not in text


def test_the_card_tells_which_rule_fired_since_when_and_on_what_source(accepted, client, femke):
    Flag.objects.create(pupil_id=young(22), rule="S5", since=date(2026, 4, 1), raised_on=date(2026, 4, 2),
                        evidence={"left_on": "2026-02-10"})  # fmt: skip
    text = page(client, femke, 22)
    assert "Nieuw op de vsv-lijst</b> (regel S5), sinds 1 april 2026" in text
    assert "school verlaten op 10-02-2026" in text


def test_reading_the_card_is_a_line_of_the_log(accepted, client, femke):
    page(client, femke, 22)
    line = AccessLog.objects.get()
    assert (line.action, line.pupil_id, line.origin, line.right) == (
        ReadAction.INSIGHT, young(22), "pupil-insight", "doorstroompunt REGIO",
    )  # fmt: skip
