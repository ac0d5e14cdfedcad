"""The open-data API: read by anybody, without cookie, after the NL API Design Rules, and as its document says."""

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from monitoring.views import open_data
from tests.open_face.test_open_figures import released  # noqa: F401 – a fixture
from vsv_portal.wsgi import application

MARKS = {".", "<5", "0"} | {str(n) for n in range(5, 500, 5)}


def test_figures_are_marks_and_pages_are_linked(client, released):  # noqa: F811
    answer = client.get("/api/v1/vrijgaven/1/cijfers?paginaGrootte=3&pagina=2")
    assert answer.status_code == 200
    assert 'rel="next"' in answer["Link"]
    assert 'rel="prev"' in answer["Link"]
    everything = client.get("/api/v1/vrijgaven/1/cijfers?paginaGrootte=500").json()
    assert len(everything) == released.cells.count()
    assert {line[key] for line in everything for key in ("deelnemers", "vsv")} <= MARKS


def test_every_answer_has_version_and_cors_and_no_cookie(client, released):  # noqa: F811
    for path in ("vrijgaven", "vrijgaven/1", "vrijgaven/1/cijfers-csv", "openapi.json", "vrijgaven/99"):
        answer = client.get(f"/api/v1/{path}")
        assert answer["API-Version"] == "1.0.0"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies


def test_unchanged_is_told_with_304(client, released):  # noqa: F811
    tag = client.get("/api/v1/vrijgaven")["ETag"]
    assert client.get("/api/v1/vrijgaven", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "vrijgaven/99", 404), ("get", "elders", 404), ("get", "vrijgaven/", 404), ("get", "vrijgaven?pagina=0", 400),
     ("post", "vrijgaven", 405)],
)  # fmt: skip
def test_errors_are_problems(client, released, method, path, status):  # noqa: F811
    answer = getattr(client, method)(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_who_asks_too_often_waits(client, released, monkeypatch):  # noqa: F811
    monkeypatch.setattr(open_data, "PER_MINUTE", 1)
    client.get("/api/v1/vrijgaven")
    refusal = client.get("/api/v1/vrijgaven")
    assert refusal.status_code == 429
    assert refusal["Retry-After"]


@pytest.fixture
def one_connection():
    """Schemathesis calls the application itself: its requests must leave the connection of the test's transaction open."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def test_it_answers_as_its_document_says(released, one_connection, monkeypatch):  # noqa: F811
    monkeypatch.setattr(open_data, "PER_MINUTE", 100_000)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for operation in schema.get_all_operations():

        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @schemathesis_given(operation.ok())
        def attempt(case):
            case.call_and_validate()

        attempt()


def schemathesis_given(operation):
    from hypothesis import given

    return given(case=operation.as_strategy())
