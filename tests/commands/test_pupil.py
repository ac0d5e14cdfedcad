"""`manage.py pupil`: an explanation for an account that may see the pupil, and one answer for all others."""

import pytest
from django.core.management import CommandError, call_command
from structlog.testing import capture_logs

from monitoring.models import AccessLog
from tests.access.promises.cast import young
from tests.files.r01 import valid_pgn


def answer(pgn: str, user: str) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("pupil", pgn, user=user)
    return str(refusal.value)


def test_an_officer_reads_why_and_the_reading_is_logged(accepted, anna, capsys):
    call_command("pupil", valid_pgn(20), user="anna")
    said = capsys.readouterr().out
    assert "Roos20" in said
    assert "2025-2026 maart 2026 (regionale telling): nieuwe vsv'er" in said
    assert "Laatste inschrijving bij ROC Voorbeeld eindigde op 10 februari 2026" in said
    assert valid_pgn(20) not in said
    line = AccessLog.objects.get()
    assert (line.pupil_id, line.action, line.origin, line.reader) == (
        young(20),
        "uitleg",
        "manage.py pupil",
        anna,
    )


def test_unknown_and_not_allowed_are_one_answer(accepted, anna, bram, dirk, els, gijs, root):
    unknown = answer(valid_pgn(999), "anna")
    assert {answer(valid_pgn(20), name) for name in ("bram", "dirk", "els", "gijs", "root")} == {unknown}
    assert not AccessLog.objects.exists()


def test_nobody_reads_without_a_name(accepted):
    with pytest.raises(CommandError, match="Noem met --as"):
        call_command("pupil", valid_pgn(20))
    assert answer(valid_pgn(20), "niemand") == "Er is geen account met de naam niemand."


@pytest.mark.parametrize("pgn", ["", "geen-nummer", "1" * 400, "'; DROP TABLE"])
def test_anything_for_a_number_is_just_unknown(accepted, anna, pgn):
    assert answer(pgn, "anna") == answer(valid_pgn(999), "anna")


def test_the_number_is_neither_logged_nor_repeated(accepted, anna, caplog):
    with capture_logs() as lines, caplog.at_level("DEBUG"):
        said = answer(valid_pgn(999), "anna")
    logged = str(lines) + "".join(
        r.getMessage() for r in caplog.records if not r.name.startswith("django.db")
    )
    assert valid_pgn(999) not in logged + said
