"""N01 and N02 through the real path: rows, names, the guard, the consequence, and no figure that moves."""

from datetime import date

from monitoring import recomputation, sealed, staging
from monitoring.clock import today
from monitoring.consequence import foresee
from monitoring.lateness import mark_late
from monitoring.models import Delivery, DueDelivery, Identity, LeavingPupil, MboApplication, School
from monitoring.progress import is_counted
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.replies import reply_file
from monitoring.vocabulary import DeliveryState as State
from monitoring.withdrawal import withdraw
from tests.files.r01 import valid_pgn
from tests.files.transition import n01_csv, n02_csv

VO = {"brin": "90AA", "vestiging": ""}
MBO = {"brin": "90BB"}


def n01(count: int, **values: str) -> bytes:
    return n01_csv([{}] * count, **VO, **values)


def n02(count: int, **values: str) -> bytes:
    return n02_csv([{}] * count, **MBO, **values)


def test_leaving_pupils_are_stored_and_named(accepted, deliver):
    delivery = deliver("N01_2026-03_90AA.csv", n01_csv([{"pgn": valid_pgn(900), "extra_ondersteuning": "J"}], **VO))
    row = LeavingPupil.objects.get(delivery=delivery)
    assert (row.brin, row.municipality, row.cohort, row.onderwijssoort, row.leerjaar) == ("90AA", "0772", 2010, "vmbo-kb", 4)
    assert (row.is_candidate, row.exam_result, row.intended, row.intended_brin) == (True, "", "mbo-3", "90BB")
    assert (row.extra_support, row.warm_handover) == (True, "niet_nodig")
    assert Identity.objects.get(pupil=pupil_id(pseudonym_of_pgn(valid_pgn(900)))).surname == "Vos"


def test_aanmeldingen_are_stored_and_name_nobody(accepted, deliver):
    names = Identity.objects.count()
    delivery = deliver("N02_2026-03_90BB.csv", n02_csv([{"pgn": valid_pgn(900)}, {"datum_status": ""}], **MBO))
    first, second = MboApplication.objects.filter(delivery=delivery).order_by("line")
    assert (first.number, first.level, first.leerweg, first.status, first.appeared) == ("A0", 3, "BOL", "aangemeld", None)
    assert (second.applied_on, second.status_on, second.starts_on) == (date(2026, 2, 2), date(2026, 2, 2), date(2026, 8, 1))
    assert Identity.objects.count() == names


def test_leaving_pupil_unknown_to_the_latest_r01_wants_a_look(accepted, deliver):
    delivery = deliver("N01_2026-03_90AA.csv", n01_csv([{"pgn": valid_pgn(0)}, {"pgn": valid_pgn(900)}], **VO))
    assert list(sealed.findings(delivery)["code"]) == ["N01-PGN-07"]


def test_neither_moves_a_figure(accepted, deliver):
    for delivery in (deliver("N01_2026-03_90AA.csv", n01(3)), deliver("N02_2026-03_90BB.csv", n02(3))):
        assert delivery.state == State.ACCEPTED
        assert is_counted(delivery)
    assert recomputation.stale() == []


def test_pupils_and_aanmeldingen_that_vanish_need_a_reason(accepted, deliver):
    deliver("N01_2026-02_90AA.csv", n01(30))
    deliver("N02_2026-02_90BB.csv", n02(30))
    fewer = [deliver("N01_2026-03_90AA.csv", n01(2)), deliver("N02_2026-03_90BB.csv", n02(2))]
    assert [delivery.changes["vanished"] for delivery in fewer] == [28, 28]
    assert "28 van de 30 leerlingen" in fewer[0].remarks[-1]
    assert "28 van de 30 aanmeldingen" in fewer[1].remarks[-1]


def test_october_begins_anew(accepted, deliver):
    deliver("N01_2025-09_90AA.csv", n01(30, examenuitslag="geslaagd"))
    october = deliver("N01_2025-10_90AA.csv", n01_csv([{"pgn": valid_pgn(1)}], **VO))
    assert october.changes["compared"] == 0


def foreseen(name: str, content: bytes) -> Delivery:
    delivery = staging.receive(content, name, by=None, today=today())
    staging.stage(delivery, foresee=foresee)
    return delivery


def test_consequence_counts_statuses_before_and_after(accepted, deliver):
    deliver("N02_2026-02_90BB.csv", n02(3))
    made = [{}, {"status": "ingeschreven"}, {"status": "ingetrokken", "aanmeldnummer": "A9"}]
    told = foreseen("N02_2026-03_90BB.csv", n02_csv(made, **MBO)).consequence
    assert told["changes"] == {"appeared": 1, "vanished": 1, "changed": 1, "compared": 3}
    assert [(line["label"], line["before"], line["after"]) for line in told["counts"]] == [
        ("aangemeld", 3, 1), ("ingetrokken", 0, 1), ("ingeschreven", 0, 1),
    ]  # fmt: skip


def test_consequence_of_a_first_n01_has_nothing_beside_it(accepted):
    told = foreseen("N01_2026-03_90AA.csv", n01(2)).consequence
    assert told["counts"] == [{"label": "mbo niveau 3", "before": None, "after": 2}]
    assert "changes" not in told


def test_the_page_shows_the_steps_to_the_school(accepted, deliver, coen, client):
    deliver("N02_2026-02_90BB.csv", n02(2))
    delivery = foreseen("N02_2026-03_90BB.csv", n02(3))
    client.force_login(coen)
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert "Wat er verandert als u deze levering aanneemt" in page
    assert "2 aanmeldingen" in page


def test_faulty_aanmelding_comes_back_in_the_reply_file(accepted, deliver):
    delivery = deliver("N02_2026-03_90BB.csv", n02(3, status="misschien"))
    assert delivery.state == State.REFUSED
    assert b"N02-STATUS-02" in reply_file(delivery, sealed.findings(delivery)).content


def test_school_that_owes_n01_is_late_without_it(accepted, deliver):
    School.objects.filter(brin="90AA", vestiging="").update(delivers="R01+N01")
    mark_late(on=date(2026, 4, 11))
    assert DueDelivery.objects.get(kind="N01", stand="2026-03").late_since == date(2026, 4, 11)


def test_withdrawing_forgets_the_name_of_who_stands_nowhere_else(accepted, deliver):
    delivery = deliver("N01_2026-03_90AA.csv", n01_csv([{"pgn": valid_pgn(900)}], **VO))
    withdraw(delivery, reason="verkeerd bestand", by=None)
    assert not Identity.objects.filter(pupil=pupil_id(pseudonym_of_pgn(valid_pgn(900)))).exists()
