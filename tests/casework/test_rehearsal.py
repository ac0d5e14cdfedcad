"""The demonstration's casework comes through the movements, and is the same every time."""

from datetime import date

import pytest

from monitoring.access_casework import writing_as
from monitoring.casework.handing_over import late
from monitoring.casework.rehearsal import rehearse_casework
from monitoring.flagging import raise_flags
from monitoring.models import CaseChange, CaseFile, Contact, Flag, HandOver, Uptake
from monitoring.vocabulary import CaseAct
from tests.access.promises.cast import young
from tests.files.absence import r02_csv

ON = date(2026, 4, 9)


@pytest.fixture
def worked(accepted, deliver, anna, femke, coen, carla, bram) -> int:
    deliver("R02_2026-03_90AA.csv", r02_csv([{} for _ in range(12)], brin="90AA", vestiging=""))
    raise_flags(on=ON)
    return rehearse_casework(on=ON, seed=37)


def test_everybody_works_in_what_is_its_own_and_some_are_left_to_take_up(worked, anna, femke, coen):
    assert worked == CaseFile.objects.count() > 10
    for file in CaseFile.objects.select_related("owner"):
        assert writing_as(file.owner, file, CaseAct.CONTACT, ON), file
    assert Contact.objects.filter(on__lte=ON).count() == Contact.objects.count() > worked
    assert Flag.objects.raised().exclude(pupil__in=Uptake.objects.values("pupil")).exists()
    assert not CaseChange.objects.filter(at__date__gt=ON).exists()


def test_the_hand_overs_show_one_late_one_waiting_one_accepted_and_one_given_back(worked):
    assert HandOver.objects.waiting().count() == 2
    assert late(HandOver.objects.all(), ON).count() == 1
    assert HandOver.objects.get(accepted_on=ON).accepted_by.username == "femke"
    assert HandOver.objects.come_back().get().refused_reason == "onvolledig"


def test_nobody_is_taken_up_by_who_does_not_see_it(worked, anna):
    assert set(CaseFile.objects.filter(owner=anna).values_list("pupil_id", flat=True)) <= {
        young(n) for n in (*range(20), 20)
    }
