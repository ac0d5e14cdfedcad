"""What visitors read: what works by phase and group, whom to call, the agenda from figures, and the statements."""

from datetime import date, timedelta

import pytest
import sectxt
from django.test import Client
from django.utils import timezone

from monitoring import checks
from monitoring.models import Ambition, Approach, LocalContact, Measure
from monitoring.open_face.agenda import by_figures, measure_progress, progress
from monitoring.open_face.invented_pages import invent
from monitoring.reference.flag_rules import rules
from monitoring.vocabulary_pages import Phase
from tests.figure_regions import closed_computation

ON = date(2026, 4, 9)


def approach(title: str, phases: str, groups: str, **said) -> Approach:
    told = {"summary": "kort", "body": "**zo**", "evidence": "eerste", "evidence_source": "NJi", "contact": "ROC"}
    return Approach.objects.create(
        title=title, slug=title.lower(), phases=phases, groups=groups, checked_on=ON, **told | {"is_public": True} | said
    )


@pytest.fixture
def library(db):
    return [
        approach("Bellen", "verzuim", "mbo"), approach("Brug", "overstap+preventie", "vo+ouders"),
        approach("Geheim", "verzuim", "mbo", is_public=False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", {"Bellen", "Brug"}), ("?fase=verzuim", {"Bellen"}), ("?fase=preventie&groep=ouders", {"Brug"}),
     ("?fase=verzuim&groep=vo", set()), ("?fase=onzin", {"Bellen", "Brug"})],
)  # fmt: skip
def test_approaches_are_found_by_phase_and_group(library, client, asked, found):
    shown = client.get(f"/wat-werkt/{asked}").content.decode()
    assert {each.title for each in library if f">{each.title}</a>" in shown} == found


def test_what_is_not_public_is_seen_by_editors_only(library, client, els):
    assert client.get("/wat-werkt/geheim/").status_code == 404
    client.force_login(els)
    assert client.get("/wat-werkt/geheim/").status_code == 200


def test_every_rule_leads_to_a_phase_of_the_library(client, els):
    assert {rule.phase for rule in rules()} <= set(Phase.values)
    client.force_login(els)
    shown = client.get("/regels/").content.decode()
    assert {rule.code for rule in rules() if f"/wat-werkt/?fase={rule.phase}" not in shown} == set()


def test_an_editor_adds_an_approach(client, els):
    client.force_login(els)
    said = {
        "title": "Bellen", "summary": "kort", "body": "**zo**", "phases": ["uitval", "verzuim"], "groups": ["mbo"],
        "evidence": "eerste", "evidence_source": "NJi", "contact": "ROC", "checked_on": "2026-04-01", "is_public": "on",
    }  # fmt: skip
    assert "<strong>zo</strong>" in client.post("/redactie/wat-werkt/nieuw/", said | {"voorbeeld": "ja"}).content.decode()
    answer = client.post("/redactie/wat-werkt/nieuw/", said)
    assert (answer.status_code, Approach.objects.get().phases) == (302, "verzuim+uitval")


def test_a_municipality_keeps_its_own_contacts_only(client, dirk):
    client.force_login(dirk)
    said = {"name": "Team leerplicht", "phone": "040 123 45 67"}
    assert client.post("/redactie/contacten/0772/leerplicht/", said).status_code == 302
    assert client.post("/redactie/contacten/0794/leerplicht/", said).status_code == 404
    assert LocalContact.objects.get().municipality_id == "0772"
    visitor = Client().get("/voor-jongeren-en-ouders/?gemeente=0772").content.decode()
    assert "tel:0401234567" in visitor
    assert 'aria-current="true">Voor jongeren en ouders</a>' in visitor  # the menu is there as on every page


def test_a_contact_can_be_reached(client, dirk):
    client.force_login(dirk)
    answer = client.post("/redactie/contacten/0772/leerplicht/", {"name": "Team leerplicht"})
    assert answer.status_code == 422
    assert "ten minste één manier" in answer.content.decode()


def test_the_page_for_youngsters_gives_the_terms_and_the_way_to_see(client, db):
    shown = client.get("/voor-jongeren-en-ouders/").content.decode()
    assert "twee jaar nadat het dossier is gesloten" in shown
    assert "inzage" in shown


@pytest.fixture
def counted(schools):
    """Two teljaren that are over and one that runs: 3 %, then 2 %; by March 1 % and a year before 1,5 %."""
    for teljaar, stand, vsv in (
        ("2023-2024", "2024-09", 300), ("2024-2025", "2025-03", 150), ("2024-2025", "2025-09", 200),
        ("2025-2026", "2026-03", 100),
    ):  # fmt: skip
        closed_computation([("90BB", "", "0772", "mbo2", 10_000, 0, vsv, 0)], teljaar=teljaar, stand=stand)


def ambition(**said) -> Ambition:
    known = {"title": "Minder vsv'ers", "why": "nodig", "gauge": "percentage", "target": "1.60", "base_teljaar": "2023-2024"}
    return Ambition.objects.create(**known | {"target_teljaar": "2028-2029"} | said)


