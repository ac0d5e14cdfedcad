"""An officer's list and Vandaag, and the page of one youngster, with thousands of open files and ten years of history."""

import gc
from itertools import cycle, islice
from statistics import median
from time import process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Account
from tests.benchmarks.casework_rows import bring_in
from tests.benchmarks.timing import Line, timed

OPEN_FILES, QUICK = 5_000, 300
READINGS, WARMING = 200, 5
LIST_GOAL, PERSON_GOAL = 200, 150  # milliseconds at the 95th percentile, issue 5
LISTS = ("", "?bladzijde=3", "?toon=dossier&sorteer=-days", "?toon=gesproken&stil=30")  # each with a full page
NAME = b"Meting"  # of everybody in casework_rows.py
STEP = 37  # the youngsters whose page is opened: every so many


def measure(vendor: str, *, quick: bool) -> list[Line]:
    pupils = bring_in(QUICK if quick else OPEN_FILES)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="femke"))
    lists = [f"{reverse('worklist')}{query}" for query in LISTS]
    people = [reverse("pupil", args=[pupil]) for pupil in pupils[::STEP]]
    panes = [reverse("pupil-pane", args=[pupil]) for pupil in pupils[::STEP]]
    size = f"{len(pupils):,} open files"
    return [
        page_line("casework", vendor, f"the worklist, {size}", client, lists, LIST_GOAL),
        page_line("casework", vendor, f"Vandaag, {size}", client, [reverse("today")], LIST_GOAL),
        page_line("casework", vendor, f"the page of a youngster, {size}", client, people, PERSON_GOAL),
        page_line("casework", vendor, f"the pane of a youngster, {size}", client, panes, PERSON_GOAL),
    ]


def page_line(part: str, vendor: str, what: str, client: Client, addresses: list[str], goal: int) -> Line:
    """The 95th percentile of READINGS of these addresses, one after the other; every page must show somebody by name."""
    for address in islice(cycle(addresses), WARMING):
        connection.queries_log.clear()  # it holds so many, and bringing in filled it
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        if answer.status_code != 200 or NAME not in answer.content:
            raise RuntimeError(f"{address} answers {answer.status_code}, or shows nobody")
        queries = len(captured)  # now: the next request empties the log
    gc.collect()
    gc.freeze()  # as vsv_portal/gunicorn.py does once all is loaded
    began = process_time()
    found = sorted(1000 * timed(lambda each=each: client.get(each)) for each in islice(cycle(addresses), READINGS))
    busy = 1000 * (process_time() - began) / READINGS  # of this process alone, whatever else the machine does
    p95 = found[int(len(found) * 0.95)]
    facts = {"median": f"{median(found):.0f} ms", "slowest": f"{found[-1]:.0f} ms",
             "processor, mean": f"{busy:.0f} ms", "queries": f"{queries}"}  # fmt: skip
    return Line(part, vendor, f"{what}: 95th percentile", f"{p95:.0f} ms", f"< {goal} ms", p95 < goal, facts)
