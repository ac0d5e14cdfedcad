"""Names and casework go when their term is over, and not while somebody is followed or worked on."""

from datetime import date

import pytest

from monitoring.keeping import forgettable_names, last_kept_teljaar, name_is_kept
from monitoring.models import CaseFile, Episode, Identity, Note, Pupil
from monitoring.retention import forget
from monitoring.vocabulary import ClosingReason, Followed, NoteKind, Role
from tests.access.promises.cast import young

LAST_DAY = date(2027, 9, 30)  # a year after teljaar 2025-2026 closed
DAY_AFTER = date(2027, 10, 1)


def case_file(pupil: int, **changes) -> CaseFile:
    kept = {"pupil_id": pupil, "role": Role.LEERPLICHT, "holder": "0772", "opened_on": date(2026, 3, 1),
            "status_since": date(2026, 3, 1), "opened_by_name": "anna", **changes}  # fmt: skip
    return CaseFile.objects.create(**kept)


def test_a_teljaar_counts_until_a_year_after_it_closed():
    assert last_kept_teljaar(LAST_DAY, 1) == "2025-2026"
    assert last_kept_teljaar(DAY_AFTER, 1) == "2026-2027"


def test_names_go_a_year_after_the_last_teljaar_in_which_they_were_delivered(accepted):
    assert not forgettable_names(LAST_DAY).exists()
    everybody = Identity.objects.count()
    assert forget(on=DAY_AFTER)["namen"] == everybody
    assert not Identity.objects.exists()
    assert Pupil.objects.exists()  # the pseudonym stays: the stands rest on it


def test_a_name_stays_while_the_youngster_is_followed_or_worked_on(accepted):
    pupil, other = young(22), young(23)
    Episode.objects.create(kind=Followed.VSV, pupil_id=pupil, opened_on=date(2026, 2, 10), teljaar="2025-2026",
                           brin="90BB", vestiging="00", municipality="0772", category="mbo2")  # fmt: skip
    case_file(other)
    forget(on=DAY_AFTER)
    assert set(Identity.objects.values_list("pupil_id", flat=True)) == {pupil, other}


def test_what_was_written_goes_two_years_after_closing_and_the_line_stays(accepted):
    closed = case_file(young(22), closed_on=date(2026, 4, 1), closing=ClosingReason.BACK, strengths="kan goed koken")
    Note.objects.create(case_file=closed, by_name="anna", holder="0772", role=Role.LEERPLICHT, kind=NoteKind.ORDINARY,
                        text="gebeld")  # fmt: skip
    assert forget(on=date(2028, 3, 31))["dossier"] == 0
    assert forget(on=date(2028, 4, 1))["dossier"] == 1
    closed.refresh_from_db()
    assert (closed.strengths, closed.closing) == ("", ClosingReason.BACK)


def test_the_card_tells_the_day_on_which_the_name_really_goes(accepted):
    kept = name_is_kept(young(22), date(2026, 4, 9))
    assert kept.until == DAY_AFTER
    forget(on=kept.until)
    assert not Identity.objects.filter(pupil_id=young(22)).exists()


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 2, 28)])
def test_a_leap_day_is_no_trap(accepted, day):
    assert forget(on=day) is not None
