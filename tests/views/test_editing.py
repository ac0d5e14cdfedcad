"""The editor's desk: previewing saves nothing, a picture asks for its description, nothing typed is lost."""

from datetime import date

import pytest

from monitoring.models import Article, Picture
from tests.open_face.test_pictures import photo, upload

FORM = {
    "title": "Nieuwe regels", "summary": "Kort", "body": "## Kop\n\n**vet**", "publish_on": "2026-04-09", "opened_at": "0",
}  # fmt: skip
NEW = "/redactie/nieuw/nieuws/"


@pytest.fixture
def editor(client, els):
    client.force_login(els)
    return client


def test_a_preview_shows_the_text_and_saves_nothing(editor):
    answer = editor.post(NEW, FORM | {"voorbeeld": "ja"})
    assert "<strong>vet</strong>" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_saved_item_is_on_the_site_and_in_the_feed(editor, client):
    editor.post(NEW, FORM)
    article = Article.objects.get()
    assert article.changed_by_name
    visitor = type(client)()
    assert "<h2>Kop</h2>" in visitor.get("/nieuws/nieuwe-regels/").content.decode()
    feed = visitor.get("/nieuws/rss.xml")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert "/nieuws/nieuwe-regels/" in feed.content.decode()
    assert not visitor.cookies


@pytest.mark.parametrize(("day", "told"), [("", "concept"), ("2026-05-01", "1 mei 2026")])
def test_a_draft_and_a_planned_item_are_not_on_the_site(editor, client, day, told):
    answer = editor.post(NEW, FORM | {"publish_on": day}, follow=True)
    assert told in answer.content.decode()
    visitor = type(client)()
    assert visitor.get("/nieuws/nieuwe-regels/").status_code == 404
    assert "Nieuwe regels" not in visitor.get("/nieuws/").content.decode() + visitor.get("/nieuws/rss.xml").content.decode()


def test_a_planned_item_appears_on_its_day(editor, client, settings):
    editor.post(NEW, FORM | {"publish_on": "2026-05-01"})
    settings.TODAY = date(2026, 5, 1)
    assert type(client)().get("/nieuws/nieuwe-regels/").status_code == 200


def test_a_picture_without_description_is_refused_and_the_text_stays(editor):
    answer = editor.post(NEW, FORM | {"upload": upload(photo(400, 300)), "alt": ""})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Beschrijf wat er op de afbeelding te zien is" in said
    assert "**vet**" in said
    assert not Article.objects.exists()
    assert not Picture.objects.exists()


@pytest.mark.parametrize("line", ["![](/beeld/abc/groot.webp)", "![een kat](https://elders.nl/kat.png)"])
def test_a_picture_in_the_text_is_ours_and_described(editor, line):
    answer = editor.post(NEW, FORM | {"body": line})
    assert answer.status_code == 422
    assert "afbeelding" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_picture_survives_a_preview_and_an_error(editor):
    shown = editor.post(NEW, FORM | {"upload": upload(photo(400, 300)), "alt": "Een school", "voorbeeld": "ja"})
    kept = Picture.objects.get()
    assert f'name="kept" value="{kept.token}"' in shown.content.decode()
    editor.post(NEW, FORM | {"kept": kept.token})
    assert Article.objects.get().picture == kept


def test_a_picture_is_served_forever_and_as_what_it_is(editor, client):
    editor.post(NEW, FORM | {"upload": upload(photo(400, 300)), "alt": "Een school"})
    answer = type(client)().get(Picture.objects.get().get_absolute_url())
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content[:4] == b"RIFF"


def test_two_editors_do_not_overwrite_each_other(editor):
    editor.post(NEW, FORM)
    address = f"/redactie/{Article.objects.get().pk}/"
    editor.post(address, FORM | {"opened_at": "1", "body": "van de een"})
    answer = editor.post(address, FORM | {"opened_at": "1", "body": "van de ander"})
    assert answer.status_code == 409
    assert "van de ander" in answer.content.decode()
    assert Article.objects.get().body == "van de een"
    assert 'name="opened_at" value="2"' in answer.content.decode()


def test_an_error_tells_what_to_do_and_keeps_what_was_typed(editor):
    answer = editor.post(NEW, FORM | {"title": "", "publish_on": "morgen"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Vul dit in." in said
    assert "Schrijf de datum als 31-12-2026." in said
    assert "**vet**" in said
