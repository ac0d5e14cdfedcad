"""A journalist finds the figure with its definition in three clicks and downloads it, without account or JavaScript."""

import pytest

from monitoring.open_face import releasing
from tests.browser.conftest import PHONE
from tests.figure_regions import closed_computation
from tests.open_face.test_releasing import NEXT, ON, ROWS


@pytest.fixture
def journalist(browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_figure_definition_and_file_in_three_clicks(journalist, schools):
    release = releasing.prepare(closed_computation(ROWS), by=None, note="Eerste cijfers", on=ON, next_on=NEXT)
    releasing.approve(release, by=None, on=ON)
    journalist.goto("/")
    journalist.get_by_role("link", name="Open cijfers van de regio").click()
    assert journalist.get_by_text("ongeveer 45 jongeren").is_visible()
    with journalist.expect_download() as download:
        journalist.get_by_role("link", name="Download deze cijfers").click()
    assert b"deelnemers;vsv" in download.value.path().read_bytes()
    journalist.get_by_role("link", name="Wat betekent dit cijfer?").click()
    assert journalist.get_by_text("zonder startkwalificatie: een diploma").is_visible()
    assert not journalist.context.cookies()
