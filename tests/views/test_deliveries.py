"""Delivering by browser, through the real path: upload, findings, acceptance, receipt; who sees what."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.models import Delivery, DeliveryContent, DuoRow, Enrolment
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.build import CASES, workbook
from tests.files.r01 import r01_csv, r01_row, valid_pgn

NAME = "R01_2026-03_90BB.csv"
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


def rows(count: int, **values: str) -> bytes:
    return r01_csv([mbo_row(n, "2025-10") | values for n in range(100, 100 + count)])


def faulty(count: int, wrong: int) -> bytes:
    """The first `wrong` pupils have a municipality that does not exist."""
    made = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    for row in made[:wrong]:
        row["gemeentecode"] = "9876"
    return r01_csv(made)


@pytest.fixture
def send(client, coen, django_capture_on_commit_callbacks):
    """A function that uploads files as Coen of 90BB and lets the worker do its part."""

    def upload(*files: tuple[str, bytes], headers=None, **said):
        client.force_login(coen)
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("deliveries"), {"files": sent, **said}, headers=headers)

    return upload


@pytest.fixture
def accept(client, django_capture_on_commit_callbacks):
    """A function that clicks `Aannemen` as whoever is logged in."""

    def click(delivery: Delivery, reason: str = ""):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("delivery-accept", args=[delivery.pk]), {"reason": reason})

    return click


def latest() -> Delivery:
    return Delivery.objects.latest("pk")


def text_of(response) -> str:
    """What a reader reads, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_csv_goes_from_upload_to_receipt(send, accept, client):
    response = send((NAME, rows(10)))
    delivery = latest()
    assert response.url == delivery.get_absolute_url()
    assert "De levering telt nog niet mee" in text_of(client.get(response.url))
    accept(delivery)
    receipt = text_of(client.get(response.url))
    assert f"Nummer {delivery.pk}" in receipt
    assert delivery.sha256 in receipt
    assert "Regels gelezen 10 Regels gebruikt 10 Regels met een fout 0" in receipt
    assert "door coen" in receipt
    assert "bekijk de cijfers van de school" in receipt
    assert Enrolment.objects.filter(delivery=delivery).count() == 10


def test_xlsx_goes_the_same_way(send, accept):
    content = workbook([r01_row(n, brin="90BB") for n in range(3)])
    send(("R01_2026-03_90BB.xlsx", content))
    accept(latest())
    assert latest().state == State.ACCEPTED
    assert latest().rows_used == 3


def test_a_kind_school_and_month_that_the_name_hides_may_be_chosen(send):
    send(("leerlingen maart.csv", rows(3)), kind="R01", school="90BB", month="2026-03")
    assert (latest().kind, latest().brin, latest().stand) == ("R01", "90BB", "2026-03")


def test_a_name_that_says_nothing_is_explained_and_loses_nothing(send):
    response = send(("leerlingen.csv", rows(3)), (NAME, rows(3)))
    said = text_of(response)
    assert response.status_code == 422
    assert "leerlingen.csv is niet ontvangen. Uit de bestandsnaam blijkt niet: soort, school, maand." in said
    assert "R01_2026-03_90BB.csv : ontvangen" in said
    assert Delivery.objects.get().state == State.READY


def test_with_script_only_the_message_changes_so_that_the_chosen_files_stay(send):
    response = send(("leerlingen.csv", rows(3)), headers=HTMX)
    assert response.status_code == 200
    assert b"<html" not in response.content
    assert b'hx-swap-oob="true"' in response.content
    assert send((NAME, rows(3)), headers=HTMX)["HX-Redirect"] == latest().get_absolute_url()


def test_a_name_that_contradicts_the_choice_is_refused_at_the_door(send):
    assert "De bestandsnaam noemt 2026-03, u koos 2026-02" in text_of(send((NAME, rows(3)), month="2026-02"))
    assert not Delivery.objects.exists()


def test_overstappers_are_taken_in_like_any_other_kind(send):
    send(("N01_2026-03_90BB.csv", b"x"))
    assert (latest().kind, latest().stand) == ("N01", "2026-03")


def test_sending_nothing_asks_for_a_file(send):
    assert "Kies eerst een bestand" in text_of(send())


def test_another_schools_file_is_not_received(send):
    said = text_of(send(("R01_2026-03_90AA.csv", rows(3))))
    assert "U kunt met dit account niet aanleveren voor 90AA" in said
    assert not Delivery.objects.exists()


def test_the_same_file_twice_is_one_delivery(send):
    first, second = send((NAME, rows(3))), send((NAME, rows(3)))
    assert first.url == second.url
    assert Delivery.objects.count() == 1


def test_a_file_that_is_too_large_is_not_even_read(send, settings):
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "bytes": 1024}
    assert "het maximum is 0 MB" in text_of(send((NAME, rows(30))))
    assert not Delivery.objects.exists()


def test_too_many_files_in_an_hour_are_turned_away(send, monkeypatch):
    monkeypatch.setattr("monitoring.uploading.PER_HOUR", 1)
    send((NAME, rows(3)))
    response = send(("R01_2026-02_90BB.csv", rows(3)))
    assert response.status_code == 429
    assert "Probeer het over een uur opnieuw" in text_of(response)


def test_refused_file_names_line_and_column_and_what_to_do(send, client):
    response = send((NAME, faulty(10, 5)))
    said = text_of(client.get(response.url))
    assert latest().state == State.REFUSED
    assert "Er is niets van opgeslagen en de cijfers zijn niet veranderd" in said
    assert "5 van 10 regels hebben een fout; meer dan 2 % nemen we niet aan." in said
    assert "Regel Kolom Waarde 2 gemeentecode ‘9876’ 3 gemeentecode ‘9876’" in said
    assert "Zoek de code van de woongemeente op bij het CBS" in said
    assert not Enrolment.objects.exists()


