"""Everything that the page of one youngster shows of the work on it, for one reader on one day. Reads; writes nothing."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from monitoring.access import Subject, memberships_of, sees_whole_career
from monitoring.access_casework import may_read_note, opening_as, writing_as
from monitoring.access_rows import organisation_code
from monitoring.calculation.regime import age, regime
from monitoring.casework.files import is_fresh_uptake
from monitoring.casework.handing_over import accept_before
from monitoring.casework.timeline import Event, timeline
from monitoring.flag_words import FlagWords, distance_words, flag_words
from monitoring.identities import organisation_names
from monitoring.models import AbsenceDistance, Account, CaseFile, Flag, HandOver, Identity, Note, Plan, Uptake
from monitoring.reference.definitions import upper_age
from monitoring.reference.flag_rules import rule
from monitoring.reference.places import municipality
from monitoring.vocabulary import CaseAct, Role

NOTES_TOLD = 50
FIRST_EVENTS = 12


@dataclass(frozen=True)
class ToldRule:
    """A rule that holds: since when, how many days that is, each of its facts in words, and where the rule comes from."""

    words: FlagWords
    since: date
    days: int
    sentences: list[str]
    source: str


@dataclass(frozen=True)
class TakenUp:
    """That an organisation took the youngster up, the last time it did."""

    role: str
    organisation: str
    on: date


@dataclass(frozen=True)
class ReadNote:
    """A note; `text` is None when only its presence is for this reader."""

    note: Note
    text: str | None
    written_for: str


@dataclass
class Person:
    """One youngster as `reader` may know it on day `on`; `subject`: as what the reader reached it."""

    who: Identity
    reader: Account
    on: date
    subject: Subject = Subject.PUPIL
    case_files: list[CaseFile] = field(init=False)
    _known: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self):
        found = CaseFile.objects.visible_to(self.reader, self.on, of=self.who.pupil_id).filter(pupil_id=self.who.pupil_id)
        self.case_files = sorted(found.select_related("owner"), key=lambda file: (file.closed_on is not None, -file.pk))

    @property
    def age(self) -> int:
        return age(self.who.born_on, self.on)

    @property
    def regime(self) -> str:
        limit = upper_age(self.on)
        return regime(self.who.born_on, self.on, upper_age=limit, qualified_on=self.who.qualified_on)

    @property
    def municipality(self):
        return municipality(self.who.municipality)

    @cached_property
    def case_file(self) -> CaseFile | None:
        """The open file that the reader reads, if any."""
        return next((file for file in self.case_files if not file.closed_on), None)

    @property
    def closed_file(self) -> CaseFile | None:
        """The last file of the reader's own organisation, when none is open."""
        return self.case_files[0] if self.case_files and not self.case_file else None

    @property
    def version(self) -> int:
        """Of the file on the page, as the reader saw it."""
        shown = self.case_file or self.closed_file
        return shown.version if shown else 0

    @property
    def has_insight(self) -> bool:
        """Whether the card of Uitleg en inzage opens for this reader: it tells rights over a pupil, not over a file."""
        return self.subject is Subject.PUPIL

    @property
    def strengths(self) -> str:
        """What works, as written last: also from a file that is closed."""
        return next((file.strengths for file in self.case_files if file.strengths), "")

    @property
    def is_owner(self) -> bool:
        return self.case_file is not None and self.case_file.owner_id == self.reader.pk

    @property
    def may_let_go(self) -> bool:
        """The reader took the file up today, and nothing came after."""
        return self.is_owner and is_fresh_uptake(self.case_file.changes.order_by("-version").first(), self.reader, self.on)

    @property
    def may_reopen(self) -> bool:
        closed = self.closed_file
        return closed is not None and writing_as(self.reader, closed, CaseAct.REOPEN, self.on) is not None

    @cached_property
    def may_write(self) -> bool:
        if self.case_file and writing_as(self.reader, self.case_file, CaseAct.CONTACT, self.on):
            return True
        return opening_as(self.reader, self.who.pupil_id, self.subject, CaseAct.TAKE_UP, self.on) is not None

    @cached_property
    def may_hand_over(self) -> bool:
        return bool(self.case_file and writing_as(self.reader, self.case_file, CaseAct.HAND_OVER, self.on))

    @cached_property
    def held_elsewhere(self) -> str:
        """Who of leerplicht and Doorstroompunt has the file open that this officer does not read; empty: nobody."""
        roles = {membership.role for membership in memberships_of(self.reader)}
        if self.case_file or not roles & {Role.LEERPLICHT, Role.DOORSTROOMPUNT}:
            return ""
        other = CaseFile.objects.open().exclude(role=Role.SCHOOL).filter(pupil_id=self.who.pupil_id).first()
        return f"{Role(other.role).label}, {self._names({other.holder})[other.holder]}" if other else ""

    @cached_property
    def flags(self) -> list[ToldRule]:
        """The rules that hold now, the longest first; one that holds more than once is told once."""
        visible = Flag.objects.visible_to(self.reader, self.on, of=self.who.pupil_id)
        found = visible.raised().filter(pupil_id=self.who.pupil_id)
        told: dict[str, ToldRule] = {}
        for flag in found.order_by("since", "rule"):
            words, days = flag_words(flag, on=self.on), (self.on - flag.since).days
            one = told.setdefault(flag.rule, ToldRule(words, flag.since, days, [], rule(flag.rule).source))
            one.sentences.append(words.sentence)
        return list(told.values())

    @cached_property
    def distances(self) -> list[str]:
        """How far from sixteen hours, at each school that delivers hours."""
        found = AbsenceDistance.objects.visible_to(self.reader, self.on).filter(pupil_id=self.who.pupil_id)
        return [distance_words(distance) for distance in found.order_by("-hours")]

    @cached_property
    def taken_up(self) -> list[TakenUp]:
        """The last time of every organisation, the latest first. Which other school it was, a school does not read."""
        last: dict[tuple[str, str], date] = {}
        for uptake in Uptake.objects.filter(pupil_id=self.who.pupil_id).order_by("on"):
            last[uptake.role, uptake.holder] = uptake.on
        names = self._names({holder for _, holder in last})
        own = {organisation_code(membership) for membership in memberships_of(self.reader)}
        has_other_school = any(role == Role.SCHOOL and holder not in own for role, holder in last)
        tells = not has_other_school or sees_whole_career(self.reader, self.who.pupil_id, self.on)
        found = [
            TakenUp(Role(role).label, names.get(holder, holder) if tells or role != Role.SCHOOL or holder in own
                    else "een andere school", on)
            for (role, holder), on in last.items()
        ]  # fmt: skip
        return sorted(found, key=lambda each: each.on, reverse=True)

    @cached_property
    def notes(self) -> list[ReadNote]:
        """The latest first; of a restricted one of another circle only that it is there."""
        found = list(Note.objects.filter(case_file__in=self.case_files).order_by("-at", "-pk")[:NOTES_TOLD])
        names = self._names({note.holder for note in found})
        return [
            ReadNote(note, note.text if may_read_note(self.reader, note) else None,
                     f"{Role(note.role).label}, {names.get(note.holder, note.holder)}")
            for note in found
        ]  # fmt: skip

    @cached_property
    def plans(self) -> list[Plan]:
        """Those still to be done, the first due first."""
        found = Plan.objects.filter(case_file__in=self.case_files, done_on=None, case_file__closed_on=None)
        return list(found.select_related("owner").order_by("due_on", "pk"))

    @cached_property
    def hand_over(self) -> HandOver | None:
        """The one that waits for an answer."""
        if not self.case_file:
            return None
        return HandOver.objects.waiting().filter(case_file=self.case_file).first()

    @property
    def hand_over_words(self) -> str:
        offered = self.hand_over
        name = self._names({offered.to_holder})[offered.to_holder]
        return (
            f"Aangeboden aan {Role(offered.to_role).label}, {name} op {offered.sent_on:%d-%m-%Y}; "
            f"aan te nemen vóór {accept_before(offered):%d-%m-%Y}. Tot die tijd blijft het dossier hier."
        )

    def _names(self, codes: set[str]) -> dict[str, str]:
        """Of organisations; each is looked up once."""
        unknown = codes - set(self._known)
        if unknown:
            self._known |= organisation_names(unknown)
        return self._known

    @cached_property
    def events(self) -> list[Event]:
        return timeline(self.who.pupil_id, self.reader, self.case_files)

    @property
    def first_events(self) -> list[Event]:
        return self.events[:FIRST_EVENTS]

    @property
    def later_events(self) -> list[Event]:
        return self.events[FIRST_EVENTS:]
