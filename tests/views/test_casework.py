"""The page of a youngster: what it shows to whom, what is done there, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from monitoring.casework.entries import log_contact, write_note
from monitoring.casework.files import close, set_status, take_up, tell_strengths
from monitoring.models import AccessLog, CaseFile, Contact, Flag, Note, Plan, Uptake
from tests.access.promises.cast import young
from tests.files.absence import r02_csv

ON = date(2026, 4, 9)
CALLED = {"doe": "contact", "contact-kind": "gebeld", "contact-outcome": "gesproken", "contact-on": "2026-04-09",
          "contact-text": "Belt morgen terug."}  # fmt: skip


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


@pytest.fixture
def shown(client):
    """The page as somebody sees it."""

    def show(who, n: int, route: str = "pupil") -> str:
        client.force_login(who)
        return client.get(reverse(route, args=[young(n)])).content.decode()

    return show


@pytest.fixture
def post(client):
    def send(who, n: int, fields: dict):
        client.force_login(who)
        return client.post(reverse("pupil", args=[young(n)]), fields)

    return send


def test_what_works_stands_first_then_why_then_what_to_do(accepted, femke, shown):
    file = take_up(young(22), by=femke, today=ON)
    tell_strengths(file, text="Sleutelt graag aan brommers.", by=femke, today=ON)
    Flag.objects.create(pupil_id=young(22), rule="S5", since=date(2026, 4, 1), raised_on=date(2026, 4, 2),
                        evidence={"left_on": "2026-02-10"})  # fmt: skip
    page = shown(femke, 22)
    told = ["19 jaar, Doorstroompunt tot 27", "Sleutelt graag aan brommers.", "Nieuw op de vsv-lijst",
            "S5, sinds 1 april 2026 (8 dagen)", "school verlaten op 10-02-2026", "Leg contact vast", "Tijdlijn",
            "Uitgeschreven bij ROC Voorbeeld"]  # fmt: skip
    places = [page.find(each) for each in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_the_first_contact_opens_the_file_and_tells_everybody(accepted, femke, coen, post, shown):
    assert post(femke, 22, CALLED).status_code == 302
    assert Contact.objects.get().text == "Belt morgen terug."
    assert CaseFile.objects.get().owner == femke
    assert "Belt morgen terug." in shown(femke, 22)
    of_school = shown(coen, 22)
    assert "Opgepakt door medewerker Doorstroompunt, de hele regio op 9 april 2026" in of_school
    assert "Belt morgen terug." not in of_school


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_is_missing(accepted, femke, post):
    answer = post(femke, 22, CALLED | {"contact-on": "2026-04-10"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Maak er een plan van" in page
    assert "Belt morgen terug." in page
    assert not CaseFile.objects.exists()
    assert post(femke, 22, {"doe": "plan", "plan-what": ""}).status_code == 422


def test_who_saves_an_older_version_is_told_keeps_the_words_and_can_save_again(accepted, femke, fien, post):
    file = take_up(young(22), by=femke, today=ON)
    mine = {"doe": "wat_werkt", "versie": file.version, "strengths-text": "Houdt van koken."}
    set_status(file, status="werk", until=date(2026, 7, 1), by=fien, today=ON)
    answer = post(femke, 22, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "intussen gewijzigd (fien: status gewijzigd" in page
    assert "Houdt van koken." in page
    file.refresh_from_db()
    assert file.strengths == ""
    assert f'name="versie" value="{file.version}"' in page
    assert post(femke, 22, mine | {"versie": file.version}).status_code == 302
    file.refresh_from_db()
    assert (file.strengths, file.status) == ("Houdt van koken.", "werk")


@pytest.mark.parametrize(
    ("fields", "model"),
    [
        ({"doe": "notitie", "note-text": "Samen gebeld.", "note-kind": "besloten"}, Note),
        ({"doe": "plan", "plan-what": "Open dag", "plan-due_on": "2026-04-20", "plan-owner": "FEMKE"}, Plan),
        ({"doe": "oppakken"}, Uptake),
    ],
)
def test_every_form_of_the_page_stores_what_it_says(accepted, femke, post, fields, model):
    sent = {name: femke.pk if value == "FEMKE" else value for name, value in fields.items()}
    assert post(femke, 22, sent).status_code == 302
    assert model.objects.exists()


def test_status_snooze_assign_close_and_reopen_by_the_page(accepted, femke, post):
    def do(**fields):
        version = CaseFile.objects.get().version if CaseFile.objects.exists() else 0
        answer = post(femke, 22, {"versie": version} | {name.replace("__", "-"): v for name, v in fields.items()})
        assert answer.status_code == 302, answer.content.decode()
        return CaseFile.objects.get()

    assert do(doe="status", status__status="zorg", status__until="2026-07-01").status == "zorg"
    assert do(doe="wegleggen", snooze__until="2026-05-01", snooze__reason="intake").snoozed_until == date(2026, 5, 1)
    assert do(doe="terugzetten").snoozed_until is None
    assert do(doe="toewijzen", assign__to=femke.pk).owner == femke
    do(doe="plan", plan__what="Bellen", plan__due_on="2026-04-10", plan__owner=femke.pk)
    do(doe="afronden", finish__which=Plan.objects.get().pk)
    assert Plan.objects.get().done_on == ON
    assert do(doe="afsluiten", close__destination="1").closed_on == ON
    assert do(doe="heropenen").closed_on is None


def test_a_restricted_note_is_there_for_all_readers_and_read_by_its_own_circle(accepted, femke, fien, shown):
    file = take_up(young(22), by=femke, today=ON)
    write_note(file, kind="besloten", text="Thuis speelt er veel.", by=femke, today=ON)
    assert "Thuis speelt er veel." in shown(femke, 22)
    other = shown(fien, 22)
    assert "Thuis speelt er veel." not in other
    assert "Er is een besloten notitie van medewerker Doorstroompunt, de hele regio" in other
    assert "Thuis speelt er veel." not in shown(femke, 22, "pupil-sheet")


def test_a_school_reads_its_own_reports_and_no_file_of_the_officer(accepted, deliver, anna, carla, shown):
    deliver("R02_2026-03_90AA.csv", r02_csv([{}], brin="90AA", vestiging=""))
    file = take_up(young(0), by=anna, today=ON)
    log_contact(file, kind="ouder", outcome="gesproken", text="Vader gesproken.", on=ON, by=anna, today=ON)
    for_school, for_officer = shown(carla, 0), shown(anna, 0)
    for page in (for_school, for_officer):
        assert "Verzuimmelding:" in page
    assert "Vader gesproken." in for_officer
    assert "Vader gesproken." not in for_school


def test_the_pane_is_a_fragment_and_returns_to_where_it_was(accepted, femke, client, shown, post):
    pane = shown(femke, 22, "pupil-pane")
    assert "<html" not in pane
    assert "Leg contact vast" in pane
    assert AccessLog.objects.get().origin == "pupil-pane"
    assert post(femke, 22, CALLED | {"terug": "/werklijst/?bladzijde=2"}).headers["Location"] == "/werklijst/?bladzijde=2"
    assert post(femke, 22, CALLED | {"terug": "//elders.nl/"}).headers["Location"] == reverse("pupil", args=[young(22)])


def test_the_sheet_and_the_count_are_pages_of_their_own_and_logged(accepted, coen, shown):
    assert "Laatste inschrijving bij ROC Voorbeeld eindigde op" in shown(coen, 22, "pupil-counted")
    assert "Afgedrukt op 9 april 2026 door coen" in shown(coen, 22, "pupil-sheet")
    assert set(AccessLog.objects.values_list("origin", "action")) == {
        ("pupil-counted", "uitleg"), ("pupil-sheet", "jongere"),
    }  # fmt: skip


def test_a_closed_file_shows_how_to_open_it_again(accepted, femke, shown):
    file = take_up(young(22), by=femke, today=ON)
    tell_strengths(file, text="Sleutelt graag.", by=femke, today=ON)
    close(file, destination="1", by=femke, today=ON)
    page = shown(femke, 22)
    assert "Sleutelt graag." in page
    assert "Heropen het dossier" in page
    assert "Dossier afgesloten" in page
