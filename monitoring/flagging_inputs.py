"""Gathers from the tables what the rules may look at (calculation/flag_inputs.py). Nothing is decided or stored here."""

from datetime import date

import numpy as np
import pandas as pd
from django.conf import settings
from django.db.models import Q, QuerySet

from monitoring import frames
from monitoring.calculation.flag_inputs import Known, known
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.models import (
    AbsenceHours,
    AbsenceReport,
    CaseFile,
    Computation,
    Contact,
    Delivery,
    Enrolment,
    Episode,
    Identity,
    LeavingPupil,
    MboApplication,
    Municipality,
    Note,
    Outcome,
    Plan,
    Uptake,
)  # fmt: skip
from monitoring.reference.definitions import upper_age
from monitoring.reference.school_weeks import school_mondays
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind, Method, Role
from monitoring.vocabulary import Outcome as OutcomeClass

ENROLMENT = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "onderwijssoort": "str",
    "started_on": "date", "ended_on": "date", "destination": "str", "entree_on": "date", "diploma": "str",
}  # fmt: skip
REPORT = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "meldingsnummer": "str", "soort": "str",
    "began_on": "date", "ended_on": "date", "hours": "number", "status": "str",
}  # fmt: skip
HOURS = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "week": "str", "unauthorised": "number",
}  # fmt: skip
LEAVING = {"pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "intended": "str"}
APPLICATION = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "status": "str", "applied_on": "date", "status_on": "date",
    "starts_on": "date", "appeared": "bool",
}  # fmt: skip
GETUIGSCHRIFTEN = r"\b(?:pro|vso)\b"
REPORT_MONTHS = 12  # how far back reports are looked at: more than the eight school weeks of S2 can span
N01, N02 = "N01", "N02"


def gather(on: date) -> Known:
    """Everything the rules may know on this day, from what was accepted until now."""
    stands = _monthly_stands()
    found = {
        "people": people(),
        "enrolments": enrolments(),
        "reports": reports(on),
        "dropouts": dropouts(stands),
        "case_files": case_files(),
        "actions": actions(),
        "episodes": episodes(),
        "leaving": leaving(),
        "applications": applications(),
    }
    latest = len(stands) - 1
    return known(found, latest_rank=latest, school_mondays=weeks(), upper_age=upper_age(on))


def weeks() -> tuple[date, ...]:
    """The Mondays of the school weeks of this portal's region."""
    return school_mondays(settings.SCHOOL_HOLIDAYS)


def people() -> pd.DataFrame:
    rows = frames.read(
        Identity.objects.all(),
        {"pupil_id": "int", "born_on": "date", "qualified_on": "date", "municipality": "str"},
    )
    own = set(Municipality.objects.of_region(settings.RMC_REGION).values_list("code", flat=True))
    return _pupil(rows).assign(is_resident=rows["municipality"].isin(own))


def enrolments() -> pd.DataFrame:
    """The rows of each slice's latest R01, and of the last one of its earlier teljaar."""
    slices = _slices(Kind.R01).sort_values(["teljaar", "stand"], kind="stable")
    last = slices.drop_duplicates(["brin", "vestiging", "teljaar"], keep="last")
    last = last[last["teljaar"].isin(sorted(last["teljaar"].unique())[-2:])]
    is_latest = last["teljaar"] == last["teljaar"].max()
    last = last.assign(is_latest=is_latest, until=_peildata(last))
    rows = _of(last, Enrolment.objects.all(), ENROLMENT, ["is_latest", "until"])
    return _without_overruled(rows, last).assign(
        has_getuigschrift=rows["diploma"].str.contains(GETUIGSCHRIFTEN, regex=True)
    )


def reports(on: date) -> pd.DataFrame:
    """Of every slice the R02 of the last months; `is_latest` tells those of its last file."""
    slices = _slices(Kind.R02).sort_values("stand", kind="stable")
    since = np.datetime64(on, "M") - REPORT_MONTHS
    slices = slices[slices["stand"] >= str(since)]
    last = slices.drop_duplicates(["brin", "vestiging"], keep="last")["id"]
    slices = slices.assign(is_latest=slices["id"].isin(last))
    rows = _of(slices, AbsenceReport.objects.all(), REPORT, ["is_latest", "stand"])
    return rows.rename(columns={"meldingsnummer": "number"})


def hours(on: date) -> pd.DataFrame:
    """The missed hours of the running school year, with the month of the file that told them."""
    opens = date(on.year if on.month >= 8 else on.year - 1, 8, 1)
    slices = _slices(Kind.R03)
    slices = slices[slices["stand"] >= f"{opens:%Y-%m}"]
    slices = slices.assign(month=slices["stand"])  # of these: pandas lets a column fill a frame without rows
    return _of(slices, AbsenceHours.objects.all(), HOURS, ["month"])


