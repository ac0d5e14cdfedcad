"""Reads who needs attention and why: youngsters with flags, open case files and followed vsv'ers, as columns, in a fixed
number of queries however many there are. No name is read here."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
from django.conf import settings
from django.db.models import Max, Q

from monitoring import access, frames
from monitoring.access import Subject
from monitoring.calculation.absence import LPW_21A_HOURS
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.figures import current_computations
from monitoring.models import (
    AbsenceDistance,
    CaseFile,
    Computation,
    Contact,
    Episode,
    Flag,
    Identity,
    Municipality,
    Outcome,
    Pupil,
    Uptake,
)  # fmt: skip
from monitoring.models.casework import SPOKEN
from monitoring.morning.needing import NEAR_LIMIT, Needs, needing
from monitoring.vocabulary import CaseStatus, Followed, Method
from monitoring.vocabulary import Outcome as OutcomeClass

PLACE = {"brin": "str", "vestiging": "str"}
FLAG = {"pupil_id": "int", "rule": "str", "since": "date"} | PLACE
FILE = {
    "pupil_id": "int", "pk": "int", "owner_id": "int", "status": "str", "status_until": "date", "snoozed_until": "date",
    "opened_on": "date",
}  # fmt: skip
PERSON = {"pupil_id": "int", "born_on": "date", "municipality": "str"}


def latest_stand(on: date) -> Computation | None:
    """The latest regional stand of the running teljaar; before its first delivery, of the teljaar before."""
    running = SchoolYear.of(on)
    found = current_computations(Method.REGIO)
    for teljaar in (running, running.previous()):
        shown = [computation for computation in found if computation.teljaar == teljaar.name]
        if shown:
            return max(shown, key=lambda computation: Stand.parse(computation.teljaar, computation.stand))
    return None


def needs(reader, on: date) -> Needs:
    """Everybody who needs attention and whom `reader` may see on that day, in the usual order."""
    people = _in_reach(reader, on)
    flags = frames.read(Flag.objects.visible_to(reader, on).raised().order_by("pupil_id", "since", "rule"), FLAG)
    leavers = _leavers(reader, people["pupil_id"], on)
    files = frames.read(CaseFile.objects.visible_to(reader, on).open(), FILE)
    hours = _hours(reader, on)
    found = pd.concat([each["pupil_id"] for each in (flags, leavers, files, hours)]).drop_duplicates()
    rows = _people(people, found).set_index("pupil_id", drop=False)
    own_file = _last(files).rename(columns={"pk": "file"})  # of the latest, for who works for two organisations
    rows = rows.join(own_file).join(_contacts(files["pk"]), on="file")
    told = {
        "first_flag": _first(flags)["since"], "last_flag": _last(flags)["since"], "hours": _last(hours)["hours"],
        "out_since": _last(leavers.dropna(subset=["left_on"]))["left_on"], "counted_in": _last(leavers)["municipality"],
        "school": _schools(flags.iloc[::-1], leavers, hours), "taken_up_on": _uptakes(found),
    }  # fmt: skip
    return needing(_filled(rows.assign(**told)), flags, on, reader=reader.pk, own=_works_in(reader))


def found_by_name(reader, on: date, name: str) -> set[int]:
    """The pupils in the reach of `reader` whose name holds every word of `name`."""
    matching = Q()
    for word in name.split():
        matching &= (
            Q(identity__surname__icontains=word)
            | Q(identity__given_name__icontains=word)
            | Q(identity__prefix__iexact=word)
        )
    return set(Pupil.objects.visible_to(reader, on).filter(matching).values_list("pk", flat=True))


def _in_reach(reader, on: date) -> pd.DataFrame:
    """Birth dates and residence of everybody whom the reader may see, no name."""
    columns = {"pk": "int", "identity__born_on": "date", "identity__municipality": "str"}
    people = frames.read(Pupil.objects.visible_to(reader, on), columns)
    return people.set_axis(list(PERSON), axis=1).dropna(subset=["born_on"])


def _people(people: pd.DataFrame, found: pd.Series) -> pd.DataFrame:
    """Of those found, also who grew out of reach while the own file is open."""
    within = people[people["pupil_id"].isin(found)]
    beyond = found[~found.isin(people["pupil_id"])]
    if beyond.empty:
        return within
    return pd.concat([within, frames.read(frames.among(Identity.objects.all(), "pupil_id", beyond), PERSON)])


def _leavers(reader, visible: Iterable[int], on: date) -> pd.DataFrame:
    """The running episodes and the nieuwe vsv'ers of the latest stand; a school those that count at itself."""
    own = _counted_where(reader)
    counted = PLACE | {"municipality": "str"}
    running = frames.among(Episode.objects.filter(own, kind=Followed.VSV).running(on), "pupil_id", visible)
    found = frames.read(running, {"pupil_id": "int", "opened_on": "date"} | counted)
    leavers = [found.rename(columns={"opened_on": "left_on"})]
    stand = latest_stand(on)
    if stand:
        new = Outcome.objects.filter(own, computation_id=stand.pk, outcome=OutcomeClass.X)
        new = frames.among(new, "pupil_id", visible)
        leavers.append(frames.read(new, {"pupil_id": "int", "left_on": "date"} | counted))
    return pd.concat(leavers)


