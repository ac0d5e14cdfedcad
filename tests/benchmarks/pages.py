"""The figure pages of the demonstration region: how fast under fifty readers, and how many queries each."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from urllib.request import urlopen

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring import figures
from monitoring.models import Account, Municipality, School
from monitoring.rehearsal import PASSWORD
from tests.benchmarks.databases import ROOT
from tests.benchmarks.readers import Crowd, Read, logged_in, read
from tests.benchmarks.timing import Line

READERS = ("dirk", "els", "carla")
P95_GOAL, QUERIES_GOAL = 150, 12  # milliseconds, queries
VARIANTS = ("", "?categorie=mbo2", "?teljaar=2024-2025&stand=2025-03")
LISTS = (
    "?scholen-sort=-vsv",
    "?scholen-naam=college&scholen-soort=vo",
    "?gemeenten-sort=-percentage&gemeenten-naam=e",
    "?methode=duo&gemeenten-sort=naam",
)
LISTS_READ = 5  # times as often as any other page
EVERY = 5  # so many pages have their queries counted: one of every five
FULL = Crowd(readers=50, thought=(1, 3), warming=8, seconds=40)
QUICK = Crowd(readers=10, thought=(1, 3), warming=2, seconds=5)
HURRIED = Crowd(readers=8, thought=(0, 0), warming=1, seconds=10)


def measure(vendor: str, *, quick: bool) -> list[Line]:
    addresses = {name: addresses_of(name) for name in READERS}
    queries: dict[str, int] = {}
    for name in READERS:
        queries |= queries_of(name, addresses[name])
    connections.close_all()
    with serving() as host:
        visits = [(logged_in(host, name, PASSWORD), addresses[name]) for name in READERS]
        calm = read(host, visits, QUICK if quick else FULL)
        hurried = read(host, visits, HURRIED)
    return lines(vendor, QUICK if quick else FULL, calm, hurried, queries)


def addresses_of(name: str) -> list[str]:
    """Every figure page that this account may open, and its lists sorted and filtered."""
    reader = Account.objects.get(username=name)
    places = Municipality.objects.visible_to(reader).of_region(37)
    brins = School.objects.visible_to(reader).exclude(delivers="").values_list("brin", flat=True).distinct()
    pages = [reverse("figures")]
    pages += [reverse("municipality", args=[place.code]) for place in places]
    pages += [reverse("school-figures", args=[brin]) for brin in brins]
    client = _client(reader)
    open_to = [page for page in pages if client.get(page).status_code == 200]
    lists = [pages[0] + each for each in LISTS]
    return [page + variant for page in open_to for variant in VARIANTS] + lists * LISTS_READ


def queries_of(name: str, addresses: list[str]) -> dict[str, int]:
    """How many queries every page takes when nothing is in memory yet."""
    client, counted = _client(Account.objects.get(username=name)), {}
    for address in [*dict.fromkeys(addresses)][::EVERY]:
        figures.forget()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code} to {name}")
        counted[f"{name} {address}"] = len(captured)
    return counted


def _client(reader: Account) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    return client


@contextmanager
def serving() -> Iterator[str]:
    """The portal as production serves it: gunicorn, two processes."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "vsv_portal.wsgi", "--config", "vsv_portal/gunicorn.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"BIND": host, "WEB_PROCESSES": "2"})
    try:
        _wait_for(host)
        yield host
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(host: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urlopen(f"http://{host}/account/login/", timeout=5).read()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not start")


def lines(vendor: str, crowd: Crowd, calm: Read, hurried: Read, queries: dict[str, int]) -> list[Line]:
    p95, most = calm.at(0.95), max(queries, key=queries.__getitem__)
    faults = [*calm.faults, *hurried.faults]
    facts = {
        "pages read": f"{len(calm.milliseconds):,}", "slowest": f"{calm.at(1):.0f} ms",
        "without thinking": f"{len(hurried.milliseconds) / HURRIED.seconds:.0f} pages a second, median "
                            f"{hurried.at(0.5):.0f} ms ({HURRIED.readers} readers)",
        "most queries": most, "different pages": f"{len(queries)}",
    }  # fmt: skip
    facts |= {"first faults": ", ".join(faults[:3])} if faults else {}
    line = partial(Line, "pages", vendor)
    few = queries[most] <= QUERIES_GOAL
    return [
        line(f"median under {crowd.readers} readers", f"{calm.at(0.5):.0f} ms", facts=facts),
        line(
            f"95th percentile under {crowd.readers} readers",
            f"{p95:.0f} ms",
            f"< {P95_GOAL} ms",
            p95 < P95_GOAL,
        ),
        line("most queries of one page, nothing in memory", f"{queries[most]}", f"≤ {QUERIES_GOAL}", few),
        line("pages that failed", f"{len(faults)}", "0", not faults),
    ]
