"""Why a pupil counts: in words that a reader can check, and no more than that reader may know."""

import pytest

from monitoring.explanation import explanation
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.recomputation import recompute, stale
from tests.conftest import LEFT
from tests.files.r01 import r01_csv, valid_pgn

pytestmark = pytest.mark.django_db
LIMIT = "De telling gaat over jongeren die dan jonger zijn dan 22."


def pupil(n: int) -> int:
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


def told(n: int, stand: str, reader=None):
    return next(line for line in explanation(pupil(n), reader=reader) if line.stand == stand)


def test_a_new_vsver_is_explained_with_school_day_and_destination(accepted, anna):
    assert told(20, "2026-03", anna).sentence == (
        "Telt mee als nieuwe vsv'er: geen inschrijving op 1 april 2026 en geen startkwalificatie. "
        "Laatste inschrijving bij ROC Voorbeeld eindigde op 10 februari 2026; "
        "bestemming: werk van 12 uur per week of meer."
    )


def test_who_is_still_at_school_is_explained_too(accepted):
    line = told(0, "2026-03")
    assert (
        line.sentence
        == "In onderwijs: op 1 april 2026 ingeschreven bij Voorbeeldcollege, sinds 1 augustus 2025."
    )
    assert (line.school, line.category, line.municipality) == (
        "Voorbeeldcollege Centrum",
        "Vmbo bovenbouw",
        "Eindhoven",
    )


def test_stands_come_newest_first(accepted):
    assert [line.stand for line in explanation(pupil(20), reader=None)] == ["2026-03", "2025-10"]


def test_unknown_pupil_has_no_explanation(accepted):
    assert explanation(1, reader=None) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"geboortedatum": "01-10-2003"}, f"was op 1 oktober 2025 22 jaar. {LIMIT}"),
        ({"datum_inschrijving": "02-10-2025"}, "had op 1 oktober 2025 geen inschrijving."),
        ({"bekostigd": "N"}, "de inschrijving op 1 oktober 2025 wordt niet door de overheid betaald."),
        (
            {"onderwijssoort": "pro", "leerjaar": "3", "leerweg": "", "opleidingscode": ""},
            "de inschrijving op 1 oktober 2025 (praktijkonderwijs) is van een soort onderwijs die niet "
            "meetelt.",
        ),
    ],
)  # fmt: skip
def test_who_does_not_count_reads_why(deliver, row, sentence):
    counted(deliver, {}, row)
    assert told(1, "2025-10").sentence == f"Telt niet mee: {sentence}"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            {"bestemming": "ho"},
            "In onderwijs volgens opgave van Voorbeeldcollege: de inschrijving eindigde op 10 oktober 2025; "
            "bestemming: hoger onderwijs. Een inschrijving bij een andere school is nog niet aangeleverd.",
        ),
        (
            {"bestemming": "emigratie"},
            "Telt niet meer mee: de inschrijving bij Voorbeeldcollege eindigde op 10 oktober 2025; "
            "bestemming: geëmigreerd.",
        ),
        (
            {"diploma": "mbo-2", "datum_diploma": "09-10-2025"},
            "Heeft een startkwalificatie: diploma van 9 oktober 2025, aangeleverd door Voorbeeldcollege.",
        ),
        (
            {"diploma": "mbo-1", "datum_diploma": "09-10-2025", "bestemming": "werk"},
            "Telt als gekwalificeerd: entreediploma van 9 oktober 2025 en werk voor 12 uur per week of meer.",
        ),
    ],
)  # fmt: skip
def test_every_class_has_its_sentence(deliver, row, sentence):
    counted(deliver, {}, LEFT | {"datum_uitschrijving": "10-10-2025"} | row)
    assert told(1, "2025-10").sentence == sentence


def test_a_pupil_from_abroad_is_explained(deliver):
    counted(deliver, {}, {"gemeentecode": "1999"})
    assert told(1, "2025-10").sentence.startswith(
        "Telt niet meer mee: woonde op 1 oktober 2025 in het buitenland"
    )


def test_a_school_does_not_read_which_other_school_has_the_pupil(deliver, carla, anna):
    """In 90AA to January, in 90BB since: 90AA reads that the pupil is at school, not where."""
    left = LEFT | {"datum_uitschrijving": "15-10-2025", "bestemming": "mbo"}
    deliver("R01_2025-10_90AA.csv", r01_csv([left], brin="90AA", onderwijssoort="mbo-2"))
    deliver("R01_2025-10_90BB.csv", r01_csv([{"datum_inschrijving": "16-10-2025"}], brin="90BB"))
    for wanted in stale():
        recompute(wanted)
    assert "ROC Voorbeeld" in told(0, "2025-10", anna).sentence
    assert told(0, "2025-10", carla).sentence == (
        "In onderwijs, bevestigd door een school: dat volgt uit wat een andere school heeft aangeleverd."
    )


def counted(deliver, *rows: dict[str, str]) -> None:
    deliver("R01_2025-10_90AA.csv", r01_csv(list(rows), brin="90AA"))
    for wanted in stale():
        recompute(wanted)
