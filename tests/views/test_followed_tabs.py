"""The tabs Volggroep and Kwetsbare jongeren: exact for who sees the pupils, suppressed for others, the same in files."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.figures import Scope
from monitoring.followed_figures import TOTAL, followed_group, vulnerable_groups
from monitoring.following import follow
from monitoring.models import Computation
from monitoring.recomputation import recompute, stale
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv
from tests.views.test_dashboards import shown, tiles

TABS = ["/cijfers/volggroep/", "/cijfers/kwetsbaar/", "/cijfers/gemeente/0772/volggroep/", "/cijfers/school/90BB/kwetsbaar/"]


@pytest.fixture
def followed(accepted):
    follow(date(2026, 4, 9))


def test_officer_of_the_municipality_sees_whole_numbers(client, accepted, anna):
    client.force_login(anna)
    assert "De volggroep is nog niet bepaald" in shown(client, "/cijfers/volggroep/")
    follow(date(2026, 4, 9))
    client.force_login(anna)
    page = shown(client, "/cijfers/gemeente/0772/volggroep/")
    assert tiles(page)["Nu gevolgd"] == "6"
    assert tiles(page)["Nog niet gesproken"] == "6"


def test_a_small_group_is_not_shown_to_who_sees_no_pupil(followed, dirk, els, bram):
    """Two of 0794 are followed, six of 0772: with the region's eight one gives the other away."""
    table = followed_group("vsv").tables["stand"]
    assert table.counts(bram, Scope(municipality="0794"))[TOTAL].value == 2
    for reader, place in ((els, "0794"), (els, "0772"), (dirk, "0772")):
        assert table.counts(reader, Scope(municipality=place))[TOTAL].value in (None, 6)
    both = [table.counts(els, Scope(municipality=place))[TOTAL].value for place in ("0772", "0794")]
    whole = table.counts(els, Scope())[TOTAL].value
    assert both[1] is None
    assert whole is None or both[0] is None


def test_a_page_asks_little_of_the_database_and_every_table_is_a_file(client, followed, femke):
    client.force_login(femke)
    for address in TABS:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 12, [query["sql"][:90] for query in asked]
    for address, name in [(TABS[0], "per-maand"), (TABS[0], "scholen"), (TABS[1], "soorten")]:
        for form in ("csv", "xlsx"):
            assert client.get(f"{address}?lijst={name}&bestand={form}").status_code == 200
        assert client.get(f"{address}?lijst=onzin&bestand=csv").status_code == 404
    assert client.get("/cijfers/kwetsbaar/?methode=duo").status_code == 200


def test_kwetsbare_jongeren_of_a_stand_are_counted_with_it(deliver, followed, coen):
    rows = [mbo_row(n, "2025-10") | {"onderwijssoort": "mbo-1", "opleidingscode": ""} for n in range(20, 30)]
    deliver("R01_2026-03_90BB.csv", r01_csv(rows))
    for wanted in stale():
        recompute(wanted)
    march = Computation.objects.get(stand="2026-03", is_current=True)
    group = vulnerable_groups([march])[march.pk]
    assert group.detail.counts(coen, Scope(brin="90BB"))["mbo-1/mbo-1"].value == 10
    assert group.whole.counts(coen, Scope(brin="90BB"))[TOTAL].value == 10
