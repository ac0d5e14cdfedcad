"""Who needs attention and why: youngsters with flags, open case files and followed vsv'ers, as columns, in a fixed
number of queries however many there are. No name is read here."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max, Q

from monitoring import access, frames
from monitoring.access import Subject
from monitoring.calculation.absence import LPW_21A_HOURS
from monitoring.calculation.regime import age, leerplicht_until
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
from monitoring.vocabulary import Followed, Method
from monitoring.vocabulary import Outcome as OutcomeClass
from monitoring.work_rows import REACHED

ADULT = 18
TURNS = (18, 23, 27)  # ends of kwalificatieplicht and of the Doorstroompunt before and since 2026
NEAR_LIMIT = 12  # hours: three quarters of Leerplichtwet 1969 art. 21a
SILENT_DAYS, EXPIRES_DAYS, TURNS_DAYS = 30, 14, 91
FILE = ("pupil_id", "pk", "owner_id", "status", "status_until", "snoozed_until", "opened_on")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What the list must know of the open case file that the reader may read."""

    pk: int
    owner: int | None
    status: str
    status_until: date | None
    snoozed_until: date | None
    opened_on: date


@dataclass(slots=True)
class Need:
    """One youngster on the list. `flags`: (rule, since); `out_since`: left school on; `spoken_on`: really reached;
    `hours`: unauthorised in four school weeks; `counted_in`: where it lived when it left school; `has_moved`: to us."""

    pupil: int
    on: date
    flags: list[tuple[str, date]] = field(default_factory=list)
    school: str = ""
    out_since: date | None = None
    is_followed: bool = False
    file: OpenFile | None = None
    born_on: date = date.min
    municipality: str = ""
    taken_up_on: date | None = None
    contact_on: date | None = None
    spoken_on: date | None = None
    hours: float = 0.0
    counted_in: str = ""
    is_mine: bool = False
    has_moved: bool = False

    @property
    def age(self) -> int:
        return age(self.born_on, self.on)

    @property
    def since(self) -> date:
        """The earliest flag that holds; without one the day of leaving school, or of opening the file."""
        days = [since for _, since in self.flags] or [self.out_since, self.file and self.file.opened_on]
        return min((day for day in days if day), default=self.on)

    @property
    def days(self) -> int:
        return max(0, (self.on - self.since).days)

    @property
    def is_unattended(self) -> bool:
        """A flag holds, and nobody (school or municipality) did anything since the latest of them began."""
        return bool(self.flags) and (
            self.taken_up_on is None or max(since for _, since in self.flags) > self.taken_up_on
        )

    @property
    def is_snoozed(self) -> bool:
        return bool(self.file and self.file.snoozed_until and self.file.snoozed_until > self.on)

    @property
    def is_near_limit(self) -> bool:
        return NEAR_LIMIT <= self.hours < LPW_21A_HOURS

    @property
    def is_long_silent(self) -> bool:
        return self.is_mine and (self.spoken_on or self.file.opened_on) <= self.on - timedelta(
            days=SILENT_DAYS
        )

    @property
    def status_expires(self) -> bool:
        """Of the own file: the status must be looked at within two weeks, or had to be."""
        until = self.file.status_until if self.is_mine else None
        return until is not None and until <= self.on + timedelta(days=EXPIRES_DAYS)

    @property
    def next_age(self) -> int:
        """18, 23 or 27 when it turns that within three months and somebody is at work or a flag holds; else 0."""
        if not (self.file or self.flags):
            return 0
        then = age(self.born_on, self.on + timedelta(days=TURNS_DAYS))
        return then if then in TURNS and then != self.age else 0

    @property
    def is_leerplichtig(self) -> bool:
        return self.on <= leerplicht_until(self.born_on)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The order of domain.md §8.3: under eighteen first, then the longest since the signal."""
        return (self.age >= ADULT, -self.days, self.pupil)


def latest_stand(on: date) -> Computation | None:
    """The latest regional stand of the running teljaar; before its first delivery, of the teljaar before."""
    running = SchoolYear.of(on)
    for teljaar in (running, running.previous()):
        shown = current_computations(Method.REGIO, teljaar.name)
        if shown:
            return max(shown, key=lambda computation: Stand.parse(computation.teljaar, computation.stand))
    return None


def needs(reader, on: date) -> list[Need]:
    """Everybody who needs attention and whom `reader` may see on that day, in the usual order."""
    found: dict[int, Need] = {}

    def of(pupil: int) -> Need:
        return found.setdefault(pupil, Need(pupil, on))

    _tell_flags(reader, on, of)
    _tell_leavers(reader, on, of)
    visible = CaseFile.objects.visible_to(reader, on).open()
    for pupil, *rest in visible.order_by("pk").values_list(*FILE):
        of(pupil).file = OpenFile(*rest)
    _tell_hours(reader, on, of)
    if found:
        _tell_persons(found)
        _tell_deeds(found)
        _tell_reader(reader, found)
    return sorted((need for need in found.values() if need.born_on != date.min), key=lambda need: need.rank)


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


def _tell_flags(reader, on: date, of) -> None:
    flags = Flag.objects.visible_to(reader, on).raised().order_by("since", "rule")
    for pupil, rule, since, brin, vestiging in flags.values_list(
        "pupil_id", "rule", "since", "brin", "vestiging"
    ):
        need = of(pupil)
        need.flags.append((rule, since))
        need.school = brin + vestiging or need.school


def _tell_leavers(reader, on: date, of) -> None:
    """The nieuwe vsv'ers of the latest stand and the running episodes; a school those that count at itself."""
    own = _counted_where(reader)
    visible = list(Pupil.objects.visible_to(reader, on).values_list("pk", flat=True))
    episodes = Episode.objects.filter(own, kind=Followed.VSV).running(on)
    counted = ("brin", "vestiging", "municipality")
    leavers = list(frames.among(episodes, "pupil_id", visible).values_list("pupil_id", "opened_on", *counted))
    stand = latest_stand(on)
    if stand:
        new = Outcome.objects.filter(own, computation_id=stand.pk, outcome=OutcomeClass.X)
        leavers += frames.among(new, "pupil_id", visible).values_list("pupil_id", "left_on", *counted)
    for pupil, left_on, brin, vestiging, municipality in leavers:
        need = of(pupil)
        need.counted_in = municipality
        need.is_followed, need.out_since = True, left_on or need.out_since
        need.school = need.school or brin + vestiging


