"""Every page that anybody may read, taken from the promises and from the links on them: none can be forgotten."""

from collections.abc import Iterator

import pytest

from monitoring.clock import today
from tests.open_face.open_pages import Read, fill, walk
from tests.open_face.test_open_figures import released  # noqa: F401 – a fixture

OF_ONE_READER = {"registration", "news-confirm", "news-stop", "digest-stop"}  # behind a link in a mail
MADE_EACH_TIME = {"meeting-register", "news-subscribe", "layout-template"}  # forms, and files with a name of their own


@pytest.fixture
def opened(released, dirk) -> list[Read]:  # noqa: F811
    fill(today())
    return walk()


def test_no_page_owes_a_visitor_anything(opened):
    """No link leads nowhere; no cookie, no file of somebody else, and whole without JavaScript."""
    wrong = [f"{each.path}: {fault}" for each in opened for fault in [*faults(each), *faults_of_page(each)]]
    assert not wrong, "\n".join(wrong)
    assert len(opened) > 60


def faults(each: Read) -> Iterator[str]:
    answer = each.answer
    if answer.status_code != 200:
        yield f"answers {answer.status_code}"
    if answer.cookies:
        yield f"sets {list(answer.cookies)}"
    if "default-src 'none'" not in answer.get("Content-Security-Policy", ""):
        yield "has no Content-Security-Policy"
    kept, tag = answer.get("Cache-Control", "nothing"), answer.get("ETag", "")
    if each.route in OF_ONE_READER | MADE_EACH_TIME:
        if "no-store" not in kept:
            yield f"may be kept: {kept}"
    elif not kept.startswith("public") or not (tag or "immutable" in kept):
        yield f"is kept by {kept} and ETag {tag or 'none'}"


def faults_of_page(each: Read) -> Iterator[str]:
    if not each.is_page:
        return
    foreign = [place for place in each.loaded if not place.startswith("/") or place.startswith("//")]
    if foreign:
        yield f"loads {foreign}"
    if '<html lang="nl">' not in each.html:
        yield "has no language"
    for part, tag in ((each.head, "<title"), (each.main, "<h1")):
        if part.count(tag) != 1:
            yield f"has {part.count(tag)} × {tag}"
    if len(each.own_words) < 10:
        yield f"says only: {each.own_words}"
    if {"noscript", "style", "iframe"} & set(each.tags):
        yield "has a noscript, style or iframe"
