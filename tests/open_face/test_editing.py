"""Nothing an editor writes is lost, and an address that was given out keeps working."""

from datetime import UTC, date, datetime

import pytest

from monitoring.models import Article, ArticleVersion, FormerAddress
from monitoring.open_face import editing
from monitoring.vocabulary_pages import ArticleChange, ArticleKind, ArticleState

ON = date(2026, 4, 9)


def written(title="Eerste titel", **said) -> Article:
    article = Article(kind=ArticleKind.NEWS, title=title, summary="kort", body="tekst", publish_on=ON, **said)
    return editing.save(article, by=None, change=ArticleChange.MADE)


def changed(article, **said):
    for name, value in said.items():
        setattr(article, name, value)
    return editing.save(article, by=None, change=ArticleChange.CHANGED)


def test_an_earlier_version_can_be_brought_back_and_nothing_disappears(els):
    article = changed(written(), body="andere tekst")
    editing.restore(article, article.versions.get(number=1), by=els)
    article.refresh_from_db()
    told = [(v.number, v.change, v.body, v.saved_by_name) for v in article.versions.order_by("number")]
    assert article.body == "tekst"
    assert told == [
        (1, "gemaakt", "tekst", "oefenomgeving"), (2, "gewijzigd", "andere tekst", "oefenomgeving"),
        (3, "teruggezet", "tekst", str(els)),
    ]  # fmt: skip


def test_another_title_moves_the_article_and_the_old_address_leads_on(client, db):
    article = changed(written(), title="Tweede titel")
    answer = client.get("/nieuws/eerste-titel/")
    assert (answer.status_code, answer.url) == (301, "/nieuws/tweede-titel/")
    changed(article, title="Eerste titel")
    assert client.get("/nieuws/eerste-titel/").status_code == 200
    assert client.get("/nieuws/tweede-titel/").url == "/nieuws/eerste-titel/"


def test_no_other_article_takes_over_an_address_that_was_given_out(db):
    changed(written(), title="Tweede titel")
    other = written("Eerste titel")
    assert other.slug == "eerste-titel-2"
    assert FormerAddress.objects.get(slug="eerste-titel").article.title == "Tweede titel"


def test_who_saves_on_top_of_an_unseen_change_is_told(db):
    article = written()
    seen = Article.objects.get(pk=article.pk)
    changed(article, body="van een ander")
    seen.body = "van mij"
    with pytest.raises(editing.ChangedMeanwhile):
        editing.save(seen, by=None, change=ArticleChange.CHANGED, opened_at=1)
    article.refresh_from_db()
    assert article.body == "van een ander"


def test_after_two_years_a_version_names_the_role_instead_of_who_wrote_it(els):
    article = editing.save(written(), by=els, change=ArticleChange.CHANGED)
    ArticleVersion.objects.update(saved_at=datetime(2026, 4, 9, 12, tzinfo=UTC))
    Article.objects.update(changed_at=datetime(2026, 4, 9, 12, tzinfo=UTC))
    editing.forget_editors(on=date(2028, 4, 9))
    assert article.versions.first().saved_by_name == "els"
    assert editing.forget_editors(on=date(2028, 4, 10)) == 3
    assert set(article.versions.values_list("saved_by", "saved_by_name")) == {(None, "redactie")}
    article.refresh_from_db()
    assert (article.changed_by, article.changed_by_name) == (None, "redactie")


def test_an_article_is_out_from_its_day_on_without_a_job(db):
    article = written()
    before, later = date(2026, 4, 8), date(2027, 1, 1)
    for on, state in ((before, ArticleState.PLANNED), (ON, ArticleState.OUT), (later, ArticleState.OUT)):
        assert article.state(on) == state
        assert Article.objects.published(on).exists() is (state == ArticleState.OUT)


def test_what_is_taken_off_the_site_is_gone_and_can_come_back(client, els):
    article = written()
    editing.withdraw(article, by=els)
    assert client.get(article.get_absolute_url()).status_code == 404
    editing.put_back(article, by=els)
    assert client.get(article.get_absolute_url()).status_code == 200
