"""The explanation of every file and its templates: open to all, made from the layouts, and usable as they are."""

import re

import pytest
from django.urls import reverse

from monitoring.ingest.codes import DUO_KINDS
from monitoring.ingest.layouts import LAYOUTS
from monitoring.vocabulary import DeliveryState as State

pytestmark = pytest.mark.django_db
OWN = sorted(set(LAYOUTS) - DUO_KINDS)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_list_names_every_kind_and_the_templates_of_own_files(client):
    page = client.get(reverse("layouts")).content.decode()
    for kind in LAYOUTS:
        assert reverse("layout", args=[kind]) in page
        has_template = reverse("layout-template", args=[f"{kind}.xlsx"]) in page
        assert has_template == (kind in OWN)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_the_explanation_names_every_column_and_code(client, kind):
    page = text_of(client.get(reverse("layout", args=[kind])))
    for column in LAYOUTS[kind].columns:
        assert (column.heading if kind in DUO_KINDS else column.name) in page
        for code in column.codes:
            assert code in page


@pytest.mark.parametrize("kind", sorted(DUO_KINDS))
def test_files_of_duo_have_no_template(client, kind):
    assert client.get(reverse("layout-template", args=[f"{kind}.csv"])).status_code == 404


@pytest.mark.parametrize(
    "path", ["/aanleveren/uitleg/X99/", "/aanleveren/sjabloon/X99.csv", "/aanleveren/sjabloon/R01.pdf"]
)
def test_unknown_kind_or_form_does_not_exist(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", OWN)
def test_downloaded_template_with_the_own_school_in_it_is_accepted(client, deliver, kind, form):
    response = client.get(reverse("layout-template", args=[f"{kind}.{form}"]))
    assert response["Content-Disposition"] == f'attachment; filename="{kind}_sjabloon.{form}"'
    content = response.content
    if form == "csv":
        delivery = deliver(f"{kind}_2026-03_90AA.csv", content.replace(b"27GZ", b"90AA"))
        assert delivery.state == State.ACCEPTED
        assert delivery.rows_used == 1
