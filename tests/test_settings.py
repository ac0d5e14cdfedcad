"""A portal that is set up wrongly does not start, and says in one sentence what to set."""

import subprocess
import sys

import pytest

GOOD = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "a" * 40,
    "PGN_KEY": "b" * 40,
    "RMC_REGION": "37",
    "ALLOWED_HOSTS": "vsv.example",
    "DATABASE_URL": "postgres://naam:wachtwoord@localhost/portaal",
    "CELERY_BROKER_URL": "redis://localhost:6379/0",
}
PRINT = "import vsv_portal.settings as s; print(s.SESSION_COOKIE_NAME, s.DEBUG, s.SECURE_HSTS_SECONDS)"


def started(**variables: str | None) -> subprocess.CompletedProcess:
    """The settings in a process of their own, with GOOD and what the test wants to differ (None: not set)."""
    wanted = {name: value for name, value in {**GOOD, **variables}.items() if value is not None}
    environment = {"PATH": "/usr/bin:/bin", **wanted}
    return subprocess.run(
        [sys.executable, "-c", PRINT], env=environment, capture_output=True, text=True, check=False
    )


def test_production_starts_with_all_that_it_needs():
    done = started()
    assert done.stdout.split() == ["__Host-sessie", "False", str(2 * 365 * 24 * 60 * 60)], done.stderr


@pytest.mark.parametrize("name", [name for name in GOOD if name != "PORTAL_MODE"])
def test_a_missing_variable_is_a_sentence(name):
    done = started(**{name: None})
    assert done.returncode != 0
    assert f"Zet de omgevingsvariabele {name}: " in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": "kort"}, "SECRET_KEY is te kort"),
        ({"PGN_KEY": "kort"}, "PGN_KEY is te kort"),
        ({"PGN_KEY": "a" * 40}, "mogen niet gelijk zijn"),
        ({"SUPPRESSION_THRESHOLD": "4"}, "mag niet lager zijn dan 5"),
        ({"PORTAL_MODE": "produktie"}, "Zet PORTAL_MODE op embedded of production."),
    ],
)
def test_an_unsafe_value_is_refused(variables, sentence):
    done = started(**variables)
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_debug_stays_off_in_production():
    assert started(DEBUG="1").stdout.split()[1] == "False"
