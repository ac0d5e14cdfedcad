"""An officer-region with ten years of casework, straight into the tables: only the pages are measured."""

from datetime import date

import numpy as np
import pandas as pd
from django.utils import timezone

from monitoring import frames
from monitoring.accounts import grant
from monitoring.models import (
    Account,
    CaseChange,
    CaseFile,
    Computation,
    Contact,
    Delivery,
    Enrolment,
    Flag,
    Identity,
    Note,
    Outcome,
    Plan,
    Pupil,
    School,
    Uptake,
)
from monitoring.organisations import load
from monitoring.vocabulary import DeliveryState as State

ON, YEARS, CONTACTS = date(2026, 4, 9), 10, 5  # contacts per case file
SPREAD = 40  # days over which last contacts, plans and statuses lie: most are on the list again, some are long silent
BRINS = [f"9{n}AA" for n in range(10)]
HOLDER, ROLE = "REGIO", "doorstroompunt"


def bring_in(open_files: int) -> list[int]:
    """One officer of the region with so many open files, as many closed in each of ten years. Returns the open pupils."""
    load("\n".join(["brin,vestiging,naam,gemeentecode", *(f"{b},,Meetschool {b},0772" for b in BRINS)]).encode())
    femke, _ = grant("femke", ROLE, [HOLDER], by="meting", password="Meten-2026-is-weten")
    Account.objects.filter(pk=femke.pk).update(is_demonstration=True)  # a session without a second factor
    total = open_files * (YEARS + 1)
    ids = np.arange(1, total + 1)
    is_open = ids <= open_files
    _people(ids, is_open)
    _delivered(ids[is_open])
    _files(ids, is_open, femke.pk)
    _parts(ids, is_open, femke.pk)
    _flags(ids, is_open)
    return ids[is_open].tolist()


def _people(ids: np.ndarray, is_open: np.ndarray) -> None:
    """The open ones are adults without startkwalificatie; of those closed the name went with its term."""
    frames.write(Pupil, pd.DataFrame({"id": ids, "pseudonym": [f"{n:064x}" for n in ids], "key_version": 1}))
    own = ids[is_open]
    frames.write(Identity, pd.DataFrame({
        "pupil_id": own, "surname": [f"Meting{n}" for n in own], "prefix": "", "given_name": "Sam",
        "born_on": _day(date(2005, 1, 1)) + pd.to_timedelta(own % 900, unit="D").as_unit("s"), "sex": "O",
        "pupil_number": "", "municipality": np.where(own % 3 == 0, "0794", "0772"), "qualified_on": _none(len(own)),
        "as_of": "2026-03", "fingerprint": own,
    }))  # fmt: skip


def _delivered(own: np.ndarray) -> None:
    """Every month of ten years an R01 of each school, and the stand of March in which all count as nieuwe vsv'er."""
    schools = dict(School.objects.values_list("brin", "pk"))
    months = [f"{year}-{month:02}" for year in range(2016, 2026) for month in range(1, 13)] + ["2026-02", "2026-03"]
    for stand in months:
        year = int(stand[:4]) - (int(stand[5:]) < 10)
        made = Delivery.objects.bulk_create(
            Delivery(kind="R01", brin=brin, school_id=schools[brin], teljaar=f"{year}-{year + 1}", stand=stand, size=1,
                     sha256="0" * 64, file_name=f"R01_{stand}_{brin}.csv", state=State.ACCEPTED,
                     accepted_at=timezone.now(), accepted_by_name="meting")
            for brin in BRINS
        )  # fmt: skip
        delivery = np.array([each.pk for each in made])[own % len(BRINS)]
        frames.write(Enrolment, pd.DataFrame({
            "delivery_id": delivery, "pupil_id": own, "line": own, "brin": np.array(BRINS)[own % len(BRINS)],
            "vestiging": "00", "volgnummer": f"{year}", "municipality": "0772", "cohort": 2005, "sex": "O",
            "category": "mbo2", "onderwijssoort": "mbo-2", "leerjaar": 1, "leerweg": "BOL",
            "opleidingscode": "25491", "bekostigd": True,
            "started_on": _days(own, date(year, 8, 1)), "ended_on": _days(own, date(2026, 2, 10)), "reason": "04",
            "destination": "geen", "diploma": "", "diploma_dates": "", "qualified_on": _none(len(own)),
            "entree_on": _none(len(own)),
        }).sort_values(["delivery_id", "pupil_id"]))  # fmt: skip
    stand = Computation.objects.create(method="regio", teljaar="2025-2026", stand="2026-03", fingerprint="meting",
                                       definition="2026", closed_at=timezone.now(), is_current=True)  # fmt: skip
    frames.write(Outcome, pd.DataFrame({
        "computation_id": stand.pk, "pupil_id": own, "brin": np.array(BRINS)[own % len(BRINS)], "vestiging": "00",
        "municipality": "0772", "category": "mbo2", "outcome": "X", "unknown": False, "evidence": "geen",
        "evidence_brin": "", "evidence_on": _none(len(own)), "destination": "geen",
        "left_on": _days(own, date(2026, 2, 10)), "reason": "04", "leerweg": "BOL", "leerjaar": 1, "sex": "O", "age": 20,
    }))  # fmt: skip


