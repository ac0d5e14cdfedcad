"""`manage.py organisations`: schools come in all together or not at all."""

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import School

pytestmark = pytest.mark.django_db
HEAD = "brin,vestiging,naam,gemeentecode,soorten,levert\n"


def load(tmp_path, text: str, name: str = "scholen.csv"):
    file = tmp_path / name
    file.write_text(text)
    call_command("organisations", file)


def test_schools_are_added_and_then_updated(tmp_path, capsys):
    load(tmp_path, HEAD + "90AA,,Voorbeeldcollege,0772,vo+pro,R01\n")
    load(tmp_path, HEAD + "90AA,,Nieuwe Naam,772,vo,R01\n90BB,1,ROC,0794,mbo,R01+A05\n")
    assert capsys.readouterr().out.splitlines() == [
        "1 scholen toegevoegd, 0 bijgewerkt.",
        "1 scholen toegevoegd, 1 bijgewerkt.",
    ]
    assert [(s.code, s.name, s.municipality_id) for s in School.objects.order_by("brin")] == [
        ("90AA", "Nieuwe Naam", "0772"),
        ("90BB01", "ROC", "0794"),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("9AA,,School,0772,vo,R01", "Regel 3: ‘9AA’ is geen BRIN"),
        ("90BB,x,School,0772,vo,R01", "is geen vestiging"),
        ("90BB,,,0772,vo,R01", "Regel 3: de naam ontbreekt."),
        ("90BB,,School,9999,vo,R01", "‘9999’ is geen gemeentecode van het CBS."),
        ("90BB,,School,0772,zwemles,R01", "‘zwemles’ is geen soort onderwijs"),
        ("90BB,,School,0772,vo,R99", "‘R99’ is geen soort levering"),
        ("90AA,,Weer,0772,vo,R01", "Regel 3: 90AA staat al op regel 2."),
    ],
)
def test_one_fault_and_nothing_is_loaded(tmp_path, line, fault):
    with pytest.raises(CommandError, match="Niets geladen") as refusal:
        load(tmp_path, f"{HEAD}90AA,,Goed,0772,vo,R01\n{line}\n")
    assert fault in str(refusal.value)
    assert not School.objects.exists()


def test_a_missing_column_and_a_missing_file_are_sentences(tmp_path):
    with pytest.raises(CommandError, match="De kolom naam ontbreekt"):
        load(tmp_path, "brin,gemeentecode\n90AA,0772\n")
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("organisations", tmp_path / "weg.csv")
