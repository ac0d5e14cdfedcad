"""The board of Na het VO, its list and its work lists, for an officer of a region with 9,000 leaving pupils."""

from datetime import date

import numpy as np
import pandas as pd
from django.db import connection
from django.test import Client
from django.urls import reverse

from monitoring import frames
from monitoring.accounts import grant
from monitoring.models import Account, Identity, Pupil
from monitoring.organisations import load
from monitoring.vocabulary import Role
from nahetvo.models import Transition
from nahetvo.transition.statuses import STEPS
from tests.benchmarks.casework import page_line
from tests.benchmarks.timing import Line

PUPILS, QUICK, GOAL = 9_000, 300, 300  # pupils, pupils, milliseconds at the 95th percentile (issue 6)
ON, YEAR, BRIN = date(2026, 4, 9), "2025-2026", "90AA"
EVIDENCE = '{"rule": 13, "source": "N02", "brin": "", "on": "2026-01-01", "said": ""}'
PLACES = {"the board": ("transitions", "?soort=vmbo-tl"), "the list": ("transition-list", "?bladzijde=3"),
          "the work lists": ("transition-work", "")}  # fmt: skip


def measure(vendor: str, *, quick: bool) -> list[Line]:
    bring_in(QUICK if quick else PUPILS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="anna"))
    size = f"{Transition.objects.count():,} leaving pupils"
    return [
        page_line("board", vendor, f"{what}, {size}", client, [reverse(route), reverse(route) + query], GOAL)
        for what, (route, query) in PLACES.items()
    ]


def bring_in(count: int) -> None:
    """All are under eighteen, live in one municipality and leave one school, in every volgstatus."""
    load(f"brin,vestiging,naam,gemeentecode\n{BRIN},,Meetschool,0772".encode())
    anna, _ = grant("anna", Role.LEERPLICHT, ["0772"], by="meting", password="Meten-2026-is-weten")
    Account.objects.filter(pk=anna.pk).update(is_demonstration=True)  # a session without a second factor
    ids, rng = np.arange(1, count + 1), np.random.default_rng(37)
    frames.write(Pupil, pd.DataFrame({"id": ids, "pseudonym": [f"{n:064x}" for n in ids], "key_version": 1}))
    frames.write(Identity, pd.DataFrame({
        "pupil_id": ids, "surname": [f"Meting{n}" for n in ids], "prefix": "", "given_name": "Sam",
        "born_on": _days(ids, date(2009, 1, 1)), "sex": "O", "pupil_number": "", "municipality": "0772",
        "qualified_on": pd.Series(pd.NaT, range(count), dtype="datetime64[s]"), "as_of": "2026-03", "fingerprint": ids,
    }))  # fmt: skip
    status = rng.choice(list(STEPS), count)
    frames.write(Transition, pd.DataFrame({
        "school_year": YEAR, "pupil_id": ids, "brin": BRIN, "vestiging": "00", "municipality": "0772", "cohort": 2009,
        "onderwijssoort": rng.choice(["vmbo-bb", "vmbo-kb", "vmbo-tl"], count), "status": status,
        "since": _days(ids, date(2026, 1, 1), 90), "evidence": EVIDENCE,
        "step": [STEPS[each] for each in status], "previous_step": pd.Series(pd.NA, range(count), dtype="Int16"),
        "step_back_on": pd.Series(pd.NaT, range(count), dtype="datetime64[s]"), "mbo_brin": "", "leerweg": "",
        "level": pd.Series(pd.NA, range(count), dtype="Int16"), "exam_result": "", "intended": "mbo-2",
        "extra_support": ids % 9 == 0, "warm_handover": "niet_nodig", "is_vulnerable": ids % 5 == 0,
        "destination": status, "first_year": "niet_begonnen", "intention": "wilde_mbo", "matched": True,
        "as_of": _days(ids * 0, ON),
    }))  # fmt: skip


def _days(ids: np.ndarray, first: date, among: int = 300) -> pd.Series:
    return pd.Series(pd.Timestamp(first) + pd.to_timedelta(ids % among, unit="D")).astype("datetime64[s]")
