"""The pages of Na het VO: who reads whose name, which lists shorten, what crosses between schools."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.access import Subject
from monitoring.calculation.school_year import SchoolYear
from monitoring.casework import files
from monitoring.models import AccessLog, Contact, Uptake
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.vocabulary import ReadAction
from nahetvo.models import PhaseChange, PhaseSetting
from nahetvo.recompute_transitions import recompute, recompute_years
from tests.files.r01 import valid_pgn
from tests.files.transition import n01_csv, n02_csv

ON = date(2026, 4, 9)
BOARD, LIST, WORK = "/na-het-vo/", "/na-het-vo/lijst/", "/na-het-vo/werklijsten/"


def pupil(n: int) -> int:
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


@pytest.fixture
def leaving(deliver, settings):
    """Twelve leavers of 90AA in 0772; ten apply at 90BB, of whom one withdrew, two say nothing; and a stranger applies."""
    settings.TODAY = ON
    silent = {"voorgenomen_bestemming": "", "voorgenomen_brin": ""}
    rows = [{"achternaam": f"Kwartel{n:02}"} | (silent if n > 9 else {}) for n in range(12)]
    deliver("N01_2026-03_90AA.csv", n01_csv(rows, brin="90AA", vestiging=""))
    made = [{} for _ in range(9)] + [{"status": "ingetrokken", "datum_status": "01-03-2026"}, {"pgn": valid_pgn(70)}]
    deliver("N02_2026-03_90BB.csv", n02_csv(made, brin="90BB"))
    recompute(SchoolYear(2025), on=ON)


def text(client, user, address: str, **asked: str) -> str:
    client.force_login(user)
    return client.get(address, asked).content.decode()


def test_the_school_reads_names_on_the_board_and_each_is_logged(leaving, client, carla):
    page = text(client, carla, BOARD)
    assert "3 van de 12 overstappers die u mag zien hebben geen plek" in page
    assert page.count("Kwartel") == 11  # three without a place, eight of the nine who applied
    read = AccessLog.objects.filter(reader=carla, origin="transitions", action=ReadAction.LIST)
    assert read.count() == 11
    assert f'{LIST}?schooljaar=2025-2026&amp;stap=aangemeld">Nog 1' in page


def test_the_list_is_the_board_as_lines(leaving, client, carla):
    assert text(client, carla, LIST).count('class="row-link"') == 12
    page = text(client, carla, LIST, stap="zonder-plek")
    assert page.count('class="row-link"') == 3
    assert "afgewezen of ingetrokken" in page


def test_every_filter_narrows_the_board_and_the_list_alike(deliver, settings, client, anna, carla):
    settings.TODAY = ON
    rows = [{"achternaam": f"Kwartel{n}"} for n in range(6)]
    rows[0] |= {"extra_ondersteuning": "J", "warme_overdracht": "gewenst"}
    rows[1] |= {"onderwijssoort": "vmbo-bb", "examenuitslag": "gezakt"}
    rows[2] |= {"gemeentecode": "0794", "vestiging": "01"}
    deliver("N01_2026-03_90AA.csv", n01_csv(rows, brin="90AA"))
    recompute(SchoolYear(2025), on=ON)
    for asked, name in (({"steun": "ja"}, 0), ({"overdracht": "gewenst"}, 0), ({"soort": "vmbo-bb"}, 1),
                        ({"kwetsbaar": "ja"}, 1), ({"examen": "gezakt"}, 1), ({"gemeente": "0794"}, 2),
                        ({"school": "90AA01"}, 2)):  # fmt: skip
        for address in (BOARD, LIST):
            page = text(client, carla, address, **asked)
            assert [n for n in range(6) if f"Kwartel{n}" in page] == [name], (address, asked)
    assert text(client, carla, LIST, school="90AA").count('class="row-link"') == 6
    assert "0794" not in text(client, anna, BOARD, gemeente="0794")  # nobody that she may see lives there


def test_filters_narrow_and_unknown_values_are_left_out(leaving, client, carla):
    assert "Niemand past bij deze filters." in text(client, carla, BOARD, steun="ja")
    assert "12 overstappers" in text(client, carla, BOARD, gemeente="9999", soort="<script>")


def test_every_step_stands_beside_the_same_date_of_last_year(leaving, deliver, client, carla, coen, anna, els):
    recompute_years([SchoolYear(2025)], ON)
    assert "vorig jaar" not in text(client, carla, BOARD)  # nobody left then
    deliver("N01_2025-03_90AA.csv", n01_csv([{"achternaam": f"Wulp{n}"} for n in range(20)], brin="90AA", vestiging=""))
    applied = {"datum_aanmelding": "01-03-2025", "datum_status": "01-03-2025", "startdatum": "01-08-2025"}
    deliver("N02_2025-03_90BB.csv", n02_csv([applied for _ in range(13)], brin="90BB"))
    later = applied | {"datum_aanmelding": "05-04-2025"}  # told in April, as nobody can have been this year
    deliver("N02_2025-04_90BB.csv", n02_csv([applied for _ in range(13)] + [later] * 5, brin="90BB"))
    recompute_years([SchoolYear(2025)], ON)
    for user in (carla, anna):
        page = text(client, user, BOARD)
        assert "9 van 12 (75\N{NO-BREAK SPACE}%)" in page
        assert "op 9 april vorig jaar: 13 van 20 (65\N{NO-BREAK SPACE}%)" in page
        assert "Wulp" not in page
    assert "vorig jaar" not in text(client, carla, BOARD, stap="zonder-plek")
    assert "op 9 april vorig jaar: 13 van 13" in text(client, coen, BOARD)
    page = text(client, els, BOARD)
    assert "op 9 april vorig jaar: 13 van 20 (65\N{NO-BREAK SPACE}%)" in page
    assert "niet getoond van 12" in page  # nine of twelve would tell the three others


@pytest.mark.parametrize("who", ["dirk", "els"])
def test_who_sees_no_pupil_reads_no_name_and_no_small_number(leaving, client, request, who):
    user = request.getfixturevalue(who)
    for asked in ({}, {"gemeente": "0772"}):
        page = text(client, user, BOARD, **asked)
        assert "Kwartel" not in page
        numbers = {part.split("<")[0] for part in page.split("<dd>")[1:]}
        numbers |= {part.split("</span>")[0] for part in page.split('<span class="quiet">')[1:]}
        assert not {"1", "2", "3", "4"} & numbers, numbers
    assert not AccessLog.objects.filter(reader=user).exists()
    client.force_login(user)
    assert [client.get(address).status_code for address in (LIST, WORK)] == [404, 404]


def test_work_lists_say_whose_turn_it_is(leaving, client, carla, anna):
    page = text(client, carla, WORK)
    assert "Na 1 april niet aangemeld" in page
    assert page.count('class="row-link"') == 2
    assert "decaan, " in page
    page = text(client, anna, WORK, lijst="gesloten")
    assert page.count('class="row-link"') == 1
    assert "<b>u</b>: decaan" not in page


def test_taking_one_up_shortens_the_list_of_everybody(leaving, client, carla, anna):
    files.take_up(pupil(10), by=carla, today=ON, subject=Subject.TRANSITION)
    for user in (carla, anna):
        assert text(client, user, WORK, lijst="niet-aangemeld").count('class="row-link"') == 1
        page = text(client, user, WORK, lijst="niet-aangemeld", toon="opgepakt")
        assert "opgepakt door school" in page
        assert "09-04-2026" in page


def test_who_was_taken_up_before_the_status_waits_again(leaving, client, carla):
    Uptake.objects.create(pupil_id=pupil(10), role="school", holder="90AA", on=date(2026, 3, 31))
    assert text(client, carla, WORK, lijst="niet-aangemeld").count('class="row-link"') == 2


def test_the_page_tells_status_evidence_and_aanmeldingen(leaving, client, carla, coen):
    page = text(client, carla, reverse("transition", args=[pupil(9)]))
    assert "Sinds 1 maart 2026" in page
    assert "Aanmeldbestand (N02) van" in page
    assert "ingetrokken sinds 1 maart 2026" in page
    assert "niveau 3" not in page.split("Aanmeldingen</h2>")[1].split("</section>")[0]
    own = text(client, coen, reverse("transition", args=[pupil(0)]))
    assert "niveau 3, BOL" in own


def test_a_contact_logged_there_is_casework(leaving, client, carla):
    client.force_login(carla)
    address = reverse("transition", args=[pupil(10)])
    said = {"contact-kind": "telefoon", "contact-outcome": "gesproken", "contact-on": "2026-04-09", "contact-text": ""}
    wrong = client.post(address, {"doe": "contact", **said, "contact-on": "morgen", "contact-text": "Belt terug"})
    assert (wrong.status_code, "Belt terug" in wrong.content.decode()) == (422, True)
    choices = [Contact._meta.get_field(name).choices[0][0] for name in ("kind", "outcome")]
    said |= {"contact-kind": choices[0], "contact-outcome": choices[1]}
    answer = client.post(address, {"doe": "contact", **said}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert Contact.objects.filter(case_file__pupil_id=pupil(10), holder="90AA").count() == 1
    assert "Opgepakt door school" in answer.content.decode()


def test_the_page_of_a_leaver_opens_for_who_sees_it_and_is_not_there_for_others(
    leaving, client, carla, coen, anna, bram, femke, dirk, els, gijs, root
):
    address, opened = reverse("transition", args=[pupil(10)]), []  # applied nowhere
    for user in (carla, coen, anna, bram, femke, dirk, els, gijs, root):
        client.force_login(user)
        if client.get(address).status_code == 200:
            opened.append(user)
    assert opened == [carla, anna]


def test_an_aanmelding_of_nobody_is_told_to_its_own_mbo_school_without_a_name(leaving, client, carla, coen):
    page = text(client, coen, "/na-het-vo/aanmeldingen/")
    assert "A10" in page
    assert "staat in geen bestand van de regio" in page
    assert "Elke aanmelding bij uw school hoort bij een overstapper." in text(client, carla, "/na-het-vo/aanmeldingen/")


def test_the_cycle_tells_the_phase_of_today_and_its_owner(leaving, client, els):
    page = text(client, els, "/na-het-vo/jaarcyclus/")
    assert "Nu: nog niet aangemeld, tot en met 10 juni 2026" in page
    assert "decaan (vo), met afschrift aan leerplicht" in page


def test_the_coordinator_dates_a_phase_otherwise_and_everybody_reads_why(leaving, client, carla, els):
    client.force_login(els)
    address = reverse("transition-phase", args=["uitslag"])
    said = {"day": "1", "month": "8", "owner": "decaan en mentor", "reason": "Later examen in deze regio"}
    for wrong, told in (({}, "zou niet later beginnen"), ({"day": "29", "month": "6"}, "hoogstens 28"),
                        ({"month": "6", "reason": " "}, "Schrijf op waarom")):  # fmt: skip
        answer = client.post(address, said | wrong)
        assert (answer.status_code, told in answer.content.decode()) == (422, True), wrong
    assert not PhaseSetting.objects.exists()
    assert client.post(address, said | {"day": "18", "month": "6"}).status_code == 302
    law = client.post(reverse("transition-phase", args=["teldatum"]), {"day": "2", "month": "9", "reason": "Wij bellen"})
    assert law.status_code == 302
    page = text(client, carla, "/na-het-vo/jaarcyclus/")
    assert "17 juni 2026" in page  # the last day of the phase before it
    assert "decaan en mentor" in page
    assert "Later examen in deze regio" in page
    assert "Pas aan" not in page
    assert PhaseChange.objects.get(phase="teldatum").day == 1  # of law


@pytest.mark.parametrize("address", [BOARD, LIST, WORK])
def test_pages_ask_the_database_twelve_questions_at_most(leaving, client, carla, address):
    client.force_login(carla)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    questions = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert 3 < len(questions) <= 12, questions
