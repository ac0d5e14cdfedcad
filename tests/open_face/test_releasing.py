"""Two people make a stand public; what is out is frozen, and small numbers never are in it."""

from datetime import date

import pytest

from monitoring.models import Computation, PublishedCell, Release
from monitoring.open_face import releasing
from monitoring.open_face.releasing import NotReleased
from monitoring.vocabulary import Role
from tests.conftest import member
from tests.figure_regions import closed_computation

ON, NEXT = date(2026, 4, 9), date(2026, 5, 12)
ROWS = [
    ("90AA", "", "0772", "mbo2", 103, 0, 12, 0), ("90AA", "", "0794", "mbo2", 57, 0, 3, 0),
    ("90BB", "", "0772", "mbo3", 218, 0, 21, 0), ("90BB", "", "0794", "mbo3", 96, 0, 8, 0),
]  # fmt: skip


@pytest.fixture
def ezra(schools):
    return member("ezra", Role.REGIO, "REGIO")


@pytest.fixture
def prepared(els):
    return releasing.prepare(closed_computation(ROWS), by=els, note="Eerste cijfers", on=ON, next_on=NEXT)


def test_the_same_person_cannot_do_both(prepared, els, ezra):
    with pytest.raises(NotReleased, match="met zijn tweeën"):
        releasing.approve(prepared, by=els, on=ON)
    assert releasing.approve(prepared, by=ezra, on=ON).number == 1


def test_a_public_row_holds_marks_and_never_the_number_behind_them(prepared, ezra):
    releasing.approve(prepared, by=ezra, on=ON)
    printed = set(PublishedCell.objects.values_list("n", "x").distinct())
    assert {mark for pair in printed for mark in pair} <= {".", "<5", "0"} | {str(n) for n in range(5, 500, 5)}
    assert PublishedCell.objects.get(kind="gemeente", place="0794", category="mbo2").x in {"<5", "."}
    assert PublishedCell.objects.get(kind="regio", category="").n == "475"


def test_what_is_out_does_not_move_with_a_new_computation(prepared, ezra, els):
    releasing.approve(prepared, by=ezra, on=ON)
    before = list(PublishedCell.objects.order_by("pk").values())
    newer = closed_computation([(*ROWS[0][:6], 19, 0), *ROWS[1:]], stand="2026-04")
    later = releasing.approve(releasing.prepare(newer, by=els, note="April", on=ON, next_on=NEXT), by=ezra, on=ON)
    assert list(PublishedCell.objects.filter(release=prepared).order_by("pk").values()) == before
    assert later.number == 2
    assert releasing.previous(later) == prepared


def test_an_outdated_computation_is_not_released(prepared, ezra):
    Computation.objects.update(is_current=False)
    with pytest.raises(NotReleased, match="nieuwere berekening"):
        releasing.approve(prepared, by=ezra, on=ON)


def test_what_people_must_weigh_asks_for_a_reason_which_is_kept(client, els, ezra):
    computation = closed_computation(ROWS, silent=("90BB",))
    release = releasing.prepare(computation, by=els, note="Eerste", on=ON, next_on=NEXT)
    client.force_login(ezra)
    page = f"/regio/vrijgeven/{release.pk}/"
    told = client.get(page).content.decode()
    assert "1 van 2 scholen leverden aan voor deze stand. Nog niet: ROC Voorbeeld." in told
    assert "Waarom keurt u toch goed?" in told
    refused = client.post(f"{page}goedkeuren/", {"because": "  "}, follow=True).content.decode()
    assert "Schrijf op waarom u toch goedkeurt. Niet in orde: dekking." in refused
    client.post(f"{page}goedkeuren/", {"because": "ROC Voorbeeld levert pas in mei."})
    assert "ROC Voorbeeld levert pas in mei." in client.get(page).content.decode()
    assert Release.objects.get().number == 1


def test_what_may_be_printed_is_worked_out_once_for_the_same_numbers(prepared, ezra, monkeypatch):
    releasing.work_out(prepared.pk)
    monkeypatch.setattr(releasing, "publication", None)
    assert releasing.approve(prepared, by=ezra, on=ON).cells.exists()
    other = closed_computation([(*ROWS[0][:6], 19, 0), *ROWS[1:]], stand="2026-04")
    with pytest.raises(TypeError):
        releasing.printed(releasing.prepare(other, by=None, note="April", on=ON, next_on=NEXT))


def test_the_pages_take_two_people_from_preparing_to_taking_back(client, els, ezra):
    computation = closed_computation(ROWS)
    client.force_login(els)
    assert client.post("/regio/vrijgeven/", {"computation": computation.pk, "note": ""}).status_code == 422
    client.post("/regio/vrijgeven/", {"computation": computation.pk, "note": "Eerste", "next_on": "2026-05-12"})
    release = Release.objects.get()
    page = f"/regio/vrijgeven/{release.pk}/"
    client.post(f"{page}goedkeuren/")
    assert Release.objects.get().number is None
    client.force_login(ezra)
    assert "Controlelijst" in client.get(page).content.decode()
    client.post(f"{page}goedkeuren/")
    assert Release.objects.get().number == 1
    assert client.post(f"{page}intrekken/", {"because": ""}).status_code == 422
    client.post(f"{page}intrekken/", {"because": "Een school leverde te weinig aan."})
    assert Release.objects.get().withdrawn_on
    assert PublishedCell.objects.exists()
