"""A country's leaving pupils of one school year: how long until every volgstatus is decided and stored."""

from datetime import date
from statistics import median

import numpy as np
import pandas as pd
from django.db import connection
from django.utils import timezone

from monitoring import frames
from monitoring.calculation.school_year import SchoolYear
from monitoring.models import Delivery, Enrolment, LeavingPupil, MboApplication, School
from monitoring.organisations import load
from monitoring.vocabulary import DeliveryState as State
from nahetvo import flow_masks, recompute_transitions
from nahetvo.models import Transition
from tests.benchmarks.timing import Line, peak_memory, spread, stopwatch, timed

PUPILS, QUICK, GOAL = 150_000, 5_000, 5.0  # pupils, pupils, seconds
YEAR, ON = SchoolYear(2025), date(2026, 11, 10)
VO, MBO = [f"9{n // 26 % 10}{chr(65 + n % 26)}A" for n in range(200)], [f"8{n // 26}{chr(65 + n % 26)}B" for n in range(50)]
SCATTER = 0x9E3779B97F4A7C15  # an odd number near 2**64 / golden ratio: ids without any order, as pseudonyms give them
PHASES = {"transitions_on": "of which reading and deciding", "volgstatus": "of which the rules",
          "count": "counts and what is hidden of them, afterwards"}  # fmt: skip


def measure(vendor: str, *, quick: bool) -> list[Line]:
    pupils = QUICK if quick else PUPILS
    bring_in(pupils)
    found, laps = [], {name: [] for name in PHASES}
    for _ in range(3):
        with (
            stopwatch(recompute_transitions, "transitions_on") as all_of_it,
            stopwatch(recompute_transitions, "volgstatus") as rules,
            stopwatch(flow_masks, "count") as counting,
        ):
            whole = timed(lambda: recompute_transitions.recompute(YEAR, on=ON))
        found.append(whole - sum(counting))  # every volgstatus is stored; what is counted of them follows by itself
        laps["count"] += counting
        laps["transitions_on"] += all_of_it
        laps["volgstatus"] += rules
    stored = Transition.objects.count()
    if stored != pupils:
        raise RuntimeError(f"{stored} transitions of {pupils} pupils")
    seconds = median(found)
    facts = {"three runs": spread(found), **{PHASES[name]: f"{median(each):.3g} s" for name, each in laps.items()}}
    facts["most memory"] = f"{peak_memory():,} MB"
    what, goal = f"{pupils:,} transitions: seconds", f"≤ {GOAL} s"
    return [Line("transitions", vendor, what, f"{seconds:.2f} s", goal, seconds <= GOAL, facts)]


def bring_in(pupils: int) -> None:
    """Schools, deliveries and rows straight into the tables: only the counting is measured."""
    schools = [f"{brin},,Meetschool {brin},0772" for brin in (*VO, *MBO)]
    load("\n".join(["brin,vestiging,naam,gemeentecode", *schools]).encode())
    rng = np.random.default_rng(37)
    ids = (np.arange(1, pupils + 1).astype(np.uint64) * np.uint64(SCATTER) >> np.uint64(1)).astype(np.int64)
    vo, mbo = rng.integers(0, len(VO), pupils), rng.integers(0, len(MBO), pupils)
    _leaving(ids, vo, rng)
    _applications(ids, mbo, rng)
    _enrolments(ids, vo, mbo, rng)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _leaving(ids: np.ndarray, vo: np.ndarray, rng: np.random.Generator) -> None:
    count = len(ids)
    _write(LeavingPupil, "N01", "2026-09", np.array(VO)[vo], {
        "pupil_id": ids, "vestiging": "00", "municipality": "0772", "cohort": 2010, "leerjaar": 4, "is_candidate": True,
        "onderwijssoort": rng.choice(["vmbo-bb", "vmbo-kb", "vmbo-tl", "pro"], count), "intended_brin": "",
        "exam_result": rng.choice(["geslaagd", "gezakt", ""], count, p=(0.9, 0.05, 0.05)), "warm_handover": "niet_nodig",
        "intended": rng.choice(["mbo-2", "mbo-4", "havo", "onbekend"], count), "extra_support": False,
    })  # fmt: skip


def _applications(ids: np.ndarray, mbo: np.ndarray, rng: np.random.Generator) -> None:
    who = np.concatenate([np.arange(len(ids)), rng.integers(0, len(ids), len(ids) * 3 // 10)])
    kinds = ["aangemeld", "ingeschreven", "ingetrokken", "leidt_niet_tot_inschrijving"]
    _write(MboApplication, "N02", "2026-09", np.array(MBO)[mbo[who]], {
        "pupil_id": ids[who], "number": [f"A{n}" for n in range(len(who))], "opleidingscode": "25491", "leerweg": "BOL",
        "level": rng.integers(1, 5, len(who)), "applied_on": _day("2026-02-01"), "status_on": _day("2026-04-01"),
        "status": rng.choice(kinds, len(who), p=(0.1, 0.75, 0.1, 0.05)), "starts_on": _day("2026-08-01"), "appeared": True,
    })  # fmt: skip


def _enrolments(ids: np.ndarray, vo: np.ndarray, mbo: np.ndarray, rng: np.random.Generator) -> None:
    """The vo row of September, and the mbo row of October of those who came."""
    shared = {"volgnummer": "1", "municipality": "0772", "cohort": 2010, "sex": "V", "opleidingscode": "", "bekostigd": True,
              "reason": "", "diploma": "", "diploma_dates": "", "vestiging": "00"}  # fmt: skip
    _write(Enrolment, "R01", "2026-09", np.array(VO)[vo], {
        "pupil_id": ids, "category": "vmbo_bovenbouw", "onderwijssoort": "vmbo-kb", "leerjaar": 4, "leerweg": "",
        "started_on": _day("2025-08-01"), "ended_on": _day("2026-08-01"), "destination": "mbo", **shared,
    })  # fmt: skip
    came = rng.random(len(ids)) < 0.9
    _write(Enrolment, "R01", "2026-10", np.array(MBO)[mbo[came]], {
        "pupil_id": ids[came], "category": "mbo3", "onderwijssoort": "mbo-3", "leerjaar": 1, "leerweg": "BOL",
        "started_on": _day("2026-08-01"), "ended_on": _day(None), "destination": "", **shared,
    })  # fmt: skip


def _day(text: str | None) -> pd.Timestamp:
    return pd.Timestamp(text) if text else pd.NaT


def _write(model: type, kind: str, stand: str, brin: np.ndarray, columns: dict) -> None:
    schools = dict(School.objects.values_list("brin", "pk"))
    teljaar = "2025-2026" if stand < "2026-10" else "2026-2027"
    made = Delivery.objects.bulk_create(
        Delivery(kind=kind, brin=code, school_id=schools[code], teljaar=teljaar, stand=stand, size=1, sha256="0" * 64,
                 file_name=f"{kind}_{stand}_{code}.csv", state=State.ACCEPTED, accepted_at=timezone.now(),
                 accepted_by_name="meting")
        for code in np.unique(brin)
    )  # fmt: skip
    own = {delivery.brin: delivery.pk for delivery in made}
    rows = pd.DataFrame({"brin": brin, **columns})
    for name in rows:
        if name.endswith("_on"):
            rows[name] = rows[name].astype("datetime64[s]")
    rows.insert(0, "delivery_id", rows["brin"].map(own).astype("int64"))
    rows = rows.sort_values(["delivery_id", "pupil_id"], kind="stable")
    frames.write(model, rows.assign(line=np.arange(2, len(rows) + 2)))
