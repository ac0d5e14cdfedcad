"""Who may see which pupil, on which day: birthdays, a move, a startkwalificatie, a school that lets go."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from monitoring import access
from monitoring.access import REACH, Reach, Subject
from monitoring.models import (
    AccessLog,
    Account,
    Delivery,
    Identity,
    Membership,
    Municipality,
    Outcome,
    Pupil,
    School,
)
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.vocabulary import Role
from tests.conftest import member
from tests.files.r01 import r01_csv, valid_pgn

PUPIL = pupil_id(pseudonym_of_pgn(valid_pgn(0)))


@pytest.fixture
def pupil(deliver):
    """One student of 90BB who lives in 0772, born on 9 April 2008."""
    deliver("R01_2026-03_90BB.csv", r01_csv([{"geboortedatum": "09-04-2008"}], brin="90BB"))


def sees(user, on: date = date(2026, 4, 9)) -> bool:
    return Pupil.objects.visible_to(user, on).filter(pk=PUPIL).exists()


def test_leerplicht_hands_over_to_the_doorstroompunt_on_the_eighteenth_birthday(pupil, anna, fien, femke):
    eve, birthday = date(2026, 4, 8), date(2026, 4, 9)
    assert [sees(user, eve) for user in (anna, fien, femke)] == [True, False, False]
    assert [sees(user, birthday) for user in (anna, fien, femke)] == [False, True, True]


def test_born_on_29_february_comes_of_age_on_1_march(pupil, anna, fien):
    Identity.objects.update(born_on=date(2008, 2, 29))
    assert [sees(anna, date(2026, 2, 28)), sees(fien, date(2026, 2, 28))] == [True, False]
    assert [sees(anna, date(2026, 3, 1)), sees(fien, date(2026, 3, 1))] == [False, True]


def test_on_29_february_all_of_28_february_have_had_their_birthday(pupil, anna, fien):
    Identity.objects.update(born_on=date(2010, 2, 28))
    assert [sees(anna, date(2028, 2, 29)), sees(fien, date(2028, 2, 29))] == [False, True]
    Identity.objects.update(born_on=date(2010, 3, 1))
    assert [sees(anna, date(2028, 2, 29)), sees(fien, date(2028, 2, 29))] == [True, False]


@pytest.mark.parametrize(
    ("born_on", "on", "expected"),
    [
        (date(2003, 1, 1), date(2025, 12, 31), True),  # 22: the limit was 23
        (date(2002, 12, 31), date(2025, 12, 31), False),  # 23 on that day
        (date(2002, 12, 31), date(2026, 1, 1), True),  # the limit is 27
        (date(1999, 4, 10), date(2026, 4, 9), True),
        (date(1999, 4, 9), date(2026, 4, 9), False),  # 27 on that day
    ],
)
def test_the_doorstroompunt_follows_to_23_and_from_2026_to_27(pupil, fien, femke, born_on, on, expected):
    Identity.objects.update(born_on=born_on)
    assert (sees(fien, on), sees(femke, on)) == (expected, expected)


def test_a_startkwalificatie_ends_the_sight_of_the_doorstroompunt(pupil, femke):
    Identity.objects.update(qualified_on=date(2026, 4, 10))
    assert sees(femke)
    Identity.objects.update(qualified_on=date(2026, 4, 9))
    assert not sees(femke)


def test_a_pupil_who_moves_is_seen_by_the_new_municipality_only(pupil, anna, bram):
    Identity.objects.update(born_on=date(2010, 5, 14))
    assert (sees(anna), sees(bram)) == (True, False)
    Identity.objects.update(municipality="0794")
    assert (sees(anna), sees(bram)) == (False, True)


def test_the_mandate_ends_at_the_border_of_the_region(pupil, femke):
    Identity.objects.update(municipality="0363")
    assert not sees(femke)


def test_an_unknown_address_belongs_to_nobody(pupil, anna, bram, femke, fien):
    Identity.objects.update(municipality="1999")
    assert not any(sees(user) for user in (anna, bram, femke, fien))


def test_a_school_sees_its_own_pupils_and_no_others(pupil, carla, coen):
    assert (sees(coen), sees(carla)) == (True, False)


def test_a_school_loses_sight_of_who_is_no_longer_delivered(pupil, deliver, coen):
    deliver("R01_2026-04_90BB.csv", r01_csv([{"pgn": valid_pgn(1)}], brin="90BB"))
    assert not sees(coen)


def test_a_vestiging_sees_only_its_own_part_of_the_school(deliver):
    deliver("R01_2026-03_90AA.csv", r01_csv([{"vestiging": "01"}, {"vestiging": "00"}], brin="90AA"))
    centre = member("cato", Role.SCHOOL, "90AA00")
    assert list(Pupil.objects.visible_to(centre).values_list("pk", flat=True)) == [
        pupil_id(pseudonym_of_pgn(valid_pgn(1)))
    ]


def test_roles_without_pupils_see_none(pupil, dirk, els, gijs, root):
    assert not any(sees(user) for user in (dirk, els, gijs, root))


def test_blocked_and_unknown_visitors_see_nothing(pupil, anna):
    Identity.objects.update(born_on=date(2010, 5, 14))
    blocked = Account.objects.get(pk=anna.pk)
    blocked.is_active = False
    for visitor in (blocked, AnonymousUser()):
        for model in (Pupil, Delivery, Municipality, School):
            assert not model.objects.visible_to(visitor).exists()


def test_rights_change_at_the_next_request(pupil, anna):
    Identity.objects.update(born_on=date(2010, 5, 14))
    assert sees(anna)
    anna.memberships.all().delete()
    assert not sees(Account.objects.get(pk=anna.pk))


@pytest.mark.parametrize("role", Role)
def test_a_membership_without_an_organisation_opens_nothing(accepted, role):
    """`filter(school=None)` means IS NULL and would open rows; the database refuses such a membership too."""
    user = Account(username="leeg", is_active=True)
    user._memberships = [Membership(role=role)]
    assert not Pupil.objects.visible_to(user).exists()
    assert not Outcome.objects.filter(access.own_rows(user)).exists()
    if (role, Subject.DELIVERY) not in REACH or REACH[role, Subject.DELIVERY] is not Reach.ALL:
        assert not Delivery.objects.visible_to(user).exists()
    assert access.exact_municipalities(user) <= {None}
    assert not access.may_deliver_for(user, "90AA", "")


def test_absent_means_no():
    """A role that is new in the vocabulary sees nothing until it has a line of its own."""
    user = Account(username="nieuw", is_active=True)
    user._memberships = [Membership(role="inspectie", whole_region=True)]
    assert not any(access.may_see(user, subject) for subject in Subject)


def test_the_log_keeps_the_right_that_opened_a_pupil(pupil, coen, femke):
    assert access.right_of(coen, [PUPIL]) == {PUPIL: "school 90BB"}
    assert access.right_of(femke, [PUPIL]) == {PUPIL: "doorstroompunt REGIO"}
    assert not AccessLog.objects.exists()
