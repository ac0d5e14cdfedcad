"""Documents that describe the code say what the code says."""

import pytest
from django.apps import apps
from django.db.models import TextChoices

from monitoring import vocabulary, vocabulary_pages
from monitoring.access_page import access_page
from monitoring.calculation.categories import CATEGORIES
from monitoring.ingest import codes
from nahetvo import vocabulary as vocabulary_nahetvo
from tests.architecture.sources import ROOT

LISTS = {
    "categories": CATEGORIES,
    "onderwijssoort": codes.ONDERWIJSSOORT,
    "leerweg": codes.LEERWEG,
    "geslacht": codes.GESLACHT,
    "reden": codes.REDEN_UITSCHRIJVING,
    "bestemming": codes.BESTEMMING,
    "diploma": codes.DIPLOMA,
    **{name: dict(c.choices)
       for name, c in {**vars(vocabulary), **vars(vocabulary_pages), **vars(vocabulary_nahetvo)}.items()
       if isinstance(c, type) and issubclass(c, TextChoices) and c is not TextChoices},
}  # fmt: skip


@pytest.fixture(scope="module")
def glossary() -> str:
    return (ROOT / "docs" / "woordenlijst.md").read_text()


@pytest.mark.parametrize("name", LISTS)
def test_the_glossary_knows_every_code(glossary, name):
    missing = [code for code, label in LISTS[name].items() if f"| `{code}` | {label} |" not in glossary]
    assert not missing, f"{name}: {missing}"


def test_the_glossary_knows_every_model(glossary):
    models = [
        m.__name__ for label in ("monitoring", "nahetvo") for m in apps.get_app_config(label).get_models()
    ]
    assert not [model for model in models if f"| `{model}` |" not in glossary]


def test_the_access_page_is_what_access_says():
    written = (ROOT / "docs" / "toegang.md").read_text()
    assert written == access_page(), "manage.py access_page > docs/toegang.md"
