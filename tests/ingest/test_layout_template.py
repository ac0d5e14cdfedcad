"""The templates that schools download: as they are, they pass the check; spreadsheets keep what is typed in them."""

import io

import openpyxl
import pytest

from monitoring.ingest.checking import check
from monitoring.ingest.codes import DUO_KINDS
from monitoring.ingest.layout_template import template_csv, template_xlsx
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.reading import read
from tests.files.absence import R02_ROW, R03_ROW
from tests.files.r01 import BASE_ROW
from tests.files.transition import N01_ROW, N02_ROW
from tests.ingest.test_r01_rules import expectation

OWN = sorted(set(LAYOUTS) - DUO_KINDS)
MADE = {"csv": template_csv, "xlsx": template_xlsx}
REAL = {"R01": BASE_ROW, "R02": R02_ROW, "R03": R03_ROW, "N01": N01_ROW, "N02": N02_ROW}


@pytest.mark.parametrize("form", MADE)
@pytest.mark.parametrize("kind", OWN)
def test_template_as_it_is_passes_the_check(kind, form):
    sheet = read(MADE[form](LAYOUTS[kind]), f"x.{form}")
    assert list(sheet.frame.columns) == [column.name for column in LAYOUTS[kind].columns]
    result = check(sheet, expectation(kind=kind))
    assert result.findings.empty, result.findings
    assert result.rows_used == 1


@pytest.mark.parametrize("kind", OWN)
def test_workbook_filled_with_other_values_is_accepted(kind):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(LAYOUTS[kind])))
    page = book[kind]
    for place, column in enumerate(LAYOUTS[kind].columns, start=1):
        for row in (2, 3):
            value = REAL[kind].get(column.name, "")
            page.cell(row, place).value = (
                f"{value}{row}" if column.name in {"volgnummer", "meldingsnummer", "aanmeldnummer"} else value
            )
    page.cell(3, [c.name for c in LAYOUTS[kind].columns].index("pgn") + 1).value = "100000010"
    filled = io.BytesIO()
    book.save(filled)
    result = check(read(filled.getvalue(), "x.xlsx"), expectation(kind=kind))
    assert not result.refused
    assert result.rows_read == 2


@pytest.mark.parametrize("kind", OWN)
def test_every_column_is_text_and_every_code_list_drops_down(kind):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(LAYOUTS[kind])))
    page = book[kind]
    names = {cell.value: cell.column_letter for cell in page[1]}
    as_text = [d for d in page.column_dimensions.values() if d.number_format == "@"]
    assert {place for d in as_text for place in range(d.min, d.max + 1)} == set(range(1, len(names) + 1))
    lists = {
        str(v.sqref).split("2:")[0]: v.formula1
        for v in page.data_validations.dataValidation
        if v.type == "list"
    }
    coded = [c for c in LAYOUTS[kind].columns if c.codes and c.form != "codes"]
    for column in coded:
        first, last = lists[names[column.name]].replace("$", "").removeprefix("Codes!").split(":")
        shown = [cell.value for (cell,) in book["Codes"][f"{first}:{last}"]]
        assert shown == list(column.codes)


@pytest.mark.parametrize("kind", OWN)
def test_workbook_explains_every_column(kind):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(LAYOUTS[kind])))
    explained = [row[0].value for row in book["Uitleg"].iter_rows(min_row=2)]
    assert explained == [column.name for column in LAYOUTS[kind].columns]
