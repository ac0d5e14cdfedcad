"""Wat gebeurt er? What came in about the reader's own caseload in the last days, and what must be done today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, Window
from django.utils import timezone

from monitoring import access, frames
from monitoring.access_rows import NOBODY, organisation_code
from monitoring.flag_words import flag_words
from monitoring.identities import organisation_names
from monitoring.models import CaseFile, Enrolment, Flag, HandOver, Note, Plan, Uptake
from monitoring.morning.needing import Needs
from monitoring.vocabulary import Role
from monitoring.work_rows import latest_r01

DAYS, STAND_DAYS = 14, 45  # inschrijvingen come once a month
MOST = 15


@dataclass(frozen=True)
class Happening:
    pupil: int
    on: date
    words: str


def happenings(rows: Needs, *, reader, on: date) -> list[Happening]:
    """The latest first, of the youngsters whose file the reader owns."""
    mine = set(rows.where(rows.rows["is_mine"]).pupils)
    if not mine:
        return []
    found = [*_flagged(mine, reader, on), *_enrolled(mine, reader, on), *_of_others(mine, reader, on)]
    told = {(each.pupil, each.words): each for each in found}  # two flags of one rule are one line
    return sorted(told.values(), key=lambda each: (each.on, each.pupil), reverse=True)[:MOST]


def plans_of(reader, on: date) -> tuple[list[Plan], int]:
    """What the reader promised before today or for today, in files that are open; and how many more there are."""
    due = Plan.objects.filter(owner=reader, done_on=None, due_on__lte=on)
    readable = due.filter(case_file__in=CaseFile.objects.visible_to(reader, on).open())
    counted = readable.select_related("case_file").annotate(of_all=Window(Count("pk")))
    shown = list(counted.order_by("due_on", "pk")[:MOST])
    return shown, shown[0].of_all - len(shown) if shown else 0


def _flagged(mine: set[int], reader, on: date) -> list[Happening]:
    new = Flag.objects.visible_to(reader, on).raised().filter(raised_on__gt=on - timedelta(days=DAYS))
    return [
        Happening(flag.pupil_id, flag.raised_on, "Nieuw signaal: "
                  f"{flag_words(flag, on=on).title}")
        for flag in frames.among(new, "pupil_id", mine).order_by("-raised_on")[:MOST]
    ]  # fmt: skip


def _enrolled(mine: set[int], reader, on: date) -> list[Happening]:
    """A new inschrijving, or one that ended, in the latest R01 of every school."""
    since = on - timedelta(days=STAND_DAYS)
    recent = Q(started_on__gt=since) | Q(ended_on__gt=since)
    sees_all = any(how is not access.Reach.ENROLLED for _, how in access.reach(reader, access.Subject.PUPIL))
    rows = Enrolment.objects.filter(
        Q() if sees_all else access.own_rows(reader), recent, delivery_id__in=latest_r01()
    )
    told = list(
        frames.among(rows, "pupil_id", mine).values_list("pupil_id", "started_on", "ended_on", "brin")
    )
    names = organisation_names({brin for *_, brin in told}) if told else {}
    return [
        Happening(
            pupil,
            min(ended or started, on),
            f"{'Uitgeschreven' if ended else 'Ingeschreven'} bij {names.get(brin, brin)}",
        )
        for pupil, started, ended, brin in told
    ]


def _of_others(mine: set[int], reader, on: date) -> list[Happening]:
    """That a partner took the youngster up or a colleague wrote a note: its presence, never its content."""
    since = on - timedelta(days=DAYS)
    own = NOBODY
    for membership in access.memberships_of(reader):
        own |= Q(role=membership.role, holder=organisation_code(membership))
    uptakes = frames.among(Uptake.objects.filter(on__gt=since).exclude(own), "pupil_id", mine)
    taken = list(uptakes.values_list("pupil_id", "on", "role", "holder"))
    readable = frames.among(CaseFile.objects.visible_to(reader, on), "pupil_id", mine)
    files = list(readable.values_list("pk", flat=True))
    notes = Note.objects.filter(at__gte=_midnight(since + timedelta(days=1))).exclude(by=reader)
    notes = frames.among(notes, "case_file_id", files)
    written = list(notes.annotate(who=F("case_file__pupil_id")).values_list("who", "at", "role", "holder"))
    refused = frames.among(HandOver.objects.visible_to(reader).refused(since), "case_file_id", files)
    back = list(refused.select_related("case_file"))
    told = {holder for *_, holder in (*taken, *written)} | {each.to_holder for each in back}
    names = organisation_names(told) if told else {}

    def who(role, holder):
        return f"{Role(role).label}, {names.get(holder, holder)}"

    return [
        *(Happening(pupil, day, f"Opgepakt door {who(role, holder)}") for pupil, day, role, holder in taken),
        *(Happening(pupil, at.date(), f"Notitie van {who(role, holder)}") for pupil, at, role, holder in written),
        *(Happening(each.case_file.pupil_id, each.withdrawn_on, f"Overdracht teruggegeven door "
                    f"{who(each.to_role, each.to_holder)}: {each.get_refused_reason_display()}") for each in back),
    ]  # fmt: skip


def _midnight(day: date) -> datetime:
    """When a day begins, as moments are stored."""
    return timezone.make_aware(datetime.combine(day, time.min))