def dropouts(stands: list[Computation]) -> pd.DataFrame:
    """New vsv'ers of every computed month of the latest teljaar; `rank` counts those months."""
    of_stand = pd.DataFrame({
        "computation_id": [stand.pk for stand in stands],
        "rank": range(len(stands)),
        "peildatum": np.array([Stand.parse(c.teljaar, c.stand).peildatum for c in stands], dtype="datetime64[s]"),
    })  # fmt: skip
    columns = {"pupil_id": "int", "computation_id": "int", "brin": "str", "vestiging": "str", "left_on": "date"}
    counted = Outcome.objects.filter(computation__in=stands, outcome=OutcomeClass.X)
    return _pupil(frames.read(counted, columns)).merge(of_stand, on="computation_id")


def case_files() -> pd.DataFrame:
    columns = {"pupil_id": "int", "role": "str", "opened_on": "date", "status": "str"}
    rows = frames.read(CaseFile.objects.open().exclude(role=Role.SCHOOL), columns)
    return _pupil(rows).assign(brin="", vestiging="")


def actions() -> pd.DataFrame:
    """That somebody did or wrote something for a pupil, and when: an uptake, a contact, a plan or a note."""
    found = [frames.read(Uptake.objects.all(), {"pupil_id": "int", "on": "date"}).set_axis(["pupil", "on"], axis=1)]
    for model, day in ((Contact, "on"), (Plan, "at__date"), (Note, "at__date")):
        rows = frames.read(model.objects.all(), {"case_file__pupil_id": "int", day: "date"})
        found.append(rows.set_axis(["pupil", "on"], axis=1))
    return pd.concat(found, ignore_index=True)


def episodes() -> pd.DataFrame:
    columns = {"pupil_id": "int", "kind": "str", "opened_on": "date", "brin": "str", "vestiging": "str"}
    return _pupil(frames.read(Episode.objects.filter(closed_on=None), columns))


def leaving() -> pd.DataFrame:
    last = _last_of_round(N01)
    return _of(last, LeavingPupil.objects.all(), LEAVING, ["round"])


def applications() -> pd.DataFrame:
    last = _last_of_round(N02)
    rows = _of(last, MboApplication.objects.all(), APPLICATION, ["round"])
    return rows.assign(has_appeared=rows["appeared"].map({True: "ja", False: "nee"}).fillna("").astype("str"))


def _monthly_stands() -> list[Computation]:
    """The current monthly computations of the latest teljaar that has one, in order."""
    shown = Computation.objects.filter(method=Method.REGIO, is_current=True).exclude(Q(stand__endswith="L"))
    shown = [c for c in shown if Stand.parse(c.teljaar, c.stand).month]
    latest = max((c.teljaar for c in shown), default="")
    return sorted((c for c in shown if c.teljaar == latest), key=lambda c: c.stand)


def _slices(kind: str) -> pd.DataFrame:
    """The accepted deliveries of a kind, with what they are of."""
    fields = {"id": "int", "brin": "str", "vestiging": "str", "teljaar": "str", "stand": "str"}
    return frames.read(Delivery.objects.filter(kind=kind, state=State.ACCEPTED), fields)


def _last_of_round(kind: str) -> pd.DataFrame:
    """Of each slice the last file of its two latest teljaren, with the year in which that teljaar closes."""
    slices = _slices(kind).sort_values(["teljaar", "stand"], kind="stable")
    last = slices.drop_duplicates(["brin", "vestiging", "teljaar"], keep="last")
    last = last[last["teljaar"].isin(sorted(last["teljaar"].unique())[-2:])]
    return last.assign(round=[SchoolYear.parse(name).closes.year for name in last["teljaar"]])


def _peildata(slices: pd.DataFrame) -> np.ndarray:
    of_slices = zip(slices["teljaar"], slices["stand"], strict=True)
    return np.array([Stand.parse(*names).peildatum for names in of_slices], dtype="datetime64[s]")


def _of(slices: pd.DataFrame, rows: QuerySet, columns: dict[str, str], told: list[str]) -> pd.DataFrame:
    """The rows of these deliveries, each with what is `told` of its delivery."""
    read = frames.read(frames.among(rows, "delivery_id", slices["id"]), columns)
    return _pupil(read).merge(slices[["id", *told]].rename(columns={"id": "delivery_id"}), on="delivery_id")


def _without_overruled(rows: pd.DataFrame, slices: pd.DataFrame) -> pd.DataFrame:
    """A vestiging that delivered for itself holds over what its BRIN said of it."""
    apart = slices.loc[slices["vestiging"] != "", ["brin", "vestiging", "is_latest"]].assign(apart=True)
    of_brin = slices.loc[slices["vestiging"] == "", "id"]
    marked = rows.merge(apart, how="left", on=["brin", "vestiging", "is_latest"])["apart"].notna().to_numpy()
    return rows[~(marked & rows["delivery_id"].isin(of_brin).to_numpy())]


def _pupil(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={"pupil_id": "pupil"})