def _hours(reader, on: date) -> pd.DataFrame:
    visible = AbsenceDistance.objects.visible_to(reader, on)
    near = visible.filter(hours__gte=NEAR_LIMIT, hours__lt=LPW_21A_HOURS).order_by("hours")
    return frames.read(near, {"pupil_id": "int", "hours": "number"} | PLACE)


def _first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop_duplicates("pupil_id").set_index("pupil_id")


def _last(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop_duplicates("pupil_id", keep="last").set_index("pupil_id")


def _schools(*told: pd.DataFrame) -> pd.Series:
    """The code of the school that is told of first."""
    named = pd.concat([rows.loc[rows["brin"] != "", ["pupil_id", *PLACE]] for rows in told])
    first = _first(named)
    return first["brin"] + first["vestiging"]


def _uptakes(pupils: Iterable[int]) -> pd.Series:
    """When somebody last did something."""
    last = frames.among(Uptake.objects.all(), "pupil_id", pupils).values("pupil_id").annotate(taken_up_on=Max("on"))
    return frames.read(last, {"pupil_id": "int", "taken_up_on": "date"}).set_index("pupil_id")["taken_up_on"]


def _contacts(files: Iterable[int]) -> pd.DataFrame:
    """When the reader's own side last sought contact, and last reached the youngster; by file."""
    of_files = frames.among(Contact.objects.all(), "case_file_id", files).values("case_file_id")
    last = of_files.annotate(contact_on=Max("on"), spoken_on=Max("on", filter=SPOKEN))
    columns = {"case_file_id": "int", "contact_on": "date", "spoken_on": "date"}
    return frames.read(last, columns).set_index("case_file_id")


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """What nobody told is empty, nought or no."""
    nothing = {"school": "", "counted_in": "", "status": CaseStatus.UNKNOWN.value, "hours": 0.0}
    return rows.assign(is_followed=rows["counted_in"].notna()).fillna(nothing)


def _works_in(reader) -> set[str]:
    """The municipalities of the reader's organisations, where youngsters may come to live."""
    opened = access.reach(reader, Subject.PUPIL)
    own = {m.municipality_id for m, _ in opened if m.municipality_id}
    if any(m.whole_region for m, _ in opened):
        own |= set(Municipality.objects.of_region(settings.RMC_REGION).values_list("code", flat=True))
    return own


def _counted_where(reader) -> Q:
    """Officers follow residents wherever they count; a school those that count at the school itself."""
    sees_residents = any(how is not access.Reach.ENROLLED for _, how in access.reach(reader, Subject.PUPIL))
    return Q() if sees_residents else access.own_rows(reader)


def last_uptakes(pupils: list[int]) -> dict[int, tuple[str, str, date]]:
    """Of these few pupils who took them up last: (role, holder, day)."""
    rows = Uptake.objects.filter(pupil_id__in=pupils).order_by("on", "pk")
    return {row.pupil_id: (row.role, row.holder, row.on) for row in rows}
