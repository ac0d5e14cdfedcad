"""`manage.py reference`: published figures, all of a file or none, every status on record."""

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import PublishedFigure
from tests.files.published import file_of

pytestmark = pytest.mark.django_db
NEW = {"reeks": "Proef", "schooljaar": "2024-2025"}


def load(tmp_path, *lines: dict[str, str]) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_bytes(file_of(*lines))
    call_command("reference", file)


def stored() -> dict[str, int]:
    return dict(PublishedFigure.objects.filter(series="Proef").values_list("status", "vsv"))


def test_a_later_status_keeps_the_earlier_on_record(tmp_path, capsys):
    load(tmp_path, NEW | {"status": "voorlopig", "vsv": "18000", "percentage": ""})
    load(tmp_path, NEW | {"status": "definitief", "vsv": "18574", "percentage": ""})
    assert stored() == {"voorlopig": 18000, "definitief": 18574}
    assert capsys.readouterr().out.count("1 cijfers toegevoegd, 0 bijgewerkt.") == 2


def test_the_same_status_is_updated(tmp_path, capsys):
    load(tmp_path, NEW | {"vsv": "18000", "percentage": ""})
    load(tmp_path, NEW | {"vsv": "18574", "percentage": ""})
    assert stored() == {"definitief": 18574}
    assert "0 cijfers toegevoegd, 1 bijgewerkt." in capsys.readouterr().out


def test_a_percentage_that_does_not_follow_is_reported_and_stored(tmp_path, capsys):
    load(tmp_path, NEW | {"percentage": "9.99"})
    assert "LET OP" in capsys.readouterr().out
    assert stored() == {"definitief": 18574}


def test_one_error_refuses_the_file(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        load(tmp_path, NEW, NEW | {"gebied": "NL", "categorie": "vo", "vsv": "veel"})
    assert end.value.code == 1
    said = capsys.readouterr().out
    assert "FOUT CIJFER-04 regel 3 vsv ‘veel’" in said
    assert "Niets opgeslagen." in said
    assert stored() == {}


def test_publishers_are_never_merged(tmp_path):
    load(tmp_path, NEW, NEW | {"uitgever": "CBS", "vsv": "18000", "percentage": ""})
    found = PublishedFigure.objects.filter(series="Proef").values_list("publisher", "vsv")
    assert set(found) == {("OCW/DUO", 18574), ("CBS", 18000)}


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("reference", tmp_path / "weg.csv")
