"""Production asks for what it needs in one sentence, and compose.yaml gives all of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "PORTAL_MODE": "production", "SECRET_KEY": "s3" * 30 + "abcdef", "PGN_KEY": "p" * 40, "RMC_REGION": "37",
    "ALLOWED_HOSTS": "portaal.example.nl", "DATABASE_URL": "postgres://portal:x@127.0.0.1/portal",
    "CELERY_BROKER_URL": "redis://127.0.0.1:6379/0",
}  # fmt: skip
REQUIRED = re.findall(r'(?:required\(env, |= _secret\()"([A-Z_]+)"', (ROOT / "vsv_portal/settings.py").read_text())


def test_list_of_required_variables_is_the_one_of_the_settings():
    assert {*REQUIRED, "PORTAL_MODE"} == set(GOOD)


def test_good_variables_pass_the_check_for_deployment():
    done = _check(GOOD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", REQUIRED)
def test_missing_variable_is_asked_for_in_one_sentence(name):
    done = _check({key: value for key, value in GOOD.items() if key != name})
    assert done.returncode == 1
    assert done.stderr.startswith(f"Zet de omgevingsvariabele {name}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["SECRET_KEY", "PGN_KEY"])
def test_short_secret_is_refused(name):
    done = _check({**GOOD, name: "kort"})
    assert done.stderr.startswith(f"De omgevingsvariabele {name} is te kort")


@pytest.mark.parametrize("name", REQUIRED)
def test_compose_sets_every_required_variable(name):
    assert re.search(rf"^    {name}: \S+", (ROOT / "compose.yaml").read_text(), re.MULTILINE)


def test_every_variable_that_compose_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "compose.yaml").read_text()))
    assert asked
    assert asked <= set(re.findall(r"^([A-Z_]+)=", (ROOT / "env.example").read_text(), re.MULTILINE))


def _check(environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, capture_output=True, text=True, env={"PATH": os.environ["PATH"], **environment},
    )  # fmt: skip
