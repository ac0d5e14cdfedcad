"""A school's own headings and codes: asked for, used before the layout's own, and said to be used."""

import pytest

from monitoring.ingest.checking import Checked, Expectation, check
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.reading import read
from monitoring.ingest.translation import UNTRANSLATED, Translation, questions
from tests.files.r01 import MUNICIPALITIES, r01_csv

EXPECTED = Expectation("R01", "2025-2026", "2026-03", "27GZ", "", MUNICIPALITIES)
R01 = LAYOUTS["R01"]


def checked(content: bytes, *words: tuple[str, str, str]) -> Checked:
    sheet = read(content, "R01_2026-03_27GZ.csv")
    return check(sheet, EXPECTED, Translation.of(list(words)) if words else UNTRANSLATED)


def renamed(old: str, new: str) -> bytes:
    return r01_csv([{}, {}]).replace(old.encode(), new.encode(), 1)


def asked(found: Checked) -> list[tuple[str, str, int]]:
    return [(question.column, question.written, question.count) for question in questions(found.findings, R01)]


def codes(found: Checked) -> set[str]:
    return set(found.findings["code"])


def test_an_unknown_heading_is_asked_for_and_once_explained_it_is_read():
    content = renamed("volgnummer", "Nr inschrijving")
    assert checked(content).refused
    assert asked(checked(content)) == [("", "Nr inschrijving", 1)]
    found = checked(content, ("", "NR  Inschrijving", "volgnummer"))
    assert (found.refused, found.rows_used) == (False, 2)
    assert list(found.rows["volgnummer"]) == ["1", "1"]
    assert "R01-VERTAALD-01" in codes(found)


def test_a_heading_that_is_not_to_be_used_is_asked_for_no_more():
    content = r01_csv([{"mentor": "Jansen"}])
    assert asked(checked(content)) == [("", "mentor", 1)]
    assert asked(checked(content, ("", "mentor", ""))) == []


def test_the_schools_word_for_a_heading_goes_before_the_layouts_own():
    content = renamed("leerweg", "geen_leerweg").replace(b"opleidingscode", b"leerweg", 1).replace(
        b"geen_leerweg", b"opleidingscode", 1
    )
    swapped = [("", "leerweg", "opleidingscode"), ("", "opleidingscode", "leerweg")]
    assert checked(content).rows_faulty == 2
    assert list(checked(content, *swapped).rows["leerweg"]) == ["BOL", "BOL"]


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [("bestemming", "Andere school", "vo"), ("geslacht", "vrouw", "V"), ("bekostigd", "betaald", "J"),
     ("onderwijssoort", "MBO niveau 2", "mbo-2"), ("reden_uitschrijving", "ziek", "7")],
)  # fmt: skip
def test_an_unknown_code_is_asked_for_and_once_explained_it_is_read(column, written, meant):
    left = {"datum_uitschrijving": "10-03-2026", "reden_uitschrijving": "4", "bestemming": "geen"}
    content = r01_csv([left | {column: written}] * 2)
    assert asked(checked(content)) == [(column, written, 2)]
    found = checked(content, (column, written.upper(), meant))
    assert found.rows_faulty == 0
    assert asked(found) == []
    assert "R01-VERTAALD-02" in codes(found)


def test_of_several_codes_in_a_cell_each_is_translated():
    content = r01_csv([{"diploma": "basis+havo", "datum_diploma": "01-07-2023+01-07-2025"}])
    found = checked(content, ("diploma", "basis", "vmbo-bb"))
    assert list(found.rows["diploma"]) == ["vmbo-bb+havo"]


def test_what_may_be_a_pgn_is_never_asked_for():
    assert asked(checked(r01_csv([{"geslacht": "100000009"}]))) == []


def test_without_words_nothing_changes():
    content = r01_csv([{}, {"bestemming": "vo"}])
    assert checked(content).findings.equals(checked(content, ("bestemming", "iets", "mbo")).findings)
