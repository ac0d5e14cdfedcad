"""The cast, their schools, and a small region that came in through the real path."""

import os
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from monitoring import figures, outflow, staging
from monitoring.accounts import grant
from monitoring.clock import today
from monitoring.models import Account, Delivery, Municipality
from monitoring.organisations import load
from monitoring.promotion import confirm, promote
from monitoring.recomputation import recompute, stale
from monitoring.vocabulary import DeliveryState, Role
from tests.files.r01 import r01_csv, valid_pgn

hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")  # speed is measured in benchmarks, never in tests

PASSWORD = "Een-lang-wachtwoord-26"
SCHOOLS = b"""brin,vestiging,naam,gemeentecode,soorten,levert
90AA,,Voorbeeldcollege,0772,vo+pro,R01
90AA,00,Voorbeeldcollege Centrum,0772,vo,
90BB,,ROC Voorbeeld,0794,mbo,R01+A05+A04+A14+NRSP+NENR
"""
LONGEST = ("tests/crash", "tests/access/test_matrix.py")  # a worker that dies and revives; every address for everybody
LEFT = {"reden_uitschrijving": "4", "bestemming": "geen"}


def pytest_collection_modifyitems(items):
    """The longest first, so that no core waits at the end for one test; skipped where no PostgreSQL is to be had."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    reason = os.environ.get("POSTGRESQL_MISSING")
    for item in items if reason else []:
        item.add_marker(pytest.mark.skip(reason=f"PostgreSQL: {reason}"))


@pytest.fixture(autouse=True)
def _empty_memory():
    """Primary keys come back in the next test: what is kept in memory must go."""
    figures.forget()
    outflow.forget()
    cache.clear()


@pytest.fixture
def reference_data(transactional_db):
    """A test of whole transactions empties the database behind it; the next one finds regions and municipalities again."""
    if not Municipality.objects.exists():
        import_module("monitoring.migrations.0002_reference").load(apps, None)


@pytest.fixture
def schools(db):
    load(SCHOOLS)


@pytest.fixture
def anna(schools):
    return member("anna", Role.LEERPLICHT, "0772")


@pytest.fixture
def bram(schools):
    return member("bram", Role.LEERPLICHT, "0794")


@pytest.fixture
def carla(schools):
    return member("carla", Role.SCHOOL, "90AA")


@pytest.fixture
def coen(schools):
    return member("coen", Role.SCHOOL, "90BB")


@pytest.fixture
def dirk(schools):
    return member("dirk", Role.BELEID, "0772")


@pytest.fixture
def els(schools):
    return member("els", Role.REGIO, "REGIO")


@pytest.fixture
def femke(schools):
    return member("femke", Role.DOORSTROOMPUNT, "REGIO")


@pytest.fixture
def fien(schools):
    return member("fien", Role.DOORSTROOMPUNT, "0772")


@pytest.fixture
def gijs(schools):
    return member("gijs", Role.BEHEER, "REGIO")


@pytest.fixture
def hanna(schools):
    return member("hanna", Role.FG, "REGIO")


@pytest.fixture
def root(schools):
    return Account.objects.create_superuser("root", password=PASSWORD)


@pytest.fixture
def deliver(schools):
    """A function that takes a file through the real path, to the end: receive, stage, confirm, promote."""

    def through(name: str, content: bytes, *, by: Account | None = None, reason: str = "klopt") -> Delivery:
        delivery = staging.receive(content, name, by=by, today=today())
        staging.stage(delivery)
        if delivery.state in {DeliveryState.READY, DeliveryState.TO_CONFIRM}:
            confirm(delivery, reason=reason, by=by)
            delivery = promote(delivery)
        return delivery

    return through


@pytest.fixture
def accepted(deliver):
    """Two schools, 56 pupils in two municipalities, delivered for October and March, and counted.

    In March 90AA has 20 pupils (vmbo 3 in 0772; no vsv) and 90BB 36: 20 from 0772 of whom 6 left (one to `werk`,
    born 2008: 17 years old; one `onbekend`), 16 from 0794 of whom 2 left.
    """
    vo = [
        {"pgn": valid_pgn(n), "achternaam": f"Vos{n}", "brin": "90AA", "onderwijssoort": "vmbo-kb", "leerjaar": "3",
         "leerweg": "", "opleidingscode": "", "geboortedatum": "14-05-2010"}
        for n in range(20)
    ]  # fmt: skip
    for month in ("2025-10", "2026-03"):
        deliver(f"R01_{month}_90AA.csv", r01_csv(vo))
        deliver(f"R01_{month}_90BB.csv", r01_csv([mbo_row(n, month) for n in range(20, 56)]))
    for wanted in stale():
        recompute(wanted)


def mbo_row(n: int, month: str) -> dict[str, str]:
    """A student of 90BB: n < 40 lives in 0772, the others in 0794; eight leave in February."""
    row = {"pgn": valid_pgn(n), "achternaam": f"Roos{n}", "brin": "90BB", "geboortedatum": "14-05-2006",
           "gemeentecode": "0772" if n < 40 else "0794"}  # fmt: skip
    if n == 20:
        row["geboortedatum"] = "14-11-2008"
    if month == "2026-03" and n in {20, 21, 22, 23, 24, 25, 40, 41}:
        row |= LEFT | {"datum_uitschrijving": "10-02-2026"}
        row |= {20: {"bestemming": "werk"}, 21: {"bestemming": "onbekend"}}.get(n, {})
    return row


def member(name: str, role: Role, *codes: str) -> Account:
    """An account of the cast, ready to work: own password, no second factor asked (as in the demonstration)."""
    account, _ = grant(name, role, list(codes), by="test", password=PASSWORD)
    Account.objects.filter(pk=account.pk).update(is_demonstration=True)
    account.refresh_from_db()
    return account
