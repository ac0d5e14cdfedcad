"""Outlines of municipalities: both formats say the same, what is no outline is refused in Dutch, the map changes."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Municipality, Outline
from monitoring.outline_drawing import drawing
from monitoring.reference.outlines import UnreadableOutlines, outlines
from tests.figure_regions import closed_computation

PUBLISHED = Path(__file__).parents[3] / "shared/data/geo/gemeente_veiligheidsregio_2023.topojson"
SQUARE = [[5.0, 51.0], [6.0, 51.0], [6.0, 52.0], [5.0, 52.0], [5.0, 51.0]]


def geojson(*codes: str, name: str = "statcode") -> bytes:
    shapes = [
        {"type": "Feature", "properties": {name: code},
         "geometry": {"type": "Polygon", "coordinates": [[[x + i, y] for x, y in SQUARE]]}}
        for i, code in enumerate(codes)
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": shapes}).encode()


def topojson() -> bytes:
    """The square of GM0772 from two arcs, the second walked backwards, in steps of a tenth."""
    arcs = [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]]
    shape = {"type": "Polygon", "arcs": [[0, -2]], "properties": {"code": "GM0772"}}
    transform = {"scale": [0.1, 0.1], "translate": [5.0, 51.0]}
    layers = {"gemeenten": {"type": "GeometryCollection", "geometries": [shape]}}
    return json.dumps({"type": "Topology", "transform": transform, "arcs": arcs, "objects": layers}).encode()


def test_both_formats_tell_the_same_square():
    (one,), (other,) = outlines(geojson("GM0772")), outlines(topojson())
    assert one.code == other.code == "0772"
    assert one.rings[0] == [(round(x, 6), round(y, 6)) for x, y in other.rings[0]]


@pytest.mark.parametrize("content", [b"geen json", b"[]", b'{"type": "Topology"}', geojson("GM0772", name="naam")])
def test_what_holds_no_outline_is_refused_in_words(content):
    with pytest.raises(UnreadableOutlines, match=r"[a-z]{4}"):
        outlines(content)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="../shared is er niet")
def test_the_published_file_holds_every_municipality_once():
    codes = [each.code for each in outlines(PUBLISHED.read_bytes())]
    assert len(codes) == len(set(codes)) == 342
    assert {"0772", "0794", "0518"} <= set(codes)


@pytest.mark.django_db
def test_a_map_is_real_once_all_outlines_of_the_region_are_there(tmp_path, settings, client, schools, els):
    codes = list(Municipality.objects.of_region(settings.RMC_REGION).values_list("code", flat=True))
    file = tmp_path / "gemeenten.json"
    file.write_bytes(geojson(*codes[1:]))
    with pytest.raises(CommandError, match="Er is niets geladen"):
        call_command("outlines", file)
    assert drawing(codes) is None
    file.write_bytes(geojson(*codes))
    closed_computation([("90BB", "", "0772", "mbo2", 400, 0, 30, 9)])
    client.force_login(els)
    assert "map-outline" not in client.get("/cijfers/waar-en-waarom/").content.decode()
    call_command("outlines", file, source="CBS")
    assert Outline.objects.count() == len(codes)
    page = client.get("/cijfers/waar-en-waarom/").content.decode()
    assert page.count('class="map-outline') == len(codes)
    assert "Omtrek van de gemeenten: CBS" in page
    assert len({(shape.x, shape.y) for shape in drawing(codes).shapes.values()}) == len(codes)
