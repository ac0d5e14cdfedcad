"""The desk around a checked file: its consequence, ticks with reasons, words explained, receipt, history, withdrawal."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.models import AccessLog, CodeMapping, Delivery
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"
pytestmark = pytest.mark.django_db
OUT = {"datum_uitschrijving": "10-03-2026", "reden_uitschrijving": "4", "bestemming": "geen"}


def rows(count: int = 36, **values: str) -> list[dict]:
    return [mbo_row(n, "2026-03") | values for n in range(20, 20 + count)]


@pytest.fixture
def send(client, coen, django_capture_on_commit_callbacks):
    def upload(made: list[dict] | bytes, name: str = NAME) -> Delivery:
        client.force_login(coen)
        content = made if isinstance(made, bytes) else r01_csv(made)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("deliveries"), {"files": [SimpleUploadedFile(name, content)]})
        return Delivery.objects.latest("pk")

    return upload


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    def send_form(route: str, delivery: Delivery, **said):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(route, args=[delivery.pk]), said)

    return send_form


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def detail(client, delivery: Delivery, **query) -> str:
    return text_of(client.get(delivery.get_absolute_url(), query))


def test_the_consequence_stands_on_the_page_before_accepting(accepted, send, client):
    made = [*rows()[3:], mbo_row(60, "2025-10")]
    made[9] |= OUT
    said = detail(client, send(made))
    assert "Wat er verandert als u deze levering aanneemt" in said
    assert "Erbij gekomen 1 Niet meer in het bestand 3" in said
    assert re.search(r"Nieuwe vsv&#x27;ers 8 6", said)
    assert re.search(r"Uitgeschreven \+1 Correctie −3", said)


def test_the_names_are_for_the_school_and_are_logged(accepted, send, client, els):
    delivery = send([*rows()[3:], mbo_row(60, "2025-10")])
    address = reverse("delivery-pupils", args=[delivery.pk])
    said = text_of(client.get(address))
    assert "Niet meer in het bestand (3) Sam van Roos20 Sam van Roos21 Sam van Roos22" in said
    assert "Erbij gekomen (1) Sam van Roos60" in said
    assert AccessLog.objects.filter(reader_name="coen", origin="delivery-pupils").count() == 3
    client.force_login(els)
    assert client.get(address).status_code == 404
    page = client.get(delivery.get_absolute_url())
    assert "Erbij gekomen 1 Niet meer in het bestand 3" in text_of(page)
    assert "Uw cijfers" not in text_of(page)
    assert address.encode() not in page.content


def attention(made: list[dict]) -> list[dict]:
    """With two kinds of points of attention: two pupils too old for vo, one without a number of the school."""
    made[0] |= {"geboortedatum": "14-05-1960"}
    made[1] |= {"datum_inschrijving": "01-08-1995"}
    return made


def test_every_point_of_attention_has_its_own_tick_and_reason(accepted, send, post, client):
    delivery = send(attention(rows()))
    codes = list(delivery.codes_to_acknowledge)
    assert delivery.state == State.TO_CONFIRM
    assert codes
    assert not delivery.needs_reason
    answer = post("delivery-accept", delivery, reason="klopt")
    assert answer.status_code == 422
    assert "Vink dit aan als u de regels heeft bekeken." in text_of(answer)
    ticks = {f"gezien_{code}": "on" for code in codes}
    assert post("delivery-accept", delivery, **ticks).status_code == 422
    reasons = {f"reden_{code}": f"nagekeken {code}" for code in codes}
    assert post("delivery-accept", delivery, **ticks, **reasons).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED
    assert {code: answer["reason"] for code, answer in delivery.acknowledged.items()} == {
        code: f"nagekeken {code}" for code in codes
    }
    assert {answer["by"] for answer in delivery.acknowledged.values()} == {"coen"}
    assert f"nagekeken {codes[0]}" in detail(client, delivery)


def test_one_reason_may_hold_for_all_that_is_ticked(accepted, send, post):
    delivery = send(attention(rows()))
    ticks = {f"gezien_{code}": "on" for code in delivery.codes_to_acknowledge}
    post("delivery-accept", delivery, **ticks, reason="Alles nagekeken")
    delivery.refresh_from_db()
    assert {answer["reason"] for answer in delivery.acknowledged.values()} == {"Alles nagekeken"}


def test_tabs_show_what_is_urgent_first_and_everything_on_request(accepted, send, client):
    made = attention(rows(100))
    made[5]["gemeentecode"] = "9876"
    delivery = send(made)
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert '<h2 id="fout">' in page
    assert '<h2 id="let_op">' not in page
    attention_tab = client.get(delivery.get_absolute_url(), {"tab": "let_op"}).content.decode()
    assert '<h2 id="let_op">' in attention_tab
    everything = client.get(delivery.get_absolute_url(), {"tab": "alles"}).content.decode()
    assert [f'<h2 id="{level}">' in everything for level in ("fout", "let_op", "info")] == [True] * 3


def odd_words() -> bytes:
    return r01_csv(rows(geslacht="meisje")).replace(b"volgnummer", b"Nr", 1)


def test_unknown_words_are_explained_once_and_the_file_is_checked_again(accepted, send, post, client):
    delivery = send(odd_words())
    assert delivery.state == State.REFUSED
    assert "woorden die wij niet kennen" in detail(client, delivery)
    address = reverse("delivery-words", args=[delivery.pk])
    assert "‘Nr’ kop van een kolom" in text_of(client.get(address))
    post("delivery-words", delivery, **{"woord-0": "volgnummer"})
    delivery.refresh_from_db()
    assert delivery.state == State.REFUSED  # now for its codes
    assert "‘meisje’ 36 keer in kolom geslacht" in text_of(client.get(address))
    post("delivery-words", delivery, **{"woord-0": "V"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.rows_used) == (State.READY, 36)
    assert "R01-VERTAALD-02" in detail(client, delivery, tab="alles")
    again = send(odd_words() + b"\r\n")
    assert again.rows_used == 36


def test_a_remembered_word_can_be_removed(accepted, send, post, client):
    delivery = send(r01_csv(rows()).replace(b"volgnummer", b"Nr", 1))
    post("delivery-words", delivery, **{"woord-0": "volgnummer"})
    word = CodeMapping.objects.get()
    assert "Verwijder" in text_of(client.get(reverse("delivery-words", args=[delivery.pk])))
    post("delivery-words", delivery, verwijder=word.pk)
    delivery.refresh_from_db()
    assert not CodeMapping.objects.exists()
    assert delivery.state == State.REFUSED


def test_only_meanings_of_the_layout_are_taken(accepted, send, post):
    delivery = send(odd_words())
    assert post("delivery-words", delivery, **{"woord-0": "pincode"}).status_code == 404
    assert not CodeMapping.objects.exists()


def test_another_schools_words_are_its_own(accepted, send, post, client, carla):
    delivery = send(odd_words())
    post("delivery-words", delivery, **{"woord-0": "volgnummer"})
    client.force_login(carla)
    own = Delivery.objects.filter(brin="90AA").latest("pk")
    assert post("delivery-words", own, verwijder=CodeMapping.objects.get().pk).status_code == 404
    assert CodeMapping.objects.exists()


def test_the_receipt_is_a_pdf_without_pupils(accepted, client, coen):
    client.force_login(coen)
    delivery = Delivery.objects.get(brin="90BB", stand="2026-03")
    answer = client.get(reverse("delivery-receipt", args=[delivery.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "Bewaar dit bewijs als PDF" in detail(client, delivery)


def test_a_delivery_is_withdrawn_with_a_reason(accepted, send, post, client):
    replaced = Delivery.objects.get(brin="90BB", stand="2026-03")
    delivery = send(rows()[2:])
    post("delivery-accept", delivery)
    assert post("delivery-withdraw", delivery, reason=" ").status_code == 422
    post("delivery-withdraw", delivery, reason="Verkeerd bestand")
    said = detail(client, delivery)
    assert "Deze levering is ingetrokken" in said
    assert "door coen: Verkeerd bestand" in said
    replaced.refresh_from_db()
    assert replaced.state == State.ACCEPTED


def test_the_coordinator_withdraws_nothing(accepted, post, client, els):
    client.force_login(els)
    delivery = Delivery.objects.get(brin="90BB", stand="2026-03")
    assert post("delivery-withdraw", delivery, reason="x").status_code == 403
    assert "intrekken" not in detail(client, delivery)


def test_history_shows_what_differs_between_two_deliveries(accepted, client, coen, els):
    first, second = (Delivery.objects.get(brin="90BB", stand=stand) for stand in ("2025-10", "2026-03"))
    address = reverse("delivery-history", args=["90BB"])
    query = {"van": first.pk, "naar": second.pk}
    client.force_login(els)
    said = text_of(client.get(address, query | {"namen": "ja"}))
    assert "erbij gekomen 0 niet meer in het bestand 0" in said
    assert "datum uitschrijving 8" in said
    assert "Roos" not in said
    client.force_login(coen)
    assert "Roos" not in text_of(client.get(address, query))
    said = text_of(client.get(address, query | {"namen": "ja"}))
    assert "Datum uitschrijving Sam van Roos20 Sam van Roos21" in said
    assert AccessLog.objects.filter(reader_name="coen", origin="delivery-history").count() == 8


def test_history_asks_for_two_different_deliveries(accepted, client, coen):
    client.force_login(coen)
    first = Delivery.objects.get(brin="90BB", stand="2025-10").pk
    for query in ({"van": first, "naar": first}, {"van": first, "naar": "x"}):
        assert "Kies twee verschillende leveringen" in text_of(client.get(reverse("delivery-history", args=["90BB"]), query))