def _files(ids: np.ndarray, is_open: np.ndarray, owner: int) -> None:
    years_ago = (ids - 1) // is_open.sum()
    opened = _day(ON) - pd.to_timedelta(years_ago * 365 + 60, unit="D").as_unit("s")
    closed = pd.Series(opened + pd.Timedelta(days=200)).where(~pd.Series(is_open))
    frames.write(CaseFile, pd.DataFrame({
        "id": ids, "pupil_id": ids, "role": ROLE, "holder": HOLDER, "owner_id": owner, "status": "onbekend",
        "status_since": opened, "status_until": _spread(ids), "strengths": "Houdt van koken.",
        "snoozed_until": _none(len(ids)), "snooze_reason": "", "opened_on": opened, "opened_by_id": owner,
        "opened_by_name": "Femke", "closed_on": closed.astype("datetime64[s]"), "closing": "",
        "destination": np.where(is_open, "", "1"), "version": 8,
    }))  # fmt: skip


def _parts(ids: np.ndarray, is_open: np.ndarray, owner: int) -> None:
    """Contacts, a note, a plan and the history of every file; an uptake a contact."""
    for n in range(CONTACTS):
        ago = (ids - 1) // is_open.sum() * 365 + ids % SPREAD + n * 9
        on = _day(ON) - pd.to_timedelta(ago, unit="D").as_unit("s")
        at = on.strftime("%Y-%m-%d 09:30:00")  # a moment, where `on` is a day
        signed = {"case_file_id": ids, "at": at, "by_id": owner, "by_name": "Femke", "holder": HOLDER, "role": ROLE}
        told = {"kind": "gebeld", "outcome": "gesproken", "text": "Ging goed, belt volgende week terug."}
        frames.write(Contact, pd.DataFrame(signed | told | {"on": on}))
        frames.write(CaseChange, pd.DataFrame(signed | {"on": on, "version": n + 1, "act": "contact", "words": "gebeld"}))
        frames.write(Uptake, pd.DataFrame({"pupil_id": ids, "role": ROLE, "holder": HOLDER, "on": on}))
    frames.write(Note, pd.DataFrame(signed | {"kind": "gewoon", "text": "Heeft een bijbaan."}))
    due = {"what": "Samen naar de open dag", "due_on": _spread(ids), "owner_id": owner}
    frames.write(Plan, pd.DataFrame(signed | due | {"done_on": _none(len(ids))}))


def _flags(ids: np.ndarray, is_open: np.ndarray) -> None:
    """Two that hold for each open youngster, and those of ten years that were cleared."""
    for rule, since in (("S5", date(2026, 3, 31)), ("S7", date(2026, 2, 10))):
        cleared = pd.Series(_days(ids, date(2026, 4, 1))).where(~pd.Series(is_open)).astype("datetime64[s]")
        frames.write(Flag, pd.DataFrame({
            "pupil_id": ids, "rule": rule, "since": _days(ids, since), "evidence": '{"left_on": "2026-02-10"}',
            "brin": "90AA", "vestiging": "00", "raised_on": _days(ids, date(2026, 4, 1)), "cleared_on": cleared,
        }))  # fmt: skip


def _day(day: date) -> pd.Timestamp:
    return pd.Timestamp(day).as_unit("s")


def _days(rows: np.ndarray, day: date) -> pd.Series:
    return pd.Series(_day(day), index=range(len(rows)), dtype="datetime64[s]")


def _spread(ids: np.ndarray) -> pd.DatetimeIndex:
    """A day from today on for each, over some weeks."""
    return _day(ON) + pd.to_timedelta(ids % SPREAD, unit="D").as_unit("s")


def _none(rows: int) -> pd.Series:
    return pd.Series(pd.NaT, index=range(rows), dtype="datetime64[s]")
