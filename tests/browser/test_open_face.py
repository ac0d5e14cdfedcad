"""Every kind of open page in a real browser, wide and narrow, light and dark: for everybody, and from here only."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve

from monitoring.clock import today
from tests.browser.conftest import DESKTOP, PHONE
from tests.open_face.open_pages import fill, promised
from tests.open_face.test_open_figures import released  # noqa: F401 – a fixture

FILES = {"news-feed", "picture", "layout-template", "open-file", "open-api", "meeting-calendar", "security-txt"}
FULLER = (  # than what is promised: the demonstration's own
    "/nieuws/", "/bijeenkomsten/vsv-conferentie/", "/bijeenkomsten/vsv-conferentie/aanmelden/", "/wat-werkt/",
)  # fmt: skip
LOOKS = ((DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark"))
ONLY_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
ALL_RULES = {"resultTypes": ["violations"]}


@pytest.fixture
def addresses(released, dirk) -> list[str]:  # noqa: F811
    """One of every kind, the fullest there is."""
    fill(today())
    return list({**dict(promised()), **{resolve(path).url_name: path for path in FULLER}}.items())


@pytest.mark.browser
def test_every_open_page_is_for_everybody_and_asks_nothing_of_others(addresses, page, live_server, console):
    wrong, asked = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(reduced_motion="reduce")
    for route, path in addresses:
        if route in FILES:
            continue
        page.goto(path)
        wrong += [f"{path}: {fault}" for look in LOOKS for fault in faults(page, *look)]
    assert not wrong, "\n".join(wrong)
    assert console == []
    assert not [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert not page.context.cookies()


def faults(page, size: dict, theme: str) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    width = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page, options=ONLY_COLOURS if theme == "dark" else ALL_RULES).response["violations"]
    told = [f"{each['id']} at {each['nodes'][0]['html'][:90]} ({len(each['nodes'])})" for each in found]
    return told + ([f"is {width} wide"] if width > size["width"] else [])
