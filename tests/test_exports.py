"""Files of lists: the screen's rows, order and marks, and nothing that a spreadsheet would run."""

import csv
import html
import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from monitoring.exports import csv_file, file_name, harmless, xlsx_file
from monitoring.models import School
from tests.figure_regions import closed_computation

ADDRESS = "/cijfers/?scholen-sort=-vsv"


@pytest.fixture
def listed(schools):
    """Three schools: 17 vsv'ers, and two with the same mark behind different numbers."""
    School.objects.create(brin="90CC", name='=HYPERLINK("http://x")', municipality_id="0772", kinds="mbo")
    return closed_computation(
        [
            ("90AA", "", "0772", "mbo2", 1310, 0, 4, 1),
            ("90BB", "", "0772", "mbo2", 211, 0, 17, 6),
            ("90CC", "", "0772", "mbo2", 190, 0, 2, 0),
        ]
    )


def on_screen(page: str) -> list[list[str]]:
    """The cells of the list of schools as a reader sees them, without the disclosure for phones."""
    section = page.split('<section id="scholen"')[1].split("</section>")[0]
    section = re.sub(r"<details.*?</details>", "", section, flags=re.DOTALL)
    rows = re.findall(r"<tr.*?>(.*?)</tr>", section.split("<tbody>")[1], flags=re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row, flags=re.DOTALL)] for row in rows]


def _plain(cell: str) -> str:
    without_brin = re.sub(r'<span class="quiet">.*?</span>', "", cell)
    return html.unescape(re.sub(r"<.*?>", "", without_brin)).strip()


def csv_rows(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))[1:]


def xlsx_rows(response) -> list[list]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["Cijfers"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("query", ["?scholen-sort=-vsv", "?scholen-sort=deelnemers", "?scholen-naam=roc", ""])
def test_a_file_is_the_list_on_the_screen(client, listed, dirk, query):
    client.force_login(dirk)
    address = f"/cijfers/{query or '?'}&"
    screen = [[cell.replace(".", "") if cell != "." else cell for cell in row] for row in
              on_screen(client.get(address).content.decode())]  # fmt: skip
    text = [
        [harmless_undone(cell) for cell in row]
        for row in csv_rows(client.get(f"{address}lijst=scholen&bestand=csv"))
    ]
    assert text == screen
    cells = xlsx_rows(client.get(f"{address}lijst=scholen&bestand=xlsx"))
    assert [[harmless_undone(written(cell)) for cell in row] for row in cells] == screen


def harmless_undone(cell: str) -> str:
    return cell.removeprefix("'")


def written(cell) -> str:
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else str(cell)


def test_order_says_nothing_about_what_is_behind_a_mark(client, listed, dirk):
    client.force_login(dirk)
    names = {}
    for direction in ("vsv", "-vsv"):
        rows = csv_rows(client.get(f"/cijfers/?scholen-sort={direction}&lijst=scholen&bestand=csv"))
        names[direction] = [row[0] for row in rows]
        assert rows[0][2] == "17"
        assert {row[2] for row in rows[1:]} <= {"<5", "."}
    assert names["vsv"] == names["-vsv"]


def test_file_carries_place_stand_and_method_in_its_name(client, listed, dirk):
    client.force_login(dirk)
    name = client.get("/cijfers/gemeente/0772/?lijst=gemeentescholen&bestand=xlsx").headers[
        "Content-Disposition"
    ]
    assert name == 'attachment; filename="vsv_eindhoven_gemeentescholen_2025-2026_2026-03_regio.xlsx"'


def test_a_list_that_the_reader_does_not_have_is_not_found(client, listed, dirk):
    client.force_login(dirk)
    assert client.get("/cijfers/?lijst=leerlingen&bestand=csv").status_code == 404
    assert client.get("/cijfers/school/90BB/?lijst=woongemeenten&bestand=csv").status_code == 404


def test_marks_and_numbers_keep_their_kind():
    content = xlsx_file(
        ["Naam", "Vsv", "%"], [["A", 1234, Decimal("2.09")], ["B", "<5", "."]], [("Stand", "maart")]
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = [[cell.data_type for cell in row] for row in book["Cijfers"].iter_rows(min_row=2)]
    assert kinds == [["s", "n", "n"], ["s", "s", "s"]]
    assert b"2,09" in csv_file(["%"], [[Decimal("2.09")]])


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\0=1"])
def test_no_cell_becomes_a_formula(text):
    assert harmless(text).startswith("'")
    content = xlsx_file([text], [[text]], [(text, text)])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
        assert b"<f>" not in sheets
        assert b"definedName" not in parts.read("xl/workbook.xml")


def test_school_with_a_formula_for_a_name_is_harmless(client, listed, dirk):
    client.force_login(dirk)
    assert b"\"'=HYPERLINK" in client.get("/cijfers/?lijst=scholen&bestand=csv").content


def test_file_name_is_safe_on_every_disk():
    assert file_name("vsv", "’s-Hertogenbosch/../x", "Súdwest") == "vsv_s-hertogenbosch-x_sudwest"
