"""The open-data API: read by anybody, without cookie, after the NL API Design Rules, and as its document says."""

import re

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


def test_the_document_holds_the_api_design_rules_that_their_linter_tests(client, settings):
    """By the rule set of Logius (media/linter.yaml); /core/doc-openapi-contact asks for an address that was set."""
    settings.PORTAL_URL, settings.CONTACT_EMAIL = "https://portaal.example.nl", "vsv@example.nl"
    told = client.get("/api/v1/openapi.json").json()
    operations = [operation for methods in told["paths"].values() for operation in methods.values()]
    parameters = [each for operation in operations for each in operation.get("parameters", [])]
    assert re.fullmatch(r"3(\.\d+){1,2}", told["openapi"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", told["info"]["version"])
    assert told["servers"] == [{"url": "https://portaal.example.nl/api/v1"}]
    assert told["info"]["contact"].keys() == {"name", "email", "url"}
    assert {method for methods in told["paths"].values() for method in methods} == {"get"}
    assert all(re.fullmatch(r"(/([a-z0-9-]+|{[^}]+}))+", path) for path in told["paths"])
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", each["name"]) for each in parameters if each["in"] == "query")
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for status, answer in (found for operation in operations for found in operation["responses"].items()):
        assert "API-Version" in answer["headers"]
        assert status == "200" or list(answer["content"]) == ["application/problem+json"]
    assert all("400" in operation["responses"] for operation in operations if operation.get("parameters"))
    assert {"title", "status", "detail"} <= told["components"]["schemas"]["Probleem"]["properties"].keys()


def test_an_address_that_nobody_set_is_not_told(client, db):
    assert "email" not in client.get("/api/v1/openapi.json").json()["info"]["contact"]
    assert "localhost" not in client.get("/openbaar/gegevens/").content.decode()


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