def test_only_the_first_rows_are_shown_and_the_rest_is_in_the_reply_file(send, client):
    response = send((NAME, faulty(50, 40)))
    said = text_of(client.get(response.url))
    assert "40 keer" in said
    assert "En nog 35 regels" in said
    reply = client.get(reverse("delivery-reply", args=[latest().pk]))
    assert reply["Content-Disposition"] == 'attachment; filename="antwoord_R01_2026-03_90BB.csv"'
    lines = reply.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 51
    assert sum("R01-GEMEENTE-03" in line for line in lines) == 40


def test_the_reply_to_a_workbook_is_a_workbook(send, client):
    content = workbook([r01_row(n, brin="90BB", gemeentecode="9876") for n in range(3)])
    send(("R01_2026-03_90BB.xlsx", content))
    reply = client.get(reverse("delivery-reply", args=[latest().pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(reply.content)).active
    assert [cell.value for cell in sheet[1]][-3:] == ["foutcode", "uitleg", "voorstel"]


def test_a_file_that_cannot_be_read_has_no_reply_file(send, client):
    send((NAME, b"\x89PNG\r\n\x1a\n"))
    assert latest().state == State.REFUSED
    assert client.get(reverse("delivery-reply", args=[latest().pk])).status_code == 404


def test_faulty_rows_under_the_share_need_a_reason(send, accept, client):
    response = send((NAME, faulty(100, 1)))
    delivery = latest()
    assert "1 van 100 regels heeft een fout en telt niet mee." in text_of(client.get(response.url))
    answer = accept(delivery)
    assert answer.status_code == 422
    assert "Geef aan waarom deze levering klopt." in text_of(answer)
    accept(delivery, "Eén leerling is net verhuisd")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.rows_used, delivery.rows_faulty) == (State.ACCEPTED, 99, 1)
    assert "Eén leerling is net verhuisd" in text_of(client.get(response.url))


def test_a_mass_change_must_be_explained(send, accept, client, coen):
    send(("R01_2026-02_90BB.csv", rows(60)))
    accept(latest())
    response = send((NAME, rows(30)))
    said = text_of(client.get(response.url))
    assert latest().state == State.TO_CONFIRM
    assert "0 erbij, 30 eraf" in said
    assert "van februari 2026 (60 leerlingen): Erbij gekomen 0 Niet meer in het bestand 30" in said
    accept(latest(), "Een vestiging is gesloten")
    assert latest().state == State.ACCEPTED


def test_a_second_delivery_of_a_month_replaces_the_first_and_keeps_it_on_record(send, accept, client):
    send((NAME, rows(10)))
    first = latest()
    accept(first)
    response = send((NAME, rows(12)))
    assert f"levering {first.pk} . Als deze levering wordt aangenomen, vervangt ze die helemaal" in text_of(
        client.get(response.url)
    )
    accept(latest())
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (State.REPLACED, latest())
    assert "Deze levering telt niet meer mee" in text_of(client.get(first.get_absolute_url()))
    assert f"Vervangt levering {first.pk}" in text_of(client.get(response.url))


def test_accepting_twice_is_one_acceptance(send, accept):
    send((NAME, rows(10)))
    accept(latest())
    moment = latest().accepted_at
    assert accept(latest()).status_code == 302
    assert latest().accepted_at == moment
    assert Enrolment.objects.count() == 10


def test_coordinator_sees_counts_but_no_values_and_accepts_nothing(send, client, els):
    send((NAME, faulty(100, 1)))
    delivery = latest()
    client.force_login(els)
    page = client.get(delivery.get_absolute_url())
    assert "R01-GEMEENTE-03" in text_of(page)
    assert "9876" not in page.content.decode()
    assert "Aannemen</button>" not in page.content.decode()
    assert client.get(reverse("delivery-reply", args=[delivery.pk])).status_code == 404
    assert client.post(reverse("delivery-accept", args=[delivery.pk]), {"reason": "x"}).status_code == 403


def test_a_file_of_duo_is_accepted_without_a_reason(send, accept):
    header = "VSVSTARTSETID;PGN;ACHTERNAAM;GEBOORTEDATUM;GEMEENTECODE;BRIN;NIVEAU;LEERWEG\n"
    lines = [f"1;{valid_pgn(n)};Roos;20060514;0772;90BB;MBO niveau 2;BOL" for n in range(3)]
    send(("202604A05I90BB.csv", (header + "\n".join(lines)).encode()))
    assert (latest().kind, latest().stand) == ("A05", "2026-03")
    accept(latest())
    assert DuoRow.objects.filter(delivery=latest()).count() == 3


@pytest.mark.parametrize("case", CASES)
def test_every_odd_file_ends_in_a_page_and_leaves_no_half_delivery(case, send, client):
    odd = CASES[case]
    response = send((odd.name.replace("27GZ", "90BB"), odd.content.replace(b"27GZ", b"90BB")))
    delivery = latest()
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
    assert delivery.state in {State.REFUSED, State.READY, State.TO_CONFIRM}
    assert "BESTAND-STORING" not in str(delivery.summary)
    assert not Enrolment.objects.exists()
    staged = DeliveryContent.objects.get(delivery=delivery).staged
    assert (staged is None) == (delivery.state == State.REFUSED)