def test_progress_is_drawn_from_figures(counted, dirk):
    made = ambition()
    made.refresh_from_db()
    seen = progress(made, by_figures(dirk))
    assert [(point.teljaar, str(point.value), point.is_running) for point in seen.points] == [
        ("2023-2024", "3.00", False), ("2024-2025", "2.00", False), ("2025-2026", "1.00", True)
    ]  # fmt: skip
    assert seen.sentences == (
        "In teljaar 2024-2025 was het 2,00\N{NO-BREAK SPACE}%.",
        "Het doel is 1,60\N{NO-BREAK SPACE}% in teljaar 2028-2029: nog 0,40 procentpunt te gaan.",
        "Dit teljaar loopt nog: 1,00\N{NO-BREAK SPACE}% op stand maart 2026, voorlopig; een jaar eerder op dezelfde stand "
        "1,50\N{NO-BREAK SPACE}%.",
    )
    assert len(seen.drawn.dots) == 3
    assert seen.drawn.ticks[-1][1] == "28-29"


def test_numbers_that_a_reader_may_not_see_are_not_drawn(counted, dirk):
    seen = progress(ambition(municipality_id="0794"), by_figures(dirk))
    assert (seen.drawn, seen.points) == (None, ())


def test_schools_of_a_measure_are_taken_together_only_where_all_are_shown(schools, dirk):
    """90AA: 30 of 1,000; 90BB: 200 of 9,000, and 3 of 9,000 a teljaar before, which this reader sees as <5."""
    for teljaar, stand, vsv in (("2023-2024", "2024-09", 3), ("2024-2025", "2025-09", 200)):
        rows = [("90AA", "", "0772", "mbo2", 1_000, 0, 30, 0), ("90BB", "", "0772", "mbo2", 9_000, 0, vsv, 0)]
        closed_computation(rows, teljaar=teljaar, stand=stand)
    days = {"starts_on": date(2024, 10, 1), "evaluate_on": date(2027, 10, 1)}
    measure = Measure.objects.create(title="Bellen", what="x", gauge="aantal", **days)
    counts = by_figures(dirk)
    seen = measure_progress(measure, ["90AA", "90BB"], counts)
    assert [(point.teljaar, point.value) for point in seen.points] == [("2023-2024", None), ("2024-2025", 230)]
    measure.gauge = "percentage"
    assert [str(point.value) for point in measure_progress(measure, ["90AA", "90BB"], counts).points] == ["None", "2.30"]


def test_money_and_notes_stay_inside(counted, client, els):
    made = ambition(is_public=True, internal_note="niet voor buiten")
    known = {"starts_on": date(2025, 10, 1), "evaluate_on": date(2027, 10, 1), "ambition": made, "is_public": True}
    Measure.objects.create(title="Bellen", what="elke dag", budget=85_000, internal_note="ook niet", owner="ROC", **known)
    Measure.objects.create(title="Stil", what="x", **known | {"is_public": False})
    outside = client.get("/agenda/").content.decode()
    assert "Bellen" in outside
    assert not [word for word in ("85.000", "niet voor buiten", "ook niet", "Stil") if word in outside]
    client.force_login(els)
    inside = client.get("/regio/agenda/").content.decode()
    assert not [word for word in ("85.000", "niet voor buiten", "ook niet", "Stil", "2,00") if word not in inside]


def test_the_agenda_asks_few_queries(counted, client, els, django_assert_max_num_queries):
    for number in range(4):
        made = ambition(title=f"ambitie {number}", is_public=True)
        days = {"starts_on": date(2025, 10, 1), "evaluate_on": date(2027, 10, 1)}
        Measure.objects.create(title=f"maatregel {number}", what="x", ambition=made, **days)
    client.force_login(els)
    with django_assert_max_num_queries(12):
        client.get("/regio/agenda/")


def test_an_ambition_is_checked_before_it_is_kept(client, els):
    client.force_login(els)
    said = {
        "programme": "programma", "title": "Minder", "why": "nodig", "gauge": "aantal", "method": "regio", "category": "",
        "target": "1,5", "base_teljaar": "2025-2026", "target_teljaar": "2024-2025", "place_in_list": "1",
    }  # fmt: skip
    answer = client.post("/regio/agenda/nieuw/", said)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Een aantal is een heel getal." in shown
    assert "ligt na het teljaar waar de lijn begint" in shown
    good = said | {"target": "120", "target_teljaar": "2028-2029"}
    assert client.post("/regio/agenda/nieuw/", good).status_code == 302
    assert Ambition.objects.get().target == 120


def test_security_txt_is_what_the_standard_asks(client, settings, db):
    settings.SECURITY_EXPIRES = timezone.localdate() + timedelta(days=200)
    settings.SECURITY_CONTACTS = ["mailto:beveiliging@example.nl"]
    settings.PORTAL_URL = "https://portaal.example.nl"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    read = sectxt.Parser(answer.content, urls=["https://portaal.example.nl/.well-known/security.txt"])
    assert (read.errors, read.is_valid()) == ([], True)


def test_production_has_no_security_txt_without_a_day(client, settings, db):
    settings.SECURITY_EXPIRES, settings.PRODUCTION = None, True
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(("days", "found"), [(10, ["portal.W001"]), (100, []), (500, ["portal.W002"])])
def test_the_operator_is_warned_before_it_expires(settings, days, found):
    settings.SECURITY_EXPIRES = timezone.localdate() + timedelta(days=days)
    assert [each.id for each in checks.security_txt_holds(None)] == found


def test_the_statements_give_contact_and_day(client, db):
    for address in ("/privacy/", "/toegankelijkheid/"):
        shown = client.get(address).content.decode()
        assert "mailto:" in shown
        assert "oor het laatst bekeken op 26 november 2026" in shown


def test_the_demonstration_fills_the_open_face_once(schools):
    invent(on=ON)
    invent(on=ON)
    assert Approach.objects.filter(is_invented=True).count() == Approach.objects.count() == 5
    assert Ambition.objects.count() == 2
