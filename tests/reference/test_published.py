"""Published figures: ours must be without a finding, a file of others is told what is wrong with it."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.reference.published import COLUMNS, published, read_published
from tests.files.published import file_of, findings_of


def test_our_own_figures_have_a_source_and_no_finding():
    content = (Path(read_published.__code__.co_filename).parent / "published.csv").read_bytes()
    rows, findings = read_published(content)
    assert findings == []
    assert tuple(rows) == published()
    assert all(row.source for row in rows)


def test_cbs_and_ocw_stay_apart():
    totals = {
        row.publisher: row.vsv
        for row in published()
        if (row.teljaar, row.category, row.area_kind) == ("2017-2018", "totaal", "land")
    }
    assert totals == {"OCW/DUO": 25574, "CBS": 30200}


def test_earlier_status_stands_beside_the_later_one():
    vsv = {
        row.status: row.vsv for row in published() if row.teljaar == "2022-2023" and row.category == "totaal"
    }
    assert vsv == {"voorlopig": 30246, "definitief": 29701}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("percentage", ["4.71", "4,71", "4,71%"])
def test_file_is_read_in_every_usual_spelling(encoding, separator, percentage):
    content = file_of(
        {"percentage": percentage, "bron": "Zeeuwse één"}, separator=separator, encoding=encoding
    )
    (row,), findings = read_published(content)
    assert findings == []
    assert (row.pupils, row.vsv, row.percentage, row.source) == (
        394486,
        18574,
        Decimal("4.71"),
        "Zeeuwse één",
    )


@pytest.mark.parametrize(
    ("column", "written", "field", "meant"),
    [
        ("schooljaar", "2016/'17", "teljaar", "2016-2017"),
        ("schooljaar", "2016-17", "teljaar", "2016-2017"),
        ("schooljaar", "1999-00", "teljaar", "1999-2000"),
        ("deelnemers", "394.486", "pupils", 394486),
        ("deelnemers", "", "pupils", None),
        ("percentage", "", "percentage", None),
        ("categorie", "Mbo niveau 2", "category", "mbo2"),
        ("categorie", "vo bovenbouw havo/vwo", "category", "havovwo_bovenbouw"),
        ("categorie", "mbo 3-4", "category", "mbo34"),
        ("status", "Definitief", "status", "definitief"),
        ("gebied", "Nederland", "area", "NL"),
    ],
)
def test_value_is_understood(column, written, field, meant):
    (row,), findings = read_published(file_of({column: written}))
    assert findings == []
    assert getattr(row, field) == meant


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("rmc", "37", "37"),
        ("rmc", "MC41", "14"),
        ("rmc", "Zuidoost-Brabant", "37"),
        ("gemeente", "772", "0772"),
        ("gemeente", "GM0772", "0772"),
        ("gemeente", "Eindhoven", "0772"),
        ("instelling", "27gz00", "27GZ00"),
    ],
)
def test_area_is_understood(kind, written, code):
    (row,), findings = read_published(file_of({"gebiedsoort": kind, "gebied": written}))
    assert findings == []
    assert row.area == code


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("gebiedsoort", "provincie"),
        ("gebiedsoort", ""),
        ("status", "bijna"),
        ("status", ""),
        ("categorie", "bol2"),
        ("categorie", ""),
        ("schooljaar", "2016-2018"),
        ("schooljaar", "2016"),
        ("deelnemers", "<5"),
        ("deelnemers", "-3"),
        ("vsv", "12,5"),
        ("percentage", "veel"),
        ("percentage", "471"),
        ("gebied", "België"),
        ("uitgever", ""),
        ("bron", ""),
    ],
)
def test_line_that_cannot_be_used_names_line_column_and_remedy(column, written):
    rows, findings = read_published(file_of({}, {column: written, "reeks": "Andere"}))
    fault = next(each for each in findings if each.column == column)
    assert (fault.level, fault.code, fault.line, fault.value) == ("fout", "CIJFER-04", 3, written)
    assert fault.message
    assert fault.remedy
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("kind", "written"), [("rmc", "41"), ("gemeente", "Verweggistan"), ("instelling", "ROC")]
)
def test_area_that_does_not_fit_its_kind_is_an_error(kind, written):
    assert findings_of({"gebiedsoort": kind, "gebied": written}) == [("fout", "CIJFER-04", 2, "gebied")]


def test_line_without_any_figure_is_an_error():
    line = {"deelnemers": "", "vsv": "", "percentage": ""}
    assert findings_of(line) == [("fout", "CIJFER-05", 2, "vsv")]


def test_more_vsv_than_pupils_is_an_error():
    assert findings_of({"deelnemers": "10", "vsv": "11", "percentage": ""}) == [
        ("fout", "CIJFER-06", 2, "vsv")
    ]


def test_municipality_that_no_longer_exists_is_pointed_out_and_kept():
    rows, findings = read_published(file_of({"gebiedsoort": "gemeente", "gebied": "9998"}))
    assert [(each.level, each.code) for each in findings] == [("let_op", "CIJFER-14")]
    assert len(rows) == 1


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", ",".join(COLUMNS).encode()])
def test_file_without_figures_is_refused(content):
    rows, findings = read_published(content)
    assert rows == []
    assert [(each.level, each.code) for each in findings] == [("fout", "CIJFER-01")]


def test_file_without_a_column_is_refused_whole():
    rows, findings = read_published(file_of({}).replace(b"percentage", b"pct"))
    assert rows == []
    assert [(each.code, each.line, each.column) for each in findings] == [("CIJFER-02", 1, "percentage")]


def test_unknown_column_is_only_remarked_on():
    content = (
        file_of({})
        .replace(b"bron\r\n", b"bron,opmerking\r\n")
        .replace(b"cijfers.nl\r\n", b"cijfers.nl,ja\r\n")
    )
    rows, findings = read_published(content)
    assert len(rows) == 1
    assert [(each.level, each.code, each.column) for each in findings] == [("info", "CIJFER-21", "opmerking")]


def test_comma_in_a_number_of_a_comma_separated_file_is_explained():
    rows, findings = read_published(file_of({}).replace(b"4.71", b"4,71"))
    assert rows == []
    assert [(each.code, each.line) for each in findings] == [("CIJFER-03", 2)]


def test_line_number_is_that_of_the_editor():
    content = file_of({"bron": "twee\nregels"}, {}, {"vsv": "x"}).replace(b"\r\n", b"\n")
    _, findings = read_published(content + b"\n\n")
    assert [each.line for each in findings if each.level == "fout"] == [5]


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: file_of({"vsv": text}))))
def test_no_content_makes_the_reader_fall_over(content):
    rows, findings = read_published(content)
    assert rows or findings
