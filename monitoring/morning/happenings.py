"""Wat gebeurt er? What came in about the reader's own caseload in the last days, and what must be done today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from monitoring import access, frames
from monitoring.access_rows import organisation_code
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
    due = Plan.objects.filter(owner=reader, done_on=None, due_on__lte=on, case_file__closed_on=None)
    readable = due.filter(case_file__in=CaseFile.objects.visible_to(reader, on))
    shown = list(readable.select_related("case_file").order_by("due_on", "pk")[:MOST])
    return shown, readable.count() - MOST if len(shown) == MOST else 0


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
    own = {(m.role, organisation_code(m)) for m in access.memberships_of(reader)}
    uptakes = frames.among(Uptake.objects.filter(on__gt=since), "pupil_id", mine)
    taken = [row for row in uptakes.values_list("pupil_id", "on", "role", "holder") if row[2:] not in own]
    readable = CaseFile.objects.visible_to(reader, on).filter(pupil_id__in=mine)
    notes = Note.objects.filter(case_file__in=readable, at__date__gt=since).exclude(by=reader)
    written = list(notes.annotate(who=F("case_file__pupil_id")).values_list("who", "at", "role", "holder"))
    refused = HandOver.objects.visible_to(reader).refused(since).filter(case_file__in=readable)
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
