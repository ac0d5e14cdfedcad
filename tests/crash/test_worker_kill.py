"""The worker may be killed at any moment: nothing hangs, nothing is half, and the figures are those of a calm run."""

import json
import os
import subprocess
import sys
import uuid

import environ
import psycopg2
import pytest

SECRETS = {"SECRET_KEY": "alleen-voor-de-valproef-0123456789", "PGN_KEY": "alleen-voor-de-valproef-9876543210"}
HURRY = {"LOST_AFTER_SECONDS": "3", "TAKE_UP_SECONDS": "2", "TODAY": "2026-04-09"}
KILLS = int(os.environ.get("CRASH_KILLS", "6"))
SERVER = os.environ.get("DATABASE_URL", "")
BROKER = {"CELERY_BROKER_URL": url} if (url := os.environ.get("CELERY_BROKER_URL", "")).startswith("redis") else {}
SHAPE = "servers" if SERVER.startswith("postgres") else "embedded"


@pytest.fixture
def embedded(tmp_path) -> dict[str, str]:
    """A database file and a broker file of its own."""
    return {"PORTAL_VAR": str(tmp_path)}


@pytest.fixture
def servers(tmp_path):
    """A database of its own on the server that DATABASE_URL names, Redis where there is one; two tasks at once."""
    name = f"portal_crash_{uuid.uuid4().hex[:8]}"
    _on_server(f"CREATE DATABASE {name}")
    url = SERVER.rpartition("/")[0] + f"/{name}"
    yield {**BROKER, "DATABASE_URL": url, "PORTAL_VAR": str(tmp_path), "CRASH_CONCURRENCY": "2"}
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.crash
@pytest.mark.parametrize("shape", [SHAPE])
def test_worker_that_is_killed_again_and_again_leaves_the_figures_of_a_calm_run(shape, request):
    report = _after_killing(request.getfixturevalue(shape))
    print(report)
    assert report["last worker survived"]
    assert report["kills"] == KILLS == sum(report["killed during"].values())
    assert set(report["states"]) <= {"aangenomen", "vervangen", "geweigerd"}, "nothing is under way"
    assert report["states"]["aangenomen"] >= 20
    assert report["halves"] == []
    assert report["current twice"] == 0
    assert report["stands"] == report["stands wanted"] > 5
    assert report["different"] == []


def _after_killing(environment: dict[str, str]) -> dict:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "vsv_portal.settings", "CRASH_KILLS": str(KILLS), **SECRETS, **HURRY}
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.killing"],
        env={**inherited, **settings, **environment}, capture_output=True, text=True, timeout=240 + 36 * KILLS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def _on_server(statement: str) -> None:
    at = environ.Env.db_url_config(SERVER)  # also knows an address that is a folder
    connection = psycopg2.connect(dbname=at["NAME"], host=at["HOST"] or None, port=at["PORT"] or None,
                                  user=at["USER"] or None, password=at["PASSWORD"] or None)  # fmt: skip
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