def _tell_hours(reader, on: date, of) -> None:
    near = AbsenceDistance.objects.visible_to(reader, on).filter(
        hours__gte=NEAR_LIMIT, hours__lt=LPW_21A_HOURS
    )
    for pupil, hours, brin, vestiging in near.values_list("pupil_id", "hours", "brin", "vestiging"):
        need = of(pupil)
        need.hours, need.school = float(hours), need.school or brin + vestiging


def _tell_reader(reader, found: dict[int, Need]) -> None:
    """Whose file it is, and who came to live where the reader's organisation works since leaving school."""
    own = {m.municipality_id for m, _ in access.reach(reader, Subject.PUPIL) if m.municipality_id}
    if any(m.whole_region for m, _ in access.reach(reader, Subject.PUPIL)):
        own |= set(Municipality.objects.of_region(settings.RMC_REGION).values_list("code", flat=True))
    for need in found.values():
        need.is_mine = bool(need.file and need.file.owner == reader.pk)
        need.has_moved = bool(
            need.counted_in and own and need.counted_in not in own and need.municipality in own
        )


def _counted_where(reader) -> Q:
    """Officers follow residents wherever they count; a school those that count at the school itself."""
    sees_residents = any(how is not access.Reach.ENROLLED for _, how in access.reach(reader, Subject.PUPIL))
    return Q() if sees_residents else access.own_rows(reader)


def _tell_persons(found: dict[int, Need]) -> None:
    """Birth dates and residence, no name."""
    rows = frames.among(Identity.objects.all(), "pupil_id", found)
    for pupil, born_on, municipality in rows.values_list("pupil_id", "born_on", "municipality"):
        found[pupil].born_on, found[pupil].municipality = born_on, municipality


def _tell_deeds(found: dict[int, Need]) -> None:
    """When somebody last did something, and when the reader's own side last sought contact."""
    uptakes = (
        frames.among(Uptake.objects.all(), "pupil_id", found).values("pupil_id").annotate(last=Max("on"))
    )
    for pupil, last in uptakes.values_list("pupil_id", "last"):
        found[pupil].taken_up_on = last
    files = [need.file.pk for need in found.values() if need.file]
    contacts = frames.among(Contact.objects.all(), "case_file_id", files).values("case_file_id")
    told = contacts.annotate(last=Max("on"), spoken=Max("on", filter=Q(outcome__in=REACHED)))
    days = {file: (last, spoken) for file, last, spoken in told.values_list("case_file_id", "last", "spoken")}
    for need in found.values():
        if need.file:
            need.contact_on, need.spoken_on = days.get(need.file.pk, (None, None))


def last_uptakes(pupils: list[int]) -> dict[int, tuple[str, str, date]]:
    """Of these few pupils who took them up last: (role, holder, day)."""
    rows = Uptake.objects.filter(pupil_id__in=pupils).order_by("on", "pk")
    return {row.pupil_id: (row.role, row.holder, row.on) for row in rows}
