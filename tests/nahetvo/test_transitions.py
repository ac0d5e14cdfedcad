"""From accepted N01, N02 and R01 to transitions: who stands where, who may see whom, and until when."""

from datetime import date

import pytest
from django.core.management import call_command

from monitoring.access import Subject
from monitoring.calculation.school_year import SchoolYear
from monitoring.identities import read_identities
from monitoring.models import AccessLog, Identity, Pupil
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.signals import night
from monitoring.vocabulary import ReadAction
from nahetvo.models import PhaseSetting, Transition, UnmatchedApplication
from nahetvo.recompute_transitions import recompute, transitions_on
from nahetvo.tasks import recompute_transitions
from tests.files.r01 import r01_csv, valid_pgn
from tests.files.transition import n01_csv, n02_csv

YEAR, VO, MBO = SchoolYear(2025), {"brin": "90AA", "vestiging": ""}, {"brin": "90BB"}
MARCH = date(2026, 4, 9)


def pupil(n: int) -> int:
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


@pytest.fixture
def leaving(deliver):
    """Three leavers of 90AA, 15 years old, in 0772; the first two apply at 90BB, and so does a stranger."""
    deliver("N01_2026-03_90AA.csv", n01_csv([{}, {}, {"voorgenomen_bestemming": "", "voorgenomen_brin": ""}], **VO))
    made = [{"status": "ingeschreven", "datum_status": "01-03-2026"}, {}, {"pgn": valid_pgn(70)}]
    deliver("N02_2026-03_90BB.csv", n02_csv(made, **MBO))
    recompute(YEAR, on=MARCH)


def test_every_leaving_pupil_has_a_status_with_its_evidence(leaving):
    rows = {row.pupil_id: row for row in Transition.objects.all()}
    assert [rows[pupil(n)].status for n in range(3)] == ["ingeschreven", "aangemeld", "niet_in_beeld"]
    first = rows[pupil(0)]
    assert (first.school_year, first.brin, first.mbo_brin, first.level, first.since) == (
        "2025-2026", "90AA", "90BB", 3, date(2026, 3, 1),
    )  # fmt: skip
    assert {name: first.evidence[name] for name in ("source", "brin", "on", "said")} == {
        "source": "N02", "brin": "90BB", "on": "2026-03-01", "said": "ingeschreven",
    }  # fmt: skip
    assert [rows[pupil(n)].matched for n in range(3)] == [True, True, False]


def test_an_aanmelding_of_nobody_is_listed_with_the_likely_reason(leaving):
    assert list(UnmatchedApplication.objects.values_list("brin", "number", "reason")) == [("90BB", "A2", "buiten_regio")]


def test_computed_twice_gives_the_same_rows(leaving):
    before = list(Transition.objects.order_by("pupil_id").values())
    assert recompute(YEAR, on=MARCH) == 3
    assert list(Transition.objects.order_by("pupil_id").values()) == before


def test_time_passes_without_any_delivery(leaving):
    assert set(transitions_on(YEAR, date(2026, 3, 31))[0]["status"]) == {"ingeschreven", "aangemeld", "nog_geen_keuze"}
    recompute(YEAR, on=date(2026, 10, 1))
    assert dict(Transition.objects.values_list("pupil_id", "status"))[pupil(2)] == "niet_in_beeld"


def test_a_later_delivery_that_takes_a_step_back_shows_where_it_stood(leaving, deliver):
    made = [{"status": "ingetrokken", "datum_status": "20-04-2026"}, {}]
    deliver("N02_2026-04_90BB.csv", n02_csv(made, **MBO))
    recompute(YEAR, on=date(2026, 5, 8))
    row = Transition.objects.get(pupil_id=pupil(0))
    assert (row.status, row.previous_step, row.step_back_on) == ("gesloten", 4, date(2026, 4, 20))


def test_r01_of_the_mbo_proves_arrival_and_absence(leaving, deliver):
    enrolled = [{"pgn": valid_pgn(1), "brin": "90BB", "onderwijssoort": "mbo-3", "datum_inschrijving": "01-08-2026",
                 "geboortedatum": "14-05-2010"}]  # fmt: skip
    for month in ("2026-09", "2026-10"):
        deliver(f"R01_{month}_90BB.csv", r01_csv(enrolled))
    recompute(YEAR, on=date(2026, 10, 9))
    found = dict(Transition.objects.values_list("pupil_id", "status"))
    assert [found[pupil(n)] for n in range(3)] == ["niet_verschenen", "op_1_oktober", "niet_in_beeld"]


def names(user, on: date) -> int:
    return Transition.objects.visible_to(user, on).count()


def test_the_sending_school_sees_its_leavers_until_1_february(leaving, carla):
    assert [names(carla, on) for on in (MARCH, date(2027, 1, 31), date(2027, 2, 1))] == [3, 3, 0]


def test_the_mbo_school_sees_its_applicants_only(leaving, coen):
    assert set(Transition.objects.visible_to(coen, MARCH).values_list("pupil_id", flat=True)) == {pupil(0), pupil(1)}
    assert list(UnmatchedApplication.objects.visible_to(coen).values_list("number", flat=True)) == ["A2"]


def test_officers_see_their_residents_by_age_and_without_startkwalificatie(leaving, anna, bram, femke):
    assert [names(user, MARCH) for user in (anna, bram, femke)] == [3, 0, 0]
    Identity.objects.filter(pupil_id=pupil(0)).update(qualified_on=date(2026, 1, 1))
    Identity.objects.filter(pupil_id=pupil(1)).update(born_on=date(2008, 4, 9))
    assert [names(user, MARCH) for user in (anna, bram, femke)] == [1, 0, 1]


def test_policy_coordinator_and_beheer_see_no_pupil(leaving, dirk, els, gijs):
    assert [names(user, MARCH) for user in (dirk, els, gijs)] == [0, 0, 0]


def test_everyone_visible_has_a_right_to_log_and_the_pupil_page_stays_closed(leaving, carla, coen, anna):
    for user, right in ((carla, "school 90AA"), (coen, "school 90BB"), (anna, "leerplicht 0772")):
        visible = set(Transition.objects.visible_to(user, MARCH).values_list("pupil_id", flat=True))
        people = read_identities(visible, by=user, action=ReadAction.LIST, origin="test", subject=Subject.TRANSITION)
        assert set(people) == visible
        assert set(AccessLog.objects.filter(reader=user).values_list("right", flat=True)) == {right}
    assert not Pupil.objects.visible_to(coen, MARCH).exists()
    assert read_identities([pupil(0)], by=coen, action=ReadAction.LIST, origin="test") == {}


def test_the_task_recomputes_what_moves_and_the_night_asks_for_it(leaving):
    Transition.objects.all().delete()
    recompute_transitions("2025-2026")
    assert Transition.objects.count() == 3
    assert night.has_listeners()


def test_command_prints_counts_per_status_and_the_cycle(leaving, capsys):
    call_command("transitions", "--year", "2025-2026", "--on", "2026-03-31")
    assert "2025-2026: 3 overstappers" in capsys.readouterr().out
    call_command("phase", "uitslag", "--from", "06-18", "--reason", "later examen")
    assert "2026-06-18" in capsys.readouterr().out
    assert PhaseSetting.objects.get().month == 6
