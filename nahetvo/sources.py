"""Which accepted deliveries the transitions of a school year are made of on a day, and their rows as frames."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.db.models import F, Max, Min, Q, QuerySet

from monitoring import frames
from monitoring.calculation.inputs import Source, inputs
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.models import Delivery, Enrolment, LeavingPupil, MboApplication
from monitoring.recomputation import accepted_deliveries
from monitoring.vocabulary import DeliveryState, Kind
from nahetvo.transition.cycle import Cycle
from nahetvo.transition.facts import moment
from nahetvo.transition.statuses import STEP_OF_APPLICATION

FEW = 5_000  # pupils
LEAVING = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "municipality": "str", "cohort": "int",
    "onderwijssoort": "str", "exam_result": "str", "intended": "str", "extra_support": "bool", "warm_handover": "str",
}  # fmt: skip
APPLICATION = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "number": "str", "level": "int", "leerweg": "str",
    "applied_on": "date", "status": "str", "status_on": "date", "starts_on": "date", "appeared": "bool",
}  # fmt: skip
ENROLMENT = {
    "pupil_id": "int", "delivery_id": "int", "brin": "str", "vestiging": "str", "volgnummer": "str",
    "onderwijssoort": "str", "leerweg": "str", "started_on": "date", "ended_on": "date", "destination": "str",
    "opleidingscode": "str", "diploma": "str",
}  # fmt: skip
FIRST_SAID = {"pupil_id": "int", "intended": "str", "exam_result": "str", "first": "str"}
FIRST_STOOD = {"pupil_id": "int", "status": "str", "first": "date"}
STOOD = {"pupil_id": "int", "brin": "str", "number": "str", "status": "str", "applied": "date", "first": "date",
         "moved": "date"}  # fmt: skip


@dataclass(frozen=True)
class Delivered:
    """The deliveries of one kind that were there on the day, newest last; `latest` per school are those that count."""

    stands: dict[int, str]
    latest: list[int]


def month_of(on: date) -> str:
    return f"{on:%Y-%m}"


def told_until(year: SchoolYear, on: date) -> dict[str, str]:
    """Kind → the last levermaand that any school had told of this school year on that day; a kind not told is left out."""
    known = Delivery.objects.filter(
        kind__in=(Kind.N01, Kind.N02, Kind.R01), state=DeliveryState.ACCEPTED, stand__lte=month_of(on),
        teljaar__in=[year.name, year.next().name],
    )  # fmt: skip
    return dict(known.order_by().values_list("kind").annotate(Max("stand")))


def delivered(kind: str, years: Iterable[SchoolYear], until: str) -> Delivered:
    """Accepted deliveries of these school years up to that levermaand; the latest of every school per school year."""
    rows = Delivery.objects.filter(
        kind=kind, state=DeliveryState.ACCEPTED, teljaar__in=[year.name for year in years], stand__lte=until
    ).order_by("stand", "-vestiging", "pk")
    found = list(rows.values_list("pk", "stand", "brin", "vestiging", "teljaar"))
    latest = {(brin, vestiging, teljaar): pk for pk, _, brin, vestiging, teljaar in found}
    return Delivered({row[0]: row[1] for row in found}, list(latest.values()))


def leavings(year: SchoolYear, until: str) -> pd.DataFrame:
    """One row per leaving pupil of the school year: that of the latest N01, with since when it says so."""
    found = delivered(Kind.N01, [year], until)
    rows = _latest_leavings(found, LEAVING)
    said = _first_said(found)
    for column, since in (("intended", "intended_since"), ("exam_result", "result_since")):
        first = said.groupby(["pupil", column], as_index=False)["first"].min()
        merged = rows[["pupil", column]].merge(first, on=["pupil", column], how="left")
        rows[since] = pd.to_datetime(merged["first"].to_numpy() + "-01").astype("datetime64[s]")
    return rows.drop(columns=["delivery_id", "stand"])


def intended_on(year: SchoolYear, until: str) -> pd.Series:
    """pupil → the voorgenomen bestemming in the latest N01 of that day."""
    columns = {name: LEAVING[name] for name in ("pupil_id", "delivery_id", "brin", "vestiging", "intended")}
    return _latest_leavings(delivered(Kind.N01, [year], until), columns).set_index("pupil")["intended"]


def _latest_leavings(found: Delivered, columns: dict[str, str]) -> pd.DataFrame:
    """One row per pupil, of the latest delivery that names it."""
    rows = frames.read(LeavingPupil.objects.filter(delivery_id__in=found.latest), columns)
    rows = rows.rename(columns={"pupil_id": "pupil"})
    rows["stand"] = rows["delivery_id"].map(found.stands)
    rows = rows.sort_values(["stand", "vestiging", "brin"], ascending=[False, False, True], kind="stable")
    return rows.drop_duplicates("pupil").reset_index(drop=True)


def _first_said(found: Delivered) -> pd.DataFrame:
    """The first levermaand in which an N01 said this intention and result of the pupil."""
    rows = LeavingPupil.objects.filter(delivery_id__in=list(found.stands))
    grouped = rows.values("pupil_id", "intended", "exam_result").annotate(first=Min("delivery__stand")).order_by()
    return frames.read(grouped, FIRST_SAID).rename(columns={"pupil_id": "pupil"})


def applications(year: SchoolYear, until: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Aanmeldingen of this and the next school year as last delivered; and the steps that earlier deliveries told."""
    found = delivered(Kind.N02, [year, year.next()], until)
    rows = frames.read(MboApplication.objects.filter(delivery_id__in=found.latest), APPLICATION)
    rows = rows.rename(columns={"pupil_id": "pupil"}).astype({"appeared": "boolean"})
    rows["stand"] = rows["delivery_id"].map(found.stands)
    rows = rows.sort_values("stand", kind="stable").drop_duplicates(["brin", "number"], keep="last")
    earlier = MboApplication.objects.filter(delivery_id__in=set(found.stands) - set(found.latest))
    grouped = earlier.values("pupil_id", "status").annotate(first=Min("status_on")).order_by()
    stood = frames.read(grouped, FIRST_STOOD).rename(columns={"pupil_id": "pupil", "first": "first_on"})
    stood["step"] = stood["status"].map(STEP_OF_APPLICATION)
    reached = stood.dropna(subset=["step"]).astype({"step": "int64"})[["pupil", "step", "first_on"]]
    return rows.drop(columns=["delivery_id", "stand"]).reset_index(drop=True), reached


