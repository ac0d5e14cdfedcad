"""Several files at once, loose or in a ZIP: each takes its own road, and one page says how far they are."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.models import Delivery
from monitoring.uploading import PER_HOUR
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv, r01_row
from tests.files.workbooks import workbook, zipped

pytestmark = pytest.mark.django_db
MARCH, APRIL = "R01_2026-03_90BB.csv", "R01_2026-02_90BB.csv"


def rows(count: int) -> bytes:
    return r01_csv([mbo_row(n, "2025-10") for n in range(100, 100 + count)])


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def send(client, coen, django_capture_on_commit_callbacks):
    """A function that uploads files as Coen of 90BB and lets the worker do its part."""

    def upload(*files: tuple[str, bytes], **said):
        client.force_login(coen)
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("deliveries"), {"files": sent, **said})

    return upload


def test_several_files_get_one_page(send, client):
    response = send((MARCH, rows(3)), (APRIL, rows(3)))
    numbers = "-".join(str(pk) for pk in Delivery.objects.order_by("pk").values_list("pk", flat=True))
    assert response.url == f"{reverse('delivery-batch')}?nummers={numbers}"
    page = text_of(client.get(response.url))
    assert "2 van 2 bestanden wachten op uw akkoord" in page
    assert MARCH in page
    assert APRIL in page


def test_files_in_a_zip_are_delivered_one_by_one(send, client):
    response = send(("maart.zip", zipped({f"map/{MARCH}": rows(3), APRIL: rows(4)})))
    assert sorted(Delivery.objects.values_list("file_name", "rows")) == [(APRIL, 4), (MARCH, 3)]
    assert "nummers=" in response.url


def test_a_zip_with_one_file_leads_to_that_delivery(send):
    response = send(("maart.zip", zipped({MARCH: rows(3)})))
    assert response.url == Delivery.objects.get().get_absolute_url()


def test_the_only_file_in_a_zip_may_go_by_the_name_of_the_zip(send):
    send(("R01_2026-03_90BB.zip", zipped({"export.csv": rows(3)})))
    assert Delivery.objects.get().file_name == MARCH


def test_a_workbook_alone_is_read_from_its_beginning(send):
    send(("R01_2026-03_90BB.xlsx", workbook([r01_row(n, **mbo_row(n, "2025-10")) for n in range(20, 23)])))
    assert Delivery.objects.get().state == State.READY


def test_every_faulty_member_of_a_zip_is_named_and_the_others_are_taken_in(send):
    parcel = zipped(
        {MARCH: rows(3), "lijst.csv": rows(3), "R01_2026-03_90AA.csv": rows(3), "b.zip": zipped({"a": b"x"})}
    )
    response = send(("maart.zip", parcel))
    assert response.status_code == 422
    page = text_of(response)
    assert "lijst.csv is niet ontvangen. Uit de bestandsnaam blijkt niet" in page
    assert "R01_2026-03_90AA.csv is niet ontvangen. U kunt met dit account niet aanleveren voor 90AA" in page
    assert "b.zip is niet ontvangen" in page
    assert f"{MARCH} : ontvangen" in page
    assert Delivery.objects.get().file_name == MARCH


def test_what_the_names_in_a_zip_do_not_say_can_be_chosen(send):
    send(("x.zip", zipped({"lijst.csv": rows(3)})), kind="R01", school="90BB", month="2026-03")
    assert Delivery.objects.get().stand == "2026-03"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 nothing", "Het zip-bestand is beschadigd"),
        (zipped({f"{n}.csv": b"x" for n in range(61)}), "te veel bestanden"),
        (zipped({"map/": b""}), "geen bestanden"),
        (zipped({"R01_2026-03_90BB.csv": bytes(3_000_000)}), "te sterk samengeperst"),
    ],
)
def test_a_zip_that_can_not_be_unpacked_says_why(send, content, words):
    response = send(("maart.zip", content))
    assert response.status_code == 422
    assert words in text_of(response)
    assert not Delivery.objects.exists()


def test_files_in_a_zip_count_towards_the_hourly_limit(send):
    parcel = zipped({f"R01_2026-03_90BB_{n}.csv": b"x" for n in range(40)})
    response = send(("een.zip", parcel), ("twee.zip", parcel))
    assert response.status_code == 429
    assert f"{PER_HOUR} bestanden per uur" in text_of(response)


def test_together_shows_no_delivery_of_another_school(send, client, carla, deliver):
    foreign = deliver("R01_2026-03_90AA.csv", r01_csv([{"brin": "90AA"}]))
    send((MARCH, rows(3)))
    own = Delivery.objects.get(brin="90BB")
    page = client.get(f"{reverse('delivery-batch')}?nummers={foreign.pk}-{own.pk}").content.decode()
    assert own.get_absolute_url() in page
    assert foreign.get_absolute_url() not in page


@pytest.mark.parametrize(
    "asked", ["", "?nummers=", "?nummers=x-%00-9999999", "?nummers=99999999999999999999"]
)
def test_together_without_a_delivery_of_ones_own_does_not_exist(client, coen, asked):
    client.force_login(coen)
    assert client.get(reverse("delivery-batch") + asked).status_code == 404
