"""The first movement: what a file is, what is kept of it, and that no PGN stays anywhere."""

import pytest
from django.db import connection

from monitoring import sealed, staging, tasks
from monitoring.addressing import Unaddressed, address
from monitoring.clock import today
from monitoring.models import Delivery
from monitoring.models.delivery import NotNow
from monitoring.promotion import confirm
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv, valid_pgn

NAME = "R01_2026-03_90BB.csv"
CHOSEN = {"kind": "R01", "month": "2026-03", "school": "27GZ"}


def received(coen, name: str = NAME, count: int = 5) -> Delivery:
    rows = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    return staging.receive(r01_csv(rows), name, by=coen, today=today())


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("R01_2026-03_27GZ.csv", {}, ("R01", "2025-2026", "2026-03", "27GZ", "")),
        ("R01_2026-03_27GZ.csv", {"school": "27GZ00"}, ("R01", "2025-2026", "2026-03", "27GZ", "00")),
        ("R01_2026-03_27GZ00.csv", {"school": "27GZ"}, ("R01", "2025-2026", "2026-03", "27GZ", "00")),
        ("x.csv", CHOSEN | {"school": "27gz"}, ("R01", "2025-2026", "2026-03", "27GZ", "")),
        ("x.csv", CHOSEN | {"kind": "A14", "month": "2023-10"}, ("A14", "2022-2023", "2023-10L", "27GZ", "")),
        ("202311A05I27GZ.csv", {"month": "2023-10"}, ("A05", "2023-2024", "2023-10", "27GZ", "")),
        ("NRSP2023VI27GZ.csv", {}, ("NRSP", "2022-2023", "V", "27GZ", "")),
    ],
)
def test_name_and_choice_together_say_what_a_file_is(name, said, found):
    known = address(name, **{"kind": None, "month": None, "school": None} | said)
    assert (known.kind, known.teljaar, known.stand, known.brin, known.vestiging) == found


@pytest.mark.parametrize(
    ("name", "said", "complaint"),
    [
        ("leerlingen.csv", {}, "blijkt niet: soort, school, maand"),
        (NAME, {"kind": "A05"}, "De bestandsnaam noemt R01, u koos A05"),
        (NAME, {"school": "90AA"}, "De bestandsnaam noemt 90BB, u koos 90AA"),
        (NAME, {"month": "2026-02"}, "De bestandsnaam noemt 2026-03, u koos 2026-02"),
        ("R01_90BB.csv", {"school": "90BB", "month": "2026-13"}, "geen maand"),
        ("x.csv", {"kind": "NRSP", "month": "2023-10", "school": "27GZ"}, "hoort niet bij een maand"),
        ("x.csv", {"kind": "A14", "month": "2023-03", "school": "27GZ"}, "oktober, november of december"),
        ("x.csv", {"kind": "P01", "month": "2026-03", "school": "27GZ"}, "kunt u hier nog niet aanleveren"),
    ],
)
def test_what_stays_unknown_or_contradicts_is_said_in_dutch(name, said, complaint):
    with pytest.raises(Unaddressed, match=complaint):
        address(name, **{"kind": None, "month": None, "school": None} | said)


def test_staging_may_run_twice(coen):
    delivery = received(coen)
    staging.stage(delivery)
    first = sealed.staged(delivery)
    Delivery.objects.filter(pk=delivery.pk).update(state=State.CHECKING)  # as a killed worker leaves it
    again = Delivery.objects.get(pk=delivery.pk)
    staging.stage(again)
    assert again.state == State.READY
    assert sealed.staged(again).equals(first)


def test_a_slow_worker_does_not_undo_what_another_finished(coen):
    delivery = received(coen)
    slow = Delivery.objects.get(pk=delivery.pk)
    staging.move(slow, State.CHECKING)
    staging.stage(delivery)
    confirm(delivery, reason="", by=coen)
    with pytest.raises(NotNow):
        staging.move(slow, State.READY)
    assert Delivery.objects.get(pk=delivery.pk).state == State.ACCEPTING


def test_an_unknown_school_is_refused_with_a_remedy(schools):
    delivery = staging.receive(r01_csv([{}], brin="01ZZ"), "R01_2026-03_01ZZ.csv", by=None, today=today())
    tasks.stage_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.summary[0]["code"]) == (State.REFUSED, "BESTAND-SCHOOL")


def test_a_file_that_breaks_the_check_is_refused_and_does_not_come_back(coen, monkeypatch):
    def broken(*_):
        raise ValueError("100000009")

    delivery = received(coen)
    monkeypatch.setattr(staging, "check", broken)
    tasks.stage_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.summary[0]["code"]) == (State.REFUSED, "BESTAND-STORING")
    assert "100000009" not in str(sealed.findings(delivery).to_dict())


def test_summary_counts_without_values(coen):
    rows = [mbo_row(n, "2025-10") for n in range(100, 110)]
    rows[0]["gemeentecode"] = "9876"
    delivery = staging.receive(r01_csv(rows), NAME, by=coen, today=today())
    staging.stage(delivery)
    assert "9876" not in str(delivery.summary)
    assert "9876" in str(sealed.findings(delivery).to_dict())


def test_no_pgn_is_left_anywhere(coen, capfd, caplog):
    """Not in any column of any table, not in a finding, a file name, a reason, a task or the log."""
    caplog.set_level("DEBUG")
    rows = [mbo_row(n, "2025-10") for n in range(100, 200)]
    rows[0]["geslacht"] = rows[0]["pgn"]  # in the wrong column
    rows[1]["pgn"] = "100000008"  # fails the elfproef
    pgns = {row["pgn"] for row in rows}
    name = f"R01_2026-03_90BB_{valid_pgn(100)}.csv"
    delivery = staging.receive(r01_csv(rows), name, by=coen, today=today())
    tasks.stage_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.rows_faulty == 2
    confirm(delivery, reason=f"Leerling {valid_pgn(101)} klopt", by=coen)
    tasks.accept_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED
    written = capfd.readouterr()
    places = {"database": stored(), "log": written.out + written.err + caplog.text}
    places["findings"] = str(sealed.findings(delivery).to_dict())
    assert {name: [pgn for pgn in pgns if pgn in text] for name, text in places.items()} == {
        "database": [], "log": [], "findings": [],
    }  # fmt: skip


def stored() -> str:
    """Everything in every table, as text; bytes as their letters."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [text_of(value) for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


def text_of(value) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
