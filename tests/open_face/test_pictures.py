"""A picture is checked, turned upright and written again: nothing of the file itself reaches a visitor."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from monitoring.models import Article, Picture
from monitoring.open_face import editing, pictures
from monitoring.open_face.pictures import LARGE, SMALL, NotAPicture, remove, sized, store

PLACE = "51.4416 5.4697"


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(width: int = 2000, height: int = 1000, *, kind: str = "JPEG", turned: bool = False) -> bytes:
    """A picture with a place in its metadata; `turned`: the camera was held on its side."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = 6 if turned else 1
    Image.new("RGB", (width, height), "#0b5a6b").save(made, kind, exif=exif)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_metadata_stays_behind():
    content = photo()
    assert PLACE.encode() in content
    pieces = sized(upload(content))
    assert PLACE.encode() not in pieces.large + pieces.small
    assert not opened(pieces.large).getexif()


def test_there_are_two_widths_of_the_same_shape():
    pieces = sized(upload(photo()))
    assert (opened(pieces.large).size, opened(pieces.small).size) == ((LARGE, LARGE // 2), (SMALL, SMALL // 2))
    assert opened(pieces.large).format == "WEBP"


def test_a_small_picture_is_not_stretched():
    assert opened(sized(upload(photo(300, 200))).large).size == (300, 200)


def test_a_picture_that_was_taken_sideways_stands_upright():
    assert opened(sized(upload(photo(400, 200, turned=True))).large).size == (200, 400)


@pytest.mark.parametrize(
    "content",
    [b"", b"geen afbeelding", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:300], photo(9, 9, kind="TIFF")],
)
def test_what_is_no_picture_is_refused_in_a_sentence(content):
    with pytest.raises(NotAPicture, match="geen afbeelding"):
        sized(upload(content))


def test_too_large_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(NotAPicture, match="beeldpunten"):
        sized(upload(photo(20, 20)))
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(NotAPicture, match="10 MB"):
        sized(upload(photo(20, 20)))


def test_a_removed_picture_is_gone_everywhere_and_the_reason_stays(els, client):
    picture = store(sized(upload(photo(300, 200))), "een school", by=els)
    said = {"kind": "nieuws", "title": "Titel", "summary": "kort", "body": "tekst", "publish_on": date(2026, 4, 1)}
    article = Article(picture=picture, **said)
    editing.save(article, by=els, change="gemaakt")
    address = picture.get_absolute_url()
    assert client.get(address).status_code == 200
    remove(picture, "de moeder vroeg het", by=els, on=date(2026, 4, 9))
    article.refresh_from_db()
    kept = Picture.objects.get()
    assert client.get(address).status_code == 404
    assert (article.picture, article.versions.get().picture) == (None, None)
    assert (bytes(kept.large), bytes(kept.small), kept.removed_because) == (b"", b"", "de moeder vroeg het")
    assert "een school" not in kept.alt


def test_a_picture_in_a_text_is_not_removed_from_under_it(els, client):
    picture = store(sized(upload(photo(300, 200))), "een school", by=els)
    body = f"![een school]({picture.get_absolute_url()})"
    editing.save(Article(kind="nieuws", title="Titel", summary="kort", body=body), by=els, change="gemaakt")
    client.force_login(els)
    answer = client.post(f"/redactie/afbeeldingen/{picture.token}/verwijderen/", {"reason": "dubbel"})
    assert answer.status_code == 422
    assert "nog in de tekst van: Titel" in answer.content.decode()
    assert client.get(picture.get_absolute_url()).status_code == 200


def test_the_same_picture_is_stored_once(db):
    pieces = sized(upload(photo(300, 200)))
    assert store(pieces, "een school", by=None) == store(pieces, "een school", by=None)
    assert Picture.objects.count() == 1
