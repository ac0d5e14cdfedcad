"""R02 and R03 through the real path: rows, unknown pupils, replacement, the guard, and no figure that moves."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring import recomputation, sealed
from monitoring.lateness import mark_late
from monitoring.models import AbsenceHours, AbsenceReport, DueDelivery, Identity, Pupil, School
from monitoring.progress import is_counted
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.replies import has_reply, reply_file
from monitoring.vocabulary import DeliveryState as State
from tests.files.absence import r02_csv, r03_csv
from tests.files.r01 import valid_pgn

OF_90AA = {"brin": "90AA", "vestiging": ""}


def r02(count: int, **values: str) -> bytes:
    return r02_csv([{}] * count, **OF_90AA, **values)


def test_reports_are_stored_for_known_pupils_and_nobody_gets_a_name(accepted, deliver):
    names = Identity.objects.count()
    delivery = deliver("R02_2026-03_90AA.csv", r02(3, uren="18,5"))
    assert delivery.state == State.ACCEPTED
    assert delivery.remarks == []
    report = AbsenceReport.objects.filter(delivery=delivery).order_by("line").first()
    assert report.pupil_id == pupil_id(pseudonym_of_pgn(valid_pgn(0)))
    assert (report.line, report.brin, report.soort, report.status) == (2, "90AA", "V3", "B")
    assert (report.hours, report.reden, report.meldingsnummer) == (Decimal("18.5"), "Komt niet opdagen", "M0")
    assert (report.began_on.isoformat(), report.ended_on.isoformat()) == ("2026-03-02", "2026-03-20")
    assert Identity.objects.count() == names


def test_missed_hours_are_stored(accepted, deliver):
    delivery = deliver("R03_2026-03_90AA.csv", r03_csv([{}, {"geoorloofde_uren": ""}], **OF_90AA))
    hours = list(AbsenceHours.objects.filter(delivery=delivery).order_by("line"))
    assert [(h.week, h.unauthorised, h.authorised) for h in hours] == [
        ("2026-W11", Decimal(6), Decimal("2.5")),
        ("2026-W11", Decimal(6), Decimal(0)),
    ]


def test_open_report_without_end_and_hours_is_stored_empty(accepted, deliver):
    delivery = deliver("R02_2026-03_90AA.csv", r02(1, einddatum="", uren=""))
    report = AbsenceReport.objects.get(delivery=delivery)
    assert (report.ended_on, report.hours) == (None, None)


@pytest.mark.parametrize(("kind", "content"), [("R02", r02_csv), ("R03", r03_csv)])
def test_pupil_unknown_to_the_latest_r01_wants_a_look_and_is_kept(accepted, deliver, kind, content):
    rows = [{"pgn": valid_pgn(0)}, {"pgn": valid_pgn(900)}]
    delivery = deliver(f"{kind}_2026-03_90AA.csv", content(rows, **OF_90AA))
    found = sealed.findings(delivery)
    assert list(found[["level", "code", "line"]].iloc[0]) == ["let_op", f"{kind}-PGN-07", 3]
    assert len(found) == 1
    assert len(delivery.remarks) == 1
    assert Pupil.objects.filter(pk=pupil_id(pseudonym_of_pgn(valid_pgn(900)))).exists()
    assert delivery.rows_used == 2


def test_school_without_an_r01_is_told_so_once(schools, deliver):
    delivery = deliver("R02_2026-03_90AA.csv", r02(3))
    assert [(f["level"], f["code"], f["count"]) for f in delivery.summary] == [("info", "R02-PGN-08", 1)]
    assert delivery.state == State.ACCEPTED


def test_absence_moves_no_figure(accepted, deliver):
    assert recomputation.stale() == []
    for kind, content in (("R02", r02_csv), ("R03", r03_csv)):
        delivery = deliver(f"{kind}_2026-03_90AA.csv", content([{}], **OF_90AA))
        assert is_counted(delivery)
    assert recomputation.stale() == []


def test_second_delivery_replaces_the_first(accepted, deliver):
    first = deliver("R02_2026-03_90AA.csv", r02(3))
    second = deliver("R02_2026-03_90AA.csv", r02(4))
    first.refresh_from_db()
    assert (first.state, first.replaced_by_id) == (State.REPLACED, second.pk)


def test_open_reports_that_vanish_need_a_reason(accepted, deliver):
    deliver("R02_2026-02_90AA.csv", r02(30, begindatum="02-02-2026", einddatum=""))
    delivery = deliver("R02_2026-03_90AA.csv", r02(2))
    assert delivery.changes == {"appeared": 0, "vanished": 28, "moved": 0, "compared": 30}
    assert "28 van de 30 meldingen" in delivery.remarks[-1]


def test_closed_reports_may_go_and_new_ones_may_come(accepted, deliver):
    closed = {"begindatum": "02-02-2026", "status": "G", "reden_afsluiting": "1"}
    deliver("R02_2026-02_90AA.csv", r02(30, **closed))
    delivery = deliver(
        "R02_2026-03_90AA.csv", r02_csv([{"meldingsnummer": f"N{n}"} for n in range(20)], **OF_90AA)
    )
    assert delivery.remarks == []


def test_faulty_reports_come_back_in_a_reply_file(accepted, deliver):
    delivery = deliver("R02_2026-03_90AA.csv", r02(3, soort="V9"))
    assert delivery.state == State.REFUSED
    findings = sealed.findings(delivery)
    assert has_reply(findings)
    assert b"R02-SOORT-02" in reply_file(delivery, findings).content


def test_mended_reply_file_is_recognised(accepted, deliver):
    delivery = deliver("R02_2026-03_90AA.csv", r02_csv([{"soort": "V9"}, {}], **OF_90AA))
    back = reply_file(delivery, sealed.findings(delivery)).content.replace(b";V9;", b";V3;")
    again = deliver("R02_2026-03_90AA.csv", back)
    assert again.state == State.ACCEPTED
    assert (again.mending["mended"], again.mending["untouched"], again.mending["lines"]) == (1, 1, [2])


def test_what_was_read_is_kept_with_the_delivery(accepted, deliver):
    delivery = deliver("R02_2026-03_90AA.csv", r02(3))
    read = {entry["column"]: entry for entry in delivery.understood}
    assert read["soort"]["codes"] == [["V3", "16 uur in 4 weken, jonger dan 18", 3]]
    assert read["begindatum"]["dates"] == {"dd-mm-jjjj": 3}
    assert "reden" in read
    assert "Komt niet opdagen" not in str(delivery.understood)


def test_school_that_owes_r02_is_late_without_it_and_in_time_with_it(accepted, deliver):
    School.objects.filter(brin="90AA", vestiging="").update(delivers="R01+R02")
    mark_late(on=date(2026, 4, 6))
    march = DueDelivery.objects.get(kind="R02", stand="2026-03")
    assert march.late_since == date(2026, 4, 6)
    deliver("R02_2026-03_90AA.csv", r02(2))
    mark_late(on=date(2026, 4, 7))
    march.refresh_from_db()
    assert march.late_since is None
    assert not DueDelivery.objects.filter(kind="R03").exists()
