"""A real browser for the journeys: Debian's chromium, a page at desktop size, and a way in without typing."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the test
CHROMIUM = shutil.which("chromium")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _reference_data_comes_back(reference_data) -> None:
    """Before every journey."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the whole run."""
    if CHROMIUM is None:
        pytest.skip("geen chromium op deze computer")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def console() -> list[str]:
    """What the page complained about: errors of scripts and of the Content-Security-Policy."""
    return []


@pytest.fixture
def page(browser: Browser, live_server, console: list[str]) -> Iterator[Page]:
    """An empty page at 1280×800 whose relative addresses lead to the portal; depends on `live_server`."""
    context = browser.new_context(base_url=live_server.url, viewport=DESKTOP, locale="nl-NL")
    opened = context.new_page()
    opened.on("console", lambda said: console.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda fault: console.append(str(fault)))
    yield opened
    context.close()


@pytest.fixture
def login(live_server) -> Callable:
    """A function that logs an account of the cast in: `login(page, carla)`."""

    def log_in(page: Page, account) -> None:
        client = Client()
        client.force_login(account)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return log_in
