"""Documents that are made from the code say what the code says."""

from pathlib import Path

from monitoring.delivery_page import delivery_page
from monitoring.ingest.layouts import LAYOUTS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_delivery_page_is_made_from_the_layouts():
    written = (DOCS / "aanleveren.md").read_text()
    assert written.strip() == delivery_page().strip(), "run: manage.py delivery_page > docs/aanleveren.md"


def test_the_delivery_page_names_every_column_of_every_layout():
    page = delivery_page()
    for layout in LAYOUTS.values():
        for column in layout.columns:
            assert f"`{column.name}`" in page