def stood(year: SchoolYear, on: date) -> pd.DataFrame:
    """The first day on which any delivery told that an aanmelding of this school year stood somewhere.

    Columns pupil, brin, number, status, applied_on, first_on; status `in_intake` from the day to which the mbo school
    moved an aanmelding after it came in. One row per aanmelding and status.
    """
    found = delivered(Kind.N02, [year, year.next()], month_of(on))
    told = MboApplication.objects.filter(delivery_id__in=list(found.stands))
    moved = Min("status_on", filter=Q(status_on__gt=F("applied_on"), status="aangemeld"))
    by_status = told.values("pupil_id", "brin", "number", "status")
    grouped = by_status.annotate(applied=Min("applied_on"), first=Min("status_on"), moved=moved).order_by()
    rows = frames.read(grouped, STOOD).rename(columns={"pupil_id": "pupil", "applied": "applied_on", "first": "first_on"})
    intake = rows.dropna(subset=["moved"]).assign(status="in_intake", first_on=lambda each: each["moved"])
    return pd.concat([rows, intake], ignore_index=True).drop(columns="moved").dropna(subset=["first_on"])


def enrolments(cycle: Cycle, until: str, among: Iterable[int]) -> tuple[pd.DataFrame, dict[str, pd.Timestamp]]:
    """What R01 says of these pupils in the school year and the next; and until when each school has told.

    The row of a later delivery replaces that of an earlier one. A school that delivered for the next school year
    leaves out who was gone by 1 October: an inschrijving still open before it ended then.
    """
    accepted = accepted_deliveries()
    stands = _stands(cycle.year, until)
    sources = [list(inputs("regio", stand, accepted, []).population) for stand in stands]
    ids = {source.delivery for found in sources for source in found}
    rows = _enrolments_of(ids, list(among))
    until = {source.delivery: _peildatum(source) for found in sources for source in found}
    rows["known_until"] = rows["delivery_id"].map(until).astype("datetime64[s]")
    rows = _without_overruled(rows, [source for found in sources for source in found])
    rows = rows.sort_values("known_until", kind="stable")
    rows = rows.drop_duplicates(["pupil", "brin", "volgnummer"], keep="last")
    october = moment(cycle.year.closes)
    has_moved_on = rows["brin"].isin([s.brin for s in sources[-1] if _peildatum(s) > pd.Timestamp(october)])
    is_left_out = has_moved_on & rows["ended_on"].isna() & (rows["known_until"] <= october)
    rows["ended_on"] = rows["ended_on"].mask(is_left_out & (rows["started_on"] < october), october)
    told: dict[str, pd.Timestamp] = {}
    for source in sources[-1]:
        told[source.brin] = min(told.get(source.brin, pd.Timestamp.max), _peildatum(source))
    return rows.drop(columns=["delivery_id", "vestiging"]).reset_index(drop=True), told


def in_other_years(year: SchoolYear, among: Iterable[int]) -> set[int]:
    """Those of the pupils who are in an accepted N01 of another school year."""
    others = LeavingPupil.objects.filter(delivery__state=DeliveryState.ACCEPTED).exclude(delivery__teljaar=year.name)
    return set(_among(others, among).values_list("pupil_id", flat=True))


def _among(rows: QuerySet, pupils: Iterable[int]) -> QuerySet:
    return frames.among(rows, "pupil_id", pupils)


def _stands(year: SchoolYear, until: str) -> list[Stand]:
    """The last stand of the school year up to that month, and that of the next one when it has begun."""
    begun = [each for each in (year, year.next()) if until >= month_of(each.opens)]
    return [Stand.of_month(min(until, f"{each.start + 1}-09")) for each in begun or [year.previous()]]


def _enrolments_of(deliveries: set[int], pupils: list[int]) -> pd.DataFrame:
    """The rows of these pupils. Of many pupils whole deliveries are read: SQLite would probe every pair of both lists."""
    wanted = Enrolment.objects.filter(delivery_id__in=deliveries)
    if len(pupils) <= FEW:
        wanted = frames.among(wanted, "pupil_id", pupils)
    rows = frames.read(wanted, ENROLMENT).rename(columns={"pupil_id": "pupil"})
    return rows[rows["pupil"].isin(pupils)].reset_index(drop=True)


def _peildatum(source: Source) -> pd.Timestamp:
    return pd.Timestamp(Stand.of_month(source.stand).peildatum)


def _without_overruled(rows: pd.DataFrame, sources: list[Source]) -> pd.DataFrame:
    """Without the vestigingen that delivered for themselves later than their school did."""
    for source in sources:
        if source.without:
            rows = rows[~((rows["delivery_id"] == source.delivery) & rows["vestiging"].isin(list(source.without)))]
    return rows
