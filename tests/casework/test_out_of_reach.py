"""A school's file on a youngster whom it no longer delivers is closed by the night, so that its name has a term again."""

from datetime import date

from monitoring.casework.files import take_up
from monitoring.casework.out_of_reach import close_out_of_reach
from monitoring.models import CaseFile
from monitoring.vocabulary import CaseAct, Role
from tests.access.promises.cast import young
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

ON = date(2026, 4, 9)


def test_only_school_files_out_of_reach_are_closed_with_a_line_of_history(accepted, deliver, coen, femke):
    stays, goes = (take_up(young(n), by=coen, today=ON) for n in (22, 23))
    of_officer = take_up(young(23), by=femke, today=ON)
    assert close_out_of_reach(on=ON) == 0
    deliver("R01_2026-04_90BB.csv", r01_csv([mbo_row(n, "2026-03") for n in range(20, 56) if n != 23]))
    assert close_out_of_reach(on=date(2026, 5, 9)) == 1
    goes.refresh_from_db()
    assert (goes.closed_on, goes.role, goes.destination) == (date(2026, 5, 9), Role.SCHOOL, "7")
    assert goes.changes.order_by("version").last().act == CaseAct.CLOSE
    assert set(CaseFile.objects.open()) == {stays, of_officer}
    assert close_out_of_reach(on=date(2026, 5, 9)) == 0
