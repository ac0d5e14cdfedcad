"""Casework of the demonstration: its accounts take youngsters up, write and hand over, by the same movements as the pages.

Deterministic by seed and day: the same youngsters, words and days every time.
"""

from datetime import date, timedelta
from random import Random

from monitoring.calculation.working_days import latest_before
from monitoring.casework.entries import finish_plan, log_contact, make_plan, write_note
from monitoring.casework.files import close, set_status, snooze, take_up, tell_strengths
from monitoring.casework.handing_over import ACCEPT_WITHIN, accept, hand_over, receivers, refuse
from monitoring.casework.turns import Refused
from monitoring.demonstration.case_stories import NOTES, RESTRICTED, STORIES, STRENGTHS
from monitoring.models import Account, CaseFile, Flag, Pupil
from monitoring.reference.public_holidays import public_holidays
from monitoring.vocabulary import CaseStatus, DestinationAfter, HandOverReason, NoteKind, RefusalReason, Role

CASELOADS = {"femke": 60, "anna": 50, "bram": 25, "coen": 20, "carla": 6}
FIRST_DAYS = 70  # how long ago the oldest file was opened
STATUSES = (CaseStatus.UNKNOWN, CaseStatus.GUIDED, CaseStatus.WORK, CaseStatus.NO_ACTIVITY, CaseStatus.EDUCATION)
SOON_ADULT = 120  # days
ACCEPTED_AGO, REFUSED_AGO = 3, 2  # days before the answer these were sent
ASKED = "Welke school weet hiervan, en wie is daar het aanspreekpunt?"
ADULT = HandOverReason.ADULT, "Wordt binnenkort 18. Wil door met leren en werken; appen werkt het best."
OTHERWISE = HandOverReason.OTHER, "Woont begeleid; het Doorstroompunt kent de begeleiders al."
TO_DOORSTROOMPUNT = "doorstroompunt:REGIO"


def rehearse_casework(*, on: date, seed: int) -> int:
    """Have the demonstration accounts work until day `on`. Returns how many files they opened."""
    chance, opened = Random(f"casework {seed} {on}"), 0
    for name, most in CASELOADS.items():
        account = Account.objects.filter(username=name, is_demonstration=True).first()
        for pupil in _flagged(account, on, most) if account else []:
            opened += _worked_on(pupil, account, on, chance)
    _handed_over(on)
    return opened


def _flagged(account: Account, on: date, most: int) -> list[int]:
    """Youngsters with a flag whom this account sees now and saw when it began; every third stays to be taken up."""
    first = on - timedelta(days=FIRST_DAYS)
    flags = Flag.objects.visible_to(account, on).raised()
    seen = Pupil.objects.visible_to(account, first).filter(pk__in=flags.values("pupil")).order_by("pk")
    return [pupil for place, pupil in enumerate(seen.values_list("pk", flat=True)) if place % 3][:most]


def _worked_on(pupil: int, account: Account, on: date, chance: Random) -> bool:
    """A file from its opening until now: contacts, a plan, and what else this youngster needs."""
    day = on - timedelta(days=chance.randrange(5, FIRST_DAYS))
    try:
        file = take_up(pupil, by=account, today=day)
    except Refused:  # a colleague of the other side has it
        return False
    for story in chance.sample(STORIES, chance.randrange(1, 4)):
        log_contact(file, kind=story.kind, outcome=story.outcome, text=story.text, on=day, by=account, today=day)
        if story.plan:
            due = day + timedelta(days=chance.randrange(5, 20))
            plan = make_plan(file, what=story.plan, due_on=due, owner=account, by=account, today=day)
            if due < on and chance.random() < 0.8:
                finish_plan(plan, by=account, today=due)
        day = min(on, day + timedelta(days=chance.randrange(3, 12)))
    _further(file, account, day, on, chance)
    return True


def _further(file: CaseFile, account: Account, day: date, on: date, chance: Random) -> None:
    file.refresh_from_db()
    drawn = chance.random()
    if drawn < 0.5:
        tell_strengths(file, text=chance.choice(STRENGTHS), by=account, today=day)
    if drawn < 0.6:
        until = day + timedelta(days=chance.choice((30, 60, 90)))
        set_status(file, status=chance.choice(STATUSES), until=until, by=account, today=day)
    if drawn > 0.4:
        write_note(file, kind=NoteKind.ORDINARY, text=chance.choice(NOTES), by=account, today=day)
    if drawn > 0.9:
        write_note(file, kind=NoteKind.RESTRICTED, text=RESTRICTED, by=account, today=day)
    if 0.6 < drawn < 0.66:
        close(file, destination=chance.choice(DestinationAfter.values), by=account, today=on)
    elif 0.66 < drawn < 0.72:
        snooze(file, until=on + timedelta(days=10), reason="Wacht op de intake.", by=account, today=day)


def _handed_over(on: date) -> None:
    """Of Anna's youngsters who are nearly eighteen: one hand-over that waits too long, one of yesterday, one accepted, one
    given back."""
    anna, femke = (Account.objects.filter(username=name, is_demonstration=True).first() for name in ("anna", "femke"))
    if not (anna and femke):
        return
    files = CaseFile.objects.open().filter(owner=anna, role=Role.LEERPLICHT).order_by("pk")
    later = Pupil.objects.visible_to(anna, on + timedelta(days=SOON_ADULT))
    soon = list(files.exclude(pupil__in=later)[:4])
    chosen = soon + [file for file in files[:8] if file not in soon][: 4 - len(soon)]
    too_long_ago = latest_before(on, ACCEPT_WITHIN, public_holidays()) - timedelta(days=1)
    ago = [timedelta(days=days) for days in (1, ACCEPTED_AGO, REFUSED_AGO)]
    for file, day in zip(chosen, (too_long_ago, *(on - days for days in ago)), strict=False):
        to = next((each for each in receivers(file) if each.code == TO_DOORSTROOMPUNT), None)
        if to:
            reason, message = ADULT if file in soon else OTHERWISE
            offered = hand_over(file, to=to, reason=reason, message=message, by=anna, today=day)
            if day == on - timedelta(days=ACCEPTED_AGO):
                accept(offered, by=femke, today=on)
            elif day == on - timedelta(days=REFUSED_AGO):
                refuse(offered, reason=RefusalReason.INCOMPLETE, because=ASKED, by=femke, today=on)
