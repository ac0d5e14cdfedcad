"""A whole teljaar is delivered, corrected, withdrawn and counted again while casework goes on: nothing written is lost."""

from datetime import date, timedelta

from monitoring.casework.entries import finish_plan, log_contact, make_plan, write_note
from monitoring.casework.files import close, open_file, set_status, snooze, take_up, tell_strengths
from monitoring.casework.handing_over import accept, hand_over, receivers
from monitoring.flagging import raise_flags
from monitoring.following import follow
from monitoring.models import (
    CaseChange,
    CaseFile,
    Contact,
    Flag,
    HandOver,
    Identity,
    Note,
    Plan,
    Pupil,
    Uptake,
)
from monitoring.recomputation import recompute, stale
from monitoring.retention import forget, remove_expired
from monitoring.vocabulary import Role
from monitoring.withdrawal import withdraw
from tests.access.promises.cast import young
from tests.conftest import mbo_row
from tests.files.absence import r02_csv, r03_csv
from tests.files.r01 import r01_csv, valid_pgn

MONTHS = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07",
          "2026-08", "2026-09")  # fmt: skip
WRITTEN = (CaseFile, Contact, Note, Plan, HandOver, CaseChange, Uptake)


def rows(month: str, without: set[int] = frozenset()) -> bytes:
    """What 90BB delivers: from February on eight have left."""
    shape = "2026-03" if month >= "2026-02" else "2025-10"
    return r01_csv([mbo_row(n, shape) for n in range(20, 56) if n not in without])


def settle(on: date) -> None:
    """What workers and the night do: count again, follow, raise flags, forget what had its term."""
    for wanted in stale():
        recompute(wanted)
    follow(on)
    raise_flags(on=on)
    remove_expired(on=on)
    forget(on=on)


def everything() -> dict[str, list]:
    return {model.__name__: sorted(map(tuple, model.objects.order_by("pk").values_list())) for model in WRITTEN}


def work(month: str, on: date, cast: dict) -> None:
    """A month of casework: contacts, notes, plans, statuses, and now and then a closing or a hand-over."""
    femke, anna, coen = cast["femke"], cast["anna"], cast["coen"]
    for n in (22, 40):
        file = open_file(young(n), by=femke, today=on)
        log_contact(file, kind="gebeld", outcome="gesproken", text=f"in {month}", on=on, by=femke, today=on)
        plan = make_plan(file, what=f"bellen na {month}", due_on=on + timedelta(7), owner=femke, by=femke, today=on)
        write_note(file, kind="besloten", text=f"besloten, {month}", by=femke, today=on)
        set_status(file, status="begeleiding", until=on + timedelta(60), by=femke, today=on)
        if month.endswith(("3", "6")):
            finish_plan(plan, by=femke, today=on)
    of_school = take_up(young(22), by=coen, today=on)
    tell_strengths(of_school, text=f"werkt graag buiten, {month}", by=coen, today=on)
    if month == "2026-02":
        file = take_up(young(20), by=anna, today=on)
        (to,) = [each for each in receivers(file) if each.code == "doorstroompunt:REGIO"]
        cast["offered"] = hand_over(file, to=to, reason="18", message="Bijna 18.", by=anna, today=on)
    if month == "2026-05":
        accept(cast["offered"], by=femke, today=on)
    if month == "2026-06":
        file = take_up(young(41), by=femke, today=on)
        snooze(file, until=on + timedelta(20), reason="vakantie", by=femke, today=on)
        close(file, destination="1", by=femke, today=on)


def test_no_delivery_correction_withdrawal_or_recount_loses_what_was_written(schools, deliver, anna, femke, coen):
    cast, correcting = {"anna": anna, "femke": femke, "coen": coen}, 0
    for place, month in enumerate(MONTHS):
        on = (date(2025, 11, 6) + timedelta(days=31 * place)).replace(day=6)
        deliver(f"R01_{month}_90BB.csv", rows(month))
        deliver(f"R02_{month}_90BB.csv", r02_csv([{"pgn": valid_pgn(20), "begindatum": f"02-{month[5:]}-{month[:4]}",
                                                   "einddatum": ""}], brin="90BB", vestiging=""))  # fmt: skip
        deliver(f"R03_{month}_90BB.csv", r03_csv([{"pgn": valid_pgn(20), "week": "2025-W45"}], brin="90BB", vestiging=""))
        settle(on)
        work(month, on, cast)
        if place % 2 == 0:
            continue  # every other month is corrected: the suite stays quick
        before, flags = everything(), Flag.objects.count()
        corrected = deliver(f"R01_{month}_90BB.csv", rows(month, without={22, 40, 41}))  # a correction forgets three
        settle(on)
        if place % 4 == 1:
            withdraw(corrected, reason="verkeerd bestand", by=coen)
            correcting += 1
        deliver(f"R01_{month}_90BB.csv", rows(month))
        settle(on)
        assert everything() == before, month
        assert Flag.objects.count() >= flags
    assert correcting == 3
    assert Contact.objects.count() == 24
    assert Note.objects.filter(kind="besloten").count() == 24
    assert Plan.objects.exclude(done_on=None).count() == 4
    assert Identity.objects.filter(pupil_id=young(22)).exists()
    assert HandOver.objects.get().accepted_by == femke


def test_withdrawing_the_only_delivery_leaves_who_is_worked_on_in_sight(schools, deliver, femke, coen):
    delivery = deliver("R01_2026-03_90BB.csv", rows("2026-03"))
    settle(date(2026, 4, 6))
    file = take_up(young(22), by=femke, today=date(2026, 4, 6))
    withdraw(delivery, reason="verkeerd bestand", by=coen)
    settle(date(2026, 4, 6))
    assert list(Identity.objects.values_list("pupil_id", flat=True)) == [young(22)]
    assert Pupil.objects.visible_to(femke, date(2026, 4, 6)).filter(pk=young(22)).exists()
    assert CaseFile.objects.visible_to(femke, date(2026, 4, 6)).get() == file


def test_a_note_counts_as_something_that_was_written(schools, deliver, femke):
    """S6 says that nobody wrote anything: one ordinary note is enough to make that untrue."""
    for month in ("2025-10", "2026-02", "2026-03", "2026-04", "2026-05"):
        deliver(f"R01_{month}_90BB.csv", rows(month))
    on = date(2026, 6, 6)
    settle(on)
    silent = set(Flag.objects.raised().filter(rule="S6").values_list("pupil_id", flat=True))
    assert {young(22), young(23)} <= silent
    file = CaseFile.objects.create(pupil_id=young(22), role=Role.DOORSTROOMPUNT, holder="REGIO", opened_on=on,
                                   status_since=on, opened_by_name="femke")  # fmt: skip
    write_note(file, kind="gewoon", text="dossier gelezen", by=femke, today=on)
    raise_flags(on=on)
    assert silent - set(Flag.objects.raised().filter(rule="S6").values_list("pupil_id", flat=True)) == {young(22)}
    assert Flag.objects.filter(rule="S6", pupil_id=young(22)).exists()  # cleared, never deleted
