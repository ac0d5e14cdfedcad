"""`manage.py figures`: plain for the operator, as on screen for a user."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

NUMBERS = [
    "startpopulatie", "uit_populatie", "onderwijs_bevestigd", "onderwijs_opgegeven", "startkwalificatie",
    "vsv", "vsv_onbekend", "percentage", "dekking",
]  # fmt: skip


@pytest.fixture
def ask(accepted, capsys):
    """A function that asks for figures of March and returns the lines."""

    def asked(**options) -> list[dict]:
        call_command("figures", **{"year": "2025-2026", "stand": "2026-03", "method": "regio", **options})
        out = capsys.readouterr().out
        return json.loads(out) if options.get("format") == "json" else list(csv.DictReader(io.StringIO(out)))

    return asked


def test_the_operator_reads_plain_numbers(ask):
    (line,) = ask()
    assert list(line) == ["method", "teljaar", "stand", *NUMBERS]
    assert list(line.values()) == [
        "regio", "2025-2026", "2026-03", "56", "0", "48", "0", "0", "8", "1", "14.29", "100.00",
    ]  # fmt: skip


def test_both_forms_say_the_same(ask):
    assert ask(by="school,category") == ask(by="school,category", format="json")


@pytest.mark.parametrize(
    ("by", "keys"),
    [("municipality", ["gemeentecode"]), ("school", ["brin"]), ("vestiging", ["brin", "vestiging"]),
     ("category", ["categorie"]), ("municipality,category", ["gemeentecode", "categorie"])],
)  # fmt: skip
def test_splits_have_their_columns_and_add_up(ask, by, keys):
    lines = ask(by=by)
    assert list(lines[0])[3 : 3 + len(keys)] == keys
    assert sum(int(line["vsv"]) for line in lines) == 8


def test_a_user_reads_what_it_reads_on_screen(ask, dirk):
    lines = ask(by="municipality", user="dirk")
    assert [line["gemeentecode"] for line in lines] == ["0772"]
    assert lines[0]["uit_populatie"] == lines[0]["startpopulatie"] == ""
    assert lines[0]["onderwijs_bevestigd"] == ""


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"by": "schoen"}, "Onbekende uitsplitsing schoen"),
        ({"year": "2025"}, "is geen teljaar als 2025-2026"),
        ({"stand": "2027-03"}, "is geen stand van teljaar"),
        ({"user": "niemand"}, "Er is geen account met de naam niemand"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(ask, options, fault):
    with pytest.raises(CommandError, match=fault):
        ask(**options)


def test_roles_without_figures_read_none(ask, gijs, root):
    for name in ("gijs", "root"):
        with pytest.raises(CommandError, match="horen niet bij uw rol"):
            ask(user=name)
