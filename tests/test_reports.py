"""The report of a place: what a council asks, tagged for a screen reader, with no number that the page does not show."""

import builtins
import re
import zlib

import pytest

from monitoring import printing
from monitoring.models import Delivery
from monitoring.receipts import receipt_pdf
from tests.figure_regions import closed_computation

MUNICIPALITY = "/cijfers/gemeente/0772/rapport/"
TAGS = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid:part", b"/DisplayDocTitle")


def opened(pdf: bytes) -> bytes:
    """All that is written in a PDF, also in its compressed streams."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.fixture
def region(schools):
    for teljaar, month, more in (("2024-2025", "2025-03", 0), ("2025-2026", "2026-02", 2), ("2025-2026", "2026-03", 4)):
        closed_computation(
            [("90AA", "", "0772", "vmbo_bovenbouw", 97, 0, 3, 1), ("90AA", "", "0794", "vmbo_bovenbouw", 89, 0, 9, 0),
             ("90BB", "", "0772", "mbo2", 1300, 0, 20 + more, 7), ("90BB", "", "0794", "mbo2", 211, 0, 17, 9)],
            teljaar=teljaar, stand=month,
        )  # fmt: skip


@pytest.fixture
def no_pango(monkeypatch):
    """A machine without pango: WeasyPrint raises OSError when it is imported."""
    real = builtins.__import__

    def refuse(name, *rest, **named):
        if name.split(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_the_page_answers_what_a_council_asks(client, dirk, region):
    client.force_login(dirk)
    page = client.get(MUNICIPALITY).content.decode()
    asked = (
        "Wat betekent dit?", "Vsv in procenten per stand", "Per categorie, met de norm", "Goed om te weten", "Dekking: 2",
        "Beleidsindicator volgens het BBV", "voorlopig", "Toeval of niet", "data:image/svg+xml;base64,",
    )  # fmt: skip
    for part in asked:
        assert part in page, part


def test_the_pdf_is_tagged_and_named_after_place_and_stand(client, dirk, region):
    client.force_login(dirk)
    answer = client.get(f"{MUNICIPALITY}?bestand=pdf")
    assert 'filename="vsv-rapport_eindhoven_2025-2026_2026-03_regio.pdf"' in answer.headers["Content-Disposition"]
    found = opened(answer.content)
    assert all(tag in found for tag in TAGS)
    assert found.count(b"/S /TH") > 10
    assert b"/Alt " in found


def test_no_small_number_is_in_the_report_of_who_sees_no_pupil(client, dirk, anna, region):
    client.force_login(dirk)
    page = client.get(MUNICIPALITY).content.decode()
    assert "3,09" not in page
    client.force_login(anna)
    assert "3,09" in client.get(MUNICIPALITY).content.decode()


def test_the_budget_row_is_a_file_with_the_columns_of_a_budget(client, dirk, region):
    client.force_login(dirk)
    text = client.get(f"{MUNICIPALITY}?lijst=begroting&bestand=csv").content.decode("utf-8-sig")
    headings, row = (re.findall(r'"(.*?)"', line) for line in text.splitlines())
    assert headings == ["Indicator", "Eenheid", "Periode", "Eigen", "Regio", "NL", "Bron"]
    assert row[:2] == ["Nieuwe voortijdig schoolverlaters", "% van de deelnemers"]
    assert row[2:5] == ["2025-2026, stand maart 2026*", "1,93", "3,12"]
    assert re.fullmatch(r"\d,\d\d \(20\d\d-20\d\d, (definitief|voorlopig)\)", row[5])
    assert "sheet" in client.get(f"{MUNICIPALITY}?lijst=begroting&bestand=xlsx").headers["Content-Type"]


def test_every_chart_has_its_table_as_two_files_and_a_paragraph(client, dirk, region):
    client.force_login(dirk)
    page = client.get("/cijfers/gemeente/0772/").content.decode()
    for link in re.findall(r'href="(\?[^"]*lijst=(?:verloop|normen)[^"]*)"', page):
        assert client.get(f"/cijfers/gemeente/0772/{link.replace('&amp;', '&')}").status_code == 200
    assert page.count("lijst=verloop&amp;bestand=xlsx") == 1
    assert page.count("data-copy") == 2  # the course and the figure of the page
    assert 'data-file="vsv-verloop-eindhoven-alle-categorieen-stand-maart-2026-voorlopig"' in page


def test_without_pango_the_button_says_what_to_do(client, dirk, region, no_pango):
    client.force_login(dirk)
    answer = client.get(f"{MUNICIPALITY}?bestand=pdf")
    assert answer.status_code == 503
    assert "libpango" in answer.content.decode()
    assert client.get(MUNICIPALITY).status_code == 200


def test_nothing_is_fetched_from_outside(tmp_path, settings, caplog):
    (tmp_path / "page.html").write_text('<html lang="nl"><title>x</title><img src="file:///secret.png" alt="x"></html>')
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    printing.pdf("page.html", {})
    assert "disallowed protocol" in caplog.text


def test_the_receipt_of_a_delivery_is_tagged(accepted):
    found = opened(receipt_pdf(Delivery.objects.first()))
    assert all(tag in found for tag in TAGS)
