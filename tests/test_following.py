"""The followed group through the real path: kept per day and set of stands, replaced whole, counted with contacts."""

from datetime import date

import pytest

from monitoring.access import pupils
from monitoring.figures import Scope
from monitoring.followed_figures import followed_group
from monitoring.following import follow, is_followed
from monitoring.models import (
    CaseFile,
    Computation,
    Contact,
    Episode,
    FollowedCell,
    FollowRun,
    Pupil,
    VulnerableCell,
)
from monitoring.recomputation import discard, recompute, stale
from monitoring.vocabulary import ContactOutcome, Role
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

ON = date(2026, 4, 9)


@pytest.fixture
def followed(accepted):
    follow(ON)


def sums(kind: str, name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for value, n in FollowedCell.objects.filter(kind=kind, name=name).values_list("value", "n"):
        found[value] = found.get(value, 0) + n
    return found


def test_every_nieuwe_vsver_is_followed_until_the_next_run_replaces_all(followed):
    assert Episode.objects.filter(kind="vsv", closed_on=None, teljaar="2025-2026").count() == 8
    assert sums("vsv", "stand") == {"nieuw": 8}
    assert sums("vsv", "gesproken") == {"nog_niet": 8}

    run = FollowRun.objects.get()
    assert not follow(ON)
    assert FollowRun.objects.get() == run
    assert is_followed(ON)
    assert not is_followed(date(2026, 4, 10))
    assert follow(date(2026, 10, 2))
    assert sums("vsv", "stand") == {"oud": 8}


def test_who_is_back_by_a_new_delivery_is_followed_no_longer(followed, deliver):
    rows = [mbo_row(n, "2026-03") for n in range(20, 56)]
    returned = rows[0] | {"volgnummer": "2", "datum_inschrijving": "10-04-2026", "datum_uitschrijving": "",
                          "reden_uitschrijving": "", "bestemming": ""}  # fmt: skip
    deliver("R01_2026-04_90BB.csv", r01_csv([*rows, returned]))
    for wanted in stale():
        recompute(wanted)
    follow(date(2026, 5, 9))
    closed = Episode.objects.get(kind="vsv", closing="herinstroom")
    assert closed.closed_on == date(2026, 4, 10)
    assert sums("vsv", "afgelopen") == {"terug": 1}
    assert sums("vsv", "terug") == {"2026-04": 1}


def test_only_a_talk_with_the_youngster_counts_and_how_few_were_reached_cannot_be_subtracted(followed, femke, els):
    one, other, third = Episode.objects.filter(kind="vsv").order_by("pupil_id")[:3]
    told = [(one, "gebeld", ContactOutcome.SPOKEN), (other, "gebeld", ContactOutcome.NO_ANSWER)]
    for episode, kind, outcome in (*told, (third, "school", ContactOutcome.SPOKEN)):
        file = CaseFile.objects.create(pupil_id=episode.pupil_id, role=Role.DOORSTROOMPUNT, holder="REGIO",
                                       status_since=ON, opened_on=ON, opened_by_name="femke")  # fmt: skip
        Contact.objects.create(case_file=file, on=ON, kind=kind, outcome=outcome, by_name="femke", holder="REGIO",
                               role=Role.DOORSTROOMPUNT)  # fmt: skip
    follow(date(2026, 4, 10))
    assert sums("vsv", "gesproken") == {"nog_niet": 7, "gesproken": 1}
    follow(date(2026, 5, 1))  # what was logged on 9 April lowers the figure of the end of April, and of no month before
    months = sums("vsv", "ongesproken")
    assert (months["2026-04"], months["2026-04/wel"], sums("vsv", "maand")["2026-04"]) == (7, 1, 8)
    assert "2026-03/wel" not in months

    tables = followed_group("vsv").tables
    assert tables["maand"].counts(els, Scope())["2026-04"].value == 8
    for name, value in (("gesproken", "nog_niet"), ("ongesproken", "2026-04")):  # 8 - 7 would be 1
        assert tables[name].counts(els, Scope())[value].value is None


def test_without_stands_nobody_is_followed(followed):
    discard(Computation.objects.all())
    assert not VulnerableCell.objects.exists()
    assert follow(date(2026, 4, 11))
    assert not Episode.objects.exists()


def test_an_episode_is_visible_to_who_sees_the_pupil(followed, femke, dirk, els, coen):
    assert set(Episode.objects.visible_to(coen).values_list("pupil_id", flat=True)) == set(
        Episode.objects.filter(pupil__in=Pupil.objects.filter(pupils(coen))).values_list("pupil_id", flat=True)
    )
    assert Episode.objects.visible_to(femke).running(ON).exists()
    assert not Episode.objects.visible_to(dirk).exists()
    assert not Episode.objects.visible_to(els).exists()
